"""Stories: which passages are looked at, and which words of a subject its articles need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer.answerer import Answerer
from bot.answer.query import Query
from bot.answer.ways.outcome import Outcome
from index.search.searcher import Ranked
from tests.support.search import Indifferent, StubSearch, article

HOURS = article("hours", "The ferry left Norrvik with 40 people aboard at nine.")


def told(question: str, items: list[Ranked]) -> Outcome:
    answerer = Answerer(StubSearch(items), Indifferent())
    return answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome


def days(outcome: Outcome) -> list[str]:
    return [
        str(item.quote.article.article.published.at.date())
        for item in outcome.chosen
        if item.quote.article.article.published
    ]


def test_the_latest_of_a_long_story_is_its_end() -> None:
    old = [
        article(f"old{n}", f"The ferry to Korling was late on day {n} of the strike.", day="2021-03-01")
        for n in range(80)
    ]
    new = [
        article(f"new{n}", text, day=f"2021-12-0{n + 1}")
        for n, text in enumerate(
            ("A buyer wants the ferry.", "The ferry sails again today.", "Its crew left the ferry in Norrvik.")
        )
    ]
    assert set(days(told("latest on the ferry", [*old, *new]))) >= {"2021-12-01", "2021-12-02", "2021-12-03"}


def test_the_latest_of_a_story_that_ended_is_told_as_well() -> None:
    ferry = article("ferry", "The ferry to Korling was sold.", day="2021-03-01")
    other = article("other", "A painter of Norrvik has won a prize.", day="2021-12-01")
    assert days(told("latest on the ferry", [other, ferry])) == ["2021-03-01"]


def test_a_page_that_reports_for_hours_leaves_room_for_others() -> None:
    hours = [
        replace(item, article=HOURS.article, passage=replace(item.passage, article_id=HOURS.article.id))
        for item in [HOURS] * 80
    ]
    other = article("other", "Divers of Korling found the bell of the ferry.")
    outcome = told("what happened to the ferry", [*hours, other])
    assert other.article.id in {item.quote.article.id for item in outcome.chosen}


def test_a_word_for_any_story_need_not_be_said() -> None:
    items = [
        article(f"a{n}", f"Ada Marr stood before the court of {town}.") for n, town in enumerate(("Korling", "Lorne"))
    ]
    assert told("timeline of the marr case", items).verdict == "answered"
    assert told("timeline of the marr bridge", items).verdict != "answered"


def test_a_timeline_has_the_openings_of_every_part_of_its_time() -> None:
    items = [
        article(
            f"m{month}d{day}",
            f"The ferry passed buoy{month} and buoy{day} near reef{day}{month}.",
            day=f"2021-{month:02}-{day:02}",
        )
        for day in range(1, 15)
        for month in range(1, 13)
    ]
    found = days(told("timeline of the ferry", items))
    assert found[0] < "2021-05"
    assert found[-1] > "2021-10"


def test_an_abbreviation_is_looked_for_by_its_name() -> None:
    items = [
        article(
            "a",
            "The Dockers Guild of Norrvik (DGN) has called on 400 members to strike over night shifts.",
            day="2021-12-01",
        ),
        article("b", "Cranes move again: the strike is over, says the Dockers Guild of Norrvik.", day="2021-12-03"),
    ]
    assert set(days(told("latest on the dgn strike", items))) == {"2021-12-01", "2021-12-03"}


def test_a_notice_that_corrects_nothing_told_is_no_development() -> None:
    notice = "Correction: An earlier version of this story misspelled the name of Cleo Holt's dog."
    items = [
        article("a", f"{notice}\n\nThe ferry Marr sank off Korling with 40 people aboard.", day="2021-12-01"),
        article("b", "Divers found the engine of the ferry Marr in a trench near Lorne.", day="2021-12-03"),
    ]
    found = told("what happened to the ferry marr", items)
    assert found.verdict == "answered"
    assert not any("misspelled" in item.quote.text for item in found.chosen)


class Reading(Indifferent):
    """A reranker that keeps what it read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def relevance(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        self.read += texts
        return super().relevance(query, texts)


def test_articles_of_other_stories_are_not_read() -> None:
    others = [article(f"other{n}", f"A painter of Norrvik has won {n} prizes.") for n in range(5)]
    texts = ("Divers raised the bell of the Aldis.", "A church bought the Aldis bell.", "Korling wants the Aldis bell.")
    reranker = Reading()
    Answerer(StubSearch([*others, *(article(f"own{n}", text) for n, text in enumerate(texts))]), reranker).ask(
        Query("what happened to the aldis bell")
    )
    assert reranker.read
    assert not any("painter" in text for text in reranker.read)
