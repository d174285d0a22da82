"""Whose event or relative a question asks of: "when is the queen's funeral" is not answered by Prince Philip's. Pure."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from bot.answer.cues.subjects import is_told_of_another
from index.search.terms import FUNCTION_WORDS
from index.stemming import stem

_OWNED = re.compile(
    r"\b(?P<owner>[^\W\d_][\w-]{1,30}?)(?P<sign>['’]s?|s)(?=\s(?:(?:own|late|new|first|state)\s)?(?P<thing>[a-z]{3,20})\b)"
)
_OWNER = r"(?P<owner>(?:[A-Z][\w’'-]{0,30}?\s){0,3}[A-Z][\w-]{0,30}?)['’]s?"
_HELD = re.compile(r"\b(?P<word>[^\W\d_]{2,30})(?:['’]s?(?=(?P<things>(?:\s[a-z-]{2,20}){1,3})))?")
"""A word, and where it is an owner's the words that tell what is owned."""
_LET_IN = r"(?:[a-z-]{2,20}\s){0,2}?"
_ITS = r"\b(?:his|her|its|their|whose)\s"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Owned:
    """Something that belongs to somebody: "the queen's funeral". ``is_named`` where texts write the owner with a capital."""

    owner: str
    thing: str
    is_named: bool

    def is_anothers(self, text: str) -> bool:
        """Every sentence of ``text`` that has such a thing says whose it is, and names another.

        Who is called by an office may be named instead: that "Biden's speech" is not the president's is only told by a sentence that
        has the president beside it.
        """
        return is_told_of_another(text, self._told_of_another)

    def _told_of_another(self, sentence: str) -> bool | None:
        """None where it has no such thing."""
        thing, owned, its = self._patterns
        if not thing.search(sentence):
            return None
        others = [match for match in owned.finditer(sentence) if self.owner not in _stems(match["owner"])]
        if not others or its.search(sentence):
            return False
        rest = sentence
        for match in others:
            rest = rest.replace(match[0], " ")
        if thing.search(rest):
            return False
        return self.is_named or self.owner in _stems(rest)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """The thing, with the name of an owner before it, and as his or hers."""
        thing = re.escape(self.thing)
        return (
            re.compile(rf"\b{thing}s?\b", re.IGNORECASE),
            re.compile(rf"\b{_OWNER}\s{_LET_IN}{thing}s?\b"),
            re.compile(rf"{_ITS}{_LET_IN}{thing}", re.IGNORECASE),
        )


def tells_of_what_they_own(statement: str, text: str, names: Set[str]) -> bool:
    """A name of ``statement`` stands in ``text`` only as the owner of something of which the statement says nothing: "Marr's companies were
    convicted" does not say that Marr was.
    """
    said = _stems(statement)
    for match in _OWNED.finditer(statement):
        names = names - {stem(match["owner"].casefold())}  # the statement itself is about what is theirs
    owns: dict[str, list[bool]] = {}
    for match in _HELD.finditer(text):
        if (word := stem(match["word"].casefold())) in names:
            owns.setdefault(word, []).append(bool(match["things"]) and said.isdisjoint(_stems(match["things"])))
    return any(all(each) for each in owns.values())


def owned_asked(question: str, names: Set[str]) -> Owned | None:
    """What of somebody's the question asks about; ``names`` has the stems of its words that texts write with a capital."""
    for match in _OWNED.finditer(question):
        owner = stem(match["owner"].casefold())
        is_named = owner in names
        if match["owner"].casefold() in FUNCTION_WORDS or match["thing"] in FUNCTION_WORDS:
            continue
        if is_named or match["sign"] != "s":
            return Owned(owner, match["thing"], is_named)
    return None


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.casefold()) for word in _WORD.findall(text))
