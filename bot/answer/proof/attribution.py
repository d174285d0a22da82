"""Who says so: what quotes attribute stays attributed, and to the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answer.cues.vocabulary import BE
from bot.answer.proof.tokens import Token, same

ATTRIBUTIONS = frozenset(
    "according said say says saying told tell tells telling report reports reported reportedly reporting claim claims claimed "
    "allege alleged allegedly alleges accuse accused accuses estimate estimates announced announce announces "
    "confirmed confirms indicated indicates statement stated states wrote writes believe believes believed suggested suggests warned warns "
    "denied denies deny insisted insists account accounts added called calls argued argues quoted citing cited ruled finds found thinks think "
    "warning predict predicts predicted".split()
)
SAYING = frozenset(
    "said say says told tells announced reported warned stated added wrote claimed argued insisted estimates estimate believe think thinks".split()
)
_NEAR = 5
_SUBJECT = 4
"""Words of a claim in which whom it is about stands."""
_DONE_BY_SAYING = frozenset(("announced",))
"""Verbs of announcing: a claim tells the matter as announced, and as done by whoever announced it."""


def unattributed(claim: Sequence[Token], quotes: Sequence[Sequence[Token]]) -> tuple[str, str]:
    """Every quoted sentence that shares the most with ``claim`` names who says so, and the claim names nobody.

    A reason to refuse the claim; or one to doubt it, where it is about the one who says so: "he opposes the ban", he said.
    """
    if any(token.plain in ATTRIBUTIONS for token in claim):
        return "", ""
    held = [token for token in claim if token.carries]
    clauses = [clause for quote in quotes for clause in _clauses(quote)]
    shared = [(sum(any(same(one, two) for two in clause) for one in held), _attributes(clause)) for clause in clauses]
    best = max((common for common, _ in shared), default=0)
    if best and all(attributed for common, attributed in shared if common == best):
        sayers = [token for clause in clauses for token in _sources(clause)]
        about = any(token.carries and any(same(token, sayer) for sayer in sayers) for token in claim[:_SUBJECT])
        told = "it leaves out to whom its quotes attribute this"
        return ("", told) if about else (told, "")
    return "", ""


def other_source(claim: Sequence[Token], quotes: Sequence[Sequence[Token]]) -> str:
    """The claim says that somebody said so of whom no quote says it."""
    ours = _sources(claim)
    theirs = [token for quote in quotes for token in _sources(quote)]
    named = next((one for one in ours if one.kind == "name" and not any(same(one, two) for two in theirs)), None)
    if theirs and named:
        return f"its quotes do not say it by {named.word!r}"
    if ours and theirs and not any(same(one, two) for one in ours for two in theirs):
        return f"its quotes do not say it by {ours[0].word!r}"
    return ""


def without_sources(text: Sequence[Token]) -> list[Token]:
    """``text`` without the words that only tell who says so: "…, she said", "The ministry said that …", "According to them, …"."""
    found = list(text)
    if found and found[0].plain == "according":
        end = next((n for n, token in enumerate(found) if token.word == ","), 0)
        found = found[end + 1 :] if end else found
    says = next((n for n, token in enumerate(found[:8]) if token.plain in SAYING), None)
    if says and (found[says - 1].plain in BE or (says + 1 < len(found) and found[says + 1].plain in ("to", "by"))):
        says = None
    if says and not any(token.kind == "mark" and token.word not in ",“”" for token in found[:says]):
        rest = found[says + 1 :]
        if sum(token.carries for token in rest) > 1 and (found[says].plain not in ("told", "tells")):
            found = [token for n, token in enumerate(rest) if n or token.plain not in ("that", ":", ",")]
    commas = [n for n, token in enumerate(found) if token.word in (",", "”", ";")]
    for n, first in enumerate(commas):
        last = commas[n + 1] if n + 1 < len(commas) else len(found) - (1 if found and found[-1].word == "." else 0)
        part = found[first + 1 : last]
        if (
            len(part) <= 9
            and part
            and (any(token.plain in SAYING for token in part[:6]) or part[0].plain == "according")
            and n + 1 >= len(commas)
        ):
            return found[:first]
    return found


def _clauses(quote: Sequence[Token]) -> list[Sequence[Token]]:
    """The parts of a sentence of which each has its own source: what stands before and behind ";", ", but", "and said"."""
    cuts = [
        n
        for n, token in enumerate(quote)
        if token.word == ";"
        or (token.word == "," and n + 1 < len(quote) and quote[n + 1].plain == "but")
        or (token.plain == "and" and any(one.plain in SAYING for one in quote[n + 1 : n + 3]))
    ]
    bounds = [0, *cuts, len(quote)]
    return [quote[start:end] for start, end in pairwise(bounds)]


def _attributes(quote: Sequence[Token]) -> bool:
    """The sentence as a whole is somebody's word: "…, she said", "the ministry said …", "according to …"."""
    return any(
        (token.plain in SAYING - _DONE_BY_SAYING and not (n and quote[n - 1].plain in BE))
        or (token.plain == "according" and n + 1 < len(quote) and quote[n + 1].plain == "to")
        or token.plain in ("denied", "reportedly", "allegedly")
        for n, token in enumerate(quote)
    )


def _sources(text: Sequence[Token]) -> list[Token]:
    """The words beside those that attribute."""
    found: list[Token] = []
    for place, token in enumerate(text):
        if token.plain == "according" and place + 1 < len(text) and text[place + 1].plain == "to":
            found += _until_mark(text[place + 2 : place + 2 + _NEAR])
        elif token.plain in SAYING and any(one.plain == "and" for one in text[max(0, place - 2) : place]):
            found += [one for one in text[:place] if one.kind in ("word", "name")]
        elif token.plain in SAYING:
            before, after = _until_mark(text[max(0, place - _NEAR) : place][::-1]), text[place + 1 : place + 1 + _NEAR]
            found += (
                [*_until_mark(after), *_until_mark(text[max(0, place - _NEAR) : place - 1][::-1])]
                if _closes(text, place)
                else before
            )
    return found


def _closes(text: Sequence[Token], place: int) -> bool:
    """The word at ``place`` follows a comma or a quotation, so that who says so may stand on either side."""
    return place > 0 and text[place - 1].word in (",", "”", '"')


def _until_mark(text: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    for token in text:
        if token.kind == "mark" and not re.fullmatch(r"[(“”]", token.word):
            break
        if token.kind in ("word", "name"):
            found.append(token)
    return found
