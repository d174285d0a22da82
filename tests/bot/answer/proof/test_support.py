"""What quotes prove, and what they do not: days, figures, names, and whether something was said at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.answer.cues.date_mentions import long_day, mentions
from bot.answer.cues.stated_numbers import numbers
from bot.answer.proof.support import Proof, check, unproven
from bot.answer.proof.turns import NEGATIONS
from index.calendar_names import MONTHS, WEEKDAYS

THURSDAY = date(2021, 12, 30)
PUBLISHED = st.dates(date(1990, 1, 1), date(2090, 12, 31))
COUNTS = st.integers(0, 10**9)
QUOTE = "Russian officials requested the call with President Joe Biden, which lasted 50 minutes."


def day_forms(day: date) -> list[str]:
    month = MONTHS[day.month - 1].capitalize()
    return [
        day.isoformat(),
        long_day(day),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month} {day.day}",
    ]


def test_what_its_quote_says_is_proven() -> None:
    for claim in (
        QUOTE,
        "The call was requested by Russian officials.",
        "It lasted 50 minutes.",
        "Officials of Russia requested a call.",
    ):
        assert unproven(claim, [Proof(QUOTE)]) == ""


@given(PUBLISHED, st.integers(0, 6), st.integers(-800, 800), st.integers(0, 4))
def test_a_weekday_proves_the_day_that_it_means_and_no_other(
    published: date, weekday: int, apart: int, form: int
) -> None:
    day = published - timedelta(days=(published.weekday() - weekday) % 7)
    proofs = [Proof(f"The officials met on {WEEKDAYS[weekday].capitalize()} in Geneva.", published)]
    assert unproven(f"The officials met on {day_forms(day)[form]} in Geneva.", proofs) == ""
    said = day_forms(day + timedelta(days=apart))[form]
    assume(said != day_forms(day)[form])
    assert unproven(f"The officials met on {said} in Geneva.", proofs) == f"the date {said!r} is not in its quotes"


@given(PUBLISHED, st.integers(1, 6))
def test_a_weekday_that_is_not_the_day_s_own_is_not_proven(published: date, apart: int) -> None:
    proofs = [Proof(f"The officials met on {long_day(published)}.", published)]
    wrong = WEEKDAYS[(published.weekday() + apart) % 7].capitalize()
    for said in (wrong, f"{wrong} {long_day(published).partition(' ')[2]}"):
        assert "the date" in unproven(f"The officials met on {said}.", proofs)


@given(PUBLISHED)
def test_a_weekday_means_no_day_without_a_day_of_publication(day: date) -> None:
    proofs = [Proof(f"The officials met on {WEEKDAYS[day.weekday()].capitalize()}.")]
    assert unproven(f"The officials met on {WEEKDAYS[day.weekday()].capitalize()}.", proofs) == ""
    assert "the date" in unproven(f"The officials met on {long_day(day)}.", proofs)


@given(st.lists(COUNTS, min_size=1, max_size=4), COUNTS, st.booleans())
def test_a_figure_is_proven_where_a_quote_states_it(stated: list[int], claimed: int, commas: bool) -> None:
    proofs = [Proof(f"The officials counted {value:,} boats near Geneva.", THURSDAY) for value in stated]
    written = f"{claimed:,}" if commas else str(claimed)
    reason = unproven(f"The officials counted {written} boats near Geneva.", proofs)
    assert bool(reason) is (claimed not in stated)


@given(COUNTS, st.integers(0, 9), st.sampled_from([" million", " billion", " percent", ""]))
def test_a_figure_with_another_fraction_or_scale_is_not_proven(whole: int, part: int, unit: str) -> None:
    proofs = [Proof(f"The officials counted {whole}.{part}5{unit} more boats.")]
    claims = [f"{whole}.{part}{unit}", f"{whole}{unit}", f"{whole}.{part}5 thousand", f".{part}5{unit}"]
    for said in claims:
        claim = f"The officials counted {said} more boats."
        if numbers(said) - numbers(proofs[0].text):
            assert "is not in its quotes" in unproven(claim, proofs)
    assert unproven(f"The officials counted {whole}.{part}5{unit} more boats.", proofs) == ""


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéö", min_size=4, max_size=12).map(str.capitalize))
def test_a_name_that_no_quote_holds_is_not_proven(name: str) -> None:
    assume(not any(word.casefold()[:3] == name.casefold()[:3] for word in QUOTE.split()))
    assume(name.casefold() not in NEGATIONS and not numbers(name) and not list(mentions(name)))
    assert unproven(f"Officials requested the call with {name}.", [Proof(QUOTE)]) != ""
    assert check(f"Officials requested the call with {name}.", [Proof(QUOTE), Proof(f"With {name}.")]).refused == ""
    assert check(f"Officials requested the call, {name} said.", [Proof(QUOTE, outlet=name)]).refused == ""


@pytest.mark.parametrize(
    ("claim", "quote", "reason"),
    [
        ("US requested the call.", "The call was requested by officials.", "'USA'"),
        ("WHO requested the call.", "The call was requested by officials who told us.", "'WHO'"),
        ("May requested the call.", "They may have requested the call.", "'May'"),
        ("Officials told the US of it.", "Officials told us of it.", "'USA'"),
        ("Officials met with Will.", "Officials who met will talk.", "'Will'"),
        ("US officials requested the call.", "U.S. officials requested the call.", ""),
        ("The WHO requested the call.", "The WHO’s officials requested the call.", ""),
        ("Theresa May requested the call.", "The call was requested by Theresa May.", ""),
        ("Officials met. They talked.", "Officials met and talked.", ""),
        ("It costs 5 dollars.", "It costs $5m.", "the number 5 "),
        ("It costs 5 million dollars.", "It costs $5m.", ""),
        ("It rose 5 percent.", "It rose .5 percent.", "the number 5 "),
        ("It rose 5 percent.", "It rose 5%.", ""),
        ("The navy of Niger spoke.", "The Nigerian navy spoke.", "'Niger'"),
        ("The Austrian navy spoke.", "The Australian navy spoke.", "'Austrian'"),
        ("Russia’s president spoke.", "The Russian president spoke.", ""),
        ("They did not talk.", "They did talk.", "negates"),
        ("They did talk.", "They did not talk.", "leaves out a negation"),
        ("They never talked.", "They did not talk.", ""),
        ("They refused to talk.", "They did not talk.", "leaves out a negation"),
        ("They deny it.", "Nobody denied it.", "leaves out a negation"),
        ("Biden rejected the call.", "Biden did not request the call.", "leaves out a negation"),
        ("Nobody requested the call.", "Officials, not Biden, requested the call.", "negates something else"),
        ("They moved the boats.", "They moved the boats, an official said.", "leaves out to whom"),
        ("They moved the boats, an official said.", "They moved the boats, an official said.", ""),
        ("Rain fell.", "", "'Rain'"),
        ("Yes, they moved the boats.", "They moved the boats.", ""),
        ("The United States moved the boats.", "American boats: the U.S. moved the boats.", ""),
        ("Troops moved more than 40 boats.", "Soldiers moved over 40 boats.", ""),
        ("Soldiers moved one hundred thousand boats.", "Soldiers moved 100,000 boats.", ""),
        ("Soldiers moved at least 40 boats.", "Soldiers moved 40 boats.", "another limit"),
        ("Soldiers moved 40 boats.", "Soldiers moved up to 40 boats.", "leaves out the limit"),
        ("It cost 40 dollars.", "It cost 40 euros.", "dollars"),
        ("It began at 3:35 a.m.", "It began at 3:35 p.m.", "the time"),
        ("It began at 12 p.m.", "It began at noon.", ""),
        ("Biden had requested the call with Putin.", "Putin had requested the call with Biden.", "the other way round"),
        ("The call with Biden was requested by Putin.", "Putin had requested the call with Biden.", ""),
        ("The council will close the bridge.", "The council could close the bridge.", "only say that it could"),
        ("The council closed the bridge.", "The union urged the council to close the bridge.", "was to close"),
        ("They voted for the bridge.", "They voted against the bridge.", "'against'"),
        ("The minister spoke.", "The former minister spoke.", "'former'"),
        ("All boats sank.", "Some boats sank.", "'All'"),
        ("He said: “The boats are gone.”", "He said: “The boats are here.”", "does not stand"),
    ],
)
def test_what_words_prove(claim: str, quote: str, reason: str) -> None:
    told = unproven(claim, [Proof(quote)])
    assert reason in told
    assert bool(told) is bool(reason)
