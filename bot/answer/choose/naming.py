"""Of whom quotes tell: an answer about Sunndal says nothing of Korling. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, takewhile

from bot.answer.choose.reader import Quote
from bot.answer.cues.offices import standing
from bot.answer.cues.people import is_title
from bot.answer.cues.subjects import begins_alike, names_asked
from index.calendar_names import is_of_calendar
from index.search.terms import FUNCTION_WORDS, terms
from index.stemming import stem

_SURE = 2.0
"""Logits above the least from which on a quote may leave unsaid what it tells of."""
_ALIKE = 4
"""Letters in which a place and its people begin alike: "Sweden", "Swedish"."""
_NUMBERED = re.compile(r"(?<![\w$£€.,-])(?P<kind>[A-Za-z]{1,12})-?(?P<number>\d{1,4})(?![\w%]|[.,:]\d)")
"""A name with its number: "COP27", "G7", "F-16"."""
_BEGINS = re.compile(
    r"\W{0,3}(?:In [A-Z][a-z]{2,12}, )?(?P<name>[A-Z][^\W\d_]{2,30})(?=,\s|\s{1,3}(?:was|is|has|had|also|then|[a-z]{2,20}ed)\b)"
)
"""The name that a quote begins with, of whom it tells: "In December, Gino, a chihuahua"."""
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|did|does|do|has|have|had|will)\s(?:the\s)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_WHO_DOES = re.compile(r"\bwho [a-z]{2,30}s\b")
"""What somebody does is no name, though texts may write it as one: "who plays"."""


def of_those_asked(question: str, quotes: Sequence[Quote], shown: Sequence[Quote], least: float) -> list[Quote]:
    """``shown`` without what is of others, told by the names that ``quotes`` write with capitals.

    The first that is not sure has to name whoever is asked about, itself or in what stands over it. Beside it only such stand as have
    the names of the question that it has. ``least`` is the logit of a quote that may stand alone.
    """
    names = names_asked(question, [quote.text for quote in quotes])
    asked = whole_names(question, names)

    def tells(quote: Quote) -> bool:
        told = _told(quote) | terms(quote.opening)
        return all(any(_is_told(word, told) for word in name) for name in asked)

    subject = _subject(question, names)
    shown = [quote for quote in shown if not _begins_with_another(quote, subject)]
    able = (quote for quote in shown if quote.logit >= least)
    first = next((quote for quote in able if quote.logit >= least + _SURE or tells(quote)), None)
    if first is None:
        return []
    wanted = names & _told(first)

    def is_same(quote: Quote) -> bool:
        if quote.article.id == first.article.id or not wanted:  # by "she" or "the company"
            return True
        own = names & _told(quote)
        return bool(wanted & own) if quote.logit >= least else wanted <= own

    return [first, *(quote for quote in shown if quote is not first and is_same(quote))]


def whole_names(question: str, names: frozenset[str]) -> list[tuple[str, ...]]:
    """The names in ``question``, each by its words: ``names`` has the stems of all."""
    asked = _WHO_DOES.sub("who", question)
    words = [word[0].casefold().replace("’", "'").removesuffix("'s") for word in _WORD.finditer(asked)]
    runs = groupby(words, lambda word: word not in FUNCTION_WORDS and stem(word) in names)
    return [tuple(run) for is_name, run in runs if is_name]


def _subject(question: str, names: frozenset[str]) -> frozenset[str]:
    """Stems of the name right after the question's auxiliary, of whom something is asked: "what breed is Bobi"."""
    asks = _AUXILIARY.search(question)
    following = _WORD.findall(question[asks.end() :]) if asks else []
    return frozenset(takewhile(names.__contains__, (stem(word.casefold().removesuffix("'s")) for word in following)))


def _begins_with_another(quote: Quote, names: frozenset[str]) -> bool:
    """The quote has none of the names, and begins with another that the article writes beside none of them: Gino for Bobi, and not Musk
    for Elon.
    """
    begins = _BEGINS.match(quote.text)
    if not names or begins is None or names & (terms(quote.text) | standing(quote.text)):
        return False
    word = begins["name"]
    if word.casefold() in FUNCTION_WORDS or is_title(word) or is_of_calendar(word):
        return False
    found = _beside(word).finditer(quote.article.article.text)
    joined = {stem(part.casefold()) for match in found for part in match.groups() if part}
    return not names & joined


@lru_cache(256)
def _beside(word: str) -> re.Pattern[str]:
    """A pattern for the words right before and right behind ``word``."""
    return re.compile(
        rf"(?<![^\W\d_])([^\W\d_]{{1,30}})[\s.]{{1,3}}{re.escape(word)}\b|\b{re.escape(word)}\s{{1,3}}([^\W\d_]{{1,30}})"
    )


def _told(quote: Quote) -> frozenset[str]:
    """Stems of a quote and of what stands over it, and the countries that it names, by themselves or by their people."""
    text = f"{quote.over} {quote.read_out}"
    return terms(text) | standing(text)


def _is_told(word: str, told: frozenset[str]) -> bool:
    """A name's word stands there, or may: two letters abbreviate anything."""
    own = stem(word)
    return own in told or len(own) <= 2 or begins_alike(own, told, _ALIKE) or standing(word.title()) <= told


def names_another_number(question: str, text: str) -> bool:
    """Asked about COP27, ``text`` only names COP28."""
    asked = _numbered(question)
    told = _numbered(text) if asked else frozenset()
    kinds = {kind for kind, _ in asked}
    return asked.isdisjoint(told) and any(kind in kinds for kind, _ in told)


def _numbered(text: str) -> frozenset[tuple[str, str]]:
    """The names with numbers that ``text`` has."""
    return frozenset((found["kind"].casefold(), found["number"]) for found in _NUMBERED.finditer(text))
