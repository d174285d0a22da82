"""Corrections: notices that an article was wrong, and the accounts that they correct. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC

from bot.answer.answers import Label
from bot.answer.choose.reader import Quote
from index.extract.corrections import is_correction as opens_as_correction
from index.search.terms import terms
from index.search.windows import Window

_TOLD = r"(?:said|stated|reported|announced|written|wrote|told|published|put|given|named|claimed|described)"
_WRONGLY = r"(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately|falsely)"
_EARLIER = r"(?:earlier|first|previously|originally|initially|at first)"
_PIECE = (
    r"(?:article|story|report|headline|column|version|caption|graphic|chart|map|obituary|newsletter|review|editorial|editions?|posts?|dispatch|teaser|"
    r"newspaper|photo|video|tweets?|section|list|we)"
)
_NUMBER = r"(?:\d[\d.,]{0,12}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?)"
_NOTICE = re.compile(
    # A notice of the piece itself.
    rf"\b(?:(?:this|an?|the|our) (?:article|story|report|headline|column|piece|post|page|caption|graphic)\b[^.]{{0,60}}\b(?:was|has been|have been) (?:since )?"
    r"(?:corrected|amended|clarified|(?:updated|changed|edited|revised) to (?:correct|clarify|fix|reflect the correct))\b"
    rf"|(?:an? |the |our )?(?:earlier|previous|prior|original|initial) versions? of (?:this|the|our|that) (?:article|story|report|headline|column|piece|post|page|caption|graphic)"
    r"|because of an? \w{1,20} error|due to an? \w{1,20} error"
    rf"|{_PIECE}\b[^.]{{0,140}}\b(?:{_WRONGLY} (?:said|stated|reported|gave|named|identified|described|attributed|referred|put)|gave (?:the|an?) wrong|misstated|misidentified|misspelled|misspelt|misquoted|misattributed|misreported)"
    r"|(?:we|\w{2,20}) regrets? the error|we apologi[sz]e for (?:the|this|our) (?:error|mistake)"
    # The same number put right: "four, and not five as the coast guard had said".
    rf"|(?:not|rather than|instead of) {_NUMBER}\b[^.;:]{{0,50}}?,? as (?:[^.;:,]{{1,50}} )?(?:had|was|were|have|has|{_EARLIER}) (?:been )?(?:{_EARLIER} )?{_TOLD}"
    rf"|(?:not|rather than|instead of) [^.;:]{{1,60}}?,? as (?:[^.;:,]{{1,50}} )?(?:{_EARLIER}|{_WRONGLY}) {_TOLD}"
    rf"|(?:not|rather than|instead of) [^.;:]{{1,60}}?,? as (?:[^.;:,]{{1,50}} )?{_TOLD} (?:{_EARLIER}|in an? (?:earlier|previous))"
    rf"|contrary to (?:what (?:we|was|were|had)|an? (?:earlier|previous|initial)|earlier|previous|initial)\b[^.]{{0,40}}\b(?:reports?|statements?|versions?|accounts?|{_TOLD})"
    r"|(?:earlier|previous|initial|first) (?:toll|figure|number|count|report|account|statement)s?\b[^.]{0,60}\b(?:was|were|is|are|had been|proved) (?:wrong|incorrect|mistaken|in error|inaccurate|too (?:high|low))"
    rf"|{_NUMBER}(?: (?:people|persons|victims|passengers|men|women|children|soldiers))?,? (?:and )?not {_NUMBER},? (?:people |had |were |are |was |have |been ){{0,3}}(?:died|dead|killed|hurt|injured|wounded|missing|arrested)"
    r"|(?:correcting|revising|retracting|withdrawing) (?:an?|the|its|their|his|her) (?:earlier|previous|initial|first|wrong|false)\b"
    rf"|(?:{_PIECE}|figure|number|sentence|it) should have (?:said|read|stated|been given))\b"
    r"|^\W{0,3}(?:this (?:story|version) )?corrects\b"
    r"|^\W{0,6}(?:corrections?(?: (?:and|&) clarifications?)?|corrected|clarifications?|korrektur|berichtigung|rectificatif|correctif|fe de errores|rettifica|correctie|correção|errata)(?:\s?[(,]?\s?[^.:\n]{1,25})?\s?:\s"
    r"|\b(?:in einer (?:früheren|vorherigen|ersten) (?:version|fassung)|une (?:première |précédente )?version (?:précédente|antérieure|initiale)?\s?de cet article|una versión anterior de (?:este|esta)|"
    r"una versione precedente di questo|in een eerdere versie|uma versão anterior)\b",
    re.IGNORECASE,
)
"""What says that something published was wrong: of the piece itself, or the same thing put right against what was told before."""
_SHARED, _FEW = 0.25, 3
_MANY, _A_NUMBER = 0.4, 3
"""The share of a quote's words, and the digits of a number, by which a notice that answers nothing is surely of the same."""


