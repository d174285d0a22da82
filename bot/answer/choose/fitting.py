"""Which quotes answer what is asked, and not something beside it: the kind of amount, the event, what stands beside an answer. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from bot.answer.choose.reader import Quote
from bot.answer.choose.timing import is_over
from bot.answer.cues.doers import DoerAsked, doer_asked
from bot.answer.cues.other_counts import counts_by_rule
from bot.answer.cues.subjects import deed_asked, names_asked
from bot.answer.cues.synonyms import in_words_of, tells_of
from index.irregular_verbs import base_form, base_forms
from index.search.answer_types import expected, given
from index.search.measures import Measure, measure_asked
from index.search.terms import FUNCTION_WORDS, terms
from index.stemming import stem

_EVENTS = (
    r"strikes?|elections?|explosions?|blasts?|crash(?:es)?|fires?|trials?|festivals?|earthquakes?|quakes?|hurricanes?|shootings?|floods?|flooding|"
    r"marathons?|regattas?|protests?|marches|march|summits?|mergers?|recalls?|outbreaks?|referendums?|by-?elections?|landslides?|avalanches?|derailments?|"
    r"collisions?|robber(?:y|ies)|heists?|kidnappings?|bombings?|stabbings?|wildfires?|tornado(?:e?s)?"
)
_EVENT_OF = re.compile(
    rf"(?<!which )(?<!what )\b(?P<of>[^\W\d_]{{3,30}}?)(?:['’]?s?['’]?)\s(?:{_EVENTS})\b", re.IGNORECASE
)
_NAMED_EVENTS = re.compile(
    r"\b(?:trials?|funerals?|weddings?|parades?|inaugurations?|coronations?|eclipses?|vigils?|marathons?|regattas?|hijackings?|blackouts?|"
    r"(?:earth)?quakes?|hurricanes?|storms?|typhoons?|cyclones?|blizzards?|tornado(?:e?s)?|floods?|flooding|landslides?|avalanches?|wildfires?|"
    r"derailments?|collisions?|explosions?|shootings?|stabbings?|bombings?|kidnappings?)\b",
    re.IGNORECASE,
)
"""Events for which there are few other words."""
_ALSO_TOLD_BY = {
    base_form(event): words
    for event, words in {
        "shooting": ("gunman", "gunfire", "massacre", "rampage"), "stabbing": ("knife", "attack"), "bombing": ("explosion", "attack"),
        "flood": ("rain", "water"), "wildfire": ("fire",), "kidnapping": ("abduct", "hostage"), "trial": ("testify", "verdict", "jury"),
    }.items()
}  # fmt: skip
_LEAD = 300
"""Characters in which an article says what it is about."""
_AS_GOOD = 1.0
"""Points of score below the first quote at which another is nearly as good."""
_SURE = 1.0
"""Logits above the least at which a quote tells of a deed in whatever words."""
_OF_SOMEBODY = re.compile(r"\b(?:he|she|his|her|it|its|who|\w+-year-old)\b", re.IGNORECASE)
_NO_KIND = FUNCTION_WORDS | frozenset(
    "first second third last latest next new recent deadly fatal big bigger biggest largest worst massive huge major minor general presidential "
    "federal local national midterm mid special early snap mass school public many several few long short famous great terrible tragic "
    "reported alleged suspected planned ongoing deadliest annual house called fatal plane car train air labor labour workers people "
    "open opens opened opening return returned cease catch catches caught set sets lit start started".split()
)
"""What stands before "fire" and the like and names no kind of it: "opened fire", "caught fire"."""


def fitting(question: str, shown: Sequence[Quote], least: float) -> list[Quote]:
    """``shown`` without what answers something else; ``least`` is the logit of a quote that may stand alone."""
    deed = deed_asked(question, names_asked(question, [f"{_lead(quote)}\n{quote.text}" for quote in shown]))
    measure = measure_asked(question)
    if deed and measure and measure.is_count:
        own = [quote for quote in shown if not deed.is_anothers(quote.text)]
        if len(own) < len(shown) and not any(quote.logit >= least for quote in own):
            return []  # what stood beside another's number is no answer
        shown = own
    same = [
        quote
        for quote in shown
        if not tells_of_another_event(question, quote)
        and tells_of_event(question, quote)
        and not (deed and deed.is_of_victory(quote.text))
        and not counts_by_rule(question, quote.text)
        and not is_over(question, quote.window)
    ]
    if doer := doer_asked(question):
        same = _telling_of_deed(doer, same, least)
    if measure is None:
        return _with_fitting_beside(question, same, least)
    if measure.is_count:  # "a crowd of 87,192" counts fans as well
        return _with_fitting_beside(question, _counted_first(question, measure, same), math.inf)
    giving = [quote for quote in same if measure.given_in(quote.read_out, question.casefold())]
    if measure.is_age:
        giving = [quote for quote in giving if _tells_of_whom(question, measure, quote)]
    if not giving:
        return [] if measure.certain else same
    return [giving[0], *(quote for quote in giving[1:] if not _measures_another(question, measure, giving[0], quote))]


def _telling_of_deed(doer: DoerAsked, shown: Sequence[Quote], least: float) -> list[Quote]:
    """``shown`` without what only tells who left where who came after is asked; none where the deed is told by none that is not sure."""
    kept = [quote for quote in shown if not doer.tells_of_leaving(quote.text)]
    told = any(doer.told_in(f"{quote.article.article.headline}\n{quote.read_out}") for quote in kept)
    sure = any(quote.logit >= least + _SURE for quote in kept)
    return kept if told or sure or not doer.is_telling else []


def tells_of_another_event(question: str, quote: Quote) -> bool:
    """The question is about the strike of nurses, say, and the quote's article knows of none."""
    match = _EVENT_OF.search(question)
    if match is None or match["of"].casefold() in _NO_KIND:
        return False
    article = quote.article.article
    return stem(match["of"]) not in terms(f"{article.headline} {article.text}")


