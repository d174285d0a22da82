"""Answers to claims and to questions of yes or no: the sentences that stand for them or against them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.answer.answers import Stance
from bot.answer.choose.corrections import labelled
from bot.answer.choose.reader import Fit, Quote
from bot.answer.choose.stance import retells, stance_of, tells_deed, tells_of_record
from bot.answer.choose.timing import period_fit
from bot.answer.cues.exchanged import direction, tells_of_two
from bot.answer.cues.owners import tells_of_what_they_own
from bot.answer.cues.possibility import only_possible
from bot.answer.cues.subjects import deed_asked, names_another, names_asked
from bot.answer.understand.request import Request
from bot.answer.understand.statements import as_events
from bot.answer.ways.outcome import Chosen, Outcome, Tools, eased, only, read_and_choose
from index.irregular_verbs import base_form, base_forms
from index.search.searcher import Results
from index.search.terms import coverage, terms, word_weights
from index.search.windows import Window, windows_of
from index.stemming import stem
from index.types import Filters, StoredArticle

_MOST_WORDS = 0.6
"""The share of a claim's words that a sentence has which stands for or against it itself."""
_STANDS, _DEED, _RECORD, _ONLY_POSSIBLE, _RETOLD = 0.5, 0.8, 0.8, 2.0, 3.0
"""Logits for a sentence that stands for or against a claim, tells of its deed, or of a record as it does, and against one that tells
what might be, or repeats the claim."""
_LEAD, _LEAD_LENGTH, _LEAD_COVERS = 1.5, 700, 0.4
"""Logits for the opening of an article, which tells its news, by the share of the claim's words that it and its headline have; the
characters that it takes, and the least such share with which it tells of the claim."""
_LEAD_EASED = 1.2
"""Logits further below the threshold at which the opening of an article that is about the claim is shown."""
_COVER, _SPEAKS_FOR = 2.0, 0.75
"""Logits for the share of the claim's words that a sentence has, by their weight; the share with which
a sentence without its deed speaks for it."""
_UNSURE = 1.5
"""Logits above the threshold up to which an article has to tell of the deed."""
_OPENING_HOLDS = 0.3
"""The share of the claim's words that such an opening has itself."""
_FAR_MORE_TELLING = 1.5
_HAS_OR_IS = re.compile(r"^\W*(?:has|have|hasn[’']?t|haven[’']?t|is|are|isn[’']?t|aren[’']?t)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:yet|still|now|already|currently|any ?more|so far)\b", re.IGNORECASE)
_STATE_AGES, _PRESENT_AGES = 1.2, 2.2
"""Logits that each doubling of a week of age costs where the state of things is asked for, and where it is said to be the present one."""
_ANY_DEED = frozenset(
    map(
        stem,
        "get gets got getting have has had having make makes made do does did go goes take takes give gives keep keeps come".split(),
    )
)
"""Verbs that tell nothing of what is done: "getting two million" is being paid them."""
_SAME_CHECK = 1.5
"""Logits below the best at which a fact-check may be of the same claim."""
_FACT_CHECK = re.compile(r"\bfact[- ]?check|\bthe claim:|\bour rat(?:ing|e)\b|\bour ruling\b", re.IGNORECASE)
_RATING = re.compile(
    r"\bour (?:rating|ruling|verdict)\b|\bwe rate\b|\bis (?:false|not true|altered|fake)\b", re.IGNORECASE
)


