"""Corrections: notices that an article was wrong, and the accounts that they correct. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC

from bot.answer.answers import Label
from bot.answer.reader import Quote
from index.search.terms import terms

_NOTICE = re.compile(
    r"\b(?:(?:this|an?|the) (?:article|story|report|headline|column)[^.]{0,60}\b(?:was|has been) (?:corrected|amended|updated to correct)|"
    r"(?:an )?earlier versions? of this|(?:correction|corrected|clarification)\s*:|because of an? (?:editing|reporting|production) error|"
    r"(?:incorrectly|wrongly|mistakenly|erroneously) (?:said|stated|reported|gave|identified|described)|gave (?:the|an?) wrong|misstated|misidentified|we regret the error)\b",
    re.IGNORECASE,
)
_SHARED = 0.25


def is_correction(text: str) -> bool:
    """``text`` says that something that was published was wrong."""
    return bool(_NOTICE.search(text))


def labelled(quotes: Sequence[Quote]) -> list[tuple[Quote, Label]]:
    """The quotes with corrections first, each newest first, and what they correct behind, labelled as such."""
    notices = sorted((quote for quote in quotes if is_correction(quote.text)), key=_day, reverse=True)
    told: list[tuple[Quote, Label]] = [(quote, "correction") for quote in notices]
    for quote in quotes:
        if quote not in notices:
            told.append((quote, "corrected" if any(_corrects(notice, quote) for notice in notices) else ""))
    return told


def _corrects(notice: Quote, quote: Quote) -> bool:
    """The notice is later and speaks of the same."""
    own = terms(quote.text)
    about = terms(f"{notice.article.article.headline} {notice.text}")
    return _day(notice) >= _day(quote) and len(own & about) >= _SHARED * len(own)


def _day(quote: Quote) -> str:
    published = quote.article.article.published
    return published.at.astimezone(UTC).isoformat() if published else ""
