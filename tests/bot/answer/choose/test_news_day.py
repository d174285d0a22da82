"""The day of what the news report."""

from __future__ import annotations

import pytest

from bot.answer.choose.news_day import news_fit
from index.search.searcher import Ranked
from index.search.windows import windows_of
from tests.support.search import StubSearch, article

DIED = article(
    "died",
    "It was a long reign for Ada Marr.\n\nAda Marr died on Thursday at her home.\n\nIn 2002 her sister died.\n\nShe resigned in 1991.",
    day="2024-05-31",
    headline="Ada Marr, former mayor, dies",
)
FIRST = article("first", "The next launch of the Korling rocket is on May 30.", day="2024-05-27")
SECOND = article("second", "The next launch of the Korling rocket is on June 4.", day="2024-05-31")


def ranked(question: str, *items: Ranked) -> list[str]:
    """The windows' texts, those that fit best first."""
    found = StubSearch(items).search(question)
    fit = news_fit(question, None, found)
    windows = [window for item in items for window in windows_of(item.article, item.passage)]
    return [window.text for window in sorted(windows, key=fit, reverse=True)]


@pytest.mark.parametrize("question", ["when did ada marr die", "What day did Ada Marr die?", "so when did marr die"])
def test_the_reported_day_comes_before_other_years_and_other_deeds(question: str) -> None:
    first, *others = ranked(question, DIED)
    assert first == "Ada Marr died on Thursday at her home."
    assert others[-1] == "She resigned in 1991."


def test_the_news_of_an_event_is_of_its_day() -> None:
    obituary = article(
        "obituary",
        "Ada Marr, long the mayor of Korling, has died. She was 89.\n\nIn March 2007 the town named a square for her.",
        day="2024-05-31",
        headline="Ada Marr, former mayor, dies",
    )
    assert ranked("when did ada marr die", obituary)[0].startswith("Ada Marr, long the mayor")


@pytest.mark.parametrize(
    "question",
    ["when did ada marr first resign", "who is ada marr", "when did ada marr win", "when was ada marr born", "when"],
)
def test_what_no_article_reports_is_left_to_the_reader(question: str) -> None:
    fit = news_fit(question, None, StubSearch([DIED]).search(question))
    assert {fit(window) for window in windows_of(DIED.article, DIED.passage)} <= {0.0, -1.5}


def test_of_what_comes_next_the_newest_article_knows_best() -> None:
    assert ranked("when is the next launch of the korling rocket", FIRST, SECOND)[0].endswith("on June 4.")


def test_an_article_without_a_day_reports_none() -> None:
    undated = article("undated", "Ada Marr died on Thursday at her home.", day="", headline="Ada Marr dies")
    fit = news_fit("when did ada marr die", None, StubSearch([undated]).search("ada marr"))
    assert fit(windows_of(undated.article, undated.passage)[0]) == 0.0
