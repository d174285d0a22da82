"""Deeds of which one rules out the other: who signed a bill did not veto it. Pure."""

from __future__ import annotations

import re

from index.irregular_verbs import base_form

_PAIRS = """
veto reject refuse deny block dismiss/sign grant approve accept allow authorize authorise endorse uphold|keep continue retain/discontinue drop scrap axe abolish cancel|
win/lose|convict/acquit|arrest jail detain/release free|die kill/survive|open reopen/close shut|raise increase rise grow/lower cut reduce fall drop decline|
pass/block fail reject|admit confess/deny|buy acquire/sell|join/quit leave|hire appoint/fire sack dismiss oust|ban prohibit outlaw/allow permit legalize legalise|
begin start/end finish|arrive/leave depart|stay remain/leave quit resign retire depart|plead/deny|support back/oppose|lift/impose extend
"""
_CONTRARY: dict[str, frozenset[str]] = {}
for _pair in " ".join(_PAIRS.split()).split("|"):
    _one, _, _two = _pair.partition("/")
    for _words, _others in ((_one, _two), (_two, _one)):
        for _word in _words.split():
            _CONTRARY[base_form(_word)] = _CONTRARY.get(base_form(_word), frozenset()) | {
                base_form(other) for other in _others.split()
            }
_PHRASES = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\bturn(?:s|ed|ing)? down\b", "rejected"),
        (r"\bphas(?:e|es|ed|ing) out\b", "discontinued"),
        (r"\bstep(?:s|ped|ping)? down\b", "resigned"),
        (r"\bstay(?:s|ed|ing)? on\b", "remained"),
        (r"\bclear(?:s|ed)? the way for\b", "allowed"),
        (r"\bgive(?:s|n)? up\b|\bgave up\b", "dropped"),
    )
)
"""Verbs of two words, each with the one that is meant."""
_TO_COME = re.compile(r"\b(?:to|would|could|should|might|may|can|will)\b", re.IGNORECASE)
_NOT_DONE = re.compile(r"\b(?:to|would|could|should|might|may|can|will) (?:be |have )?\w{1,30}", re.IGNORECASE)
"""A deed that is only wanted, possible or to come."""
_WORD = re.compile(r"[^\W\d_]+")


def tells_contrary(claim: str, quote: str) -> bool:
    """``quote`` tells a deed that rules out one of ``claim``, and not that one."""
    ours, theirs = _deeds(_TO_COME.sub(" ", claim)), _deeds(quote)
    return any(_CONTRARY[deed] & theirs for deed in ours & _CONTRARY.keys() if deed not in theirs)


def _deeds(text: str) -> frozenset[str]:
    for phrase, plain in _PHRASES:
        text = phrase.sub(plain, text)
    return frozenset(base_form(word) for word in _WORD.findall(_NOT_DONE.sub(" ", text)) if word.islower())
