"""Fusion and copies: the decisions of the search."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace

import numpy as np

from index.search.searcher import Results, Searcher, SearchSettings, fuse, staleness, without_copies
from index.types import Article, Found, Label, Passage, Span, StoredArticle

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


def test_what_waits_for_its_vector_is_found_by_its_words_as_well_as_what_has_one() -> None:
    fused = fuse(found("new", "old"), found("old"), SETTINGS, {"new"})
    assert list(fused) == ["new", "old"]
    assert fused["new"] == 1.0
    assert list(fuse(found("new", "old"), found("old"), SETTINGS)) == ["old", "new"]


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


FERRY = "The ferry sank off the coast on Monday night."
TEXTS = {"first": FERRY, "again": f"{FERRY} More soon.", "other": "Divers found the bell of the ferry."}
LOGITS = {"first": 4.0, "again": 3.5, "other": 3.0}


def search(**settings: float) -> Results:
    """What a search over three articles of one passage each ranks, where words alone find them."""

    def score(question: str, texts: Sequence[str]) -> object:
        return np.array([LOGITS[key] for text in texts for key in TEXTS if TEXTS[key] == text], dtype=np.float32)

    passages = {key: Passage(key, key, 0, len(text), text) for key, text in TEXTS.items()}
    articles = {
        key: StoredArticle(key, 1, Article(key, text, (Span(0, len(text), Label.BODY),))) for key, text in TEXTS.items()
    }
    stores = SimpleNamespace(
        words=SimpleNamespace(search=lambda *_: found(*TEXTS)),
        catalogue=SimpleNamespace(
            passages=lambda ids: {key: passages[key] for key in ids},
            articles=lambda ids: {key: articles[key] for key in ids},
        ),
    )
    chosen = SearchSettings(vector_weight=0.0, **settings)
    return Searcher(stores, None, SimpleNamespace(score=score), chosen).search("What became of the ferry?")


def test_what_repeats_a_better_passage_goes_behind_what_adds_to_it() -> None:
    ranked = search().passages
    assert [item.passage.id for item in ranked] == ["first", "other", "again"]
    assert [item.logit for item in ranked] == [4.0, 3.0, 3.5]
    assert [item.score for item in ranked] == sorted((item.score for item in ranked), reverse=True)


def test_without_the_discount_the_cross_encoder_decides() -> None:
    assert [item.passage.id for item in search(repeat_weight=0).passages] == list(TEXTS)
    assert [item.passage.id for item in search(reranked=0).passages] == list(TEXTS)


def test_what_a_passage_repeats_says_nothing_against_its_relevance() -> None:
    ranked, alone = search().passages, search(repeat_weight=0, sibling_weight=0).passages
    assert {item.passage.id: item.relevance for item in ranked} == {item.passage.id: item.score for item in alone}
    assert {item.passage.id for item in ranked if item.score < item.relevance} == {"again"}


def test_what_comes_after_copies_and_what_is_gone_takes_their_place() -> None:
    texts = {"first": FERRY, **{f"copy {number}": FERRY.upper() for number in range(20)}, "other": TEXTS["other"]}
    passages = {key: Passage(key, key, 0, len(text), text) for key, text in texts.items()}
    stores = SimpleNamespace(
        words=SimpleNamespace(search=lambda *_: found("gone", *texts, "unread")),
        catalogue=SimpleNamespace(
            passages=lambda ids: {key: passages[key] for key in ids if key in passages},
            articles=lambda ids: {key: StoredArticle(key, 1, Article(key, texts[key], ())) for key in ids},
        ),
    )
    searcher = Searcher(stores, None, None, SearchSettings(vector_weight=0.0))
    assert [item.passage.id for item in searcher.candidates("The ferry?", most=2).passages] == ["first", "other"]


def test_a_word_of_the_language_is_meant_as_typed_and_what_is_derived_of_one_but_for_a_letter() -> None:
    meant = {"strikr": "strike", "pricier": "Premier", "governer": "governor", "Strike": "stripes"}
    words = SimpleNamespace(suggest=lambda unsure: {word: meant[word] for word in unsure})
    known = ("the", "price", "strike", "govern")
    embedder = SimpleNamespace(count_tokens=lambda texts: [3 if text in known else 5 for text in texts])
    found = Searcher(SimpleNamespace(words=words), embedder, None).suggest(list(meant))  # type: ignore[arg-type]
    assert found == {"strikr": "strike", "governer": "governor"}
