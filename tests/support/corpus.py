"""A folder of news and the store that is made of it, with the fakes' models and format."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import index.pipeline.reading
from index.pipeline.checking import check
from index.pipeline.reindex import Report, reindex
from index.store import Store, open_store
from tests.support import fakes
from tests.support.fakes import NOW as NOW
from tests.support.fakes import record as record


def body(words: str) -> str:
    """A paragraph about these words."""
    return f"The council spoke about {words}. It will meet again on Friday."


class Corpus:
    """The folder, its store, and runs over them."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.data = root / "corpus", root / "data"
        self.folder.mkdir()
        self.embedder = fakes.HashEmbedder()
        patch.setattr(index.pipeline.reading, "Workers", fakes.InProcess)

    def write(self, name: str, *lines: str) -> Path:
        """Write a file, certainly later than it was written before."""
        path = self.folder / name
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_text("\n".join(lines), encoding="utf-8")
        os.utime(path, ns=(0, max(path.stat().st_mtime_ns, before + 1_000_000)))
        return path

    def open(self, *, exclusive: bool = True) -> AbstractContextManager[Store]:
        """The store."""
        return open_store(self.data, self.embedder.fingerprint, exclusive=exclusive)

    def run(self, *paths: Path, now: datetime = NOW, **options: Any) -> Report:
        """Re-index these paths, else all that is registered; the store is sound after it."""
        self.embedder.seen.clear()
        with self.open() as store:
            report = reindex(store, self.embedder, list(paths) or None, now=now, **options)
            assert check(store) == []
            return report

    def headlines(self) -> list[str]:
        """Of all articles, sorted."""
        with self.open() as store:
            stored = store.catalogue.articles(store.catalogue.ids()).values()
            return sorted(item.article.headline for item in stored)
