"""Questions to a news desk, by kind, and the share of what an editor would insist on that the quotes tell. Pure.

A nugget is a fact that a good answer holds (Voorhees, 2003), given as the strings of which one has to stand in a quote.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluate.matching import stands
from bot.evaluate.question_result import ObservedAnswer
from bot.evaluate.questions import Question

FAMILIES = {
    "facts": ("factoid-who", "factoid-when", "factoid-where", "factoid-howmany", "factoid-what"),
    "why, yes or no, claims": ("why", "yesno", "claim"),
    "people and what they said": ("said", "whois"),
    "stories": ("topic", "latest", "summary", "timeline"),
    "several at once": ("compare", "list", "multi"),
    "as people type": ("keyword", "typo", "url", "followup", "other-language"),
    "without an answer": ("near-miss", "absent", "chitchat"),
}
"""Kinds that are shown together where there is little room."""
KINDS = tuple(kind for kinds in FAMILIES.values() for kind in kinds)
_ENOUGH = 0.5


def nuggets_told(question: Question, quotes: Sequence[str]) -> list[bool]:
    """For each nugget, whether one of its strings stands in one of ``quotes``."""
    return [any(stands(string, quote) for string in nugget for quote in quotes) for nugget in question.nuggets]


def tells_enough(question: Question, quotes: Sequence[str]) -> bool:
    """At least half of the nuggets stand in ``quotes``; of a single one that is all."""
    told = nuggets_told(question, quotes)
    return bool(told) and sum(told) >= _ENOUGH * len(told)


def wrongly_told(question: Question, reply: ObservedAnswer) -> list[str]:
    """The question's wrong answers that stand in the first quote shown."""
    return [string for string in question.wrong for item in reply.shown[:1] if stands(string, item.quote)]


def nugget_values(question: Question, reply: ObservedAnswer) -> dict[str, float]:
    """The values of one answerable question with nuggets, of the quotes that are shown; silence tells nothing."""
    quotes = [item.quote for item in reply.shown]
    told = nuggets_told(question, quotes)
    return {
        "nugget_recall": sum(told) / len(told),
        "every_nugget": float(all(told)),
        "first_nugget": float(nuggets_told(question, quotes[:1])[0]),
        "wrong_shown": float(bool(wrongly_told(question, reply))),
    }
