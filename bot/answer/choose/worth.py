"""The worth of a sentence in telling a story, apart from what has been chosen before it. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answer.choose.developments import Development
from bot.answer.cues.aspects import TOLL
from bot.answer.cues.telling import (
    deeds,
    expects,
    is_of_picture,
    leads_in,
    leans,
    names_only_long_past,
    share_of_headline,
    tells_many,
)
from bot.answer.understand.intents import Intent
from index.sentences import sentences

_DIGIT = re.compile(r"\d")
_OPINIONS = ("opinion", "analysis", "review", "satire")
_SPEECH_ONLY = re.compile(r"^[“\"'‘]|^(?:I|We|You|It[’']s|That[’']s)\b")
_UNDATED = 365
"""Days for which something without a date counts as old."""


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
    """The worth of each word that all articles of the story share and that no quote before it has."""
    aspect: float = 2.5
    """The worth of each aspect that all articles of the story tell and that no quote before it has; of fewer, by the square of their share."""
    opening: float = 3.0
    """The worth of a logit in choosing which of the chosen opens a summary."""
    opener: float = 8.0
    """The worth of standing at the head of its article, in choosing the same: there news say in one sentence what they tell."""
    relevance: float = 0.35
    deed: float = 1.0
    """The worth of each thing that it tells as done."""
    expected: float = 0.7
    """The cost of telling what was to come."""
    lead_in: float = 1.5
    picture: float = 2.0
    number: float = 0.4
    headline: float = 0.5
    """The worth of all words of its article's headline, which tells what was new on that day."""
    leaning: float = 0.7
    """The cost of leaning on a sentence before it."""
    several: float = 1.0
    """Of a page that tells of several stories: the cost of more than one sentence."""
    old_toll: float = 1.2
    """The cost of each doubling of a toll's age."""
    again: float = 0.5
    """The cost of telling only what one before it tells."""
    least: float = 2.0
    """The least gain of what is told beyond ``FEWEST``."""
    long_past: float = 0.0
    """The cost of years long past."""
    same_day: float = 1.5
    """The cost of a development in a timeline that has one of its day already."""
    spread: float = 5
    """The worth of a development of a timeline that is at least ``far`` of the story's articles away from all that it has."""
    far: float = 0.25
    surely_behind: float = 4.0
    """Logits behind the most relevant up to which a development is worth all of ``spread``; at ``behind`` it is worth nothing of it."""
    speech: float = 1.0
    opinion: float = 1.0
    fresh: float = 0.2
    """The cost of each doubling of a development's age."""


_BY_INTENT = {
    Intent.SUMMARY: BriefingSettings(central=1.3, headline=3.0),
    Intent.LATEST: BriefingSettings(fresh=0.8, least=3.0, lead=2.5),
    Intent.TIMELINE: BriefingSettings(
        central=0.4, number=0.8, headline=4.0, expected=1.7, long_past=1.0, fresh=0.0, old_toll=0.0
    ),
}
"""In a timeline each day has something else to tell, the words of its headlines, and what is old is no worse."""


def settings_for(intent: Intent) -> BriefingSettings:
    """The weights for a briefing of ``intent``."""
    return _BY_INTENT.get(intent, BriefingSettings())


@dataclass(frozen=True, slots=True)
class Ends:
    """The newest days of a story: of all that is told of it, and of its toll."""

    newest: date | None
    toll: date | None


def ends_of(found: Sequence[Development]) -> Ends:
    """The newest days of what was found of a story."""
    return Ends(
        max((item.day for item in found if item.day), default=None),
        max((item.day for item in found if item.day and TOLL in item.aspects), default=None),
    )


def worth_of(item: Development, ends: Ends, settings: BriefingSettings) -> float:
    """What ``item`` is worth by itself."""
    worth = settings.relevance * min(item.logit, 8.0) + settings.named * item.named
    return worth + _by_words(item, settings) + _by_place(item, settings) - _by_age(item, ends, settings)


def _by_words(item: Development, settings: BriefingSettings) -> float:
    text = item.window.text
    worth = settings.deed * deeds(text) + settings.number * bool(_DIGIT.search(text))
    worth += settings.headline * share_of_headline(item.window.article.article.headline, text)
    worth -= settings.expected * expects(text) + settings.long_past * names_only_long_past(text, item.day)
    worth -= settings.lead_in * leads_in(text) + settings.picture * is_of_picture(text)
    return worth - settings.leaning * leans(text) - settings.speech * bool(_SPEECH_ONLY.search(text))


def _by_place(item: Development, settings: BriefingSettings) -> float:
    article = item.window.article.article
    cost = settings.opinion * (article.form in _OPINIONS)
    if tells_many(article.headline):
        return -cost - settings.several * (len(sentences(item.window.text)) > 1)
    return settings.lead * item.opens - cost


def _by_age(item: Development, ends: Ends, settings: BriefingSettings) -> float:
    cost = settings.fresh * math.log2(1 + _days(item.day, ends.newest)) if ends.newest else 0.0
    if TOLL in item.aspects and ends.toll and item.day:
        cost += settings.old_toll * math.log2(1 + _days(item.day, ends.toll))
    return cost


def _days(day: date | None, until: date) -> int:
    return (until - day).days if day else _UNDATED
