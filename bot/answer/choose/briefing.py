"""A story told by a few quotes: what happened, the latest, a summary, a timeline. Pure: windows with their scores in, a choice out."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date

from bot.answer.choose.developments import Development
from bot.answer.choose.worth import BriefingSettings, ends_of, settings_for, worth_of
from bot.answer.cues.telling import points_elsewhere
from bot.answer.understand.intents import Intent
from index.search.terms import terms

MOST, FEWEST = 5, 3
_PER_ARTICLE, _FEW, _SAME = 2, 2, 0.5
"""Quotes of one article, one more where at most so many articles tell the story; the share of its words by which one repeats another."""
_USUAL_WORDS, _SHORT, _LENGTH = 22, 8, 0.3
"""Words of a usual development and of a short one, and the power of its length by which its words count for less: who says more is no
more central for that.
"""
_IN_DOUBT = re.compile(r"^(?:the )?claim:|\bpurport(?:s|ed|edly)\b", re.IGNORECASE)
"""Lines of a fact-check that tell what may be false."""


def about_subject(found: Sequence[Development], settings: BriefingSettings) -> list[Development]:
    """The developments that are of this story at all: that have its words, or are surely relevant though some of their words are others."""
    telling = [
        item for item in found if not points_elsewhere(item.window.text) and not _IN_DOUBT.search(item.window.text)
    ]
    own = [item for item in telling if item.cover >= settings.least_cover and item.logit >= settings.least_logit]
    half = settings.least_cover / 2
    sure = [item for item in telling if item.cover >= half and item.logit >= settings.surely_relevant]
    if not any(item.logit >= settings.relevant for item in own):
        return sure
    places = {item.window.place for item in (*own, *sure)}
    return _near_best([item for item in telling if item.window.place in places], settings)


def _near_best(found: Sequence[Development], settings: BriefingSettings) -> list[Development]:
    best = max(item.logit for item in found)
    return [item for item in found if item.logit >= best - settings.behind]


def brief(
    found: Sequence[Development],
    intent: Intent,
    most: int = MOST,
    settings: BriefingSettings | None = None,
    per_article: int | None = None,
) -> list[Development]:
    """Up to ``most`` developments, none of which repeats another, in the order in which they are to be read.

    A sentence is central where it has words that many articles of the story share (Nenkova and Vanderwende, 2005, "SumBasic"),
    and what is chosen next is what adds most of them to those before it (Lin and Bilmes, 2011).
    """
    chosen_by = settings or settings_for(intent)
    left = about_subject(found, chosen_by)
    if per_article is None:
        per_article = _PER_ARTICLE + (len({item.article for item in left}) <= _FEW)
    story = _Story(left, intent, chosen_by)
    chosen: list[Development] = []
    while left and len(chosen) < most:
        gains = story.gains(left, chosen)
        best = max(range(len(left)), key=gains.__getitem__)
        if len(chosen) >= FEWEST and gains[best] < chosen_by.least:
            break
        item = left.pop(best)
        if sum(item.article == other.article for other in chosen) < per_article and not _repeats(item, chosen):
            chosen.append(item)
    if intent is Intent.SUMMARY and chosen:
        first = max(chosen, key=story.opens)
        chosen.sort(key=lambda item: item is not first)
    return _ordered(chosen, intent)


class _Story:
    """What the developments of a story are worth beside each other."""

    def __init__(self, relevant: Sequence[Development], intent: Intent, settings: BriefingSettings) -> None:
        self._settings = settings
        self._in_time = intent is Intent.TIMELINE
        self._shares = _told(relevant, lambda item: item.words)
        if self._in_time:
            self._shares = _mean(self._shares, _opened_with(relevant))
        self._aspects = {name: share**2 for name, share in _told(relevant, lambda item: item.aspects).items()}
        ends = ends_of(relevant)
        self._worth = {item.window.place: worth_of(item, ends, settings) for item in relevant}
        self._places = _places(relevant)
        self._best_logit = max((item.logit for item in relevant), default=0.0)

    def gains(self, left: Sequence[Development], chosen: Sequence[Development]) -> list[float]:
        """What each of ``left`` would add to those chosen."""
        told = frozenset[str]().union(*(item.words | item.aspects for item in chosen))
        return [self._gain(item, chosen, told) for item in left]

    def opens(self, item: Development) -> float:
        """The worth of a development as the first of a summary."""
        return (
            self._settings.opening * min(item.logit, 9.0)
            + self._central(item.words)
            + self._settings.opener * item.opens
        )

    def _gain(self, item: Development, chosen: Sequence[Development], told: Set[str]) -> float:
        scale = math.pow(_USUAL_WORDS / max(_SHORT, len(item.words)), _LENGTH)
        value = self._worth[item.window.place] + scale * self._central(item.words - told)
        value += self._settings.aspect * sum(self._aspects.get(name, 0.0) for name in item.aspects - told)
        if not chosen:
            return value
        most_again = max(self._central(item.words & other.words) for other in chosen)
        value -= self._settings.again * most_again / (self._central(item.words) or 1.0)
        return value + (self._in_its_time(item, chosen) if self._in_time else 0.0)

    def _central(self, words: Set[str]) -> float:
        return self._settings.central * sum(self._shares.get(word, 0.0) for word in words)

    def _in_its_time(self, item: Development, chosen: Sequence[Development]) -> float:
        settings = self._settings
        away = min(abs(self._places[item.told_on] - self._places[other.told_on]) for other in chosen)
        sure = (item.logit - self._best_logit + settings.behind) / (settings.behind - settings.surely_behind)
        spread = settings.spread * min(away / settings.far, 1.0) * min(max(sure, 0.0), 1.0)
        return spread - settings.same_day * any(other.told_on == item.told_on for other in chosen)


def _told(relevant: Sequence[Development], of: Callable[[Development], Set[str]]) -> dict[str, float]:
    """By which share of the story's articles each word or aspect is told, of a single article by which share of its windows; what one
    of several tells alone is left out.
    """
    alone = len({item.article for item in relevant}) == 1
    tellers: dict[object, set[str]] = {item.article: set() for item in relevant if not alone}
    for item in _each_once(relevant):
        tellers.setdefault(item.window.place if alone else item.article, set()).update(of(item))
    return _shares(list(tellers.values()))


def _opened_with(relevant: Sequence[Development]) -> dict[str, float]:
    """By which share of the story's articles each word is told in the headline or the opening, where news tell what is new."""
    tellers = {item.article: set(terms(item.window.article.article.headline)) for item in relevant}
    if len(tellers) == 1:
        return _told(relevant, lambda item: item.words)
    for item in _each_once(relevant):
        if item.opens:
            tellers[item.article] |= item.words
    return _shares(list(tellers.values()))