def tells_of_event(question: str, quote: Quote) -> bool:
    """Asked for the day of the funeral, say: the quote tells of it, or what stands over it, or the article's lead; true for other questions."""
    event = _NAMED_EVENTS.search(question)
    if event is None:
        return True
    told = _told(quote)
    return any(tells_of(told, word) for word in (event[0], *_ALSO_TOLD_BY.get(base_form(event[0].casefold()), ())))


def _told(quote: Quote) -> str:
    """A quote with all that tells what it is about."""
    return f"{quote.over} {_lead(quote)} {quote.read_out}"


def _lead(quote: Quote) -> str:
    return quote.article.article.text[:_LEAD]


def _counted_first(question: str, measure: Measure, shown: Sequence[Quote]) -> list[Quote]:
    """``shown``, where the first counts something else, with one that is nearly as good and counts what is asked before it."""
    counting = [quote for quote in shown if measure.given_in(quote.read_out, question.casefold())]
    first = next((quote for quote in counting if quote.score >= shown[0].score - _AS_GOOD), None)
    return [first, *(quote for quote in shown if quote is not first)] if first else list(shown)


def _tells_of_whom(question: str, measure: Measure, quote: Quote) -> bool:
    """``quote`` names whose age is asked for, or speaks of him or her where what is over it, or the article's lead, names them: "the
    29-year-old" is nobody's age who is in no article.
    """
    asked = measure.left_out_of(question)
    if terms(asked) & terms(quote.read_out):
        return True
    told = _told(quote)
    wanted = base_forms(terms(in_words_of(told, asked)))
    is_of_them = not wanted or bool(wanted & base_forms(terms(told)))
    return is_of_them and _OF_SOMEBODY.search(quote.text) is not None


def _measures_another(question: str, measure: Measure, answer: Quote, quote: Quote) -> bool:
    """``quote`` is of the same article as ``answer``, and names nothing of what is measured, as that does."""
    wanted = terms(measure.left_out_of(question))
    same_article = quote.article.id == answer.article.id
    return same_article and bool(wanted & terms(answer.read_out)) and not wanted & terms(quote.read_out)


def _with_fitting_beside(question: str, shown: Sequence[Quote], least: float) -> list[Quote]:
    """``shown`` without what only stands beside an answer and gives nothing of the kind that this gives."""
    types = expected(question)
    if not shown or not types or not given(question, shown[0].read_out, types):
        return list(shown)
    return [quote for quote in shown if quote.logit >= least or given(question, quote.read_out, types)]
