"""Abbreviations in a question, spelled out as the articles do: "sbf" where one tells of "Bankman-Fried, also known as SBF". Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.search.terms import FUNCTION_WORDS

_SHORT = re.compile(r"[a-z]{2,6}", re.IGNORECASE)
_BEFORE = 90
"""Characters before an abbreviation in which its name ends."""
_CALLED = re.compile(
    r"(?:,? (?:(?:also|better|widely|commonly|often) )?(?:known|abbreviated) as |,? or | \()[“\"‘']?\Z"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]{0,30}(?: (?:(?:of|the|and|for|on|in) ){0,2}[A-Z][\w’'-]{0,30}){0,6}\Z")


_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"[a-z]{3,5}|[A-Z]{3,5}")
_RUN = re.compile(r"\b[A-Z][a-z]{1,30}(?: (?:(?:of|the|and|for) ){0,2}[A-Z][a-z]{1,30}){2,4}\b")


def spelled_out(subject: str, texts: Sequence[str]) -> str:
    """``subject`` with its abbreviations as the name that most of ``texts`` give for them; those that none explains stay."""
    words = subject.split()
    return " ".join(_name_of(word.upper(), texts) or word if _SHORT.fullmatch(word) else word for word in words)


def with_initials_spelled_out(question: str, texts: Sequence[str]) -> str:
    """``question`` with each short word that no text has as the name whose initials it is, where a text has just such a name."""
    held = {word.casefold() for text in texts for word in _WORD.findall(text)}
    unknown = [word for word in _WORD.findall(question) if _INITIALS.fullmatch(word) and word.casefold() not in held]
    unknown = [word for word in unknown if word.casefold() not in FUNCTION_WORDS]
    if not unknown:
        return question
    names = Counter(name for text in texts for match in _RUN.finditer(text) for name in _endings(match[0]))
    for word in unknown:
        having = [name for name in names if _initials(name) == word.upper()]
        if having:
            named = max(having, key=lambda name: (names[name], name))
            question = re.sub(rf"\b{re.escape(word)}\b", lambda _, name=named: name, question)  # type: ignore[misc]
    return question


def _endings(name: str) -> list[str]:
    """A row of names, and what is left of it without its first words: one may begin the sentence."""
    words = name.split()
    return [" ".join(words[place:]) for place in range(len(words) - 1) if words[place][0].isupper()]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _name_of(short: str, texts: Sequence[str]) -> str:
    names = Counter(name for text in texts if short in text for name in {_explained(short, text)} if name)
    return max(names, key=lambda name: (names[name], name), default="")


def _explained(short: str, text: str) -> str:
    """The name that ``text`` gives for an abbreviation at one of its places."""
    for place in re.finditer(rf"\b{re.escape(short)}\b", text):
        before = text[max(0, place.start() - _BEFORE) : place.start()]
        called = _CALLED.search(before)
        name = _NAME.search(before[: called.start()].rstrip()) if called else None
        if name and _fits(short, name[0]):
            return name[0].strip().removeprefix("The ")
    return ""


def _fits(short: str, name: str) -> bool:
    """The letters of the abbreviation begin words of the name, in order; a person's first name may be left out."""
    initials = "".join(re.findall(r"\b[A-Za-z]", name.upper()))
    return any(_in_order(letters, initials) for letters in (short, short[1:]) if len(letters) > 1)


def _in_order(letters: str, text: str) -> bool:
    left = iter(text)
    return all(letter in left for letter in letters)
