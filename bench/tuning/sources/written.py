"""Questions that were written for the training, over articles whose sentences answer them.

JSON Lines, one object a question: the ``url`` of the article; the ``question`` as people type it; the ``sentences`` that answer it, the
best first, and the ``answer``, a part of the first; and a ``near_miss``, a question much like it that the article does not answer, perhaps with
the sentence that is ``misleading`` there. What is the article's is given in its words or as the two ends in its text, in characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.tuning.groups import Group
from bench.tuning.lines import json_lines
from bench.tuning.sources.news import Article, Period
from bench.tuning.swaps import another_year
from bench.tuning.text import terms, typed, without
from bot.evaluate.matching import contains

QUESTIONS = Path(__file__).with_name("written.jsonl.xz")
"""4,430 of them, over 890 articles of 2022 and 2023 that ``docs/tuning.md`` tells of."""
_BESIDE, _FAR = 6, 5
_FAR_FOR_NONE = 4
_CUT = 0.35
_OTHER_YEAR = 0.12


@dataclass(frozen=True, slots=True)
class _Written:
    """A question on an article of a period."""

    question: str
    sentences: tuple[str, ...]
    answer: str
    near_miss: str
    article: Article
    period: Period
    misleading: str = ""


def written_groups(path: Path, periods: list[Period], random: Random) -> Iterator[Group]:
    """Groups of what was written over articles of these periods."""
    for written in _read(path, periods):
        yield from _groups(written, random)


def _read(path: Path, periods: list[Period]) -> Iterator[_Written]:
    for row in json_lines(path):
        for period in periods:
            if article := period.by_url.get(row["url"]):
                yield _Written(
                    row["question"],
                    tuple(_words(sentence, article.text) for sentence in row["sentences"]),
                    _words(row["answer"], article.text),
                    row["near_miss"],
                    article,
                    period,
                    _words(row.get("misleading", ""), article.text),
                )


def _words(given: str | list[int], text: str) -> str:
    """What is given in words, or by its two ends in the text."""
    return given if isinstance(given, str) else text[slice(*given)]


def _groups(written: _Written, random: Random) -> Iterator[Group]:
    """Groups of the windows with the sentences that answer, others of the article and of other articles; and one of the near-miss."""
    period, article = written.period, written.article
    holding = [place for place in article.windows if _has(period.windows[place], written.sentences)]
    if not holding:
        return
    holding.sort(key=lambda place: not _has(period.windows[place], written.sentences[:1]))
    wrong = _beside(written, holding)[:_BESIDE] + _far(written, written.question, _FAR)
    right = tuple(map(period.shown, holding))
    texts = [period.shown(place) for place in wrong]
    place = period.windows[holding[0]].find(written.answer)
    span = (place, place + len(written.answer)) if written.answer and place >= 0 else None
    if span and random.random() < _CUT:
        texts.insert(0, f"{article.lead}\n{without(period.windows[holding[0]], *span)}")
    shift = len(article.lead) + 1
    led = (span[0] + shift, span[1] + shift) if span else None
    yield Group(_asked(written.question, random), (*right, *texts), len(right), "written", article.url, led)
    if article.year and str(article.year) not in written.question and random.random() < _OTHER_YEAR:
        other = f"{written.question.rstrip('?')} in {another_year(article.year, random)}"
        yield Group(other, (*right, *texts[:4]), 0, "year-swap", article.url)
    far = [period.shown(found) for found in _far(written, written.near_miss, _FAR_FOR_NONE)]
    misleading = [
        place for place in article.windows if written.misleading and _has(period.windows[place], (written.misleading,))
    ]
    near = tuple(dict.fromkeys((*map(period.shown, misleading), *right, *texts[:_BESIDE], *far)))
    yield Group(_asked(written.near_miss, random), near, 0, "written-swap", article.url)


def _beside(written: _Written, holding: list[int]) -> list[int]:
    """The other windows of the article, those closest to the question first."""
    period, wanted = written.period, terms(written.question)
    found = [place for place in written.article.windows if place not in holding and not _holds_answer(written, place)]
    return sorted(found, key=lambda place: len(wanted & period.pool.terms[place]), reverse=True)


def _far(written: _Written, question: str, most: int) -> list[int]:
    def is_far(place: int) -> bool:
        return place not in written.article.windows and not _holds_answer(written, place)

    return written.period.pool.find(question, most, is_far)


def _holds_answer(written: _Written, place: int) -> bool:
    return bool(written.answer) and contains(written.period.windows[place], [written.answer])


def _has(window: str, sentences: tuple[str, ...]) -> bool:
    spaced = " ".join(window.split())
    return any(sentence in spaced for sentence in sentences)


def _asked(question: str, random: Random) -> str:
    return typed(question, random) if question[:1].isupper() else question
