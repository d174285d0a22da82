"""Kinds of questions, by which results are told apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.evaluate.question_result import QuestionResult
from bot.evaluate.questions import Question

_WORDS = re.compile(r"\b(how (?:many|much|long|old|often|far)|who|whom|whose|what|when|where|which|why|how)\b")
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand "
    "million billion half"
).split()
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)\w*\b")
_AGES = ((2, "up to 2 days"), (7, "3 to 7 days"), (30, "8 to 30 days"), (365, "1 to 12 months"))


def slices_of(question: Question, result: QuestionResult) -> Iterator[tuple[str, str]]:
    """Every (kind, name) that the question falls under."""
    yield "question word", question_word(question.text)
    yield "answer type", answer_type(question)
    if question.kind:
        yield "kind", question.kind
    for tag in question.tags:
        yield "tag", tag
    if question.earlier:
        yield "conversation", "follow-up"
    if result.outlet:
        yield "outlet", result.outlet
    if question.answerable:
        yield "age of the article", age(question.asked_on, result.day)


def question_word(text: str) -> str:
    """The first question word, such as ``who`` or ``how many``; ``other`` without one."""
    found = _WORDS.search(text.casefold())
    return {"whom": "who", "whose": "who"}.get(found.group(), found.group()) if found else "other"


def answer_type(question: Question) -> str:
    """The kind of the first answer: a date, a number, a name, a phrase, or a sentence; ``none`` without answers."""
    if not question.answers:
        return "none"
    answer = question.answers[0].strip(" \"'“”‘’.")
    words = answer.split()
    folded = answer.casefold()
    if _MONTH.search(folded) or re.fullmatch(r"(?:in |on )?(?:1[89]|20)\d\d", folded):
        return "date or time"
    if re.search(r"\d", answer) or any(word.strip(",.-") in _NUMBER_WORDS for word in folded.split()):
        return "number"
    capitals = [word for word in words if word[:1].isupper()]
    if words and len(capitals) * 2 >= len(words) and len(words) <= 6:
        return "name"
    return "phrase" if len(words) <= 8 else "sentence"


def age(asked_on: date | None, published: str) -> str:
    """The age of the answering article when the question was asked, as a range."""
    if asked_on is None or not published:
        return "not known"
    days = (asked_on - date.fromisoformat(published)).days
    if days < 0:
        return "published later"
    return next((name for most, name in _AGES if days <= most), "older")