def _shares(tellers: Sequence[Set[str]]) -> dict[str, float]:
    counts = Counter(one for told in tellers for one in told)
    return {one: count / len(tellers) for one, count in counts.items() if count > 1 or len(tellers) == 1}


def _mean(first: Mapping[str, float], second: Mapping[str, float]) -> dict[str, float]:
    return {one: (first.get(one, 0.0) + second.get(one, 0.0)) / 2 for one in {*first, *second}}


def _each_once(relevant: Sequence[Development]) -> Iterator[Development]:
    """The developments, of those of one outlet in the same words the oldest: what it carries over into its next article is background."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for item in sorted(relevant, key=lambda item: (item.day or date.min, item.article)):
        told = (item.window.article.article.outlet, item.words)
        if told not in seen:
            seen.add(told)
            yield item


def _places(relevant: Sequence[Development]) -> dict[date | None, float]:
    """The share of what the story's articles tell that is older than each day."""
    days = sorted(day for _, day in {(item.article, item.told_on or date.min) for item in relevant})
    return {item.told_on: days.index(item.told_on or date.min) / len(days) for item in relevant}


def _repeats(item: Development, chosen: Sequence[Development]) -> bool:
    return any(len(item.words & other.words) > _SAME * len(item.words) for other in chosen)


def _ordered(chosen: list[Development], intent: Intent) -> list[Development]:
    if intent is Intent.TIMELINE:
        return sorted(chosen, key=lambda item: (item.told_on or date.min, item.day or date.min, item.order))
    if intent is Intent.LATEST:
        return sorted(chosen, key=lambda item: (-(item.day or date.min).toordinal(), item.order))
    return chosen
