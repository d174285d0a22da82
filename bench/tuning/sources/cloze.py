"""Questions made of the sentences of news articles, with other windows of the same article and of others that share words with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from bench.tuning.groups import Group
from bench.tuning.sources.gaps import NAME, Asked, asked_of, is_name
from bench.tuning.sources.news import Article, Period
from bench.tuning.swaps import NameSwapper, another_year
from bench.tuning.text import STOP_WORDS, terms, without
from bot.evaluate.matching import contains

_ARTICLES = 4200
"""Articles of a period that are asked of, and the windows of each."""
_WINDOWS = 4
_ALIKE = 0.6
"""A window that shares more of the asked one's words may tell the same."""


def cloze_groups(periods: list[Period], random: Random, articles: int = _ARTICLES) -> Iterator[Group]:
    """Groups made of up to so many articles of each period; and the same with another name or year, which nothing answers."""
    counted = Counter(
        name.group()
        for period in periods
        for window in period.windows[::5]
        for name in NAME.finditer(window)
        if is_name(name.group())
    )
    swapper = NameSwapper(name for name, count in counted.items() if count > 1)
    for period in periods:
        for article in random.sample(period.articles, min(articles, len(period.articles))):
            for place in random.sample(article.windows, min(_WINDOWS, len(article.windows))):
                asked = asked_of(period.windows[place], random)
                if asked and not contains(asked.question, [period.windows[place][slice(*asked.span)]]):
                    yield from _of_window(asked, place, article, period, swapper, random)


def _of_window(
    asked: Asked, place: int, article: Article, period: Period, swapper: NameSwapper, random: Random
) -> Iterator[Group]:
    window = period.windows[place]
    answer = window[slice(*asked.span)]
    question = " ".join([asked.question, *_of_headline(article.title, answer, random)])
    wrong = [period.shown(found) for found in _wrong(question, answer, place, article, period, random)]
    right = period.shown(place)
    if random.random() < 0.35:
        wrong.insert(0, f"{article.lead}\n{without(window, *asked.span)}")
    year = article.year if article.year and str(article.year) not in question else None
    told = f"{question} in {year}" if year and random.random() < 0.3 else question
    shift = len(article.lead) + 1
    span = (asked.span[0] + shift, asked.span[1] + shift)
    yield Group(_cased(told, random), (right, *wrong[:8]), 1, "cloze", article.url, span)
    if year and random.random() < 0.12:
        other = f"{question} in {another_year(year, random)}"
        yield Group(_cased(other, random), (right, *wrong[:3]), 0, "year-swap", article.url)
    if random.random() < 0.6 and (swapped := swapper.swapped(told, right, random)):
        yield Group(_cased(swapped, random), (right, *wrong[:4]), 0, "cloze-swap", article.url)


def _of_headline(title: str, answer: str, random: Random) -> list[str]:
    """Now and then a word or two of the headline, which people remember."""
    if random.random() < 0.5:
        return []
    words = [word for given in title.split() if len(word := given.strip(".,:;“”’'\"?")) > 3]
    words = [word for word in words if word.lower() not in STOP_WORDS and not contains(answer, [word])]
    return random.sample(words, min(len(words), random.randint(1, 2)))


def _wrong(question: str, answer: str, place: int, article: Article, period: Period, random: Random) -> list[int]:
    """The places of windows without the answer: of the same article the closest and one by chance, and of others."""
    pool, own = period.pool, period.pool.terms[place]

    def is_wrong(found: int) -> bool:
        return found != place and not contains(period.windows[found], [answer])

    def is_far(found: int) -> bool:
        return found not in article.windows and is_wrong(found) and len(pool.terms[found] & own) < _ALIKE * len(own)

    beside = [found for found in article.windows if is_wrong(found)]
    random.shuffle(beside)
    wanted = terms(question)
    closest = sorted(beside, key=lambda found: len(wanted & pool.terms[found]), reverse=True)[:3]
    return list(dict.fromkeys([*closest, *beside[:1], *pool.find(question, 5, is_far)]))


def _cased(question: str, random: Random) -> str:
    return question.lower() if random.random() < 0.7 else question
