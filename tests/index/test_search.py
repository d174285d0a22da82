"""Fusion and copies: the decisions of the search."""

from datetime import date

from index.model import Article, Found, Label, Passage, Span, StoredArticle
from index.search import SearchSettings, fuse, staleness, without_copies

SETTINGS = SearchSettings(rrf_constant=20, word_weight=1.0)


def found(*ids: str) -> list[Found]:
    return [Found(key, 1.0) for key in ids]


def stored(key: str, text: str) -> StoredArticle:
    article = Article(key=key, text=text, spans=(Span(0, len(text), Label.BODY),))
    return StoredArticle(article.id, 1, article)


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
    first, copy, other = stored("a", "The ferry sank."), stored("b", "The  FERRY sank"), stored("c", "It did not.")
    articles = {item.id: item for item in (first, copy, other)}
    passages = [
        Passage(key, item.id, 0, len(item.article.text), "") for key, item in zip("xyz", articles.values(), strict=True)
    ]
    assert [p.id for p in without_copies(passages, articles)] == ["x", "z"]


def test_a_passage_whose_article_is_gone_is_dropped() -> None:
    assert without_copies([Passage("x", "gone", 0, 1, "")], {}) == []


def test_older_news_costs_more_and_unknown_dates_count_as_old() -> None:
    newest = date(2022, 12, 30)
    days = [newest, date(2022, 12, 1), date(2022, 1, 1), date(2015, 1, 1)]
    ages = [staleness(day, newest) for day in days]
    assert ages[0] == 0
    assert ages == sorted(ages)
    assert ages[2] < staleness(None, newest) < ages[3]
    assert staleness(None, None) == 0
