"""Answers to what somebody said: their own words and nobody else's, the telling ones first."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answer.choose.reader import Quote, select
from bot.answer.cues.people import people
from bot.answer.cues.speakers import role_of
from bot.answer.cues.speech import SPEAKS, last_name
from bot.answer.cues.speeches import Speech, gives_words, is_quoted, names_of, speeches
from bot.answer.cues.subjects import names_asked
from bot.answer.understand.request import Request
from bot.answer.ways.combined import together
from bot.answer.ways.conversation import PREFERRED, told_in, with_whole
from bot.answer.ways.outcome import Chosen, Outcome, Tools, closest, eased, only, read_and_choose
from index.passages import preamble
from index.search.searcher import Results, staleness
from index.search.terms import coverage, terms, word_weights
from index.search.windows import Window, block_before
from index.types import Filters, StoredArticle

_READ = 28
_ROOM, _LEAST_SHOWN = 220, 4
"""Words of all quotes together, and how many quotes there may be at least."""
_CONDITION = re.compile(
    r"^(?P<core>.{6,}?) (?P<when>after|since|following|before|ahead of) (?P<event>\S.*)$", re.IGNORECASE
)
_OCCASION = re.compile(
    r"^(?P<core>.{6,}?) (?:in|during|at|on) (?P<event>(?:(?:the|his|her|their|that|this|an?)|\w{1,30}[’']s) (?:[\w’'-]{1,30} ){0,4}?"
    r"(?:interview|speech|debate|podcast|rally|hearing|press conference|testimony|show|book|memoir|documentary|address))\W*$",
    re.IGNORECASE,
)
"""Where the words were said: "about the ferry in the radio interview"."""
_SOMEBODY = re.compile(r"\b(?:he|him|his|she|hers?|they|them|theirs?)\b", re.IGNORECASE)
_ASKS_WORDS = re.compile(r"\b(?:say(?:s|ing)?|said|t[eo]ll|told|wr[io]te|tweet|post|think|claim)\b", re.IGNORECASE)
_ASKS_NAMING = re.compile(
    r"\W*(?:what|how) (?:did|does|has|have) (?P<who>\S.{0,60}?) (?:(?:nearly|almost|once|first|originally|really|also|just) )?(?:call|describe|label|brand|dub)(?:l?ed|d|ded)? (?P<what>\S.{2,120}?)(?: as)?\W*\Z",
    re.IGNORECASE,
)
_NAMES_IT = re.compile(
    r"\b(?:call(?:s|ed|ing)|describ(?:es|ed|ing)|label(?:s|l?ed|l?ing)|brand(?:s|ed|ing)|dub(?:s|bed|bing))\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(.{1,60})[’']s? \S")
"""Whose family, lawyer or doctor speaks."""
_SURE, _DIRECT, _ABOUT, _EVENT = 1.5, 1.0, 3.0, 2.0
_HEADLINE, _BESIDE = 0.5, 0.8
_FRESH, _ORDER = 0.8, 0.7
_TWO = 2
_TO_ONE_ANOTHER = re.compile(r"\b(?:each other|one another|together|jointly)\b", re.IGNORECASE)
"""What two people said so is not what either said."""
_LATER = ("after", "since", "following")
_ANY_WORDS = 0.5
"""The weight of the cross-encoder's logit where any words of the speaker answer."""
_ANY_EASED = 2.0
_CONVERSED_EASED = 2.5
"""Logits by which the threshold is lower for words that the articles of a conversation give."""
_BEHIND = 4.0
"""Logits below the best that a quote may score beside it."""
_ON_MATTER = 0.5
"""The share of the matter that the first quote's words speak of from which on those that speak of nothing of it are left out."""
_SOME_OF_MATTER, _IN_ARTICLE = 0.25, 0.7
"""The shares of it that words and their article name where half of it is said in other words: "kicked out" of somebody who is removed."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question without its condition, what the words should be about, and what they should be said after or when."""

    core: str
    about: frozenset[str]
    event: frozenset[str]
    when: str


