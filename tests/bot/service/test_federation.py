"""Stores searched as one: no server ever sees another's, and what two hold counts once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.answerer import Answerer
from bot.answer.query import Query
from bot.service.federation import FederatedStores
from bot.service.store_pool import StorePool
from index.pipeline.reindex import reindex
from index.search.searcher import Searcher
from index.types import Article, Filters, Found, Label, Passage, Span, StoredArticle
from tests.support.fakes import NOW, HashEmbedder, InProcess, record

ARTICLES = [f"a{n}" for n in range(6)]


class Drawer:
    """A store in memory: article id -> its text here; each has two passages with ids of article and text."""

    def __init__(self, held: dict[str, str]) -> None:
        self.held = held
        self.words = self.vectors = self
        self.catalogue = self

    def search(self, _: object, limit: int, filters: Filters) -> list[Found]:
        found = [Found(key, float(sum(map(ord, key)) % 7)) for key in sorted(self._all())]
        return sorted(found, key=lambda item: -item.score)[:limit]

    def passages(self, ids: list[str]) -> dict[str, Passage]:
        return {key: item for key, item in self._all().items() if key in ids}

    def articles(self, ids: list[str]) -> dict[str, StoredArticle]:
        return {
            key: StoredArticle(key, 1, Article(key, text, (Span(0, len(text), Label.BODY),)))
            for key, text in self.held.items()
            if key in ids
        }

    def _all(self) -> dict[str, Passage]:
        halves = {}
        for key, text in self.held.items():
            middle = len(text) // 2
            for n, (start, end) in enumerate([(0, middle), (middle, len(text))]):
                halves[f"{key}/{text[start:end]}/{n}"] = Passage(
                    f"{key}/{text[start:end]}/{n}", key, start, end, text[start:end]
                )
        return halves


drawers = st.dictionaries(st.sampled_from(ARTICLES), st.text("xyz", min_size=2, max_size=8), max_size=6).map(Drawer)


@given(st.lists(drawers, min_size=1, max_size=3), st.integers(1, 20))
def test_each_article_comes_from_one_store_and_its_passages_are_of_that_text(stores: list[Drawer], limit: int) -> None:
    together = FederatedStores(stores)
    everything = [*together.words.search("q", limit, Filters()), *together.vectors.search(None, limit, Filters())]  # type: ignore[arg-type]
    ids = [item.passage_id for item in everything]
    passages = together.catalogue.passages(ids)
    articles = together.catalogue.articles([item.article_id for item in passages.values()])
    for passage in passages.values():
        article = articles[passage.article_id]
        first = next(store for store in stores if passage.article_id in store.held)
        assert article.article.text == first.held[passage.article_id]
        assert article.article.text[passage.start : passage.end] == passage.embedded
    for found in (everything[: len(everything) // 2], everything[len(everything) // 2 :]):
        keys = [item.passage_id for item in found]
        assert len(keys) == len(set(keys)) <= limit


@given(drawers, st.integers(1, 20))
def test_one_store_alone_is_as_it_is(store: Drawer, limit: int) -> None:
    together = FederatedStores([store])
    assert together.words.search("q", limit, Filters()) == store.search("q", limit, Filters())
    assert together.vectors.search(None, limit, Filters()) == store.search(None, limit, Filters())  # type: ignore[arg-type]
    assert together.catalogue.passages(list(store._all())) == store._all()


def test_by_rank_for_words_and_by_cosine_for_vectors() -> None:
    one, two = Drawer({}), Drawer({})
    one.search = lambda *_: [Found("a", 9.0), Found("b", 0.8)]  # type: ignore[method-assign]
    two.search = lambda *_: [Found("c", 0.9), Found("a", 0.7), Found("d", 0.1)]  # type: ignore[method-assign]
    together = FederatedStores([one, two])
    assert [item.passage_id for item in together.words.search("q", 9, Filters())] == ["a", "c", "b", "d"]
    assert [item.passage_id for item in together.vectors.search(None, 3, Filters())] == ["a", "c", "b"]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shared story, one of each of two servers, and one that server 1 has in its own words as well: to be copied, not changed."""
    folder = tmp_path_factory.mktemp("federation")
    council = "The council spoke about {}. It will meet again on Friday."
    corpora = {
        None: [
            record("Shared", council.format("ferries"), url="https://wire.example/1"),
            record("Told twice", council.format("lighthouses"), url="https://wire.example/2"),
        ],
        1: [
            record("Secret of one", council.format("submarines"), url="https://one.example/1"),
            record("Told twice", council.format("lighthouses and gulls"), url="https://wire.example/2"),
        ],
        2: [record("Secret of two", council.format("zeppelins"), url="https://two.example/1")],
    }
    embedder = HashEmbedder()
    made = StorePool(folder / "data", lambda: embedder.fingerprint)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.pipeline.reading.Workers", InProcess)
        for server, lines in corpora.items():
            path = folder / f"{server}.jsonl"
            path.write_text("\n".join(lines))
            with made.shared_store(server).writing(1) as store:
                reindex(store, embedder, [path], now=NOW)
    made.close()
    return folder / "data"


