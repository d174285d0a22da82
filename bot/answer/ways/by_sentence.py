"""Answers by the sentences that say it: facts, reasons, lists, who somebody is."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from bot.answer.choose.news_day import news_fit
from bot.answer.choose.reader import Fit, Quote
from bot.answer.choose.timing import counts_another_month, is_long_past, is_of, names_another_year, time_fit
from bot.answer.cues.offices import Office, office_asked
from bot.answer.cues.people import is_of_namesakes
from bot.answer.cues.reasons import ASKS_WHY
from bot.answer.cues.speech import introduces
from bot.answer.understand.period import Period
from bot.answer.understand.request import Request
from bot.answer.ways.because import why
from bot.answer.ways.outcome import Outcome, Tools, only, read_and_choose
from index.search.answer_types import AnswerType, expected
from index.search.searcher import Results
from index.search.terms import terms
from index.search.windows import Window, block_before
from index.sentences import sentences
from index.types import Filters

_OFFICE_EASED, _OFFICE_FRESHNESS = 2.4, 1.5
"""Logits below the threshold at which a sentence that names the holder of an office is shown, and what a doubling of its age costs."""
_LASTED = re.compile(r"\W*how long (?P<aux>did|does) (?P<what>\S.{1,80}?) (?:last|take|go on|run)\W*\Z", re.IGNORECASE)
"""Found by other words than "how long was it": "the last polls" speak of something else."""
_BE = {"did": "was", "does": "is"}
_ASKS_WINNER = re.compile(
    r"\W*(?:who|which \w{1,30})(?:['’]?s| has| have)? (?:just )?(?:won|wins?|beat|defeated)\b", re.IGNORECASE
)
_RESULT = re.compile(
    r"(?<!\bto )(?<!will )(?<!would )(?<!could )(?<!might )(?<!may )(?<!can )(?<!never )(?<!not )(?<!n[’']t )\b(?:w[io]n(?:s|ning)?|winners?|victor\w*|beat(?:s|en|ing)?|defeat\w*|(?:re-?)?elected|crowned|champions?|triumph\w*|clinch\w*|prevail\w*|"
    r"gold|awarded(?! an?\b)|honou?red|took (?:home|the title|gold)|takes (?:home|the title|gold)|edged|toppled|ousted|overc[ao]mes?|claim(?:s|ed)|secur(?:es|ed)|"
    r"captur(?:es|ed)|land(?:s|ed)|went to|goes to|recipients?|laureates?|prize|title|conced\w*|lost|loses?|unseat\w*|retain\w*|"
    r"(?:held|holds|fended|fends) off|outlasted|outduel\w*|outpaced|(?:rallied|came back|came from behind|pulled away)(?: \w{1,20}){0,6} to (?:win|beat|take))\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:if|whether)\b[^.;,]{0,60}", re.IGNORECASE)
"""What is asked or supposed: "his landlady asked if he had won"."""
_PART = re.compile(
    r"\b(?:w[io]n(?:s|ning)?|claim(?:s|ed)|took|takes|earn(?:s|ed)|captur(?:es|ed))\b[^.;,]{0,60}?\b(?:MVP|most valuable|player of the|rookie of the|golden (?:boot|ball|glove)|"
    r"game \d|game (?:one|two|three|four|five|six)|opener|(?:first|second|third|opening) (?:leg|round|game|set|stage)|toss|"
    r"(?:semi|quarter)-?finals?)\b[^.;]{0,200}",
    re.IGNORECASE,
)
"""A prize for one of those who play, or a part of a contest, with what says that it was won."""
_QUOTED = re.compile(r"“[^“”]{1,1000}(?:”|\Z)|\"[^\"]{1,1000}(?:\"|\Z)")
_HALF = 2
"""Words of a contest that are enough where they are a half of them: "the 600 mile race in Charlotte" is the Coca-Cola 600 at Charlotte."""
_OPENING = 800
"""Characters of an article in which it tells which contest it is of."""


def fact(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """The windows that answer best, where they answer at all."""
    if ASKS_WHY.match(request.question):
        return why(tools, request, filters, limit)
    if office := office_asked(request.standing):
        return holder(tools, request, filters, limit, office)
    if _ASKS_WINNER.match(request.standing):
        return winner(tools, request, filters, limit)

    def fit_to(results: Results) -> Fit:
        return news_fit(request.standing, request.period, results)

    found = of_its_time(tools, request, read_and_choose(tools, request, filters, limit, fit_to=fit_to))
    if found.is_answered or not (lasted := _LASTED.match(request.question)):
        return found
    otherwise = replace(request, question=f"how long {_BE[lasted['aux'].casefold()]} {lasted['what']}")
    again = of_its_time(tools, otherwise, read_and_choose(tools, otherwise, filters, limit, fit_to=fit_to))
    return again if again.is_answered else found


def holder(tools: Tools, request: Request, filters: Filters, limit: int, office: Office) -> Outcome:
    """The sentences that name who holds an office, the newest first among equals; one who held it before only where that is sure."""

    def held(window: Window) -> float:
        return office.held(window.text, window.article.article.headline)

    newest = replace(tools, reader=replace(tools.reader, freshness_weight=_OFFICE_FRESHNESS))
    least = tools.threshold.logit - _OFFICE_EASED
    found = read_and_choose(newest, request, filters, limit, lambda window: 3.0 * held(window), least)

    def names_holder(quote: Quote) -> bool:
        clear = held(quote.window)
        return clear == 1 or (clear > 0 and quote.logit >= tools.threshold.logit)

    return only(tools, request, found, names_holder)


def winner(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """The sentences in which something is won: who leads in the polls has not."""
    found = read_and_choose(tools, request, filters, limit, time_fit(request.standing, request.period))
    contest = terms(request.question[asked.end() if (asked := _ASKS_WINNER.match(request.question)) else 0 :]) - terms(
        request.period.said if request.period else ""
    )

    def won(quote: Quote) -> bool:
        """It has a result, of the contest that is asked about and not of a prize or a part of it, and of no other year's."""
        article = quote.article.article
        said = f"{article.headline} {article.text[:_OPENING]} {block_before(quote.article, quote.start)} {quote.text}"
        told = len(contest & terms(said))
        same = told > len(contest) / 2 or not contest or _HALF <= told == len(contest) / 2
        period = request.period
        other = names_another_year(period, quote.window) if period else is_long_past(request.standing, quote.window)
        return (
            _RESULT.search(_UNSURE.sub(" ", quote.text)) is not None
            and same
            and not other
            and not _is_of_part(request.standing, quote.text)
        )

    return of_its_time(tools, request, only(tools, request, found, won))


