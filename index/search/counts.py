"""Numbers of what a question counts: "how many passengers" wants a number of passengers, "how many died" one of the dead. Pure."""

from __future__ import annotations

import re

from index.stemming import stem

_ASKS = re.compile(
    r"\bhow many\s+(?:(?:more|other|new|of the|of|different|total|the|additional)\s+){0,2}(?P<words>[^?.,;]{1,60})",
    re.IGNORECASE,
)
TOLL = r"\b(?:death|body|fatality) (?:toll|count)\b|\bnumber of (?:dead|deaths|fatalities)\b"
"""What asks how many died without "how many"."""
_ASKS_TOLL = re.compile(TOLL, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_DYING = re.compile(
    r"\b(?:die[sd]?|dying|dead|killed|deaths?|perish(?:ed)?|fatalities|lost their li(?:fe|ves)|lives lost)\b",
    re.IGNORECASE,
)
_HURTING = re.compile(r"\b(?:injur(?:ed|ies)|hurt|wounded|wounds?)\b", re.IGNORECASE)
_PEOPLE = (
    "people persons men women children workers employees staff staffers residents passengers members lives victims patients students "
    "jobs fans customers users soldiers troops civilians migrants protesters pupils teachers inhabitants visitors guests spectators"
).split()
_PERSON = frozenset("people person persons folk folks".split())
_NOT_COUNTED = frozenset(
    "is are was were be been do does did has have had will would can could may might in on at of for to from by with and or that who "
    "there it they he she we you i".split()
)
_BETWEEN = r"(?:[\s-]{1,2}(?!(?:and|or|but|of whom|who|that|which|when|where|years?|months?|weeks?|days?|hours?|minutes?|times|percent)\b)[\w’'.-]{1,20}){0,4}?[\s-]{1,2}"
_NEAR = r"[^.;]{0,40}?"


def counted_in(question: str, number: str) -> str:
    """A pattern for what ``question`` counts beside a ``number``, itself a pattern; empty where it counts nothing."""
    if _ASKS_TOLL.search(question):
        return _of_the_dead(number)
    match = _ASKS.search(question)
    if match is None:
        return ""
    words = [word[0].casefold() for word in _WORD.finditer(match["words"])]
    noun = _noun(words)
    said = match["words"]
    if (not noun or noun in _PERSON) and _DYING.search(said):
        return _of_the_dead(number)
    if (not noun or noun in _PERSON) and _HURTING.search(said):
        return _beside(number, r"(?:injur(?:ed|ies)|hurt|wounded|wounds)", r"injur(?:ed|ing|es)|hurt|wound(?:ed|ing)")
    if not noun:
        return ""
    if noun in _PERSON:
        return rf"{number}{_BETWEEN}(?:{'|'.join(_PEOPLE)})\b"
    also = [word for word in words[: words.index(noun)] if f"{word}s" in _PEOPLE]  # "migrant workers" are migrants, too
    return rf"{number}{_BETWEEN}(?:{'|'.join(map(_forms, (noun, *also)))})"


def _of_the_dead(number: str) -> str:
    return _beside(
        number,
        r"(?:people |persons )?(?:dead|died|dies|killed|deaths?|fatalities|lives|victims|bodies)",
        r"kill(?:s|ed|ing)|claim(?:s|ed|ing)|death toll|toll|dead|died|deaths|fatalities",
    )


def _noun(words: list[str]) -> str:
    """The last word before the first that is no part of what is counted: "ballistic missiles did"; empty for "died"."""
    named: list[str] = []
    for word in words:
        if word in _NOT_COUNTED:
            break
        named.append(word)
    plural = [
        word
        for word in named
        if word.endswith("s") or word in _PERSON or word in ("men", "women", "children", "sheep", "fish", "aircraft")
    ]
    return plural[0] if plural else ""


def _forms(noun: str) -> str:
    """A pattern for the forms of a noun."""
    base = stem(noun)
    base = base[:-1] if base.endswith(("i", "e")) and len(base) > 3 else base
    return rf"{re.escape(base)}\w{{0,4}}\b"


def _beside(number: str, after: str, before: str) -> str:
    return rf"{number}{_BETWEEN}{after}\b|\b(?:{before})\b{_NEAR}{number}(?!\s(?:percent|years?|days?|hours?|months?|weeks?|minutes?)\b)"
