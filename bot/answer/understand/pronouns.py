"""Whom "he" or "she" means in a conversation. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer.cues.people import Named, may_be_a_name, people, pronoun_of
from bot.answer.query import Turn

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SPEAK_FOR_OTHERS = frozenset("judge justice prosecutor lawyer attorney spokesman spokeswoman spokesperson".split())
"""Titles of those who are named because they speak, not because they did something."""
_TYPED = re.compile(
    r"\b(?:did|does|do|has|is|was|will|can)\s{1,3}(?P<name>[^\W\d_]{3,20})\s{1,3}[^\W\d_]", re.IGNORECASE
)
"""A subject without an article, in the question of one who types no capitals."""
_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
_ASKS_WHO = re.compile(r"^\W*(?:(?:and|but|so|ok)\W+)?(?:who(?:[’']?s|m|se)?|which \w{1,30}|name)\b", re.IGNORECASE)
_IDENTIFIES = re.compile(
    r"\W*who(?:[’']?s| is| was)\s+(?!(?:the|a|an|his|her|their|its)\b)\S+(?:\s+\S+){0,3}\W*\Z", re.IGNORECASE
)
"""A question of which the person that it names is the subject: "who is Ada Marr"."""
_DONE_TO = re.compile(
    r"\b(?:did|does|do|has|have|is|was|will|can|could|would)\s{1,3}(?P<doer>\S{1,30}(?: \S{1,30}){0,2}?) \S{2,20}(?: (?:with|against|about|to|for|from|at))? "
    r"(?:him|her)(?=\W*\Z| (?:for|in|at|on|to|after|before|so|from|and|as|with|out|off|down)\b)",
    re.IGNORECASE,
)
"""A deed to "him" or "her", whose doer is somebody else: "why did Holt dislike her"."""
_CONTEXT = re.compile(r" \([^()]*\)\Z")


def meant_by(pronoun: str, history: Sequence[Turn]) -> str:
    """Whom "he" or "she" means: who answered the latest "who", or was asked about; empty where nobody is sure.

    Whom an earlier question called by the other pronoun, or the only person of a quote that does, is not meant.
    """
    own, other = (_SHE, _HE) if pronoun.casefold() in _SHE else (_HE, _SHE)
    excluded = {name for turn in history for name in _called(turn, other)}
    doers = {part for turn in history for part in _doer(turn.asked, own)}
    everybody = people("\n".join(turn.shown for turn in history))
    candidates = [name for turn in reversed(history) for name in _in_question(turn, everybody)]
    candidates += [name for turn in reversed(history) for name in _typed(turn.understood)]
    return next(
        (
            name
            for name in candidates
            if name not in excluded
            and not doers & set(name.casefold().split())
            and not _told_as(name, other, own, history)
        ),
        "",
    )


def _doer(question: str, pronouns: frozenset[str]) -> list[str]:
    """The words for who did in ``question`` what befell somebody it calls by one of ``pronouns``."""
    found = _DONE_TO.search(question)
    befell = found and found[0].rsplit(" ", 1)[-1].casefold() in pronouns
    return found["doer"].casefold().split() if found and befell else []


def _in_question(turn: Turn, everybody: Sequence[Named]) -> list[str]:
    """Those whom a turn was about, likeliest first: who answers its "who", then whom it asks about. ``everybody`` is named in the conversation."""
    understood = _CONTEXT.sub("", turn.understood)
    words = {word.casefold().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(understood)}
    asked = [item.name for item in everybody if _is_among(item, words)]
    asked.sort(key=lambda name: -len(words & set(name.casefold().split())))
    if not asked:
        asked = [item.name for item in people(understood) if " " in item.name]
    if not _ASKS_WHO.match(turn.asked) or (asked and _IDENTIFIES.match(understood)):
        return asked
    answers = [_whole(item.name, everybody) for item in people(turn.shown) if item.title not in _SPEAK_FOR_OTHERS]
    return [*[name for name in answers if name not in asked][:1], *asked]


def _typed(question: str) -> list[str]:
    """The subject of a question that is typed without capitals: "how many prizes does marr have"."""
    found = _TYPED.search(question)
    return [found["name"]] if found and may_be_a_name(found["name"]) else []


def _whole(name: str, everybody: Sequence[Named]) -> str:
    return next((item.name for item in everybody if name in item.name.split()), name)


def _is_among(person: Named, words: set[str]) -> bool:
    parts = person.name.casefold().split()
    return parts[-1] in words or parts[0] in words or (bool(person.title) and person.title in words)


def _called(turn: Turn, pronouns: frozenset[str]) -> list[str]:
    """Whom a question called by one of ``pronouns``: the person who stands in its place."""
    asked = {word.casefold() for word in _WORD.findall(turn.asked)}
    if not asked & pronouns:
        return []
    return [item.name for item in people(turn.understood) if not set(item.name.casefold().split()) & asked]


def _told_as(name: str, other: frozenset[str], own: frozenset[str], history: Sequence[Turn]) -> bool:
    """The first name, or a quote that names nobody else, tells of ``name`` by the other pronoun only."""
    if pronoun_of(name) in other:
        return True
    for line in (line for turn in history for line in turn.shown.splitlines()):
        words = {word.casefold() for word in _WORD.findall(line)}
        if words & other and not words & own and [item.name for item in people(line)] == [name]:
            return True
    return False
