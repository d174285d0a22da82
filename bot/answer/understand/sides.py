"""The sides of a comparison in full: each with the words that only the other says, but both mean. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

SINGULAR = frozenset(
    "does has news series species politics economics business analysis crisis this is was bus gas boss class press virus campus congress tennis gymnastics athletics physics sports arms customs lens texas paris corps".split()
)
"""Words that end as plurals do."""
_PLURAL = re.compile(r"[a-z]{3,}s$")
_SHARED_NOUN = re.compile(r"(?<=\w )[a-z]{3,}[a-rt-z]s$")
_ONE_NOUN = re.compile(r"(?:the|an?|its|their|his|her|our)\s+\S+", re.IGNORECASE)
_ONE = re.compile(r" one\Z", re.IGNORECASE)
_OWNER = re.compile(r"(?P<owner>\S+(?: \S+)?['’]?s['’]?)\Z", re.IGNORECASE)
_OWNED = re.compile(r"(?P<owner>\S+(?: \S+)??['’]?s['’]?) (?P<owned>[^\W\d_][\w’'-]*(?: \S.*)?)\Z", re.IGNORECASE)
_JOINS = re.compile(r"\b(?:of|in|on|at|for|to|from|by|with|the|a|an|and|or)\b|['’]s\b", re.IGNORECASE)
_FEW_WORDS = 3
_LED = 3
"""Words by which the first side is longer that begins with the matter of both; a name of a team or a town has fewer."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared, and the question that asks either of it: "it" stands for a side."""

    sides: tuple[str, str]
    about: str = ""


def in_full(first: str, second: str, *, parallel: bool = True) -> tuple[str, str]:
    """Both sides with the words that they share: "the Norrvik and Korling fires" are the Norrvik fires and the Korling fires, "the tram fare
    and the bus one" has two fares, "holts and aasens offer in the strike" two offers, "new tram plan holt vs aasen" two plans.

    Not ``parallel``, a plural at the end of the second may be its own.
    """
    if _ONE.search(second) and len(first.split()) > 1:
        return with_noun(first, second)
    if _OWNER.fullmatch(first) and (owned := _OWNED.fullmatch(second)) and not _is_singular(owned["owner"]):
        return f"{first} {owned['owned']}", second
    own, other = first.split(), second.split()
    if len(own) >= len(other) + _LED and len(other) < _LED and not _JOINS.search(f"{first} {second}"):
        return first, " ".join((*own[: -len(other)], *other))
    shared = _SHARED_NOUN.search(second) if parallel else None
    if (
        shared is None
        or _ONE_NOUN.fullmatch(second)
        or len(own) > _FEW_WORDS
        or shared[0].casefold() in SINGULAR
        or _PLURAL.search(first)
    ):
        return first, second
    return f"{first} {shared[0]}", second


def with_noun(first: str, second: str, kind: str = "") -> tuple[str, str]:
    """Both sides with their noun for "one", which is their ``kind``, or ends the first: "which crash was worse, the tram one or the bus one"."""
    noun = kind or (first.split()[-1] if not _ONE.search(first) and len(first.split()) > 1 else "")
    return (_ONE.sub(f" {noun}", first), _ONE.sub(f" {noun}", second)) if noun else (first, second)


def _is_singular(owner: str) -> bool:
    return owner.split()[-1].casefold() in SINGULAR
