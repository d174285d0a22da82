"""Fusion and copies: the decisions of the search."""

from datetime import date

from index.model import Found, Passage
from index.search import SearchSettings, fuse, staleness, without_copies

SETTINGS = SearchSettings(rrf_constant=20, word_weight=1.0)


def found(*ids: str) -> list[Found]:
    return [Found(key, 1.0) for key in ids]


def test_first_in_both_lists_is_one() -> None:
    fused = fuse(found("a", "b"), found("a", "c"), SETTINGS)
    assert list(fused) == ["a", "b", "c"]
    assert fused["a"] == 1.0
    assert fused["b"] == fused["c"] < 0.5


def test_agreement_beats_one_good_rank() -> None:
    assert next(iter(fuse(found("a", "b"), found("c", "b"), SETTINGS))) == "b"


def test_one_store_may_find_nothing() -> None:
    assert list(fuse([], found("x", "y"), SETTINGS)) == ["x", "y"]
    assert fuse([], [], SETTINGS) == {}


def test_a_syndicated_story_is_read_once() -> None:
    texts = {"x": "The ferry sank.", "y": "The  FERRY sank", "z": "It did not."}
    passages = [Passage(key, key, 0, len(text), f"Headline of {key}\n{text}") for key, text in texts.items()]
    assert [p.id for p in without_copies(passages)] == ["x", "z"]


def test_older_news_costs_more_and_unknown_dates_count_as_old() -> None:
    present = date(2022, 12, 30)
    days = [present, date(2022, 12, 1), date(2022, 1, 1), date(2015, 1, 1)]
    ages = [staleness(day, present) for day in days]
    assert ages[0] == 0
    assert ages == sorted(ages)
    assert ages[2] < staleness(None, present) < ages[3]
    assert staleness(None, None) == 0


def test_news_after_the_question_is_further_away_than_news_of_its_day() -> None:
    asked = date(2022, 6, 16)
    assert (
        staleness(date(2022, 6, 17), asked) < staleness(date(2022, 9, 1), asked) == staleness(date(2022, 3, 31), asked)
    )
