"""News articles in JSON Lines, cut into windows as the search cuts them: ``url``, ``title``, ``text`` and ``publish_date`` of each."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from bench.tuning.lines import json_lines
from bench.tuning.pool import Pool
from index.sentences import sentences

_SHORTEST = 600
"""Characters of an article; what is shorter is no story."""
_WORDS, _MOST_WORDS, _FEWEST_WORDS = 60, 90, 6
_LONGEST_PARAGRAPH = 6000
_MOST_WINDOWS = 40
_LONGEST_TITLE = 200
_DATE = re.compile(r"(\d{4})[-/]?(\d\d)[-/]?(\d\d)")
_UNDATED = 0.08


@dataclass(frozen=True, slots=True)
class Article:
    """An article, and the line that the search puts before each of its windows."""

    url: str
    title: str
    text: str
    lead: str
    year: int | None
    windows: range
    """The places of its windows among those of its period."""


@dataclass(frozen=True)
class Period:
    """The articles of one file, and their windows."""

    articles: list[Article]
    windows: list[str]
    owners: list[int]
    """The number of each window's article."""

    @cached_property
    def pool(self) -> Pool:
        """The windows by their words."""
        return Pool(self.windows)

    @cached_property
    def by_url(self) -> dict[str, Article]:
        """The articles by address."""
        return {article.url: article for article in self.articles}

    def article(self, window: int) -> Article:
        """The article that a window is from."""
        return self.articles[self.owners[window]]

    def shown(self, window: int) -> str:
        """A window below the headline of its article."""
        return f"{self.article(window).lead}\n{self.windows[window]}"


def read_periods(folder: Path, unseen: Collection[str], random: Random) -> list[Period]:
    """The articles of each file, those at ``unseen`` addresses left out."""
    periods = []
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.xz")]):
        period = Period([], [], [])
        seen = set(unseen)
        for row in json_lines(path):
            text = row.get("text") or ""
            if row["url"] not in seen and len(text) >= _SHORTEST:
                seen.add(row["url"])
                _add(period, row, text, random)
        periods.append(period)
    return periods


def _add(period: Period, row: dict[str, Any], text: str, random: Random) -> None:
    day = published(row.get("publish_date"))
    title = (row.get("title") or "").strip()[:_LONGEST_TITLE]
    shown = day if day and random.random() >= _UNDATED else None
    lead = f"{title} ({shown.day} {shown:%B %Y})" if shown else title
    first = len(period.windows)
    period.windows.extend(windows(text)[:_MOST_WINDOWS])
    places = range(first, len(period.windows))
    period.owners.extend([len(period.articles)] * len(places))
    period.articles.append(Article(row["url"], title, text, lead, shown.year if shown else None, places))


def published(given: object) -> date | None:
    """The day that a date in figures begins with, as 2022-06-12, 2022/06/12 or 20220612."""
    match = _DATE.match(str(given or ""))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def windows(text: str) -> list[str]:
    """Sentences that follow each other in a paragraph, up to some sixty words."""
    found: list[str] = []
    for paragraph in (line.strip() for line in text.split("\n")):
        if len(paragraph.split()) < _FEWEST_WORDS or len(paragraph) > _LONGEST_PARAGRAPH:
            continue
        start = end = 0
        for first, last in sentences(paragraph):
            if end and len(paragraph[start:last].split()) > _WORDS:
                found.append(paragraph[start:end])
                start = first
            end = last
        found.append(paragraph[start:end])
    return [window for window in dict.fromkeys(found) if window and len(window.split()) <= _MOST_WORDS]
