"""Asks all questions of a run, going on where an earlier one was cut off."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

from bot.evaluate.examine import Examiner
from bot.evaluate.runs import Run, Runs
from bot.evaluate.summary import Summary, summarise

Tell = Callable[[str, int, int], None]


def run_questions(
    runs: Runs, run: Run, examiner: Examiner, *, jobs: int = 1, seed: int = 0, tell: Tell | None = None
) -> Summary:
    """Ask what was not asked yet, ``jobs`` questions at a time, keep each record at once, and complete the run.

    The bundled models use every core by themselves, so several jobs pay only where the reader waits for a service; times
    measured with several at once are those of a busy machine.
    """
    questions = runs.questions(run)
    done = runs.records(run)
    left = [question for question in questions if question.id not in done]
    with ThreadPoolExecutor(jobs) as pool:
        asked = [pool.submit(examiner.examine, question) for question in left]
        try:
            for future in as_completed(asked):
                record = future.result()
                runs.add(run, record)
                done[record.id] = record
                if tell:
                    tell("asking", len(done), len(questions))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    summary = summarise(questions, done, seed=seed)
    runs.finish(run, summary)
    return summary
