"""Reads web pages whose article is known and measures what is made of them, beside trafilatura's defaults.

A folder holds ``NAME.html.gz`` (or ``.html``) and ``NAME.json`` with what is known of ``headline``, ``byline`` (a list),
``day`` (YYYY-MM-DD) and ``body``; ``url`` is taken for pages that do not tell their address. What is null is not judged.

    python -m bench.pages FOLDER [--show body|day|headline|byline]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from index.extract.encodings import decode_markup
from index.extract.html import read_html
from index.types import Article, Label

_SHINGLE = 4
_STORY = (Label.BODY, Label.CORRECTION, Label.HEADING, Label.TIME, Label.SPEAKER)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")  # a character where none sets words apart


@dataclass(frozen=True, slots=True)
class Told:
    """The facts that a page is said to tell."""

    body: str = ""
    headline: str = ""
    byline: tuple[str, ...] = ()
    day: str = ""


@dataclass(slots=True)
class Score:
    """The measures of one way of reading."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def summary(self) -> str:
        """One line of figures."""
        precision, recall = (sum(values) / max(1, len(values)) for values in (self.precision, self.recall))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        facts = "  ".join(f"{part} {self.right[part] / n:.3f} ({n})" for part, n in sorted(self.judged.items()))
        return f"body F1 {f1:.3f} (precision {precision:.3f}, recall {recall:.3f})  {facts}  {self.seconds:.1f} s"


def ours(markup: str, url: str, now: datetime) -> Told:
    """As newsdesk reads a page: what may be cited of it, and the headings and times over it."""
    article = read_html(markup, url, now=now)
    if not isinstance(article, Article):
        return Told()
    body = "\n".join(article.text[span.start : span.end] for span in article.spans if span.label in _STORY)
    day = article.published.at.date().isoformat() if article.published else ""
    return Told(body, article.headline, article.byline, day)


def trafilaturas(markup: str, _: str, __: datetime) -> Told:
    """As trafilatura reads a page by itself."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    page = bare_extraction(markup, with_metadata=True, include_comments=False)
    if not isinstance(page, Document):
        return Told()
    names = tuple(name.strip() for name in (page.author or "").split(";") if name.strip())
    return Told(page.text or "", page.title or "", names, str(page.date or ""))


def overlap(got: str, wanted: str) -> tuple[float, float]:
    """Precision and recall over runs of four words."""
    one, other = _shingles(got), _shingles(wanted)
    same = sum((one & other).values())
    return (same / one.total() if one else float(not other)), (same / other.total() if other else float(not one))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if words and len(words) < _SHINGLE:
        return Counter([tuple(words)])
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def _same(one: str, other: str) -> bool:
    return _squeezed(one) == _squeezed(other)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def judged(got: Told, wanted: dict[str, object], score: Score) -> dict[str, bool]:
    """Add a page to a score; returns which parts were right (a body with an F1 of at least .9 is)."""
    right: dict[str, bool] = {}
    if isinstance(body := wanted.get("body"), str):
        precision, recall = overlap(got.body, body)
        score.precision.append(precision)
        score.recall.append(recall)
        right["body"] = 2 * precision * recall >= 0.9 * (precision + recall) > 0
    if isinstance(headline := wanted.get("headline"), str):
        right["headline"] = _same(got.headline, headline)
    if isinstance(byline := wanted.get("byline"), list):
        right["byline"] = sorted(map(_squeezed, got.byline)) == sorted(_squeezed(str(name)) for name in byline)
    if isinstance(day := wanted.get("day"), str):
        right["day"] = got.day == day
    for part, is_right in right.items():
        score.judged[part] += 1
        score.right[part] += is_right
    return right


def pages(folder: Path) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Name, markup and what is known of each page."""
    for known in sorted(folder.glob("*.json")):
        for path in (known.with_suffix(".html.gz"), known.with_suffix(".html")):
            if path.is_file():
                data = path.read_bytes()
                markup = decode_markup(gzip.decompress(data) if path.suffix == ".gz" else data)
                yield known.stem, markup, json.loads(known.read_text("utf-8"))


def main() -> None:
    """Measure the pages of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--show", choices=("body", "headline", "byline", "day"), help="name the pages that are wrong in this"
    )
    parser.add_argument("--ours-only", action="store_true")
    given = parser.parse_args()
    ways: dict[str, Callable[[str, str, datetime], Told]] = {"newsdesk": ours, "trafilatura": trafilaturas}
    if given.ours_only:
        del ways["trafilatura"]
    scores = {name: Score() for name in ways}
    now = datetime.now(UTC)
    for name, markup, wanted in pages(given.folder):
        for way, read in ways.items():
            start = time.perf_counter()
            got = read(markup, str(wanted.get("url") or ""), now)
            scores[way].seconds += time.perf_counter() - start
            right = judged(got, wanted, scores[way])
            if way == "newsdesk" and given.show and right.get(given.show) is False:
                print(f"{name}: {_shown(got, given.show)} | wanted {str(wanted[given.show])[:200]!r}")
                if given.show == "body":
                    print("   ", *(f"{value:.2f}" for value in overlap(got.body, str(wanted["body"]))))
    for way, score in scores.items():
        print(f"{way:12} {score.summary()}")


def _shown(got: Told, part: str) -> str:
    return repr({"body": got.body, "headline": got.headline, "byline": got.byline, "day": got.day}[part])[:200]


if __name__ == "__main__":
    main()
