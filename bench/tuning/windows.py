"""Write the windows that the search reads for questions: ``python -m bench.tuning.windows --data-dir FOLDER QUESTIONS OUT.jsonl.gz``.

FOLDER is indexed news; QUESTIONS are in any form that ``newsdesk eval`` reads. ``bench.tuning.evaluate`` judges what comes out.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import asdict
from pathlib import Path

from bench.tuning.evaluate import Asked, Window
from bot.answer.choose.reader import read
from bot.answer.understand.request import understand
from bot.app import App, open_app
from bot.evaluate.formats import read_questions
from bot.evaluate.matching import stands
from bot.evaluate.questions import Question
from bot.settings import Settings
from index.types import Filters

_KINDS = ("factoid", "why", "said", "keyword", "typo", "whois", "near-miss", "absent")
"""Beginnings of the kinds of question that one sentence answers, or none."""


def main() -> None:
    """Ask all questions of one fact and write what the reader chooses from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data-dir", type=Path, required=True, metavar="FOLDER")
    given = parser.parse_args()
    questions = [
        item for item in read_questions(given.questions).questions if not item.kind or item.kind.startswith(_KINDS)
    ]
    with open_app(Settings(data_dir=given.data_dir)) as app, gzip.open(given.out, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(ask(app, question)), ensure_ascii=False) + "\n" for question in questions)
    print(f"{len(questions)} questions")


def ask(app: App, question: Question) -> Asked:
    """The windows that are found for a question; those are right in which its decisive fact stands."""
    filters = Filters(asked_on=question.asked_on)
    text = question.text
    if question.kind:  # as people type; a quiz is asked as it is
        text = understand(text, (), question.asked_on, app.search.suggest).question
    ranked = app.search.rank(text, app.search.candidates(text, filters), filters).passages
    wanted = question.nuggets[0] if question.nuggets else question.answers
    windows = (
        Window(
            quote.window.in_context,
            question.answerable and any(stands(answer, quote.text) for answer in wanted),
            quote.score - quote.logit,
        )
        for quote in read(text, ranked)
    )
    return Asked(text, question.answerable, tuple(windows))


if __name__ == "__main__":
    main()