@pytest.fixture
def pool(tmp_path: Path, stores: Path, models) -> Iterator[StorePool]:
    """These stores, of a test's own."""
    made = StorePool(shutil.copytree(stores, tmp_path / "data"), lambda: models.fingerprint)
    yield made
    made.close()


def ask(pool: StorePool, models, server: int | None, question: str) -> list[tuple[str, str]]:
    with pool.reading(server, 1) as stores:
        answerer = Answerer(Searcher(stores, models.embedder, models.reranker), models.reranker)
        answer = answerer.ask(Query(question, limit=10))
        assert all(item.article.text[item.start : item.end] == item.quote for item in answer.evidence)
        return [(item.article.headline, item.quote) for item in answer.evidence]


@pytest.mark.parametrize(
    ("server", "sees"),
    [(None, {"Shared"}), (1, {"Shared", "Secret of one"}), (2, {"Shared", "Secret of two"}), (3, {"Shared"})],
)
def test_servers_are_separate(pool: StorePool, models, server: int | None, sees: set[str]) -> None:
    for told, headline in (("ferries", "Shared"), ("submarines", "Secret of one"), ("zeppelins", "Secret of two")):
        shown = {found for found, _ in ask(pool, models, server, f"The council spoke about {told}")}
        assert shown - {"Told twice"} <= sees
        assert (headline in shown) == (headline in sees)
    question = "The council spoke about ferries submarines zeppelins"
    with pool.reading(server, 1) as stores:
        by_words = stores.words.search(question, 100, Filters())
        by_vectors = stores.vectors.search(models.embedder.embed_question(question), 100, Filters())
        for found in (by_words, by_vectors):
            ids = [item.passage_id for item in found]
            articles = {item.article_id for item in stores.catalogue.passages(ids).values()}
            headlines = {item.article.headline for item in stores.catalogue.articles(list(articles)).values()}
            assert headlines - {"Told twice"} <= sees


def test_what_two_stores_hold_counts_once_and_is_the_server_s_own(pool: StorePool, models) -> None:
    question = "The council spoke about lighthouses"
    assert [quote for headline, quote in ask(pool, models, 1, question) if headline == "Told twice"] == [
        "The council spoke about lighthouses and gulls. It will meet again on Friday."
    ]
    assert [quote for headline, quote in ask(pool, models, 2, question) if headline == "Told twice"] == [
        "The council spoke about lighthouses. It will meet again on Friday."
    ]


class Speller(Drawer):
    """A store that knows how some words are written."""

    def __init__(self, written: dict[str, str]) -> None:
        super().__init__({})
        self.written = written

    def suggest(self, words: list[str]) -> dict[str, str]:
        return {word: self.written[word] for word in words if word in self.written}


def test_a_word_is_misspelt_in_all_stores_and_a_name_is_joined_as_in_one() -> None:
    own = Speller({"brigde": "bridge", "tolll": "toll"})
    shared = Speller({"brigde": "brig", "jean luc": "Jean-Luc"})
    words = FederatedStores([own, shared]).words
    assert words.suggest(["brigde", "tolll", "jean luc", "al sayed"]) == {"brigde": "bridge", "jean luc": "Jean-Luc"}


def test_a_server_without_sources_opens_nothing(pool: StorePool) -> None:
    assert [shared_store.folder for shared_store in pool.stores(77)] == [pool.folder(None)]
    assert not pool.folder(77).exists()


def test_only_a_few_servers_stay_open(pool: StorePool, models, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.store_pool._OPEN_AT_ONCE", 2)
    for server in (1, 2, 1, 2):
        assert ask(pool, models, server, "The council spoke about ferries")
    pool.shared_store(None)
    pool.shared_store(2)
    assert pool.shared_store(2)._store is not None
    assert pool._stores[1]._store is None
    assert ask(pool, models, 1, "The council spoke about submarines")[0][0] == "Secret of one"


def test_vectors_of_another_model_are_left_out(pool: StorePool, models, tmp_path: Path) -> None:
    other = StorePool(tmp_path / "data", lambda: "another/1")
    try:
        models.embedder.fingerprint = "another/1"
        assert ask(other, models, 1, "The council spoke about submarines")[0][0] == "Secret of one"
    finally:
        other.close()
