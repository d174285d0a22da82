"""Questions of news quizzes over the articles that a search returned for them, as RealTime QA (Kasai et al., 2023) has them.

JSON Lines with the ``question``, its ``answer``, the addresses of the articles that hold it (``answer_urls``), of all that the search
returned (``search_urls``), and of those that the quiz links (``cited_urls``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from bench.tuning.groups import Group
from bench.tuning.lines import json_lines
from bench.tuning.sources.news import Period
from bench.tuning.swaps import another_year
from bench.tuning.text import terms, typed
from bot.evaluate.matching import contains, squad

_MOST_RIGHT, _MOST_WRONG, _FAR = 3, 14, 8
_FEWEST_WRONG = 4
_IN_HEADLINE = 0.4
_COMMONEST = 20_000
_NO_NAMES = {"yes", "no", "true", "false", "all of the above", "none of the above"}


def quiz_groups(path: Path, periods: list[Period], unseen: Collection[str], random: Random) -> Iterator[Group]:
    """Groups of the windows that a search for a question found, and such of articles of another period, which do not answer it.

    A question that is ``unseen``, or that has an article at an unseen address, is left out.
    """
    asked: set[str] = set()
    for row in json_lines(path):
        question, answer = row["question"], row["answer"].strip("“”\"‘’' .")
        addresses = {*row["answer_urls"], *row.get("cited_urls", ())}
        is_usable = len(squad(answer)) > 1 and answer.lower() not in _NO_NAMES and "__" not in question
        if not is_usable or question in asked or question in unseen or not addresses.isdisjoint(unseen):
            continue
        asked.add(question)
        searched = dict.fromkeys([*row["answer_urls"], *row["search_urls"]])
        own = max(periods, key=lambda period: sum(url in period.by_url for url in searched))
        yield from _answered(question, answer, row, own, random)
        yield from _of_other_periods(question, answer, [period for period in periods if period is not own], random)


def _answered(question: str, answer: str, row: dict[str, Any], period: Period, random: Random) -> Iterator[Group]:
    urls = dict.fromkeys([*row["answer_urls"], *row["search_urls"]])
    found = [place for url in urls if (article := period.by_url.get(url)) for place in article.windows]
    found = [place for place in found if not period.windows[place].endswith("?")]
    found.sort(key=lambda place: _closeness(question, period, place), reverse=True)
    holding = [place for place in found if contains(period.windows[place], [answer])]
    others = [place for place in found if not contains(period.windows[place], [answer])]
    if not row["answer_urls"] or not holding or len(others) < _FEWEST_WRONG:
        return
    right, wrong = holding[:_MOST_RIGHT], others[:_MOST_WRONG]
    texts = tuple(period.shown(place) for place in [*right, *wrong])
    group = Group(question, texts, len(right), "quiz", question)
    yield group
    yield replace(group, question=typed(question, random))
    year = period.article(right[0]).year
    if year and str(year) not in question and random.random() < 0.5:
        other = f"{typed(question, random).rstrip('?')} in {another_year(year, random)}"
        yield Group(other, texts[:6], 0, "year-swap", question)


def _closeness(question: str, period: Period, place: int) -> float:
    """How much a window shares with the question, its headline less."""
    pool, headline = period.pool, terms(period.article(place).lead)
    wanted = terms(question)
    return sum(
        pool.weight(term) * (1 if term in pool.terms[place] else _IN_HEADLINE)
        for term in wanted
        if term in pool.terms[place] or term in headline
    )


def _of_other_periods(question: str, answer: str, periods: list[Period], random: Random) -> Iterator[Group]:
    for period in periods[:1]:

        def is_wrong(place: int, windows: list[str] = period.windows) -> bool:
            return not contains(windows[place], [answer]) and not windows[place].endswith("?")

        found = period.pool.find(question, _FAR, is_wrong, commonest=_COMMONEST)
        texts = tuple(period.shown(place) for place in found)
        yield Group(typed(question, random), texts, 0, "quiz-none", question)
