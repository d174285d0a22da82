"""What a page says over an entry or a row counts as said by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.answer.choose.deciding import measured, says_all
from bot.answer.choose.reader import Quote
from bot.answer.choose.timing import is_of
from bot.answer.understand.period import period_of
from index.extract.textdump import read_textdump
from index.search.measures import measure_asked
from index.types import StoredArticle

LIVE = (
    "Storm live\n\n18.05 GMT\nAirport reopens\nRunway two at Lorne airport has reopened.\n\n"
    "17.20 GMT\nNews of the grid\nPower is out in 41,000 homes. Power is back in 9,000 homes.\n\n"
    "16.32 GMT\nSchool roof collapses\nThe roof of the school has come down.\n"
)
FIXTURES = (
    "Cup draw for the last eight teams\n28 November 2024\n\nThe draw was made in Pell by the league.\n\nSaturday 7 December\nPell v Lund, Mill Lane, 3pm\n"
    "Halden v Marr, The Paddock, 5.30pm\n\nSunday 8 December\nOrme v Tarn, Quayside, 2pm\nVoss v Wick, Chalk Pit, 4pm\n\nAll ties that are level go to penalties at once.\n"
)


def quote(text: str, words: str) -> Quote:
    article = read_textdump(text, "page.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0]
    start = article.text.index(words)
    return Quote(StoredArticle(article.id, 1, article), start, start + len(words), 7.0, 7.0)


def test_the_time_over_an_entry_is_told_with_it() -> None:
    question = "at what time did lorne airport reopen"
    measure = measure_asked(question)
    assert measure is not None
    assert measure.given_in(quote(LIVE, "Runway two at Lorne airport has reopened.").read_out, question)


def test_when_is_told_by_the_time_over_an_entry() -> None:
    assert says_all("When did Lorne airport reopen?", quote(LIVE, "Runway two at Lorne airport has reopened."))


def test_power_that_is_out_is_what_homes_are_without() -> None:
    asked = "How many homes are without power?"
    assert measured(asked, [replace(quote(LIVE, "Power is out in 41,000 homes."), logit=4.2)], 5.6)
    assert not measured(asked, [replace(quote(LIVE, "Power is back in 9,000 homes."), logit=4.2)], 5.6)


def test_a_fixture_is_of_the_day_over_it() -> None:
    period = period_of("who plays on 8 December 2024", datetime(2024, 12, 1, tzinfo=UTC).date())
    assert period is not None
    assert is_of(period, quote(FIXTURES, "Orme v Tarn, Quayside, 2pm").window)
    assert not is_of(period, quote(FIXTURES, "Halden v Marr, The Paddock, 5.30pm").window)


def test_one_word_that_an_article_only_has_somewhere_is_not_what_it_measures() -> None:
    asked = "how long was the call"
    ferry = "The ferry sank off Tarn.\n\n" + "It rained. " * 50 + "\n\nThe distress call came fifty minutes late.\n"
    call = "The call was short.\n\nIt came to fifty minutes.\n"
    assert not measured(asked, [replace(quote(ferry, "The distress call came fifty minutes late."), logit=1.0)], 5.6)
    assert measured(asked, [replace(quote(call, "It came to fifty minutes."), logit=1.0)], 5.6)
    after = "The call for bids ended.\n\nIt took fifty minutes. Nobody called.\n"
    assert not measured(
        "how long was the vote", [replace(quote(after, "It took fifty minutes. Nobody called."), logit=1.0)], 5.6
    )