def _is_of_part(question: str, text: str) -> bool:
    """``text`` tells who won a prize or a part of a contest, and of no other result: "won the NBA Finals MVP award" for "the NBA finals"."""
    return not _PART.search(question) and _RESULT.search(_PART.sub(" ", text)) is None


def of_its_time(tools: Tools, request: Request, found: Outcome) -> Outcome:
    """The quotes that are of the time that the question names: another year's event is no answer."""
    period = request.period
    if period is None or period.is_in_name or _is_told_before(request.question, period):
        return found
    counts = AnswerType.NUMBER in expected(request.question)

    def fits(quote: Quote) -> bool:
        return is_of(period, quote.window) and not (counts and counts_another_month(period, quote.window))

    own = only(tools, request, found, fits)
    none = own.verdict == "related" and not any(fits(item.quote) for item in own.chosen)
    return replace(own, missing=period.named) if none else own


def _is_told_before(question: str, period: Period) -> bool:
    """The time stands in a sentence before the one that asks: "The album comes on July 29. What is its title?"."""
    start, _ = sentences(question)[-1]
    return question.find(period.said, start) < 0


def who_is(tools: Tools, request: Request, filters: Filters, limit: int) -> Outcome:
    """The sentences that introduce somebody; "who is Holm's coach" asks for the coach, not for Holm."""
    if office := office_asked(request.standing):
        return holder(tools, request, filters, limit, office)

    def introduced(window: Window) -> float:
        return 4.0 * _introduces(window.text, request.subject)

    found = read_and_choose(_at_any_length(tools), request, filters, limit, introduced, least=-math.inf)
    named = tuple(item for item in found.chosen if introduces(item.quote.text, request.subject) > 0)
    own = tuple(item for item in named if not _is_of_namesakes(item.quote, request.subject))
    if own:
        return replace(found, verdict="answered", chosen=own)
    return replace(found, verdict="not_found", chosen=())


def _introduces(text: str, person: str) -> float:
    """The clarity of an introduction, half of it where only what somebody says in it introduces: "Coolio was one of a kind"."""
    clear = introduces(text, person)
    return max(clear / 2, introduces(_QUOTED.sub(" ", text), person)) if clear > 0 and _QUOTED.search(text) else clear


def _is_of_namesakes(quote: Quote, person: str) -> bool:
    """The quote's article is about others of that last name: what it says of "Johnson" is of Boris, not of Mike."""
    article = quote.article.article
    return is_of_namesakes(f"{article.headline}\n{article.text}", person)


def _at_any_length(tools: Tools) -> Tools:
    """Reasons, lists, speeches and introductions take as many words as they take."""
    return replace(tools, reader=replace(tools.reader, length_weight=0.0))
