"""Comparisons by one measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.comparisons import compared
from bot.answer.understand.intents import Intent, read_intent


@pytest.mark.parametrize(
    ("question", "sides", "about"),
    [
        ("who is richer aasen or holt", ("aasen", "holt"), "how rich is it"),
        ("who's older, the mayor or the judge", ("the mayor", "the judge"), "how old is it"),
        ("norrvik or korling: which is bigger", ("norrvik", "korling"), "how big is it"),
        ("holt or aasen who leads", ("holt", "aasen"), "who leads"),
        ("which has more seats, labour or the greens", ("labour", "the greens"), "how many seats did it have"),
        ("which has the bigger screen, aldis 4 or aldis 5", ("aldis 4", "aldis 5"), "how big is the screen of it"),
        ("aldis 4 vs aldis 5 price", ("aldis 4", "aldis 5"), "how much does it cost"),
        ("holt vs aasen in the polls", ("holt", "aasen"), "it in the polls"),
        ("holt vs aasen how many votes did each get", ("holt", "aasen"), "how many votes did each get"),
        ("compare holt and aasen, who is taller", ("holt", "aasen"), "how tall is it"),
        ("how many titles has holt vs aasen", ("how many titles has holt", "how many titles has aasen"), ""),
        ("deaths in norrvik vs korling", ("norrvik", "korling"), "how many people died in it"),
        (
            "score of the norrvik final vs korling final",
            ("the norrvik final", "korling final"),
            "what was the final score of it",
        ),
        ("aasen or holt, who had more votes in norrvik", ("aasen", "holt"), "how many votes did it have in norrvik"),
        (
            "how many seats has the blue party in norrvik vs korling after the recount",
            (
                "how many seats has the blue party in norrvik after the recount",
                "how many seats has the blue party in korling after the recount",
            ),
            "",
        ),
        (
            "how tall is the tower of norrvik vs the tower of korling",
            ("how tall is the tower of norrvik", "the tower of korling"),
            "",
        ),
        (
            "how much do nurses earn vs doctors",
            ("how much do nurses earn", "how much do doctors earn"),
            "",
        ),
        (
            "how much would old miners get paid compared to everyone else",
            ("how much would old miners get paid", "how much would everyone else get paid"),
            "",
        ),
        (
            "how much does a ticket cost for adults vs children",
            ("how much does a ticket cost for adults", "how much does a ticket cost for children"),
            "",
        ),
        (
            "how much did bread cost last year vs this year",
            ("how much did bread cost last year", "how much did bread cost this year"),
            "",
        ),
        ("bread price now compared to a year ago", ("bread price now", "bread price a year ago"), ""),
        ("fires in norrvik in 2019 vs 2022", ("fires in norrvik in 2019", "fires in norrvik in 2022"), ""),
        ("what did bread cost in 2019 and 2022", ("what did bread cost in 2019", "what did bread cost in 2022"), ""),
        (
            "how long was the ride before and after the repair",
            ("how long was the ride before the repair", "how long was the ride after the repair"),
            "",
        ),
        (
            "how many rooms did the inn have before the fire and after it",
            ("how many rooms did the inn have before the fire", "how many rooms did the inn have after the fire"),
            "",
        ),
        (
            "how does the fare differ for adults and children",
            ("the fare for adults", "the fare for children"),
            "",
        ),
        ("difference in pay btw nurses and doctors", ("pay of nurses", "pay of doctors"), ""),
        ("do aasen and holt agree on the toll", ("aasen", "holt"), "what did it say about the toll"),
        (
            "bridge repair, the sum aasen named vs what the report says",
            ("bridge repair the sum aasen named", "bridge repair what the report says"),
            "",
        ),
        ("aasen vs holt on what the toll was for", ("aasen", "holt"), "what the toll was for"),
        (
            "aldis vs korling points over the last two seasons",
            ("aldis", "korling"),
            "how many points does it have over the last two seasons",
        ),
        ("aldis vs korling - final scores", ("aldis", "korling"), "what was the final score of it"),
        ("new tram plan holt vs aasen: cost and date", ("new tram plan holt", "new tram plan aasen"), "cost and date"),
        ("tram 4 vs tram 7 whats the difference", ("tram 4", "tram 7"), ""),
        (
            "parade crowd, police count or union count",
            ("parade crowd according to police", "parade crowd according to union"),
            "",
        ),
        ("the times vs the post, who printed more pages", ("the times", "the post"), "how many pages it printed"),
        (
            "cup final: aasen and holt, do they back the same team",
            ("aasen", "holt"),
            "which team does it back cup final",
        ),
        ("norrvik fine compared to korling fine", ("norrvik fine", "korling fine"), ""),
        ("does aasen agree with holt about the toll", ("aasen", "holt"), "what did it say about the toll"),
        ("how did fishing under holt compare to aasen", ("fishing under holt", "fishing under aasen"), ""),
    ],
)
def test_each_side_is_asked_for_the_same(question: str, sides: tuple[str, str], about: str) -> None:
    reading = read_intent(question)
    assert (reading.intent, reading.sides, reading.about) == (Intent.COMPARE, sides, about)


@pytest.mark.parametrize(
    "question",
    [
        "who won the cup",
        "who was killed in the fire or flood",
        "what is better",
        "how many boats sank between 2019 and 2022",
        "what happened before and after the vote",
        "how was it before the vote and before that",
        "what is the water level or depth",
        "In May 2021, more herring was caught compared to 2020. How much was caught in May?",
        "",
    ],
)
def test_what_compares_nothing_is_no_comparison(question: str) -> None:
    assert compared(question) is None


@given(st.text(max_size=200))
def test_any_question_is_read(question: str) -> None:
    found = compared(question)
    assert found is None or all(isinstance(side, str) for side in found.sides)


@pytest.mark.parametrize(
    ("question", "sides", "about"),
    [
        ("is aasen richer than holt", ("aasen", "holt"), "how rich is it"),
        (
            "was the norrvik quake bigger than the one in 2010",
            ("the norrvik quake", "the quake in 2010"),
            "how big is it",
        ),
        ("was the norrvik quake bigger than the 2010 one", ("the norrvik quake", "the 2010 quake"), "how big is it"),
        ("did the tram cost more than the bridge", ("the tram", "the bridge"), "how much did it cost"),
        ("is the tram more expensive than the bus", ("the tram", "the bus"), "how expensive is it"),
        (
            "is the norrvik dam fuller than the rest of the dams",
            ("the norrvik dam", "the rest of the dams"),
            "how full is it",
        ),
        ("is the port worth more than the mill", ("the port", "the mill"), "how much is it worth"),
        ("does the borea carry more cars than the aldis", ("the borea", "the aldis"), "how many cars does it carry"),
    ],
)
def test_whether_one_is_more_than_the_other_asks_for_both(question: str, sides: tuple[str, str], about: str) -> None:
    found = compared(question)
    assert found is not None
    assert (found.sides, found.about) == (sides, about)


@pytest.mark.parametrize(
    "question",
    [
        "did more than 50 people die",
        "is inflation higher than last year",
        "is rent higher than expected",
        "is it worse than the flu",
        "did it rain more than usual",
        "was the turnout lower than 50 percent",
    ],
)
def test_what_is_more_than_a_number_or_than_it_was_compares_no_two(question: str) -> None:
    assert compared(question) is None
