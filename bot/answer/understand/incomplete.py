"""Questions of which nothing can be understood without a conversation: "and where?", "what did he say". Pure."""

from __future__ import annotations

import re

from bot.answer.understand.topic import PRONOUNS, WORD, telling
from index.irregular_verbs import is_past

WHICH = "Which person, place or event do you ask about?"
_OPENED = re.compile(r"^\W*(?:(?:and|but|so|or|also|then|ok(?:ay)?|well)\b[\s,]{0,4}){1,4}", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:(?:for|since|until|by|at|in|on|to|from|with|of) )?(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|had|"
    r"will|would|can|could)\b",
    re.IGNORECASE,
)
_WORDS_ALONE = re.compile(
    r"^(?:(?:for|since|until|till|by|at|in|on|to|from|with|against|of) )?(?:who|whom|what|which|when|where|why|how)"
    r"(?: (?:not|so|come|long|much|many|old|far|often|else|exactly|ones?|for))?$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<=\w)[’'](?:s|re|ll|d)\b", re.IGNORECASE)
_OF_A_TIME = re.compile(
    r"\d|\b(?:today|yesterday|tomorrow|now|(?:this|that|these) (?:year|month|week|day|time|morning|afternoon|evening|season|summer|winter))\b",
    re.IGNORECASE,
)
_NEWS = re.compile(r"\b(?:happen\w{0,5}|new|going on)$", re.IGNORECASE)
_BY_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|this|that|those|these|him|her|them) (?:\w{1,12}ly |ever |even |also |already )?(?P<word>\S+)$",
    re.IGNORECASE,
)


def lacks_what_it_is_about(text: str) -> bool:
    """True for a question that follows others, and has no noun or name of its own: only those say what it is about."""
    opened = _OPENED.match(text)
    bare = _SHORT.sub(" is", text[opened.end() :] if opened else text).strip(" ?!.,")
    if _WORDS_ALONE.match(bare):
        return True
    words = WORD.findall(bare)
    points = any(word.casefold() in PRONOUNS for word in words) or words[-1:] == ["that"]
    if not _ASKS.match(bare) or not (opened or points) or _OF_A_TIME.search(bare):
        return False
    told = telling(bare)
    if not told:
        return points or not _NEWS.search(bare)
    if len(told) > 1:
        return False
    if (match := _BY_PRONOUN.search(bare)) and match["word"] == told[0]:
        return True
    return opened is not None and words[-1] == told[0] and is_past(told[0])