def claim(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """The quotes that speak for a claim and those against it, the side of the most telling one first; what only repeats it comes last."""
    request = replace(request, question=as_events(request.question), subject=as_events(request.subject))
    statement = request.subject or request.question
    claimed = terms(_PRESENT.sub(" ", statement)) or terms(statement)
    of_time = period_fit(request.period)
    ages = _PRESENT_AGES if _PRESENT.search(statement) else _STATE_AGES if _HAS_OR_IS.match(statement) else 0.0
    present = filters.asked_on

    def fit_to(results: Results) -> Fit:
        weight = _weights(claimed, results)

        def tells(window: Window) -> float:
            own = len(claimed & terms(window.text)) >= _MOST_WORDS * len(claimed)
            told = _STANDS * (own and bool(stance_of(statement, window.text)))
            told += _DEED * tells_deed(statement, window.text) + _RECORD * tells_of_record(statement, window.text)
            told += _LEAD * _leads(claimed, window) + _COVER * coverage(weight, (terms(window.text), 1.0))
            if only_possible(statement, window.text):
                told -= _ONLY_POSSIBLE
            told -= ages * _weeks_of_age(window.article, present)
            return of_time(window) + told - _RETOLD * (_checks_facts(window.article) and retells(window.text))

        return tells

    found = read_and_choose(tools, request, filters, limit, least=eased(tools), by_relevance=True, fit_to=fit_to)
    weight = _weights(claimed, found.results)
    names = names_asked(statement, [read.window.text for item in found.results.passages for read in item.windows])
    if found.verdict != "answered":
        found = _by_opening(tools, found, claimed, names)
    elif found.gate is not None and found.gate < tools.threshold.logit + _UNSURE:
        found = only(tools, request, found, _telling_deed_of(statement, names))
    quotes = [item.quote for item in found.chosen]
    if found.verdict == "answered":
        quotes = _telling_first(statement, quotes, _ratings(tools, quotes))
        quotes.sort(key=lambda quote: names_another(statement, quote.text, names))
    labels = {quote.place: label for quote, label in labelled(quotes)}
    chosen = [Chosen(quote, _side(statement, quote, names, weight), label=labels[quote.place]) for quote in quotes]
    if found.verdict == "answered":
        chosen = _by_side(chosen)
    return replace(found, chosen=tuple(chosen))


def _weights(claimed: frozenset[str], results: Results) -> dict[str, float]:
    """The weight of each word of the claim: the rarer in what was found, the more it tells."""
    texts = [terms(read.window.text) for item in results.passages for read in item.windows]
    return word_weights(claimed, texts)


def _leads(claimed: frozenset[str], window: Window) -> float:
    """The share of the claim's words in the opening of an article and its headline; 0 for what comes later, or is of something else."""
    if window.start >= _LEAD_LENGTH or not claimed:
        return 0.0
    share = len(claimed & terms(f"{window.article.article.headline} {window.text}")) / len(claimed)
    return share if share >= _LEAD_COVERS else 0.0


def _weeks_of_age(article: StoredArticle, present: date | None) -> float:
    """Doublings of a week between an article and the present; 0 where either day is unknown."""
    day = article.article.day
    if present is None or day is None:
        return 0.0
    return math.log2(1 + abs((present - day).days) / 7)


def _telling_deed_of(statement: str, names: frozenset[str]) -> Callable[[Quote], bool]:
    """Tells whether the article of a quote has the deed that is asked about, or its contrary: what only has the names answers nothing."""
    deed = deed_asked(statement, names)

    def tells(quote: Quote) -> bool:
        if deed is None or deed.deed in _ANY_DEED:
            return True
        text = f"{quote.article.article.headline}. {quote.article.article.text}"
        return base_form(deed.deed) in base_forms(terms(text)) or tells_deed(deed.deed, text)

    return tells


def _by_opening(tools: Tools, found: Outcome, claimed: frozenset[str], names: frozenset[str]) -> Outcome:
    """``found`` with the openings of articles that are about the claim, though the cross-encoder is less sure of them: what a claim
    twists it does not find.
    """
    least = eased(tools) - _LEAD_EASED

    def is_about(quote: Quote) -> bool:
        over = terms(f"{quote.article.article.headline} {quote.text}")
        own = len(claimed & terms(quote.text)) >= _OPENING_HOLDS * len(claimed)
        return own and quote.logit >= least and _leads(claimed, quote.window) > 0 and (not names or bool(names & over))

    chosen = tuple(item for item in found.chosen if is_about(item.quote))
    return replace(found, verdict="answered", chosen=chosen) if chosen else found


def _side(statement: str, quote: Quote, names: frozenset[str], weight: Mapping[str, float]) -> Stance:
    """The side of ``quote``; it does not speak for what names somebody or something else than it does, or lacks what the claim is about."""
    side = stance_of(statement, quote.text)
    if names_another(statement, quote.text, names):
        return ""
    if side != "for":
        return side
    of_others = (
        tells_of_what_they_own(statement, quote.text, names)
        or not names <= terms(f"{quote.over} {quote.text}")
        or (tells_of_two(statement, names) and direction(statement, quote.text) != "same")
    )
    return "" if of_others else side


def _by_side(chosen: Sequence[Chosen]) -> list[Chosen]:
    """``chosen`` in the order in which they are shown: those of one side together, the side of the first before the other; what is on
    neither comes last unless it is far more telling.
    """
    sides = list(dict.fromkeys(item.stance for item in chosen))
    if "" in sides:
        best = {side: max(item.quote.score for item in chosen if item.stance == side) for side in sides}
        if any(best[side] >= best[""] - _FAR_MORE_TELLING for side in sides if side):
            sides = [side for side in sides if side] + [""]
    return sorted(chosen, key=lambda item: sides.index(item.stance))


def _telling_first(statement: str, quotes: Sequence[Quote], ratings: Sequence[Quote]) -> list[Quote]:
    """``quotes`` and what fact-checks conclude, before which stands the best sentence that says so itself; a claim that is retold is last."""
    if not ratings:
        return list(quotes)
    rated = max(quote.logit for quote in ratings)
    others = [quote for quote in quotes if quote not in ratings]
    own = [quote for quote in others if not (_checks_facts(quote.article) and retells(quote.text))]
    telling = [quote for quote in own if quote.logit >= rated and stance_of(statement, quote.text)]
    return list(dict.fromkeys([*telling[:1], *ratings, *own, *others]))


def _checks_facts(stored: StoredArticle) -> bool:
    return _FACT_CHECK.search(f"{stored.article.headline} {stored.article.text[:2000]}") is not None


def _ratings(tools: Tools, quotes: Sequence[Quote]) -> list[Quote]:
    """The conclusion of the fact-checks among the articles of ``quotes``."""
    found: list[Quote] = []
    surest = max(quote.logit for quote in quotes)
    near = {quote.article.id: quote.article for quote in quotes if quote.logit >= surest - _SAME_CHECK}
    for article in near.values():
        if not _checks_facts(article):
            continue
        windows = dict.fromkeys(
            window
            for item in tools.search.passages_of(article).passages
            for window in windows_of(article, item.passage)
        )
        rated = [window for window in windows if _RATING.search(window.text)][:2]
        best = max(quote.logit for quote in quotes if quote.article.id == article.id)
        found += [Quote(article, window.start, window.end, best, best) for window in rated]
    known = {quote.place: quote for quote in quotes}
    return [known.get(quote.place, quote) for quote in found]