def is_correction(text: str) -> bool:
    """``text`` says that something that was published was wrong."""
    return bool(_NOTICE.search(text))


def labelled(quotes: Sequence[Quote], unasked: Quote | None = None) -> list[tuple[Quote, Label]]:
    """The quotes with corrections first, each newest first, and what they correct behind, labelled as such; a notice that answers nothing
    (``unasked``) right before the first that it corrects.
    """
    notices = sorted((quote for quote in quotes if is_correction(quote.text)), key=_day, reverse=True)
    told: list[tuple[Quote, Label]] = [(quote, "correction") for quote in notices]
    for quote in quotes:
        if quote in notices:
            continue
        is_wrong = unasked is not None and _surely_corrects(unasked, quote)
        if unasked is not None and is_wrong and (unasked, "correction") not in told:
            told.append((unasked, "correction"))
        told.append((quote, "corrected" if is_wrong or any(_corrects(notice, quote) for notice in notices) else ""))
    return told


def notice_of(shown: Sequence[Quote], read: Iterable[Window]) -> Quote | None:
    """The newest notice among ``read`` that puts right one of ``shown``, whatever was asked; None where none of them does, or one is
    shown.
    """
    if any(is_correction(quote.text) for quote in shown):
        return None
    notices = (Quote(one.article, one.start, one.end, -math.inf, -math.inf) for one in read if is_correction(one.text))
    told = [notice for notice in notices if any(_surely_corrects(notice, quote) for quote in shown)]
    return max(told, key=lambda notice: (_day(notice), notice.words), default=None)


def _surely_corrects(notice: Quote, quote: Quote) -> bool:
    """It is later, of another article, and has many of the quote's words, or a number that is no day's, beside some of them."""
    own = terms(quote.text)
    shared = own & terms(f"{notice.article.article.headline} {notice.text}")
    number = any(word[0].isdigit() and len(word) >= _A_NUMBER for word in own & terms(notice.text))
    is_same = len(shared) >= _MANY * len(own) or (number and len(shared) > _FEW)
    return notice.article.id != quote.article.id and _day(notice) >= _day(quote) and is_same


def is_notice(text: str) -> bool:
    """``text`` is a piece's own notice that it was wrong, and not news of what was put right."""
    return is_correction(text) and opens_as_correction(text)


def corrects_any(notice: Quote, quotes: Sequence[Quote]) -> bool:
    """``notice`` puts right one of the other ``quotes``."""
    return any(quote is not notice and _corrects(notice, quote) for quote in quotes)


def _corrects(notice: Quote, quote: Quote) -> bool:
    """The notice is later and speaks of the same: with a quarter of the words, or a number that it names and a few of them. A story that
    tells what others had wrong ("earlier reports that he was 61 were wrong") has it right itself.
    """
    if notice.article.id == quote.article.id and not opens_as_correction(notice.text):
        return False
    own = terms(quote.text)
    shared = own & terms(f"{notice.article.article.headline} {notice.text}")
    same_number = len(shared) >= _FEW and any(word[0].isdigit() for word in shared & terms(notice.text))
    return _day(notice) >= _day(quote) and (same_number or len(shared) >= _SHARED * len(own))


def _day(quote: Quote) -> str:
    published = quote.article.article.published
    return published.at.astimezone(UTC).isoformat() if published else ""
