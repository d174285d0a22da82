"""Times that lie: of files that were changed and look older, and of a clock that was wrong."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import index.pipeline.reading
from index.extract import extract_file
from tests.support import fakes
from tests.support.corpus import NOW, Corpus, body, record


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    return Corpus(tmp_path, monkeypatch)


@pytest.mark.parametrize("way", ["in place", "another file", "unseen"])
def test_a_change_of_the_same_size_with_an_old_time_is_noticed(corpus: Corpus, way: str) -> None:
    path = corpus.write("a.jsonl", record("Harbour", body("ferries")))
    facts = path.stat()
    corpus.run(corpus.folder)
    changed = record("Harbour", body("bridges"))
    if way == "another file":  # as rsync and git do
        path.with_name("new").write_text(changed)
        path.with_name("new").rename(path)
    else:
        path.write_text(changed)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    if way == "unseen":  # a file system that has neither inodes nor times of change
        with corpus.open() as store:
            known = store.files.known(path)
            assert known is not None
            from index.pipeline.looking import state_of

            store.files.touch(state_of(path, path.stat()), NOW)
        assert corpus.run().updated == 0
        assert corpus.run(now=NOW + timedelta(days=45)).updated == 1
    else:
        assert corpus.run().updated == 1


def test_what_only_looks_changed_is_not_read_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    path = corpus.write("a.jsonl", record("Harbour", body("ferries")))
    corpus.run(corpus.folder)
    path.chmod(0o600)
    never = fakes.in_process(lambda *_, **__: pytest.fail("it was read again"))
    monkeypatch.setattr(index.pipeline.reading, "Workers", never)
    for later in (0, 45, 46):
        assert corpus.run(now=NOW + timedelta(days=later)).unchanged == 1


def days(corpus: Corpus) -> list[str]:
    with corpus.open() as store:
        found = store.catalogue.articles(store.catalogue.ids()).values()
        return [item.article.published.at.date().isoformat() if item.article.published else "" for item in found]


def test_a_clock_that_was_wrong_leaves_no_trace(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.pipeline.reading, "Workers", fakes.in_process(extract_file))
    text = "Harbour reopens\n\nMarch 1, 2024\n\nThe harbour reopened on Friday, its master said. Ferries sail again.\n"
    path = corpus.folder / "news.txt"
    path.write_text(text)
    real = datetime.fromtimestamp(path.stat().st_ctime, NOW.tzinfo)
    assert "2024-03-01" in corpus.run(corpus.folder, now=NOW.replace(year=1970)).skipped[0].reason
    assert days(corpus) == [""]
    with corpus.open() as store:
        assert (store.catalogue.stats().last_run or "").startswith("1970")
    report = corpus.run(now=real)
    assert (report.updated, report.skipped) == (1, [])
    assert days(corpus) == ["2024-03-01"]
    assert corpus.run(now=NOW.replace(year=1970)).updated == 0  # wrong again: what is known stays
    assert days(corpus) == ["2024-03-01"]
    assert corpus.run(now=real).unchanged == 1


def test_a_clock_that_was_ahead_leaves_no_trace_either(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.pipeline.reading, "Workers", fakes.in_process(extract_file))
    path = corpus.folder / "news.txt"
    path.write_text(
        "Harbour\n\nMarch 1, 2093\n\nThe harbour reopened on Friday, its master said. Ferries sail again.\n"
    )
    real = datetime.fromtimestamp(path.stat().st_ctime, NOW.tzinfo)
    corpus.run(corpus.folder, now=real.replace(year=2099))
    assert days(corpus) == ["2093-03-01"]
    corpus.run(now=real)
    assert days(corpus) == [""]
    with corpus.open() as store:
        assert (store.catalogue.stats().last_run or "").startswith(str(real.year))
