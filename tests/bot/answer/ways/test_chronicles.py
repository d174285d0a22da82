"""Timelines that an article tells itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.answer.answerer import Answerer
from bot.answer.query import Query
from index.search.searcher import Ranked
from tests.support.search import Indifferent, StubSearch, article

OPENING = "The bridge of Selvik has been shut. This is how it came to it."
ENTRIES = (
    "May 2019: First crack\n\nA fisher finds a crack in a pier. Nobody believes him.",
    "June 2, 2021: Divers are sent for by the county.",
    "Sept. 3 – A second pier has a crack, too.",
    "Nov. 9: County shuts the bridge\n\nNobody may cross it from now on.",
)


def chronicle(*entries: str, headline: str = "Bridge of Selvik: how it was shut") -> Ranked:
    return article("own", "\n\n".join((OPENING, *entries)), headline=headline, day="2021-12-01")


def told(question: str, *items: Ranked) -> list[str]:
    answerer = Answerer(StubSearch(items), Indifferent())
    outcome = answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome
    return [item.quote.text for item in outcome.chosen]


def test_the_entries_are_told_in_order_each_with_what_stands_below_its_heading() -> None:
    for entries in (ENTRIES, ENTRIES[::-1]):
        assert told("timeline of the selvik bridge", chronicle(*entries)) == [
            "May 2019: First crack\n\nA fisher finds a crack in a pier.",
            "June 2, 2021: Divers are sent for by the county.",
            "Sept. 3 – A second pier has a crack, too.",
            "Nov. 9: County shuts the bridge\n\nNobody may cross it from now on.",
        ]


def test_others_tell_how_it_went_on() -> None:
    after = article("after", "The bridge of Selvik was blown up on Friday.", day="2022-02-01")
    before = article("before", "The bridge of Selvik was painted last week.", day="2021-08-01")
    assert told("timeline of the selvik bridge", chronicle(*ENTRIES), after, before)[4:] == [
        "The bridge of Selvik was blown up on Friday."
    ]


def test_of_many_entries_the_first_and_the_last_are_told() -> None:
    entries = [f"{year}: Repairs of the bridge number {year}" for year in range(1980, 2021)]
    found = told("timeline of the selvik bridge", chronicle(*entries))
    assert len(found) == 8 and found[0].startswith("1980") and found[-1].startswith("2020")


def test_of_a_thousand_entries_few_are_read() -> None:
    read: list[int] = []

    class Counting(Indifferent):
        def relevance(self, request: str, texts: Sequence[str]) -> NDArray[np.float32]:
            read.append(len(texts))
            return super().relevance(request, texts)

    entries = [f"{year}: Repairs of the bridge number {year}" for year in range(1500, 2020)] * 2
    entries.sort()
    item = chronicle(*entries)
    outcome = Answerer(StubSearch([item]), Counting()).ask(Query("timeline of the selvik bridge"))
    assert max(read) <= 64 and outcome.evidence[-1].quote.startswith("2019")


def test_programmes_tables_and_other_stories_are_no_chronicles() -> None:
    programme = [f"Jan. {day}: The bridge is open for walkers until noon" for day in range(3, 9)]
    table = [f"{year}: {year % 7}.5 million" for year in range(2010, 2020)]
    mixed = [f"{year}: The bridge of {year}" for year in (1999, 1950, 2003, 1911, 2015, 1870)]
    for entries in (programme, table, mixed):
        assert len(told("timeline of the selvik bridge", chronicle(*entries))) <= len(entries) // 2
    of_another = chronicle(*ENTRIES, headline="How Norrvik got its road")
    assert ENTRIES[1] not in told("timeline of the ferry strike", of_another)
