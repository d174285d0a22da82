"""When to speak, when to show what is merely close, and when to say nothing. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from bot.answer.choose.reader import Quote
from bot.answer.cues.doers import doer_asked
from bot.answer.cues.subjects import begins_alike, names_asked
from bot.answer.cues.synonyms import in_words_of
from bot.answer.understand.request import Request
from index.irregular_verbs import base_forms
from index.search.answer_types import AnswerType, expected, given
from index.search.measures import measure_asked
from index.search.terms import coverage, terms, word_weights
from index.sentences import sentences

_TELLING = frozenset({AnswerType.NUMBER, AnswerType.MEASURE, AnswerType.TIME})
_ABOUT, _TOUCHED = 0.5, 0.25
_NEARLY, _RELEVANT, _FAR, _BEHIND = 3.5, 0.0, -4.0, 4.0
_SAID_AT_ONCE, _SAID_OVER_IT, _SUM_SAID_OVER_IT, _HALF_SAID = 11.0, 5.0, 2.0, 0.8
"""Logits below the threshold at which an amount of the kind that is asked for is shown: where one sentence names all that is asked
about, where headline or paragraph before it do (of sums of money an article tells many), and where half of that is named and no answer can do without such an amount.
"""
_ALIKE = 5
"""Letters in which a place and what is of it begin alike."""
_NAME = re.compile(r"\b[A-Z][^\W\d_]{4,}")
_GIVEN = 0.75
"""A weekday or an hour tells when, too."""
_WITHOUT = "without"
_LACKING = re.compile(r"\b(?:no|lack\w{0,4}|los(?:e|es|ing|t)|out|off|cut|down)\b", re.IGNORECASE)
"""Other words for "without power": "the power is out", "lost power"."""
_PLAIN, _VERB = re.compile(r"[^\W\d_]{2,40}"), re.compile(r"(?:ed|ing)\Z", re.IGNORECASE)
_AT_SOME_TIME = re.compile(r"\bwhen\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Threshold:
    """When to be silent, and how sure an answer is."""

    logit: float = 5.6
    """Where no quote reaches this, none is shown."""
    beside: float = 2.5
    """The distance below it at which a quote may lie that stands beside one that reaches it: another outlet's account, or a further detail."""
    slope: float = 0.39
    """Logistic slope of the confidence around ``logit``."""

    def shown(self, logits: Sequence[float]) -> list[bool]:
        """Which of an answer's quotes are shown."""
        least = self.logit - self.beside if max(logits, default=-math.inf) >= self.logit else math.inf
        return [logit >= least for logit in logits]

    def confidence(self, logit: float) -> float:
        """Chance that the quote answers, 0 to 1 (the form of Platt scaling)."""
        return 1.0 / (1.0 + math.exp(-self.slope * (max(logit, -50.0) - self.logit)))


def convincing(quotes: Sequence[Quote], threshold: Threshold) -> list[Quote]:
    """The quotes that may be shown as an answer."""
    return list(compress(quotes, threshold.shown([quote.logit for quote in quotes])))


def says_all(question: str, quote: Quote) -> bool:
    """The quote has every word of the question, or others for the same, its headline's, those of the paragraph before and what the page
    says over it included, and the number, the time or the doer that is asked for.

    A name is no sign: nearly every sentence has one.
    """
    types = expected(question)
    if not types or not types <= _TELLING | {AnswerType.NAME}:
        return False
    if AnswerType.NAME in types and not ((doer := doer_asked(question)) and doer.named_in(quote.text)):
        return False
    told = f"{quote.over} {quote.read_out}"
    unsaid = base_forms(terms(in_words_of(told, question))) - base_forms(terms(told))
    return _are_named(unsaid, told) and given(question, quote.read_out, types) >= _GIVEN * len(types)


def _are_named(words: Iterable[str], told: str) -> bool:
    """The stems ``words`` are of names that ``told`` writes otherwise: "Brazilian" for "Brazil"."""
    names = {name[0].casefold() for name in _NAME.finditer(told)}
    return all(len(word) > _ALIKE and begins_alike(word, names, _ALIKE) for word in words)


def measured(question: str, quotes: Sequence[Quote], threshold: float) -> list[Quote]:
    """The quotes that give the kind of amount that is asked for, of all that is asked about: "it weighs 30 tonnes" below a headline
    about the whale, not by what follows it. The cross-encoder is unsure of them where they say it in other words.
    """
    measure = measure_asked(question)
    if measure is None:
        return []
    wanted = base_forms(terms(measure.left_out_of(question)))
    at_some_time = _AT_SOME_TIME.search(question) is not None

    def allowance(quote: Quote) -> float:
        text = quote.article.article.text
        over = f"{quote.over} {quote.window.context}"
        giving = [
            (_stems(text[start:end]), _stems(f"{over} {text[quote.start : end]}"))
            for start, end in sentences(text, quote.start, quote.end)
            if measure.given_in(text[start:end], question.casefold())
        ]
        said = max((wanted & told for _, told in giving), key=len, default=frozenset[str]())
        if not said or 2 * len(said) < len(wanted):
            return -math.inf
        if said < wanted:
            return _HALF_SAID if measure.certain else 0.0
        at_once = measure.name != "size" and not at_some_time and any(wanted <= own for own, _ in giving)
        if len(wanted) == 1 and not _opens_with(quote, wanted):
            return 0.0
        return _SAID_AT_ONCE if at_once else _SAID_OVER_IT if measure.is_sure else _SUM_SAID_OVER_IT

    return [quote for quote in quotes if wanted and quote.logit >= threshold - allowance(quote)]


def _opens_with(quote: Quote, wanted: frozenset[str]) -> bool:
    """The article says at once that it is of what one word names: any may speak of "a distress call" somewhere, or have "called"."""
    opening = f"{quote.article.article.headline} {quote.opening}"
    return any(terms(word) & wanted and not _VERB.search(word) for word in _PLAIN.findall(opening))


def _stems(text: str) -> frozenset[str]:
    """Stems of a text's words, "without" among them where it says so by another word."""
    return base_forms(terms(f"{text} {_WITHOUT}" if _LACKING.search(text) else text))


def about_topic(request: Request, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes that speak of what was asked about, though they do not answer it: they have most of the question's rare words, or all
    its names and some relevance, where it is put in words that no article has.
    """
    wanted = terms(f"{request.subject or request.question} {request.context}")
    bodies = [terms(f"{quote.article.article.headline} {quote.text}") for quote in quotes]
    weighted = word_weights(wanted, bodies)
    covers = [coverage(weighted, (body, 1.0)) for body in bodies]
    names = {name for name in names_asked(request.question, [quote.text for quote in quotes]) if len(name) > 2}
    likeliest = max([_FAR, *(quote.logit for quote, cover in zip(quotes, covers, strict=True) if cover)])
    near = [
        quote
        for quote, cover, body in zip(quotes, covers, bodies, strict=True)
        if quote.logit >= _NEARLY
        or cover >= _ABOUT
        or (cover >= _TOUCHED and quote.logit >= likeliest)
        or (names and names <= body and quote.logit >= _RELEVANT)
    ]
    best = max((quote.logit for quote in near), default=0.0)
    return [quote for quote in near if quote.logit >= best - _BEHIND]
