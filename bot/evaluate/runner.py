"""Asks all questions of a run, going on where an earlier one was cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from bot.evaluate.evaluation_runs import EvaluationRun, EvaluationRuns
from bot.evaluate.examine import Examiner
from bot.evaluate.question_result import QuestionResult
from bot.evaluate.questions import Question
from bot.evaluate.summary import Summary, summarise

Tell = Callable[[str, int, int], None]


def run_questions(
    runs: EvaluationRuns,
    run: EvaluationRun,
    examiner: Examiner,
    *,
    jobs: int = 1,
    seed: int = 0,
    tell: Tell | None = None,
) -> Summary:
    """Ask what was not asked yet, ``jobs`` questions at a time, keep each result at once, and complete the run.

    The bundled models use every core by themselves, so several jobs pay only where the reader waits for a service; times
    measured with several at once are those of a busy machine.
    """
    questions = runs.questions(run)
    done = runs.results(run)
    left = [question for question in questions if question.id not in done]
    for result in _examined(examiner, left, jobs):
        runs.add(run, result)
        done[result.id] = result
        if tell:
            tell("asking", len(done), len(questions))
    summary = summarise(questions, done, seed=seed)
    runs.finish(run, summary)
    return summary


def _examined(examiner: Examiner, questions: Sequence[Question], jobs: int) -> Iterator[QuestionResult]:
    """Results as they come. The first question is asked alone: it loads models and opens stores, which threads would race for."""
    if not questions:
        return
    yield examiner.examine(questions[0])
    with ThreadPoolExecutor(jobs) as pool:
        asked = [pool.submit(examiner.examine, question) for question in questions[1:]]
        try:
            for future in as_completed(asked):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
