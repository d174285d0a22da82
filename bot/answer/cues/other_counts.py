"""Counts of something other than the whole that is asked for: of one night among many, or as a rule has them. Pure."""

from __future__ import annotations

import re

from bot.answer.cues.stated_numbers import number_spans

_ASKS_COUNT = re.compile(r"\bhow many\b", re.IGNORECASE)
_SPAN = r"(?:night|day|hour|minute|evening|shift|session)"
_OF_PART = re.compile(
    rf"\b(?:(?:on|in|during|within) (?:a single|one|any one|any given) {_SPAN}|(?:per|each|every|a) {_SPAN}|at (?:one point|a time))\b",
    re.IGNORECASE,
)
_BY_RULE = re.compile(
    r"\b(?:(?:should|must)(?: not|n[’']t)|guidelines?|limited to|capped at|(?:limit|cap|maximum|quota) of|(?:is|are|be) allowed)\b",
    re.IGNORECASE,
)
_ASKS_RULE = re.compile(
    r"\b(?:should|must|may|can|could|allowed|legal|limit\w{0,4}|max\w{0,4}|caps?|capped|quotas?|rules?|laws?|guidelines?|need\w{0,2}|have to)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:](?=\s)|[.!?](?=\s)|[–—]")


def counts_part(question: str, text: str) -> bool:
    """All numbers of ``text`` count a part where all are asked for: "on one night they stole 26" is not how many they stole."""
    return _ASKS_COUNT.search(question) is not None and not _OF_PART.search(question) and _all_counts(text, _OF_PART)


def counts_by_rule(question: str, text: str) -> bool:
    """All numbers of ``text`` are what a rule wants: "should have no more than 25 children" is not how many somebody has."""
    return _ASKS_COUNT.search(question) is not None and not _ASKS_RULE.search(question) and _all_counts(text, _BY_RULE)


def _all_counts(text: str, kind: re.Pattern[str]) -> bool:
    counting = [kind.search(clause) is not None for clause in _CLAUSE.split(text) if _states_count(clause)]
    return bool(counting) and all(counting)


def _states_count(clause: str) -> bool:
    """A number stands in ``clause``, other than the "one" of "one night"."""
    return bool(number_spans(_OF_PART.sub("", clause)))
