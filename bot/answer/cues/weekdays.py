"""The day that a bare weekday means, from the words around it: "on Wednesday would decide" lies ahead, "said on Wednesday" behind.

Agencies name weekdays within seven days of publication (AP Stylebook, "days of the week"), and people ask of those about the day on
which they ask. What the words leave open has no day: a wrong date is worse than a weekday.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

Side = Literal["ahead", "behind", ""]

_BOUND = re.compile(
    r"[;:—–“”\"()?!]|,|\b(?:and|but|while|who|which|when|after|because|although|though|whereas|if|unless|than|since)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_MODAL = frozenset("will shall would won't won’t ll".split())
_OPEN = frozenset("could may might should must can".split())
_BE = frozenset("is are was were be been being am".split())
_PLANNED = frozenset(
    "set due expected scheduled planned slated likely going hoping planning expecting poised meant bound supposed".split()
)
_PLANS = frozenset(
    "plans plan expects expect hopes hope intends intend aims aim wants agreed agree agrees vowed vows pledged promises promised urged asked told ordered "
    "invited threatened threatens called decided plan plans proposal deadline offer chance bid vote voted prepares preparing ready".split()
)
_SAYING = frozenset(
    "said says say told tells announced reported added warned insisted confirmed wrote claimed denied argued".split()
)
_PAST = frozenset(
    "was were had did said told won lost beat led left met paid sent shot stole took gave hit struck found built made held kept brought caught taught sought thought threw "
    "wrote broke drove chose hid saw knew swam fed fought heard felt bit ran got began overtook withdrew came went became fell rose grew spoke sold bought "
    "flew drew stood sat put cut set shut quit died tore sank slid swept spent slept rode woke swore shook froze gone done seen been taken given killed".split()
)
_PRESENT = frozenset(
    "begins starts opens meets votes returns ends closes faces visits travels plays takes goes comes holds marks becomes launches resumes arrives leaves hosts "
    "decides speaks kicks runs expires elects appears releases reopens follows happens heads sits hears rules chooses makes gets".split()
)
_NAMED = re.compile(
    r"\b(?:black|good|ash|easter|palm|super|cyber|giving|bloody|boxing|holy|maundy|shrove|fat|sheffield|happy|casual|ruby)\s+$",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"\b(?:every|each|most|some|a|an|one|any|alternate|other|first|second|third|fourth)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_FROM_ANOTHER = re.compile(
    r"\b(?:week|weeks|days?|months?)\s+(?:from|on|after|before|since)\s+$|\b(?:previous|following|same|that)\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^(?:s\b|\s+(?:week\b|to (?:mon|tues|wednes|thurs|fri|satur|sun)day))", re.IGNORECASE)
_OF_AN_EVENT = re.compile(r"^\s+(?:before|after)\b", re.IGNORECASE)
_TOWARDS = re.compile(r"\bto (?=[A-Z\d]|(?:the|an?|its|his|her|their|this) )")
"""A preposition, where "to" else makes an infinitive."""
_MODIFIED = re.compile(
    r"\b(this(?: coming| past)?|last|past|next|coming|this week[’']s|last week[’']s|next week[’']s|upcoming)\s+$",
    re.IGNORECASE,
)
_STOP_AT = re.compile(
    r"\b(?:by|until|till|before|ahead of)\s+(?:late |early |noon |midnight |the end of )?$", re.IGNORECASE
)
_NEAR = 160
"""Characters on either side of a weekday that are looked at."""
_ADJACENT = 4
"""Words between "said" and the weekday on which it was said: "said in a statement on Friday"."""


def weekday_meant(text: str, start: int, end: int, weekday: int, anchor: date, *, asking: bool = False) -> date | None:
    """The day of the weekday (0 for Monday) that ``text[start:end]`` names, for somebody who writes on ``anchor``; None where it is open.

    ``asking`` reads a question: it is about what was, unless its words say otherwise.
    """
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    ahead_by = (weekday - anchor.weekday()) % 7
    if _NAMED.search(before) or _REPEATED.search(before) or _FROM_ANOTHER.search(before) or _AFTER.match(after):
        return None
    if re.search(r"\bthe\s+$", before, re.IGNORECASE) and _OF_AN_EVENT.match(after):
        return None
    if modifier := _MODIFIED.search(before):
        return _modified(
            " ".join(modifier[1].casefold().split()), before[: modifier.start()], after, anchor, ahead_by, asking
        )
    if ahead_by == 0:
        return anchor
    side = _side(before, after) or ("behind" if asking else "")
    return anchor + timedelta(ahead_by if side == "ahead" else ahead_by - 7) if side else None


def _modified(modifier: str, before: str, after: str, anchor: date, ahead_by: int, asking: bool) -> date | None:
    if modifier in ("last", "past", "this past"):
        return anchor + timedelta(ahead_by - 7)
    if modifier in ("next", "coming", "this coming", "upcoming"):
        # "Next Friday" on a Monday is this week's to some and next week's to others; only within two days of a weekend all agree.
        unsure = modifier == "next" and not asking and 0 < ahead_by < 7 - anchor.weekday()
        return None if unsure else anchor + timedelta(ahead_by or 7)
    monday = anchor - timedelta(anchor.weekday())
    step = {"last": -1, "next": 1}.get(modifier.split()[0], 0)
    if modifier.endswith("s"):  # "this week's Friday"
        return monday + timedelta(7 * step + (anchor.weekday() + ahead_by) % 7)
    if ahead_by == 0:
        return anchor
    side = _side(before, after) or ("ahead" if anchor.weekday() + ahead_by < 7 else "behind")
    return anchor + timedelta(ahead_by if side == "ahead" else ahead_by - 7)


def _side(before: str, after: str) -> Side:
    """On which side of the writing the weekday between ``before`` and ``after`` lies, by the verb that it belongs to."""
    before, after = _TOWARDS.sub("towards ", before), _TOWARDS.sub("towards ", after)
    left, right = _WORD.findall(_clause_end(before).casefold()), _WORD.findall(_clause_start(after).casefold())
    if _STOP_AT.search(before):
        return _deadline(left)
    if re.search(r"\b(?:since|from)\s+$", before, re.IGNORECASE) and any(
        word in ("has", "have", "been", "was", "were", "had") for word in left
    ):
        return "behind"
    said = max((n for n, word in enumerate(left) if word in _SAYING), default=-1)
    last = _last_verb(left)
    if (last < 0 or (last == said and len(left) - said > _ADJACENT)) and (told := _of(right, 0, forwards=True)):
        return told
    if last == said and said >= 0 and _modal_soon(right) and len(left) - said > 2:
        return _of(right, 0, forwards=True)
    return _of(left, last, forwards=False) if last >= 0 else _without_verb(left, before)


def _without_verb(left: list[str], before: str) -> Side:
    """Where the clause has no verb of its own, that of the sentence before a comma, if it plainly lies behind."""
    words = _WORD.findall(before.casefold())
    last = _last_verb(words)
    if left and left[-1] in ("on",) and last >= 0 and before.rstrip().endswith(("on", ",")):
        return _of(words, last, forwards=False)
    return ""


def _deadline(left: list[str]) -> Side:
    """By a weekday something will be so, unless it was so by then."""
    if any(
        word in ("had", "was", "were", "did") or (word in _PAST and word not in ("set", "put", "cut")) for word in left
    ) and not any(word in _MODAL or word in _PLANS or word == "to" for word in left):
        return "behind"
    return (
        "ahead"
        if any(
            word in _MODAL | _OPEN | _PLANS | _PLANNED or word == "to" or word in ("must", "is", "are", "has", "have")
            for word in left
        )
        else ""
    )


def _clause_end(before: str) -> str:
    """The clause that ``before`` ends in."""
    cut = max((match.end() for match in _BOUND.finditer(before)), default=0)
    tail = before[cut:]
    return (
        tail
        if len(tail.split()) > 1 or cut == 0
        else before[max((m.end() for m in _BOUND.finditer(before[: cut - 1])), default=0) :]
    )


def _clause_start(after: str) -> str:
    match = _BOUND.search(after)
    stop = re.search(r"[.]\s", after)
    return after[: min(match.start() if match else len(after), stop.start() if stop else len(after))]


def _last_verb(words: list[str]) -> int:
    return max((n for n, word in enumerate(words) if _is_verb(word)), default=-1)


def _is_verb(word: str) -> bool:
    return (
        word in _MODAL | _OPEN | _BE | _PAST | _PRESENT | _PLANNED
        or (word.endswith("ed") and len(word) > 4)
        or word == "to"
        or word in ("has", "have")
    )


def _modal_soon(right: list[str]) -> bool:
    return any(word in _MODAL | _OPEN | _BE or word in _PRESENT for word in right[:2])


def _of(words: list[str], place: int, *, forwards: bool) -> Side:
    """The side by the verb at ``place``, with its helpers; with ``forwards`` by the first verb from there on."""
    if forwards:
        place = next((n for n, word in enumerate(words[:6]) if _is_verb(word)), -1)
        if place < 0:
            return ""
        group = words[place : place + 4]
    else:
        group = words[max(0, place - 4) : place + 4]
    has = set(group)
    if has & _MODAL:
        return (
            ""
            if "have" in has and not forwards and group.index("have") > min(group.index(w) for w in has & _MODAL)
            else "ahead"
        )
    planned = next((word for word in group if word in _PLANNED), "")
    if planned and (planned != "set" or "to" in has or "for" in has or has & _BE):
        return "" if has & {"was", "were", "had", "been"} else "ahead"
    if "to" in group and (has & _PLANS or has & {"is", "are", "able"}):
        return "ahead" if not has & {"was", "were", "had"} else ""
    if has & _OPEN:
        return "ahead" if "have" not in has else ""
    head = words[place]
    if head == "to":
        return ""
    if head in _PAST or head.endswith("ed") or head in ("has", "have"):
        return "behind"
    if head in _PRESENT or (
        head in ("is", "are") and any(word.endswith("ing") for word in words[place + 1 : place + 3])
    ):
        return "ahead"
    return ""
