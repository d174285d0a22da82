"""Nuggets: when one is told, what that is worth, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.choose.deciding import Threshold
from bot.evaluate.examine import Examiner, Extent
from bot.evaluate.matching import lettered, stands
from bot.evaluate.prepare import Setup, extractive
from bot.evaluate.questions import Question
from bot.evaluate.report.markdown_report import render_markdown
from bot.evaluate.report.page import render_page
from bot.evaluate.report.terminal_report import columns, render_text
from bot.evaluate.report.worst import worst_first
from bot.evaluate.scoring import right, score
from bot.evaluate.summary import summarise, summary_from, summary_json
from bot.evaluate.tables import kind_rows
from index.store import Store
from tests.bot.evaluate.news import FakeModels, indexed
from tests.bot.evaluate.test_report import RUN

FERRY = ("https://news.example/0",)
TOLD = Question(
    "n1", "How many people died when the ferry burned?", (), FERRY, kind="factoid-howmany", nuggets=(("four", "4"),)
)
WRONG = replace(TOLD, id="n2", nuggets=(("five", "5"),), wrong=("four people",))
PARTLY = replace(
    TOLD, id="n3", kind="topic", text="what happened to the ferry", nuggets=(("four",), ("burned",), ("sank",))
)
UNASKED = Question("n4", "thanks", answerable=False, kind="chitchat")
QUESTIONS = (TOLD, WRONG, PARTLY, UNASKED)


@pytest.fixture
def examiner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Examiner]:
    models = FakeModels()
    with indexed(tmp_path, models, monkeypatch) as store:
        yield examiner_of(store, models)


def examiner_of(store: Store, models: FakeModels, logit: float = 2.0) -> Examiner:
    setup = Setup.of({})
    reader = extractive(setup, Threshold(logit=logit, slope=1.0))
    return Examiner(store, models.embedder, models.reranker, reader, setup.search, Extent())


@pytest.mark.parametrize(
    ("string", "text", "found"),
    [
        ("Jan. 10", "They meet on jan 10.", True),
        ("5", "There were 15.", False),
        ("Four  PEOPLE", "four\u00a0people", True),
        ("4,000", "about 4,000 people", True),
        ("4,000", "about 4000 people", False),
        ("snake_case", "a snake case", True),
        ("½", "1⁄2", True),
    ],
)
def test_whole_words_stand_in_a_text(string: str, text: str, found: bool) -> None:
    assert stands(string, text) is found


@given(st.text(), st.text(), st.text())
def test_what_was_put_into_a_text_stands_in_it(before: str, string: str, after: str) -> None:
    assert stands(string, f"{before} {string} {after}") or not lettered(string)
    assert lettered(lettered(string)) == lettered(string)


def test_what_each_question_is_worth(examiner: Examiner) -> None:
    told, wrong, partly, unasked = (score(question, examiner.examine(question)) for question in QUESTIONS)
    names = ("nugget_recall", "every_nugget", "first_nugget", "wrong_shown", "wrongly_silent")
    assert [told[name] for name in names] == [1, 1, 1, 0, 0]
    assert [wrong[name] for name in names] == [0, 0, 0, 1, 0]
    assert [partly[name] for name in names] == [pytest.approx(2 / 3), 0, 1, 0, 0]
    assert (unasked["rightly_silent"], "wrongly_silent" in unasked, "nugget_recall" in unasked) == (1, False, False)


def test_what_is_shown_as_related_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models = FakeModels()
    with indexed(tmp_path, models, monkeypatch) as store:
        result = examiner_of(store, models, logit=50.0).examine(TOLD)
    values = score(TOLD, result)
    assert (result.reply.verdict, values["nugget_recall"], values["wrongly_silent"]) == ("related", 0, 1)
    assert right(TOLD, result.reply) and not right(TOLD, result.reply, shown_only=True)
    assert worst_first([TOLD], {TOLD.id: result})[0].why == "only what is closest is shown, though there is an answer"


def test_a_follow_up_is_asked_after_what_was_answered(examiner: Examiner) -> None:
    asked = Question("f", "and where was she", (), FERRY, kind="followup", nuggets=(("ferry",),))
    after = replace(asked, earlier=("who was the captain of the ferry",), told=("The captain was Anna Berg.",))
    assert examiner.examine(after).understood == "Where was Anna Berg"


def test_figures_by_kind(examiner: Examiner) -> None:
    results = {question.id: examiner.examine(question) for question in QUESTIONS}
    summary = summarise(QUESTIONS, results)
    assert [(item.name, item.questions) for item in summary.kinds] == [
        ("factoid-howmany", 2), ("topic", 1), ("chitchat", 1),
    ]  # fmt: skip
    assert summary.kinds[0].values["nugget_recall"] == 0.5
    assert summary.kinds[2].values.keys() == {"rightly_silent", "ece", "seconds_p50"}
    assert [item.name for item in summary.families][-2:] == ["all that have an answer", "all"]
    assert len(columns(kind_rows(summary.families)).splitlines()) == 6
    assert summary_from(summary_json(summary)).kinds[0].values["wrong_shown"] == 0.5
    cases = worst_first(QUESTIONS, results)
    html = render_page(RUN, summary, cases)
    assert html.index("By kind") < html.index("Key figures")
    assert "--fail-under wrongly_silent" in html
    lines = render_text(RUN, summary, cases).splitlines()
    assert lines[7].startswith(
        "n2  factoid-howmany  How many people died when the ferry burned?: the first quote holds"
    )
    assert not [line for line in lines if line.startswith(("n1", "n4"))]
    assert "| factoid-howmany | 2 |" in render_markdown(RUN, summary, cases)
    outcomes = {case.question.id: case.outcome for case in cases}
    assert outcomes == {"n1": "right", "n2": "wrong", "n3": "incomplete", "n4": "rightly silent"}
