"""Questions that ask several things at once, taken apart."""

from __future__ import annotations

import re
from itertools import accumulate

from bot.answer.query import Turn
from bot.answer.understand.followup import standalone
from bot.answer.understand.shortened import completed

_ASKING = (
    r"(?:(?:for|in|on|at|by|to|from|of|since|until|with|under) )?(?:who|whos|whom|whose|which|what|whats|when|where|why|how|is|are|was|"
    r"were|did|does|do|has|have|had|will|would|can|could|qui|que|quand|où|pourquoi|combien|wer|wen|wem|was|wann|wo|warum|wie|"
    r"quién|qué|cuándo|dónde|cuánto|cómo)\b"
)
_WORD = r"(?:who|whos|whom|whose|which|what|whats|when|where|why|how)\b"
_JOINT = re.compile(
    rf"[?.;!]\s+(?={_ASKING})|[?.;!]?,?\s+(?:and|or|but)\s+(?={_ASKING})|[?.;!]?,?\s+(?:and also|also|plus|\+|&)\s+(?={_WORD})|(?<=\w)\s?/\s?(?={_WORD})"
    rf"|\s+[+&]\s+(?={_ASKING})",
    re.IGNORECASE,
)
_COMMA = re.compile(rf",\s+(?={_ASKING})", re.IGNORECASE)
_ASKS = re.compile(_ASKING, re.IGNORECASE)
_SURELY_ASKS = re.compile(
    r"(?:who|whos|whom|whose|what|whats|which|is|are|was|were|did|does|do|has|have|had|will|would|can|could|"
    r"(?:when|where|why|how(?: \w+){0,2}) (?:is|are|was|were|did|does|do|has|have|had|will|would|can|could)|how (?:many|much))\b",
    re.IGNORECASE,
)
"""Begins a question, not a clause: "when did it open", not "when the bridge opened"."""
_ENUMERATED = re.compile(
    r"^(?P<words>(?:when|where|why|how|who|what time)(?:, (?:when|where|why|how|by whom|what time))?,? (?:and|or) (?:when|where|why|how|by whom|what time))\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
"""Several question words of one question: "when, where and how did it end"."""
_ALONE = re.compile(
    r"(?:why|when|where|how|who|since when|by (?:how much|whom)|how (?:much|many|long|often)|for how (?:long|much)|until when|what for)\W*\Z",
    re.IGNORECASE,
)
"""A part that is its question words alone."""
_NAMED_FIRST = re.compile(rf"(?!{_ASKING})[^?.!;]{{2,80}} (?:of|for|on|in|at) [^?.!;]{{2,80}}\?\s", re.IGNORECASE)
"""A first part that names what is asked for, without a verb."""
_BECAUSE = re.compile(
    r"^(?P<rest>(?:is|are|was|were|did|does|has|have) \S.*?) (?:because of|due to|as a result of|over) (?:it|that|this)\W*$",
    re.IGNORECASE,
)
"""Asks whether what the part before it tells is the reason: the reason that is given answers it."""
_EACH = re.compile(
    r"^(?P<ask>(?:what|how|who|when|where|why|which)\b.{0,60}?) ?\b(?P<verb>did|does|do|has|have|had|is|are|was|were|will|would|can|could) (?P<one>[\w’'.-]+(?: [\w’'.-]+){0,4}?) and "
    r"(?P<other>[\w’'.-]+(?: [\w’'.-]+){0,4}?),? (?:each(?! other)|respectively|separately)(?P<rest> \S.*)?$",
    re.IGNORECASE,
)
"""One question about two, each of whom is to be asked: "what did the mayor and the union each say"."""
_OF_ONE = {"do": "does", "are": "is", "were": "was", "have": "has"}
_BY_THE_WAY = re.compile(r"(?<=\w),? (?:though|tho|anyway|lol|btw)\Z", re.IGNORECASE)
_MOST = 3


def parts(question: str) -> tuple[str, ...]:
    """The parts that ``question`` asks, one after the other; a single one for most questions.

    "Who requested the call and how long was it?" asks two things, which no sentence of an article need answer together; so does
    "when and where is the funeral", "who won, by how much and where".
    """
    if match := _ENUMERATED.match(question):
        words = re.split(r",? (?:and|or) |, ", match["words"], flags=re.IGNORECASE)
        return tuple(f"{word} {match['rest']}" for word in words)
    if match := _EACH.match(question):
        verb, rest = _OF_ONE.get(match["verb"].casefold(), match["verb"]), match["rest"] or ""
        return tuple(f"{match['ask']} {verb} {match[side]}{rest}" for side in ("one", "other"))
    joined = [part.strip(" ,") for part in _JOINT.split(question)]
    found = [piece for part in joined for piece in _enumerated(part)]
    if len(joined) == 1 and not all(map(_SURELY_ASKS.match, found)):
        found = joined  # "when the bridge opened, who paid"
    found = [_BY_THE_WAY.sub("", part) for part in found if len(part.split()) > 1 or _ALONE.match(part)]
    is_named = _NAMED_FIRST.match(question) and len(found) > 1  # "date of the vote? where is it"
    asked = found[1:] if is_named else found
    if not (1 < len(found) <= _MOST and all(map(asks, asked)) and len(found[0].split()) > 1):
        return (question,)
    return tuple(accumulate(found, lambda before, part: completed(part, before)))


def asks(text: str) -> bool:
    """True if ``text`` begins as a question does; "say that you are hacked" does not."""
    return bool(_ASKS.match(text))


def is_bare(part: str) -> bool:
    """True if ``part`` has question words alone, so that only the question before it says what is asked."""
    return bool(_ALONE.match(part))


def _enumerated(part: str) -> list[str]:
    """The questions of an enumeration; a clause within one, as in "the mayor, who resigned, said", parts nothing."""
    found = [piece.strip(" ,") for piece in _COMMA.split(part)]
    return found if all("," not in piece for piece in found[1:]) else [part]


def for_its_reason(part: str) -> str:
    """ "Did she resign because of it" as "why did she resign"; any other part as it is."""
    match = _BECAUSE.match(part)
    return f"why {match['rest']}" if match else part


def alone(asked: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a question, each made to stand alone by those before it."""
    told: list[str] = []
    for place, part in enumerate(asked):
        part = for_its_reason(part) if place else part
        told.append(standalone(part, [Turn(before, before, "") for before in told]))
    return tuple(told)
