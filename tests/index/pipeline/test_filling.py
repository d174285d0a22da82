"""What is new is found by its words at once, and embedded behind, whoever is killed meanwhile."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

import index.pipeline.filling
from index.pipeline.checking import check, examine
from index.pipeline.filling import fill
from index.pipeline.reindex import reindex
from index.store import StoreError, open_store
from index.store.embeddings import Embeddings
from index.types import Filters, Vectors
from tests.support import fakes
from tests.support.corpus import NOW, Corpus, body, record


class Watched(fakes.HashEmbedder):
    """Calls ``before`` each time that it is given passages."""

    before: Callable[[], object] = staticmethod(lambda: None)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.before()
        return super().embed_passages(texts)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """Thirty articles, of which the last are the newest; none is embedded."""
    monkeypatch.setattr(index.pipeline.filling, "_BATCH", 8)
    monkeypatch.setattr(index.pipeline.filling, "_ROUND", 16)
    made = Corpus(tmp_path, monkeypatch)
    made.embedder = Watched()
    made.write("a.jsonl", *(record(f"Story {n}", body(f"subject{n}"), day=f"2024-04-{n + 1:02}") for n in range(30)))
    report = made.run(made.folder, embed=False)
    assert (report.added, report.passages_embedded, report.waiting) == (30, 0, 30)
    return made


def filled(corpus: Corpus) -> int:
    return fill(
        partial(open_store, corpus.data, corpus.embedder.fingerprint, exclusive=True, patience=5.0),
        corpus.embedder,
        lambda *_: None,
    )


def test_what_is_not_embedded_is_found_by_its_words_and_told(corpus: Corpus) -> None:
    with corpus.open() as store:
        assert store.vectors.count() == 0
        (hit,) = store.words.search("subject17", 1, Filters())
        assert store.catalogue.waiting([hit.passage_id, "another"]) == {hit.passage_id}
        stats = store.catalogue.stats()
        assert (stats.passages, stats.waiting, stats.unfinished) == (30, 30, False)
    examined = examine(corpus.data, lambda: open_store(corpus.data, "hash/1"))
    assert (examined.problems, examined.waiting) == ((), 30)
    assert filled(corpus) == 30
    with corpus.open() as store:
        assert (store.catalogue.stats().waiting, store.vectors.count()) == (0, 30)
        assert store.catalogue.waiting([hit.passage_id]) == set()
    assert filled(corpus) == 0


def test_the_newest_are_first_and_others_get_at_the_store_meanwhile(corpus: Corpus) -> None:
    waiting = []

    def look() -> None:
        with open_store(corpus.data, "hash/1", exclusive=True, patience=0.5) as store:
            waiting.append(store.catalogue.count_waiting())

    corpus.embedder.before = look  # type: ignore[attr-defined]
    filled(corpus)
    assert waiting == [30, 30, 14, 14]
    order = [int(text.partition("subject")[2].split(".")[0]) for text in corpus.embedder.seen]
    assert [sorted(order[first : first + 8]) for first in range(0, 30, 8)] == [
        [*range(22, 30)],
        [*range(14, 22)],
        [*range(6, 14)],
        [*range(6)],
    ]


def test_what_waits_is_looked_for_once_and_again_where_something_came(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, look = [], Embeddings.waiting
    monkeypatch.setattr(Embeddings, "waiting", lambda self: looked.append(1) or look(self))
    calls = 0

    def add_news() -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            corpus.write("b.jsonl", record("Late news", body("lighthouses"), day="2024-06-01"))
            with corpus.open() as store:
                reindex(store, corpus.embedder, None, now=NOW, embed=False)

    corpus.embedder.before = add_news  # type: ignore[attr-defined]
    assert filled(corpus) == 31
    assert len(looked) == 3  # at the start, where something had come, and at the end
    ((place, _),) = [(n, text) for n, text in enumerate(corpus.embedder.seen) if "lighthouses" in text]
    assert 16 <= place < 24, "it is in the first batch after the round that was begun"
    with corpus.open() as store:
        assert check(store) == []
        assert (store.vectors.count(), store.catalogue.count_waiting()) == (31, 0)


def test_a_plain_run_goes_on_and_embeds_nothing_twice(corpus: Corpus) -> None:
    left = 2

    def cut_off() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt

    corpus.embedder.before = cut_off  # type: ignore[attr-defined]
    with pytest.raises(KeyboardInterrupt):
        filled(corpus)
    first = list(corpus.embedder.seen)
    corpus.embedder.before = lambda: None  # type: ignore[attr-defined]
    report = corpus.run()
    assert (report.unchanged, report.passages_embedded) == (30, 14)
    assert sorted(first + corpus.embedder.seen) == sorted({*first, *corpus.embedder.seen})
    with corpus.open() as store:
        assert (store.vectors.count(), store.catalogue.count_waiting()) == (30, 0)


def test_what_changes_meanwhile_is_embedded_as_it_became(corpus: Corpus) -> None:
    def change() -> None:
        del corpus.embedder.before  # type: ignore[attr-defined]
        corpus.write("a.jsonl", record("Story 29", body("lighthouses"), day="2024-04-30"))
        with corpus.open() as store:
            reindex(store, corpus.embedder, None, now=NOW, prune=True, embed=False)

    corpus.embedder.before = change  # type: ignore[attr-defined]
    filled(corpus)
    with corpus.open() as store:
        assert check(store) == []
        assert (store.vectors.count(), store.catalogue.count_waiting()) == (1, 0)
        (found,) = store.vectors.search(corpus.embedder.embed_question("lighthouses"), 9, Filters())
        assert "lighthouses" in store.catalogue.passages([found.passage_id])[found.passage_id].quotable


def test_another_model_that_takes_over_is_left_alone(corpus: Corpus) -> None:
    def take_over() -> None:
        other = fakes.HashEmbedder("hash/2")
        with open_store(corpus.data, other.fingerprint, exclusive=True) as store:
            reindex(store, other, None, now=NOW, full=True)

    corpus.embedder.before = take_over  # type: ignore[attr-defined]
    with pytest.raises(StoreError, match="hash/2"):
        filled(corpus)
    with open_store(corpus.data, "hash/2") as store:
        assert check(store) == []
        assert store.catalogue.count_waiting() == 0


FILLING = """
import sys
from functools import partial
from pathlib import Path
import index.pipeline.filling as filling
from index.store import open_store
from tests.support import fakes
filling._BATCH, filling._ROUND = 2, 4
print("begun", flush=True)
filling.fill(partial(open_store, Path(sys.argv[1]), "hash/1", exclusive=True), fakes.HashEmbedder(), lambda *_: None)
"""


def test_killed_at_any_instant_the_next_run_goes_on(corpus: Corpus) -> None:
    chance = random.Random(7)
    environment = os.environ | {"PYTHONPATH": str(Path(index.pipeline.filling.__file__).parents[2])}
    waiting = []
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", FILLING, str(corpus.data)], env=environment, stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0.3, 1.2))
            child.kill()
        with corpus.open() as store:
            assert check(store) == []
            waiting.append(store.catalogue.count_waiting())
    assert waiting == sorted(waiting, reverse=True)
    corpus.run()
    with corpus.open() as store:
        assert (store.vectors.count(), store.catalogue.count_waiting()) == (30, 0)
