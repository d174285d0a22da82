"""A story told by a few quotes: what happened, the latest, a summary, a timeline. Pure: windows with their scores in, a choice out."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from bot.answer.aspects import aspects_of
from bot.answer.telling import deeds, expects, is_long_past, is_of_picture, leads_in, share_of_headline
from bot.answer.timing import day_told
from bot.answer.understand.intents import Intent
from index.search.terms import terms
from index.search.windows import Window

MOST, FEWEST = 5, 3
_PER_ARTICLE, _SAME = 2, 0.5
_LEADS = 2
"""First windows of an article, in which news tell what is new."""
_DIGIT = re.compile(r"\d")
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:editor[’']s note|live updates?|podcasts?|newsletter|sign up|subscribe|click here|follow (?:us|along)|our (?:app|coverage)|"
    r"this page recaps|this (?:file|story|page) is based|latest coverage|contributing:|more:|read more|watch:|photos?:|getty images|"
    r"turn to cnn|(?:correspondents?|reporters?) .{0,60}\b(?:explains?|breaks? down|looks? at|will bring))\b",
    re.IGNORECASE,
)
"""Lines that lead to other pages rather than tell anything."""
_IN_DOUBT = re.compile(r"^(?:the )?claim:|\bpurport(?:s|ed|edly)\b", re.IGNORECASE)
"""Lines of a fact-check that tell what may be false."""
_OPINIONS = ("opinion", "analysis", "review", "satire")
_SPEECH_ONLY = re.compile(r"^[“\"'‘]|^(?:I|We|You|It[’']s|That[’']s)\b")


@dataclass(frozen=True, slots=True)
class Development:
    """A window that may tell a part of the story. ``order`` is its position (from 0) among the windows of its article."""

    window: Window
    logit: float
    order: int
    cover: float
    """Share of the subject's words that its article speaks of, by weight."""
    named: float = 1.0
    """Share of them that the window itself has."""
    words: frozenset[str] = field(default_factory=frozenset)
    told_on: date | None = None
    """The day of what it tells."""
    aspects: frozenset[str] = field(default_factory=frozenset)

    @property
    def day(self) -> date | None:
        """When its article was published."""
        published = self.window.article.article.published
        return published.at.date() if published else None

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.window.article.id


@dataclass(frozen=True, slots=True)
class BriefingSettings:
    """The weights in choosing."""

    least_cover: float = 0.6
    least_logit: float = -3.0
    relevant: float = 0.0
    """The logit that one of the developments must have for the others to be of the story."""
    behind: float = 8.0
    """Logits behind the most relevant at which a development is of another story."""
    surely_relevant: float = 4.5
    lead: float = 1.2
    named: float = 1.0
    """The worth of naming the subject: of a page that tells several stories, other windows are about others."""
    central: float = 0.8
    """The worth of each word that all articles of the story share and that no quote before it has; in a timeline, where each day has
    something else to tell, ``central_in_time``."""
    central_in_time: float = 0.3
    aspect: float = 2.5
    """The worth of each aspect that all articles of the story tell and that no quote before it has; of fewer, by the square of their share."""
    opening: float = 3.0
    """The worth of a logit in choosing which of the chosen opens a summary."""
    relevance: float = 0.35
    deed: float = 1.0
    """The worth of each thing that it tells as done."""
    expected: float = 0.7
    """The cost of telling what was to come."""
    lead_in: float = 1.5
    picture: float = 2.0
    number: float = 0.4
    number_in_time: float = 1.0
    headline: float = 4.0
    """In a timeline: the worth of all words of its article's headline, which tells what was new on that day."""
    expected_in_time: float = 1.0
    long_past: float = 1.0
    """In a timeline: further costs of what was to come, and of years long past."""
    same_day: float = 1.5
    """The cost of a development in a timeline that has one of its day already."""
    spread: float = 5
    """The worth of a development of a timeline that is at least ``far`` of the story's articles away from all that it has."""
    far: float = 0.25
    surely_behind: float = 4.0
    """Logits behind the most relevant up to which a development is worth all of ``spread``; at ``behind`` it is worth nothing of it."""
    speech: float = 1.0
    opinion: float = 1.0
    fresh: float = 0.8
    """The cost of each doubling of a development's age where the latest is wanted."""


def about_subject(found: Sequence[Development], settings: BriefingSettings) -> list[Development]:
    """The developments that are of this story at all. Where its articles have other words for it, those that are surely relevant."""
    telling = [
        item
        for item in found
        if not _POINTS_ELSEWHERE.search(item.window.text) and not _IN_DOUBT.search(item.window.text)
    ]
    own = [item for item in telling if item.cover >= settings.least_cover and item.logit >= settings.least_logit]
    if any(item.logit >= settings.relevant for item in own):
        return _near_best(own, settings)
    return [
        item for item in telling if item.cover >= settings.least_cover / 2 and item.logit >= settings.surely_relevant
    ]


def _near_best(found: Sequence[Development], settings: BriefingSettings) -> list[Development]:
    best = max(item.logit for item in found)
    return [item for item in found if item.logit >= best - settings.behind]


