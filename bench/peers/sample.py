"""The articles and questions of a comparison: chosen by what they are, so that everyone chooses the same."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")

Article = Mapping[str, Any]
"""A line of a file of articles: ``url``, ``title``, ``text``, and what else is known of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the strings that answer it, and the addresses of articles that hold one of them."""

    text: str
    answers: tuple[str, ...]
    articles: tuple[str, ...]


def choose(
    articles: Sequence[Article], questions: Sequence[Question], count: int, asked: int
) -> tuple[list[Article], list[Question]]:
    """``count`` articles, and up to ``asked`` questions that they answer.

    The questions lie evenly over all that have an article; of each its first article is taken. The rest of the articles come in the
    order of their addresses' SHA-256. All are returned in the order that they had.
    """
    known = {str(item["url"]) for item in articles if str(item.get("text", "")).strip()}
    able = [item for item in questions if known.intersection(item.articles)]
    chosen = evenly(able, min(asked, count))
    wanted = {next(url for url in item.articles if url in known) for item in chosen}
    for url in sorted(known - wanted, key=mixed):
        if len(wanted) >= count:
            break
        wanted.add(url)
    return _once(articles, wanted), [item for item in able if item in chosen]


def evenly(items: Sequence[_T], count: int) -> list[_T]:
    """``count`` of the items at equal distances, all of them where there are no more."""
    if len(items) <= count:
        return list(items)
    return [items[place * len(items) // count] for place in range(count)]


def changed(articles: Sequence[Article], share: float) -> list[Article]:
    """The articles with a sentence added to this share of them, to one at least."""
    number = max(1, round(share * len(articles)))
    which = set(sorted((str(item["url"]) for item in articles), key=mixed)[:number])
    added = "\n\nThis story was brought up to date on Friday."
    return [{**item, "text": item["text"] + added} if item["url"] in which else item for item in articles]


def read_articles(folder: Path) -> list[Article]:
    """The articles of a folder's files of JSON Lines (``*.jsonl``, ``*.jsonl.xz``), those without questions in their name."""
    found = [path for path in sorted(folder.iterdir()) if path.name.endswith((".jsonl", ".jsonl.xz"))]
    return [line for path in found if not path.name.startswith("questions") for line in _lines(path)]


def read_questions(files: Iterable[Path]) -> list[Question]:
    """The questions of files of JSON Lines: ``answers`` with ``articles``, or ``answer`` with ``answer_urls``."""
    found = []
    for line in (line for file in files for line in _lines(file)):
        answers = line.get("answers") or ([line["answer"]] if line.get("answer") else [])
        articles = line.get("articles") or line.get("answer_urls") or ()
        if answers and line.get("answerable", True):
            found.append(Question(line["question"], tuple(answers), tuple(articles)))
    return found


def sample_articles(folder: Path) -> list[Article]:
    """What newsdesk reads in a folder of any formats, as articles that all can read."""
    from index.extract import extract_file
    from index.types import Article as Extracted

    found: list[Article] = []
    for path in sorted(folder.iterdir()):
        for item in extract_file(path, now=datetime(2024, 1, 1, tzinfo=UTC)):
            if isinstance(item, Extracted):
                url = item.url or path.name
                found.append({"url": url, "title": item.headline, "text": item.text})
    return found


def write(articles: Sequence[Article], file: Path) -> None:
    """Write articles as JSON Lines."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(item) + "\n" for item in articles), "utf-8")


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _once(articles: Sequence[Article], wanted: Set[str]) -> list[Article]:
    first: dict[str, Article] = {}
    for item in articles:
        if item["url"] in wanted and str(item.get("text", "")).strip():
            first.setdefault(str(item["url"]), item)
    return list(first.values())


def mixed(url: str) -> str:
    """What puts addresses into an order that has nothing to do with what they are of, and is the same everywhere."""
    return hashlib.sha256(url.encode()).hexdigest()
