"""Rules of extraction and of cutting change: what older ones read is told, and read again by the next plain run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import index.pipeline.reading
import index.pipeline.refreshing
import index.store.catalogue
from index.passages import split
from index.pipeline.checking import check
from index.pipeline.reindex import Report, reindex
from index.store import Store, open_store
from index.types import Article, Filters, Skipped
from tests.support import fakes

BODY = "The council spoke about ferries. It will meet again on Friday."


class Corpus:
    """A folder of news, its store, and the versions of the rules."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.data = root / "corpus", root / "data"
        self.folder.mkdir()
        self.embedder = fakes.HashEmbedder()
        self._patch = patch
        patch.setattr(index.pipeline.reading, "Workers", fakes.InProcess)

    def write(self, name: str, *lines: str) -> Path:
        path = self.folder / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    def new_rules(self, changed: str = "") -> None:
        """Rules that put ``changed`` before headlines with an M."""

        def extract(path: Path, *, now: datetime, content: Path | None = None) -> Iterator[Article | Skipped]:
            for item in fakes.extract_file(path, now=now, content=content):
                marked = isinstance(item, Article) and "M" in item.headline
                yield replace(item, headline=f"{changed}{item.headline}") if marked else item  # type: ignore[type-var]

        self._patch.setattr(index.pipeline.reading, "Workers", fakes.in_process(extract))
        for module in (index.pipeline.reading, index.store.catalogue):
            self._patch.setattr(module, "RULES_VERSION", module.RULES_VERSION + 1)

    def new_cutting(self) -> None:
        """Rules that make a passage of each paragraph's first half only."""

        def cut(article: Article, *rest: object) -> list[object]:
            return split(article, *rest)[:1]  # type: ignore[arg-type]

        self._patch.setattr(index.pipeline.refreshing, "split", cut)
        for module in (index.pipeline.refreshing, index.store.catalogue):
            self._patch.setattr(module, "CUTTING_VERSION", module.CUTTING_VERSION + 1)

    def open(self) -> Iterator[Store]:
        return open_store(self.data, self.embedder.fingerprint, exclusive=True)  # type: ignore[return-value]

    def run(self, *paths: Path, **options: bool) -> Report:
        self.embedder.seen.clear()
        with self.open() as store:
            report = reindex(store, self.embedder, list(paths) or None, now=fakes.NOW, **options)
            assert check(store) == []
            return report

    def outdated(self) -> int:
        with self.open() as store:
            return store.catalogue.outdated()

    def headlines(self) -> list[str]:
        with self.open() as store:
            stored = store.catalogue.articles(store.catalogue.ids()).values()
            return sorted(item.article.headline for item in stored)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    made = Corpus(tmp_path, monkeypatch)
    made.write("a.jsonl", fakes.record("Mayor", BODY), fakes.record("Ferry", BODY + " One."))
    made.write("b.jsonl", fakes.record("Bridge", BODY + " Two."))
    made.run(made.folder)
    return made


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


def test_what_older_rules_read_is_told_and_read_again(corpus: Corpus) -> None:
    assert corpus.outdated() == 0
    corpus.new_rules("The ")
    assert corpus.outdated() == 3
    assert counts(corpus.run(dry_run=True)) == (0, 1, 2, 0)
    assert corpus.outdated() == 3
    report = corpus.run()
    assert counts(report) == (0, 1, 2, 0)
    assert corpus.headlines() == ["Bridge", "Ferry", "The Mayor"]
    assert len(corpus.embedder.seen) == 1  # that of which the text that is embedded is another now
    assert corpus.outdated() == 0
    assert counts(corpus.run()) == (0, 0, 3, 0)


def test_rules_that_change_nothing_embed_nothing(corpus: Corpus) -> None:
    corpus.new_rules()
    assert counts(corpus.run()) == (0, 0, 3, 0)
    assert corpus.embedder.seen == []
    assert corpus.outdated() == 0


def test_a_source_that_is_away_is_read_from_what_was_kept(corpus: Corpus) -> None:
    corpus.new_rules("The ")
    away = corpus.folder.with_name("unmounted")
    corpus.folder.rename(away)
    report = corpus.run()
    assert counts(report) == (0, 1, 2, 0)
    assert [skip.where for skip in report.skipped] == [str(corpus.folder)]
    assert corpus.headlines() == ["Bridge", "Ferry", "The Mayor"]
    assert corpus.outdated() == 0
    away.rename(corpus.folder)
    assert counts(corpus.run()) == (0, 0, 3, 0)


def test_what_was_too_large_to_be_kept_waits_for_its_source(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.pipeline.reading, "RAW_LIMIT", 10)
    corpus.write("a.jsonl", fakes.record("Mayor", BODY + " More."), fakes.record("Ferry", BODY + " One."))
    corpus.run()
    corpus.new_rules("The ")
    away = corpus.folder.with_name("unmounted")
    corpus.folder.rename(away)
    assert counts(corpus.run())[1] == 0
    assert corpus.outdated() == 2
    assert "Mayor" in corpus.headlines()
    away.rename(corpus.folder)
    assert counts(corpus.run()) == (0, 1, 2, 0)
    assert corpus.outdated() == 0


def test_a_run_over_one_path_leaves_the_others_to_the_next(corpus: Corpus) -> None:
    corpus.new_rules("The ")
    assert counts(corpus.run(corpus.folder / "b.jsonl")) == (0, 0, 1, 0)
    assert corpus.outdated() == 2
    assert counts(corpus.run()) == (0, 1, 2, 0)


def test_articles_that_older_rules_cut_are_cut_again(corpus: Corpus) -> None:
    words = " ".join(f"word{n}" for n in range(200))
    corpus.write("b.jsonl", fakes.record("Bridge", f"First {words}.", f"Second {words}."))
    corpus.run()
    with corpus.open() as store:
        before = store.catalogue.stats().passages
        assert store.words.search("second", 5, Filters())
    corpus.new_cutting()
    assert corpus.outdated() == 3
    assert counts(corpus.run()) == (0, 0, 3, 0)
    assert corpus.embedder.seen == []  # what is left was embedded before
    with corpus.open() as store:
        assert store.catalogue.stats().passages < before
        assert store.words.search("second", 5, Filters()) == []
    assert corpus.outdated() == 0


def test_cut_off_in_the_middle_the_next_run_goes_on(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.new_rules("The ")
    with monkeypatch.context() as patched:
        patched.setattr(corpus.embedder, "embed_passages", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            corpus.run()
    corpus.run()
    assert corpus.headlines() == ["Bridge", "Ferry", "The Mayor"]
    assert corpus.outdated() == 0


def test_versions_of_the_rules_are_kept_with_what_they_made(corpus: Corpus) -> None:
    corpus.new_rules("The ")
    corpus.run()
    with corpus.open() as store:
        known = store.files.known(corpus.folder / "a.jsonl")
        assert known is not None and known.rules == index.pipeline.reading.RULES_VERSION
        assert store.files.paths(below_rules=known.rules) == []
