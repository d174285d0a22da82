"""A tiny deterministic embedder and extractor, so that the store is tested without models or real formats.

As a program, ``python -m tests.support.fakes DATA CORPUS``, it re-indexes a folder; tests kill it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Self, TypeVar

import numpy as np

from index.pipeline.extraction import ExtractionRequest
from index.types import AnswerFinder, AnswerWords, Article, Label, Published, Skipped, Span, Vectors

_T = TypeVar("_T")

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


class HashEmbedder:
    """Words hashed into 32 dimensions: equal texts get equal vectors, texts that share words near ones."""

    max_tokens = 128

    def __init__(self, fingerprint: str = "hash/1") -> None:
        self.fingerprint = fingerprint
        self.seen: list[str] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) + 2 for text in texts]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return self._embed(texts)

    def embed_question(self, question: str) -> Vectors:
        return self._embed([question])

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), 32), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()[0] % 32] += 1
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def models(_: object) -> SimpleNamespace:
    """In place of ``bot.app.Models``: the embedder alone."""
    embedder = HashEmbedder()
    return SimpleNamespace(fingerprint=embedder.fingerprint, embedder=embedder)


def record(
    headline: str, *paragraphs: str, url: str | None = None, outlet: str = "Wire", day: str = "", updated: str = ""
) -> str:
    """One line of a test corpus."""
    told = {"headline": headline, "paragraphs": paragraphs, "url": url, "outlet": outlet, "day": day}
    return json.dumps(told | ({"updated": updated} if updated else {}))


def extract_file(path: Path, *, now: datetime, content: Path | None = None) -> Iterator[Article | Skipped]:
    """Articles of a file with a ``record`` a line; a line that is not one is skipped as an error."""
    for number, line in enumerate((content or path).read_text(encoding="utf-8").splitlines()):
        try:
            fields = json.loads(line)
        except ValueError:
            yield Skipped(f"{path}:{number + 1}", "is not JSON")
            continue
        text, spans = fields["headline"], [Span(0, len(fields["headline"]), Label.HEADLINE)]
        for paragraph in fields["paragraphs"]:
            text += "\n\n"
            spans.append(Span(len(text), len(text) + len(paragraph), Label.BODY))
            text += paragraph
        at = datetime.fromisoformat(fields["day"]).replace(tzinfo=UTC) if fields["day"] else None
        yield Article(
            key=fields["url"] or (f"{path}#{number}" if number else str(path)),
            text=text,
            spans=tuple(span for span in spans if span.end > span.start),
            headline=fields["headline"],
            url=fields["url"],
            outlet=fields["outlet"],
            published=Published(at, "day", "field") if at else None,
            updated=datetime.fromisoformat(fields["updated"]) if "updated" in fields else None,
        )


class NoAnswers(AnswerFinder):
    """Finds no words that answer."""

    def answers(self, question: str, text: str, start: int) -> list[AnswerWords]:
        return []


class InProcess:
    """In place of the pipeline's ``Workers``: extracts where it is called, by ``extract``."""

    extract_file: Callable[..., Iterator[Article | Skipped]] = staticmethod(extract_file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to end."""

    def extract(
        self, tasks: Iterable[tuple[_T, ExtractionRequest | None]]
    ) -> Iterator[tuple[_T, Iterator[Article | Skipped]]]:
        for task, request in tasks:
            found = self.extract_file(request.path, now=request.now, content=request.content) if request else iter(())
            yield task, found


def in_process(extract: Callable[..., Iterator[Article | Skipped]]) -> type[InProcess]:
    """The same with another function for ``extract_file``."""
    return type("Patched", (InProcess,), {"extract_file": staticmethod(extract)})


def main(data: Path, corpus: Path) -> None:
    """Re-index ``corpus`` into ``data`` and say so."""
    import index.pipeline.reading
    from index.pipeline.reindex import reindex
    from index.store import open_store

    index.pipeline.reading.Workers = InProcess  # type: ignore[assignment,attr-defined]  # the pipeline's own name for it
    embedder = HashEmbedder()
    with open_store(data, embedder.fingerprint, exclusive=True) as store:
        sys.stdout.write("open\n")
        sys.stdout.flush()
        reindex(store, embedder, [corpus], now=NOW)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
