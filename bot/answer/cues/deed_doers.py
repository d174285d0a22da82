"""Who does the deed of a sentence: not whom it is done to, nor somebody else who is named before it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.cues.vocabulary import TITLES
from index.calendar_names import is_of_calendar
from index.irregular_verbs import base_form, is_past
from index.search.terms import FUNCTION_WORDS, terms
from index.stemming import stem

_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*[’']?|[,;:]")
_OF = frozenset(
    "of by over against than to from with for at in on about between like into under behind including despite".split()
)
"""Prepositions before somebody who is not the doer."""
_JOINS = frozenset("that as when while but after before because until since where although though and , ; :".split())
"""Words after which somebody else may be the doer."""
_SAYING = frozenset("said says announced confirmed revealed reported added thinks believes thought believed".split())
_SKIPPED = frozenset("the a an his her its their rival former then".split())
_BE = frozenset("is are was were be been being get gets got".split())
_BETWEEN = frozenset(
    "has have had is are was were be been being also then later once just now already finally officially would will".split()
)
_PRONOUNS = frozenset("he she they it who".split())
_PRONOUN_NEAR, _DESCRIBED, _BY_NEAR, _OWN_NEAR, _SAID_NEAR = 6, 3, 6, 3, 3
_BESIDE_NOUN = 5
"""Words after a noun of a deed in which its doer stands: "the death of the queen"."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name, or a word of the subject, with its place among the words and whether the doer of something stands there."""

    start: int
    end: int
    is_subject: bool
    may_do: bool


def does_it(
    subject: Sequence[str], sentence: str, deed: tuple[int, int], earlier: str, form: tuple[bool, bool]
) -> bool:
    """``subject`` does the deed of ``sentence``, or has it done to it where the claim says so.

    ``form`` tells that the claim has its deed in the passive, and that it has an object.
    """
    passive, has_object = form
    before, after = _TOKEN.findall(sentence[: deed[0]]), _TOKEN.findall(sentence[deed[1] :])
    wanted = frozenset(subject)
    if not wanted:
        return True
    if passive:
        return bool(wanted & terms(sentence)) or not _PRONOUNS.isdisjoint(map(str.casefold, before))
    word = sentence[deed[0] : deed[1]].casefold()
    by = after[:1] == ["by"]
    if by or (_is_participle(word) and not _BE.isdisjoint(map(str.casefold, before[-2:])) and has_object):
        place = after.index("by") if "by" in after else None
        return place is not None and bool(wanted & terms(" ".join(after[place + 1 : place + 1 + _BY_NEAR])))
    if _is_participle(word) and base_form(word) in _BEATEN and after[:1] and after[0] in ("in", "at", "on"):
        return False
    if base_form(word) == _SAY and wanted & terms(" ".join(after[:_SAID_NEAR])):
        return True
    return _is_doer(subject, _of_noun(word, before), earlier) or (
        "of" in after[:2] and bool(wanted & terms(" ".join(after[:_BESIDE_NOUN])))
    )


_SAY = stem("say")
_BEATEN = frozenset(map(stem, "beat defeat eliminate oust knock".split()))


def _of_noun(word: str, before: list[str]) -> list[str]:
    """``before`` with the owner of a deed told by a noun, as in "Marr's first win", as its doer."""
    if (_is_verb(word) and not word.endswith("ing")) or word.endswith("s"):
        return before
    for place in range(len(before) - 1, max(-1, len(before) - 1 - _OWN_NEAR), -1):
        if (owner := before[place]).endswith(("'s", "’s")):
            return [*before[:place], owner[:-2]]
    return before


def _is_doer(subject: Sequence[str], before: list[str], earlier: str) -> bool:
    named = _names(subject, before)
    doers = [name for name in named if name.may_do]
    own = [name for name in doers if name.is_subject]
    pronoun = next((place for place in range(len(before) - 1, -1, -1) if before[place].casefold() in _PRONOUNS), None)
    if pronoun is not None and pronoun >= max(len(before) - _PRONOUN_NEAR, own[-1].end if own else 0):
        known = [*_TOKEN.findall(earlier), *before[:pronoun]]
        said = _names(subject, known)
        others = [name for name in said if name.may_do]
        if said and said[-1].is_subject and (before[pronoun].casefold() == "who" or not others):
            return True
        return any(name.is_subject for name in others)
    if not own:
        return False
    return not any(other.start > own[-1].end and not other.is_subject and _acts(before, other) for other in doers)


def _acts(words: list[str], name: _Named) -> bool:
    """Somebody else is the doer: right before the deed, or after a word that joins another clause."""
    joined = name.start > 0 and (words[name.start - 1].casefold() in _JOINS - {"and", ","} | _SAYING)
    return joined or all(word in _BETWEEN or word.endswith("ly") for word in words[name.end :])


def _names(subject: Sequence[str], words: list[str]) -> list[_Named]:
    wanted, found, place = frozenset(subject), list[_Named](), 0
    while place < len(words):
        end = place
        while end < len(words) and _is_name(words[end]):
            end += 1
        own = place if end > place else None
        if own is None and not wanted & terms(words[place]):
            place += 1
            continue
        end = max(end, place + 1)
        run = words[place:end]
        found.append(_Named(place, end, _is_subject(subject, run), _may_do(words, place, end, wanted)))
        place = end
    return found


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.casefold() not in FUNCTION_WORDS and not is_of_calendar(word)


def _is_subject(subject: Sequence[str], run: Sequence[str]) -> bool:
    """``run`` names the subject; not so another of the same family name."""
    shared = frozenset(subject) & terms(" ".join(run))
    if not shared or len(subject) < 2 or len(run) < 2 or len(shared) > 1 or subject[-1] not in shared:
        return bool(shared)
    before = run[-2].casefold()
    return before in TITLES or len(run) > 2 or not terms(run[-1]) & shared


def _may_do(words: list[str], start: int, end: int, wanted: frozenset[str]) -> bool:
    """The doer of something may stand there: not after a preposition or a verb, nor as an owner or a part of a longer noun."""
    if words[end - 1].endswith(("'s", "’s", "'", "’")):
        return False
    following = words[end] if end < len(words) else ""
    if (
        following.islower()
        and not _is_verb(following)
        and following not in FUNCTION_WORDS | _BETWEEN | _PRONOUNS
        and not wanted & terms(" ".join(words[start:end]))
    ):
        return False
    for word in reversed(words[max(0, start - _DESCRIBED) : start]):
        plain = word.casefold()
        if plain in _JOINS or plain in _SAYING or not word.islower():
            return True
        if plain in _OF or _is_verb(plain):
            return False
    return True


def _is_verb(word: str) -> bool:
    return "-" not in word and (
        is_past(word) or word.endswith("ing") or word in ("beat", "beats", "hit", "hits", "defeats")
    )


def _is_participle(word: str) -> bool:
    return is_past(word) or word.endswith("en")
