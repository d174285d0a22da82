"""The kinds of answers that questions expect and texts give: a time, a place, a number, a name.

The cross-encoder tells what a sentence is about better than whether it answers: "they meet next month" is as much about "when and
where do they meet?" as "they meet on 10 January in Geneva". These few surface signs tell the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from index.calendar_names import MONTH, WEEKDAY, is_of_calendar
from index.search.measures import NUMBER_WORDS, measure_asked

_TIME = re.compile(
    rf"\b{MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|\b(?:1[6-9]|20)\d\d\b|"
    rf"\b{WEEKDAY}\b|\b\d{{1,2}}(?::\d\d)?\s?[ap]\.?m\b|\b\d{{1,2}}:\d\d\b|"
    r"\b\d{1,2}[.h]\d\d (?:GMT|BST|UTC|IST|C?E?S?T)\b",
    re.IGNORECASE,
)
_VAGUE_TIME = re.compile(
    r"\b(?:today|tomorrow|yesterday|tonight|(?:next|last|this|earlier this|later this)\s+"
    r"(?:week|weekend|month|year|spring|summer|fall|autumn|winter))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside|across|off)\s+(?:the\s+)?([A-Z][\w’'-]+)")
_NUMBER = re.compile(rf"\d[\d,.]*|\b{NUMBER_WORDS}\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")
_OTHER_NUMBER = 0.25
_SENTENCE_START = re.compile(r"(?:\A|[.!?:“\"\n]\s{0,5})\Z")


class AnswerType(StrEnum):
    """A kind of answer."""

    TIME = "time"
    PLACE = "place"
    NUMBER = "number"
    MEASURE = "measure"
    """An amount of the kind that is asked for: a weight, a rate, a colour."""
    NAME = "name"


_ASKED = {
    AnswerType.TIME: r"\bwhen\b|\b(?:what|which) (?:year|day|date|month|time)\b|\bhow long ago\b",
    AnswerType.PLACE: r"\bwhere\b|\b(?:what|which) (?:country|city|state|place|nation|town|village|island|continent|venue)\b",
    AnswerType.NUMBER: r"\bhow (?:many|much|old|big|large|fast|often)\b|"
    r"\bwhat (?:percent|percentage|number|share|proportion|amount)\b",
    AnswerType.NAME: r"\bwho\b|\bwhose\b|\bwhom\b|\b(?:titled|named|called)\W*$|"
    r"\bwhich\b(?! (?:year|day|date|month|time|of|country|city|state|place|nation|town|village|island|continent|venue)\b)",
}


_ASKS = re.compile(r"\b(?:who|whos|whose|whom|what|whats|which|when|where|why|how)\b", re.IGNORECASE)
_KEYWORDS = {
    AnswerType.TIME: r"\b(?:date|dates|deadline|day|year|birthday|anniversary)\b",
    AnswerType.PLACE: r"\b(?:location|venue|address|whereabouts|birthplace)\b",
    AnswerType.NUMBER: r"\b(?:amount|price|prices|cost|costs|money|salary|pay|wages?|worth|fees?|bail|fine|budget|total|number|toll|deaths|dead|"
    r"casualties|count|score|age|percent|percentage|size|length|height|speed|turnout|votes|population|revenue|profit|settlement|contract|"
    r"years|rainfall|snowfall|magnitude|attendance|per (?:second|minute|min|hour|day|week|month|year))\b",
    AnswerType.NAME: r"\b(?:winner|winners|ceo|author|suspect|name|leader|coach|owner|founder|successor|replacement|director|creator|host|actor|actress)\b",
}
_ASKED_BY_NOUN = re.compile(
    r"\bwhat(?:['’]?s| is| was| are| were)?\s+(?:(?:the|a|an|his|her|its|their|current|new|official|exact)\s+){0,2}(?P<named>(?:[\w’'-]{1,30}\s+){0,4}?[\w’'-]{1,30})"
    r"(?:\s+(?:of|for|to|in|on|at|by|from|with|after|is|was|are|were|did|does|do|has|now|today)\b|\W{0,5}\Z)",
    re.IGNORECASE,
)
"""What asks for something by its noun: "what's the death toll of the quake", "what was the final score"."""


def expected(question: str) -> frozenset[AnswerType]:
    """The types of answer that the question's words ask for; often none. Without a question word, nouns tell: "settlement amount"."""
    asked = _ASKED if _ASKS.search(question) else _KEYWORDS
    kinds = frozenset(kind for kind, words in asked.items() if re.search(words, question, re.IGNORECASE))
    if not kinds and (noun := _ASKED_BY_NOUN.search(question)):
        last = noun["named"].split()[-1]
        kinds = frozenset(kind for kind, words in _KEYWORDS.items() if re.fullmatch(words, last, re.IGNORECASE))
    measure = measure_asked(question)
    if measure is None:
        return kinds
    instead = {AnswerType.NUMBER, AnswerType.TIME} if measure.name == "clock" else {AnswerType.NUMBER}
    return kinds - instead | {AnswerType.MEASURE}


def given(question: str, text: str, kinds: frozenset[AnswerType]) -> float:
    """The number of ``kinds`` that the text gives with something that the question does not hold already; a vague time counts half."""
    return sum(_GIVES[kind](text, question.casefold()) for kind in kinds)


def _time(text: str, asked: str) -> float:
    """A day of a month or a year tells more than a weekday or an hour, and these more than "next month"."""
    found = [match.group() for match in _TIME.finditer(text) if match.group().casefold() not in asked]
    if found:
        return (
            1.0
            if any(re.search(r"\d{1,2}\b|\d{4}", match) and re.search(r"[a-z]{3}|\d{4}", match) for match in found)
            else 0.75
        )
    return 0.5 if any(match.group().casefold() not in asked for match in _VAGUE_TIME.finditer(text)) else 0.0


def _place(text: str, asked: str) -> float:
    names = (match.group(1) for match in _PLACE.finditer(text))
    return float(any(not is_of_calendar(name) and name.casefold() not in asked for name in names))


def _number(text: str, asked: str) -> float:
    """A number that is no date."""
    return float(any(match.group().casefold() not in asked for match in _NUMBER.finditer(_TIME.sub(" ", text))))


def _measured(text: str, asked: str) -> float:
    """An amount of the kind; any other number tells a little."""
    measure = measure_asked(asked)
    if measure and measure.given_in(text, asked):
        return 1.0
    return _OTHER_NUMBER * _number(text, asked)


def _name(text: str, asked: str) -> float:
    """A capital after the start of a sentence, or two words with capitals anywhere."""
    for match in _NAME.finditer(text):
        words = match.group().split()
        if len(words) == 1 and _SENTENCE_START.search(text[: match.start()]):
            continue
        if any(not is_of_calendar(word) and word.casefold() not in asked for word in words):
            return 1.0
    return 0.0


_GIVES: dict[AnswerType, Callable[[str, str], float]] = {
    AnswerType.TIME: _time,
    AnswerType.PLACE: _place,
    AnswerType.NUMBER: _number,
    AnswerType.MEASURE: _measured,
    AnswerType.NAME: _name,
}