def said(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """Words of the speaker that the request names, as far as the articles give any; of anybody, where it names none.

    Of two, what they say together, else what each says.
    """
    if not request.subject:
        return _by_anybody(tools, request, filters, limit)
    found = _by_speaker(tools, request, filters, limit)
    both = _speakers(request.subject)
    if found.is_answered or len(both) != _TWO or _TO_ONE_ANOTHER.search(request.question):
        return found
    alone = [replace(request, question=request.question.replace(request.subject, one), subject=one) for one in both]
    each = together([_by_speaker(tools, one, filters, limit) for one in alone], both, both)
    return each if each.is_answered else found


def _speakers(subject: str) -> tuple[str, ...]:
    """Those who speak, where ``subject`` names several; a class of people is one."""
    return (subject,) if role_of(subject) else tuple(subject.split(" and "))


def _by_speaker(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """Words of the speaker that the request names; of several, those in which all are named."""
    results = tools.search.candidates(request.standing, filters)
    told = told_in(tools.search, request, filters, results)
    results = with_whole(tools.search, results, told)
    articles = {item.article.id: item.article for item in results.passages}
    everybody = [last_name(one).casefold() for one in _speakers(request.subject)]
    spoken = [
        speech
        for stored in articles.values()
        for speech in speeches(stored, request.subject)
        if len(everybody) <= 1 or all(one in speech.told.casefold() for one in everybody)
    ]
    if not spoken:
        return _by_nobody_else(tools, request, filters, limit)
    tools.progress("reading")
    asked = _asked(request)
    fits = [
        fit + PREFERRED * (speech.window.article.id in told)
        for speech, fit in zip(spoken, _fits(asked, spoken, articles, results, filters), strict=True)
    ]
    order = sorted(range(len(spoken)), key=lambda place: -fits[place])[:_READ]
    logits = tools.reranker.relevance(asked.core, [_in_context(asked, spoken[place]) for place in order])
    quotes = [
        _quote(spoken[place].window, float(logit), fits[place], 1.0 if asked.about else _ANY_WORDS)
        for place, logit in zip(order, logits, strict=True)
    ]
    gate = max(quote.logit for quote in quotes)
    surest = spoken[order[max(range(len(quotes)), key=lambda place: quotes[place].score)]]
    names_it = _ASKS_NAMING.match(request.question) and surest.sure == 1 and _NAMES_IT.search(surest.told)
    least = eased(tools) - (0.0 if asked.about and not names_it and not _is_on_matter(asked, surest) else _ANY_EASED)
    role = role_of(request.subject)
    if (
        not asked.about and surest.sure == 1 and not (role and role.is_class)
    ):  # whoever asks for any words of somebody is answered by any
        least = -math.inf
    if gate < least - _CONVERSED_EASED * (max(quotes, key=lambda quote: quote.score).article.id in told):
        return closest(tools, request, results, quotes, gate)
    best = max(quote.score for quote in quotes)
    near = _on_matter(asked, [quote for quote in quotes if quote.score >= best - _BEHIND])
    shown = select(near, max(limit, _LEAST_SHOWN), replace(tools.reader, words=_ROOM))
    return Outcome("answered", tuple(map(Chosen, shown)), results, gate)


def named_so(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome | None:
    """What somebody called a matter, "that the governor described as horrific", where ``request`` asks for it; None where nobody does."""
    asked = _ASKS_NAMING.match(request.question)
    if asked is None:
        return None
    found = said(tools, replace(request, subject=asked["who"], about=asked["what"]), filters, limit)
    what = terms(asked["what"])
    naming = [item for item in found.chosen if _NAMES_IT.search(item.quote.text) and what & terms(item.quote.read_out)]
    return replace(found, chosen=tuple(naming)) if found.is_answered and naming else None


def told_on(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome | None:
    """What somebody said of a matter, where ``request`` may ask for it; None where nobody of that name speaks of it.

    "Aasen on the bridge" asks for her words; "ban on cars" does not, because no ban speaks.
    """
    if request.told_on is None:
        return None
    speaker, matter = request.told_on
    results = tools.search.candidates(request.standing, filters)
    articles = {item.article.id: item.article for item in results.passages}
    named = names_asked(speaker, [item.text for item in results.passages])
    if role_of(speaker) is None and not named & terms(last_name(speaker)):
        return None
    about = terms(matter)
    if not any(
        speech.sure == 1 and _names_matter(about, f"{stored.article.headline} {speech.told}", stored)
        for stored in articles.values()
        for speech in speeches(stored, speaker)
    ):
        return None
    question = f"What did {speaker} say about {matter}"
    found = said(tools, replace(request, question=question, subject=speaker, about=matter), filters, limit)
    return found if found.verdict == "answered" else None


def _is_on_matter(asked: _Asked, speech: Speech) -> bool:
    """True for words beside which their speaker is named, or a turn of an interview, in which, or over which, most of the matter is named."""
    told = f"{_before(asked, speech)} {speech.window.in_context} {speech.told}"
    return (speech.is_turn or speech.sure == 1) and _names_matter(asked.about, told, speech.window.article)


def _names_matter(about: frozenset[str], told: str, stored: StoredArticle) -> bool:
    """``told`` names half of the matter, or some of it in an article that has nearly all."""
    share = len(about & terms(told)) / max(1, len(about))
    if share >= _ON_MATTER or share < _SOME_OF_MATTER:
        return share >= _ON_MATTER
    return len(about & terms(f"{stored.article.headline} {stored.article.text}")) >= _IN_ARTICLE * len(about)


def _by_anybody(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """Words on the matter, whosever they are."""

    def spoken(window: Window) -> float:
        return 2.0 * gives_words(window.text) + 1.0 * is_quoted(window.text)

    reader = replace(tools.reader, words=_ROOM, length_weight=0.0)
    found = read_and_choose(
        replace(tools, reader=reader),
        request,
        filters,
        max(limit, _LEAST_SHOWN),
        spoken,
        eased(tools),
        by_relevance=True,
    )
    return only(tools, request, found, lambda quote: gives_words(quote.text))


def _on_matter(asked: _Asked, quotes: Sequence[Quote]) -> list[Quote]:
    """``quotes`` without those that speak of nothing of the matter, where the best speaks of most of it."""
    if not asked.about:
        return list(quotes)
    said = [terms(f"{quote.article.article.headline} {quote.text}") & asked.about for quote in quotes]
    first = max(range(len(quotes)), key=lambda place: quotes[place].score)
    if len(said[first]) < _ON_MATTER * len(asked.about):
        return list(quotes)
    return [quote for quote, words in zip(quotes, said, strict=True) if words]


def _by_nobody_else(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """The windows that answer, where no article tells who speaks; none in which somebody else does."""
    found = read_and_choose(tools, request, filters, limit)

    def is_nobody_else_s(quote: Quote) -> bool:
        if not (SPEAKS.search(quote.text) or is_quoted(quote.text)):
            return True
        names = tuple(name.casefold() for name in names_of(request.subject, quote.article.article.text))
        return any(person.name.casefold().endswith(names) for person in people(quote.text)[:1])

    return only(tools, request, found, is_nobody_else_s)


def _quote(window: Window, logit: float, fit: float, weight: float) -> Quote:
    return Quote(window.article, window.start, window.end, logit, weight * logit + fit)


def _asked(request: Request) -> _Asked:
    question = request.standing
    owner = terms(found[1]) if (found := _OWNED.match(request.subject)) else frozenset()
    match = _CONDITION.match(question)
    core, when, event = (
        (match["core"], match["when"].casefold(), terms(match["event"])) if match else (question, "", frozenset())
    )
    occasion = _OCCASION.match(core)
    about = terms(request.about) & terms(occasion["core"] if occasion else core)
    about = (about - terms(request.subject)) | owner
    if request.about and not match and not _ASKS_WORDS.search(core):  # "how did she react to": what was said answers
        core = f"What did {request.subject} say about {request.about}"
    event |= terms(occasion["event"]) if occasion else frozenset()
    return _Asked(core, about, event - terms(request.subject), when)


def _fits(
    asked: _Asked, spoken: Sequence[Speech], articles: Mapping[str, StoredArticle], results: Results, filters: Filters
) -> list[float]:
    """Logits for how well each speech fits, beside what the cross-encoder says."""
    bodies = [terms(speech.told) for speech in spoken]
    wholes = {key: terms(f"{stored.article.headline} {stored.article.text}") for key, stored in articles.items()}
    heads = {key: terms(stored.article.headline) for key, stored in articles.items()}
    about = word_weights(asked.about, bodies)
    event = word_weights(asked.event, wholes.values())
    days = {key: day for key, stored in articles.items() if (day := stored.article.day)}
    present = min(max(days.values(), default=date.max), filters.asked_on or date.max)
    fused: dict[str, float] = {}
    for item in results.passages:
        fused[item.article.id] = max(item.fused, fused.get(item.article.id, 0.0))
    spoken_on = [day for speech in spoken if (day := days.get(speech.window.article.id))]
    first, last = min(spoken_on, default=present), max(spoken_on, default=present)
    found = []
    for speech, body in zip(spoken, bodies, strict=True):
        key = speech.window.article.id
        fit = _SURE * speech.sure + _DIRECT * speech.is_direct + fused[key]
        fit += _ABOUT * coverage(about, (body, 1.0), (heads[key], _HEADLINE))
        fit += _EVENT * coverage(event, (wholes[key], 1.0))
        fit -= _FRESH * staleness(days.get(key), present)
        if asked.when and (day := days.get(key)):
            away = (last - day).days if asked.when in _LATER else (day - first).days
            fit -= _ORDER * math.log2(1 + away)
        found.append(fit - 2.0 * speech.only_announces)
    return found


def _before(asked: _Asked, speech: Speech) -> str:
    """The paragraph before, where it names the person that is asked about last, and the words only say "her"."""
    if not _SOMEBODY.search(speech.window.text) or asked.about & terms(speech.told):
        return ""
    before = block_before(speech.window.article, speech.window.start)
    return before if any(asked.about & terms(person.name) for person in people(before)[-1:]) else ""


def _in_context(asked: _Asked, speech: Speech) -> str:
    before = _before(asked, speech)
    if not speech.announcement and not before:
        return speech.window.in_context
    return "\n".join(filter(None, (preamble(speech.window.article.article), before, speech.told)))
