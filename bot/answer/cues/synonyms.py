"""Questions in the words of what may answer them: "who bought the club" as "who acquired the club", where a text has that word. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files

from index.irregular_verbs import base_form

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LONGEST = 4
"""Words of a phrase at most."""

_Phrase = tuple[str, ...]
_Find = Callable[[_Phrase], str]


def in_words_of(text: str, question: str) -> str:
    """``question`` with those of its words that ``text`` does not have as the words for the same that it has."""
    said = list(_WORD.finditer(text))
    bases = [base_form(match[0]) for match in said]
    places: dict[str, list[int]] = {}
    for place, base in enumerate(bases):
        places.setdefault(base, []).append(place)

    def found(phrase: _Phrase) -> str:
        for place in places.get(phrase[0], ()):
            end = place + len(phrase)
            if tuple(bases[place:end]) == phrase:
                return text[said[place].start() : said[end - 1].end()]
        return ""

    asked = list(_WORD.finditer(question))
    own = [base_form(match[0]) for match in asked]
    pieces: list[str] = []
    done, place = 0, 0
    while place < len(asked):
        length, other = _replaced(own[place : place + _LONGEST], found)
        if other:
            pieces += [question[done : asked[place].start()], other]
            done = asked[place + length - 1].end()
        place += max(length, 1)
    return "".join([*pieces, question[done:]])


def tells_of(text: str, words: str) -> bool:
    """``text`` has what ``words`` begin with, the longest known phrase or else a word, or other words for the same."""
    first, known = _beginning(words)
    wanted = {phrase for group in _groups()[known] for phrase in group} if known else {first}
    bases = [base_form(match[0]) for match in _WORD.finditer(text)]
    return any(
        tuple(bases[place : place + length]) in wanted
        for place in range(len(bases))
        for length in {len(phrase) for phrase in wanted if phrase}
    )


def has_synonyms(words: str) -> bool:
    """``words`` begin with a phrase or word for which others are known."""
    return _beginning(words)[1] is not None


def _beginning(words: str) -> tuple[_Phrase, _Phrase | None]:
    """The word that ``words`` begin with, and the longest known phrase."""
    own = [base_form(match[0]) for match in _WORD.finditer(words)][:_LONGEST]
    phrases = (tuple(own[:length]) for length in range(len(own), 0, -1))
    return tuple(own[:1]), next((phrase for phrase in phrases if phrase in _groups()), None)


def _replaced(own: Sequence[str], found: _Find) -> tuple[int, str]:
    """The number of words of the longest known phrase that ``own`` begins with, and another for it where only that is found."""
    for length in range(len(own), 0, -1):
        phrase = tuple(own[:length])
        groups = _groups().get(phrase)
        if groups:
            if found(phrase):
                return length, ""
            others = (found(other) for group in groups for other in group if other != phrase)
            return length, next(filter(None, others), "")
    return 0, ""


@lru_cache(1)
def _groups() -> dict[_Phrase, tuple[tuple[_Phrase, ...], ...]]:
    """Each phrase with the groups that it stands in; all words in their base forms."""
    listed = tomllib.loads((files("bot.answer.cues") / "synonyms.toml").read_text("utf-8"))["groups"]
    known: dict[_Phrase, tuple[tuple[_Phrase, ...], ...]] = {}
    for line in listed:
        group = tuple(tuple(map(base_form, _WORD.findall(phrase))) for phrase in line.split(","))
        for phrase in group:
            known[phrase] = (*known.get(phrase, ()), group)
    return known
