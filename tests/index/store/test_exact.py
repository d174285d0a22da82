"""Vectors compared one by one find what Chroma finds."""

from __future__ import annotations

import pytest

from index.store import VectorStore, exact_vectors, open_words
from index.store.anywhere import vectors_at
from index.store.exact import ExactStore
from index.types import Filters
from tests.support.corpus import Corpus, body, record

FILTERS = [
    Filters(),
    Filters(outlets=("Wire",)),
    Filters(since=20240410),
    Filters(until=20240410),
    Filters(outlets=("Nobody",)),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    with pytest.MonkeyPatch.context() as patch:
        made = Corpus(tmp_path_factory.mktemp("exact"), patch)
        days = (f"2024-04-{number + 1:02}" for number in range(20))
        lines = (record(f"Story {n}", body(f"subject{n}"), day=day, url=f"http://x/{n}") for n, day in enumerate(days))
        made.write("a.jsonl", *lines)
        made.run(made.folder)
        return made


@pytest.mark.parametrize("filters", FILTERS)
def test_they_find_what_chroma_finds(corpus: Corpus, filters: Filters, monkeypatch: pytest.MonkeyPatch) -> None:
    question = corpus.embedder.embed_question("what did subject7 say about subject12")
    with corpus.open() as store:
        chroma = VectorStore(vectors_at(corpus.data), corpus.embedder.fingerprint)
        wanted = chroma.search(question, 50, filters)
        chroma.close()
        usual = store.vectors.search(question, 50, filters)
        monkeypatch.setattr(exact_vectors, "MOST_LEFT", 0)
        many = [store.vectors.search(question, most, filters) for most in (1, 3, 50)]
    with open_words(corpus.data, corpus.embedder.fingerprint) as store:
        assert store.vectors.search(question, 8, filters) == []
        found = ExactStore(store).vectors.search(question, 50, filters)
    for those in (found, usual, many[-1]):
        assert {item.passage_id: item.score for item in those} == pytest.approx(
            {item.passage_id: item.score for item in wanted}, abs=2e-3
        )
    scores = [item.score for item in found]
    for those in many:
        assert [item.score for item in those] == pytest.approx(scores[: len(those)], abs=2e-3)
    assert [len(those) for those in many] == [min(most, len(found)) for most in (1, 3, 50)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("filters", FILTERS)
def test_chroma_is_asked_where_filters_leave_many(
    corpus: Corpus, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = corpus.embedder.embed_question("what did subject7 say about subject12")
    with open_words(corpus.data, corpus.embedder.fingerprint) as store:
        exact = ExactStore(store).vectors
        few = exact.search_few(question, 50, filters)
        assert few == (exact.search(question, 50, filters) if filters != Filters() else None)
        monkeypatch.setattr(exact_vectors, "MOST_LEFT", 1)
        assert exact.search_few(question, 50, filters) == (None if few else few)


def test_only_the_nearest_are_found(corpus: Corpus) -> None:
    question = corpus.embedder.embed_question("subject7")
    with open_words(corpus.data, corpus.embedder.fingerprint) as store:
        every = ExactStore(store).vectors.search(question, 50, Filters())
        assert ExactStore(store).vectors.search(question, 3, Filters()) == every[:3]


def test_vectors_of_another_model_are_not_compared(corpus: Corpus) -> None:
    with open_words(corpus.data, "another/1") as store:
        assert ExactStore(store).vectors.search(corpus.embedder.embed_question("subject7"), 8, Filters()) == []
