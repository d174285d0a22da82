"""The sentence on questions that no article answers. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.irregular_verbs import is_past

_AUXILIARY = re.compile(
    r"is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might", re.IGNORECASE
)
_WORDS_ALONE = re.compile(
    r"(?:(?:by|for|in|on|to|at|from|with|since|until) )?(?:who|whom|what|when|where|why|how(?: (?:much|many|long|often|far|old))?)\Z",
    re.IGNORECASE,
)
_SUBJECT_ASKED = re.compile(r"(?:who|what) (?P<verb>\w{2,20})\b", re.IGNORECASE)
"""Where that is a verb of the past, it asks for the doer, and its words stand in the order of a statement: "who won"."""
_OF_A_PRONOUN = re.compile(
    r"(?P<asks>(?:when|where|why|how|what|who)) (?P<verb>is|are|was|were|has|have|had|will|would|can|could) (?P<who>he|she|it|they)\b(?P<rest>.*)\Z",
    re.IGNORECASE,
)
_OF_ONE_THING = re.compile(
    r"(?P<asks>when|where|what|who) (?P<verb>is|was|are|were) (?P<what>(?:the|an?|his|her|its|their) [\w’'-]{1,30})\Z",
    re.IGNORECASE,
)


def unsaid(questions: Sequence[str]) -> str:
    """That no article answers any of ``questions``: in the words of statements where all can be said so, else each as it was asked."""
    stated = [stated_order(question) for question in questions]
    if all(stated):
        return f"No article says {', nor '.join(stated)}."
    return f"No article answers {', nor '.join(f'“{question}”' for question in questions)}."


def stated_order(question: str) -> str:
    """``question`` in the order of a statement, "when she was born" for "when was she born"; empty where that cannot be told safely."""
    if _WORDS_ALONE.match(question):
        return question
    match = _SUBJECT_ASKED.match(question)
    if match and is_past(match["verb"]) and not _AUXILIARY.fullmatch(match["verb"]):
        return question
    if match := _OF_A_PRONOUN.match(question):
        return f"{match['asks']} {match['who']} {match['verb']}{match['rest']}"
    if match := _OF_ONE_THING.match(question):
        return f"{match['asks']} {match['what']} {match['verb']}"
    return ""
