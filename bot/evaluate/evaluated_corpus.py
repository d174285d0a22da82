"""The corpus that questions are asked of: which articles a question's names stand for, its hash, a set's own documents."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from bot.evaluate.questions import CorpusDocument
from index.extract.urls import canonical_url
from index.store import Catalogue
from index.types import digest

_DOCUMENT = "https://documents.invalid/"


class ArticleNames:
    """The names that question sets have for articles: ids, addresses, keys, paths, file names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        for article, file, address, key in catalogue.names():
            for name in (article, file, address, key, Path(file).name, Path(key).name):
                self._ids[name].add(article)

    def articles(self, names: Iterable[str]) -> tuple[str, ...]:
        """Ids of the articles that ``names`` stand for, in order; a file stands for all that was found in it."""
        found: dict[str, None] = {}
        for name in names:
            spellings = (name, canonical_url(name) or name, document_url(name))
            ids = next((self._ids[spelling] for spelling in spellings if spelling in self._ids), set())
            found |= dict.fromkeys(sorted(ids))
        return tuple(found)


def corpus_hash(catalogue: Catalogue) -> str:
    """Equal for two corpora that readers cannot tell apart: over the ids and contents of the live articles."""
    hasher = hashlib.sha256()
    for article, content in catalogue.contents():
        hasher.update(f"{article} {content}\n".encode())
    return hasher.hexdigest()[:16]


def document_url(name: str) -> str:
    """The address under which a question set's own document is indexed."""
    return f"{_DOCUMENT}{quote(name, safe='')}"


def write_documents(documents: Sequence[CorpusDocument], folder: Path) -> Path:
    """A question set's own corpus as a file that can be indexed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"documents-{digest(repr(documents))}.jsonl"
    lines = (json.dumps({"url": document_url(d.name), "title": d.title, "text": d.text}) for d in documents)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
