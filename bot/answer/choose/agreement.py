"""Two articles that give the same answer: what both tell is believed where either alone would be doubted. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answer.choose.reader import Quote
from bot.answer.cues.date_mentions import mentions, resolve
from bot.answer.cues.people import people
from index.calendar_names import is_of_calendar
from index.search.answer_types import AnswerType, expected
from index.search.measures import NUMBER_WORDS, measure_asked
from index.search.terms import FUNCTION_WORDS, terms

_LOOKED_AT, _BEHIND = 4, 2.0
"""Quotes among which an agreement is looked for, and the logits that the second may be behind the first."""
_COPY = 0.7
"""The share of words in common from which one quote is a copy of the other, which confirms nothing."""
_NAME = re.compile(r"\b[A-Z][\w-]{2,40}")
_UNIT = 20
"""Characters after a number in which its unit stands."""
_WHO = re.compile(r"\W*who(?:['’]?s|m)?\b", re.IGNORECASE)
_NUMBER = re.compile(rf"\b\d{{1,9}}(?:[.,]\d{{1,9}}){{0,4}}|\b{NUMBER_WORDS}\b", re.IGNORECASE)


def agreeing(question: str, quotes: Sequence[Quote]) -> list[Quote]:
    """The first of ``quotes`` and the one of another article that names the same number, day or name, of the kind that is asked for and
    not in the question; empty where there is none.

    Of 52 questions whose first quote is 0 to 3 logits short of the threshold, such a pair stands first for 10: in 6 it is right; of 10
    questions among them that no article answers it stands first for none.
    """
    kinds = expected(question)
    if not kinds or len(quotes) < 2:
        return []
    first, *others = quotes[:_LOOKED_AT]
    given = set(_values(question, first, kinds))
    for other in others:
        near = other.article.id != first.article.id and other.logit >= first.logit - _BEHIND
        same = given.intersection(_values(question, other, kinds)) if near else set()
        if _WHO.match(question):
            same &= _persons(first) | _persons(other)
        if same and not _is_copy(first, other):
            return [first, other]
    return []


def _persons(quote: Quote) -> set[str]:
    """The words of the names of those whom a quote names."""
    return {word for person in people(quote.text) for word in person.name.casefold().split()}


def _values(question: str, quote: Quote, kinds: frozenset[AnswerType]) -> Iterator[str]:
    """What a quote gives of the ``kinds``, written in one way, without what the question has."""
    asked, text = question.casefold(), quote.text
    if kinds & {AnswerType.NAME, AnswerType.PLACE}:
        for match in _NAME.finditer(text):
            word = match[0].casefold()
            if word not in asked and word not in FUNCTION_WORDS and not is_of_calendar(word):
                yield word
    if kinds & {AnswerType.NUMBER, AnswerType.MEASURE}:
        dates = [(mention.start, mention.end) for mention in mentions(text)]
        measure = measure_asked(question)
        for match in _NUMBER.finditer(text):
            with_unit = text[max(0, match.start() - 1) : match.end() + _UNIT]
            if measure and not measure.is_count and not measure.given_in(with_unit, asked):
                continue  # "three layers" does not confirm "three hours"
            if match[0].casefold() not in asked and not any(start <= match.start() < end for start, end in dates):
                yield match[0].casefold().replace(",", "")
    if AnswerType.TIME in kinds:
        published = quote.article.article.day
        for mention in mentions(text):
            if text[mention.start : mention.end].casefold() not in asked:
                day = resolve(mention, text, published)
                yield day.isoformat() if day else text[mention.start : mention.end].casefold()


def _is_copy(first: Quote, other: Quote) -> bool:
    own, said = terms(first.text), terms(other.text)
    return len(own & said) >= _COPY * min(len(own), len(said))