def brief(
    found: Sequence[Development],
    intent: Intent,
    most: int = MOST,
    settings: BriefingSettings | None = None,
    per_article: int = _PER_ARTICLE,
) -> list[Development]:
    """Up to ``most`` developments, none of which repeats another, in the order in which they are to be read.

    A sentence is central where it has words that many articles of the story share (Nenkova and Vanderwende, 2005, "SumBasic"),
    and what is chosen next is what adds most of them to those before it (Lin and Bilmes, 2011).
    """
    chosen_by = settings or BriefingSettings()
    relevant = about_subject(found, chosen_by)
    if not relevant:
        return []
    shares = _told(relevant, lambda item: item.words)
    aspects = {name: share**2 for name, share in _told(relevant, lambda item: item.aspects).items()}
    newest = max((item.day for item in relevant if item.day), default=None)
    worth = {item.window.place: _worth(item, intent, newest, chosen_by) for item in relevant}
    places = _places(relevant)
    best_logit = max(item.logit for item in relevant)
    chosen: list[Development] = []
    told: set[str] = set()

    rate = chosen_by.central_in_time if intent is Intent.TIMELINE else chosen_by.central

    def central(words: Set[str]) -> float:
        return rate * sum(shares.get(word, 0.0) for word in words)

    def gain(item: Development) -> float:
        value = worth[item.window.place] + central(item.words - told)
        value += chosen_by.aspect * sum(aspects.get(name, 0.0) for name in item.aspects - told)
        if intent is Intent.TIMELINE and chosen:
            value -= chosen_by.same_day * any(other.told_on == item.told_on for other in chosen)
            away = min(abs(places[item.told_on] - places[other.told_on]) for other in chosen)
            sure = (item.logit - best_logit + chosen_by.behind) / (chosen_by.behind - chosen_by.surely_behind)
            value += chosen_by.spread * min(away / chosen_by.far, 1.0) * min(max(sure, 0.0), 1.0)
        return value

    left = list(relevant)
    while left and len(chosen) < most:
        best = max(left, key=gain)
        left.remove(best)
        if sum(item.article == best.article for item in chosen) >= per_article or _repeats(best, chosen):
            continue
        chosen.append(best)
        told |= best.words | best.aspects
    if intent is Intent.SUMMARY and chosen:
        first = max(chosen, key=lambda item: chosen_by.opening * min(item.logit, 9.0) + central(item.words))
        chosen.sort(key=lambda item: item is not first)
    return _ordered(chosen, intent)


def _told(relevant: Sequence[Development], of: Callable[[Development], Set[str]]) -> dict[str, float]:
    """By which share of the story's articles each word or aspect is told; what one of several tells alone is left out."""
    by_article: dict[str, set[str]] = {}
    for item in relevant:
        by_article.setdefault(item.article, set()).update(of(item))
    counts = Counter(one for told in by_article.values() for one in told)
    return {one: count / len(by_article) for one, count in counts.items() if count > 1 or len(by_article) == 1}


def _places(relevant: Sequence[Development]) -> dict[date | None, float]:
    """The share of what the story's articles tell that is older than each day."""
    days = sorted(day for _, day in {(item.article, item.told_on or date.min) for item in relevant})
    return {item.told_on: days.index(item.told_on or date.min) / len(days) for item in relevant}


def _worth(item: Development, intent: Intent, newest: date | None, settings: BriefingSettings) -> float:
    text, article = item.window.text, item.window.article.article
    in_time = intent is Intent.TIMELINE
    worth = settings.relevance * min(item.logit, 8.0)
    worth += settings.lead * (item.order < _LEADS)
    worth += (settings.number_in_time if in_time else settings.number) * bool(_DIGIT.search(text))
    worth += settings.named * item.named + settings.deed * deeds(text)
    worth -= (
        settings.expected * expects(text) + settings.lead_in * leads_in(text) + settings.picture * is_of_picture(text)
    )
    worth -= settings.opinion * (article.form in _OPINIONS)
    worth -= settings.speech * bool(_SPEECH_ONLY.search(text))
    if in_time:
        worth += settings.headline * share_of_headline(article.headline, text)
        worth -= settings.expected_in_time * expects(text) + settings.long_past * is_long_past(text, item.day)
    elif newest:
        days = (newest - item.day).days if item.day else 365
        worth -= (settings.fresh if intent is Intent.LATEST else settings.fresh / 4) * math.log2(1 + days)
    return worth


def _repeats(item: Development, chosen: Sequence[Development]) -> bool:
    return any(len(item.words & other.words) > _SAME * len(item.words) for other in chosen)


def _ordered(chosen: list[Development], intent: Intent) -> list[Development]:
    if intent is Intent.TIMELINE:
        return sorted(chosen, key=lambda item: (item.told_on or date.min, item.day or date.min, item.order))
    if intent is Intent.LATEST:
        return sorted(chosen, key=lambda item: (-(item.day or date.min).toordinal(), item.order))
    return chosen


def development(window: Window, logit: float, order: int, cover: float, named: float = 1.0) -> Development:
    """A development with the words that it is compared by, and its day."""
    published = window.article.article.published
    day = day_told(window.text, published.at.date() if published else None)
    return Development(window, logit, order, cover, named, terms(window.text), day, aspects_of(window.text))
