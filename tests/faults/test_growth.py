"""A store is as large as what lives in it: the past is kept within limits, and room that is not used can be freed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

import bot.app
from bot.cli.program import program
from bot.presentation.reports import is_worth_compacting
from index.pipeline.compacting import compact
from index.store.catalogue import Stats
from index.store.schema import raws, versions
from index.store.trimming import Limits
from tests.support import fakes
from tests.support.corpus import Corpus, body, record


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    made = Corpus(tmp_path, monkeypatch)
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(made.data))
    monkeypatch.setattr(bot.app, "Models", fakes.models)
    return made


def change(corpus: Corpus, number: int, **options: object) -> None:
    for key in range(4):
        corpus.write(f"{key}.jsonl", record(f"Story {key}", body(f"subject {number}"), url=f"http://x/{key}"))
    corpus.run(corpus.folder, **options)


def kept(corpus: Corpus) -> tuple[int, int]:
    with corpus.open() as store, store.catalogue.engine.connect() as connection:
        tables = (versions, raws)
        first, second = (connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
        return first, second


def test_versions_and_inputs_are_kept_within_the_limits(corpus: Corpus) -> None:
    for number in range(6):
        change(corpus, number, limits=Limits(versions=2))
        assert kept(corpus) == (4 * min(number + 1, 3),) * 2
    change(corpus, 6, limits=Limits(versions=0))
    assert kept(corpus) == (4, 4)
    change(corpus, 7, limits=Limits(versions=1, raw_bytes=0))
    assert kept(corpus) == (8, 0)
    assert len(corpus.headlines()) == 4


def test_the_largest_inputs_go_first(corpus: Corpus) -> None:
    small = corpus.write("small.jsonl", record("Small", body("ferries")))
    large = corpus.write("large.jsonl", record("Large", *(f"Line {n} of {n * 7919}." for n in range(400))))
    corpus.run(corpus.folder, limits=Limits(raw_bytes=1000))
    with corpus.open() as store:
        assert store.files.raw(small) is not None
        assert store.files.raw(large) is None


def test_what_changes_over_and_over_is_as_small_as_new_when_compacted(corpus: Corpus) -> None:
    change(corpus, 0)
    with corpus.open() as store:
        fresh = store.catalogue.stats().bytes_on_disk
    for number in range(1, 15):
        change(corpus, number)
    with corpus.open() as store:
        compact(store, Limits(versions=0))
        assert store.catalogue.stats().spare_bytes == 0
        question = corpus.embedder.embed_question("subject 14")
        from index.types import Filters

        assert len(store.vectors.search(question, 10, Filters())) == 4
    with corpus.open() as store:
        assert store.catalogue.stats().bytes_on_disk <= fresh * 1.05
    assert corpus.run().unchanged == 4
    assert corpus.embedder.seen == []


def test_status_says_when_it_is_worth_it_and_the_command_does_it(corpus: Corpus) -> None:
    for size, spare, worth in ((50, 11, True), (50, 9, False), (100, 11, False)):
        stats = Stats(1, 0, 1, {}, None, None, None, size * 10**6, spare_bytes=spare * 10**6)
        assert is_worth_compacting(stats) is worth
    words = [f"word{n * 7919}" for n in range(20_000)]
    for key in range(8):
        lines = (" ".join(words[n : n + 200]) + f" {key}." for n in range(0, 20_000, 200))
        corpus.write(f"{key}.jsonl", record(f"Story {key}", *lines))
    corpus.run(corpus.folder)
    for key in range(1, 8):
        corpus.write(f"{key}.jsonl", record(f"Story {key}", body("ferries")))
    corpus.run(limits=Limits(versions=0))
    with corpus.open() as store:
        before = store.catalogue.stats()
    assert before.spare_bytes > 2**20
    told = CliRunner().invoke(program, ["compact"])
    assert (told.exit_code, "newsdesk's stores take" in told.stdout) == (0, True), told.output
    with corpus.open() as store:
        assert store.catalogue.stats().bytes_on_disk < before.bytes_on_disk - before.spare_bytes // 2
