"""Facts whose sentences have a form of their own: who holds an office, who won."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answer.answerer import Answerer
from bot.answer.query import Query
from bot.answer.ways.outcome import Outcome
from tests.support.search import Indifferent, Logits, StubSearch, article


def found(question: str, *texts: tuple[str, float]) -> Outcome:
    items = [article(f"a{place}", text, logit=logit) for place, (text, logit) in enumerate(texts)]
    answerer = Answerer(StubSearch(items), Indifferent())
    return answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome


def test_an_office_is_held_by_who_is_named_with_it() -> None:
    met = "The mayor of Sandvik meets the council of Sandvik every Monday."
    aasen = "Nobody was hurt in Sandvik, mayor Liv Aasen told public radio."
    outcome = found("who is the mayor of Sandvik?", (met, 7.0), (aasen, 4.0))
    assert outcome.verdict == "answered"
    assert [item.quote.text for item in outcome.chosen] == [aasen]


def test_somebodys_coach_is_another_than_they_are() -> None:
    holm = "Jon Holm, a runner from Sandvik, won again."
    assert found("who is holms coach", (holm, 3.0)).verdict != "answered"
    told = f"{holm} Holm's coach Ada Marr wept."
    assert found("who is holms coach", (told, 3.5)).verdict == "answered"


def test_who_has_the_last_name_of_another_is_not_introduced() -> None:
    rolf = "Holm is the head of the party. Rolf Holm was elected in May."
    jon = "Jon Holm, a runner from Sandvik, won again."
    assert [item.quote.text for item in found("who is jon holm", (rolf, 5.0), (jon, 3.0)).chosen] == [jon]
    assert found("who is jon holm", (rolf, 5.0)).verdict == "not_found"
    assert found("who is rolf holm", (rolf, 5.0)).verdict == "answered"


def test_what_somebody_says_of_a_person_introduces_less() -> None:
    friend = "“Jon Holm was a friend and one of the warmest, and Holm was one of a kind,” Tarn said."
    own = "Jon Holm, the runner of Sandvik who won again, has died."
    assert found("who was jon holm", (friend, 6.0), (own, 5.0)).chosen[0].quote.text == own


def test_who_was_asked_whether_they_had_won_has_not_won() -> None:
    asked = "Jon Holm, 50, said his landlady asked him if he had won the Sandvik lottery."
    assert found("whats the name of the guy who won the sandvik lottery", (asked, 7.0)).verdict != "answered"
    won = "Jon Holm, 50, said he had won the Sandvik lottery."
    assert found("whats the name of the guy who won the sandvik lottery", (won, 7.0)).verdict == "answered"


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("Jon Holm held off Tor Tarn to win the Cola 600 on Monday at Sandvik Speedway.", "answered"),
        ("Jon Holm hopes to win the Cola 600 on Monday at Sandvik Speedway.", "related"),
        ("Jon Holm held off Tor Tarn to win the cup of Korling.", "related"),
    ],
)
def test_who_held_off_others_has_won(told: str, verdict: str) -> None:
    assert found("who won the 600 mile race in sandvik", (told, 7.0)).verdict == verdict


def test_a_number_that_goes_on_changing_is_told_as_it_stands() -> None:
    old = replace(article("old", "The league has 30 members.", logit=9.0), age=1.0)
    new = article("new", "The league has 31 members.", logit=8.0)
    answerer = Answerer(StubSearch([old, new]), Indifferent())
    for question, told in (("how many members does the league have", 31), ("how many members did the league have", 30)):
        chosen = answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome.chosen
        assert chosen[0].quote.text == f"The league has {told} members."


@pytest.mark.parametrize(
    ("logit", "verdict"),
    [(6.0, "answered"), (4.0, "related")],
)
def test_who_held_it_before_is_told_where_that_is_sure(logit: float, verdict: str) -> None:
    outcome = found("who is the mayor of Sandvik?", ("Former Sandvik mayor Jon Holm opened the bridge.", logit))
    assert outcome.verdict == verdict


def test_nobody_has_won_what_is_still_to_come() -> None:
    ahead = "Telland votes on 12 March in an election. Elias Sandberg leads in the polls of the Telland election."
    assert found("Who won the Telland election?", (ahead, 7.0)).verdict == "related"
    won = "Elias Sandberg won the Telland election on Sunday."
    assert found("Who won the Telland election?", (ahead, 7.0), (won, 6.5)).verdict == "answered"
    beside = found("Who won the Telland election?", (ahead, 7.0), (won, 3.5))
    assert beside.verdict == "related"  # what stands beside an answer does not stand alone


def test_the_opening_of_an_article_tells_of_which_contest_it_is() -> None:
    won = "Elias Sandberg won the presidency on Sunday with half of all votes."
    opening = "Telland has voted. The election was quiet, the police said."
    assert found("Who won the Telland election?", (f"{opening}\n\n{won}", 6.5)).verdict == "answered"
    assert found("Who won the Norrvik cup?", (f"{opening}\n\n{won}", 6.5)).verdict == "related"


@pytest.mark.parametrize(
    ("question", "logit", "verdict"),
    [
        ("what did Aasen say", -3.0, "answered"),
        ("what did Aasen say about the ferry", 3.0, "answered"),
        ("what did Aasen say about the ferry", 1.0, "related"),
        ("what did Aasen say about the lighthouse", 3.0, "related"),
    ],
)
def test_words_beside_their_speaker_are_enough(question: str, logit: float, verdict: str) -> None:
    spoken = "“The ferry will sail again,” Liv Aasen said."
    items = [article("a", spoken, logit=logit)]
    answerer = Answerer(StubSearch(items), Logits({spoken: logit}))
    assert answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome.verdict == verdict


@pytest.mark.parametrize(
    ("rest", "verdict"),
    [("", "related"), (" The minister had called the pier a danger in her own report.", "answered")],
)
def test_half_of_the_matter_may_be_told_in_other_words(rest: str, verdict: str) -> None:
    spoken = "“It was wrong to shut it,” Liv Aasen said of the pier."
    text = f"{spoken}\n\nIt was shut in May.{rest}"
    answerer = Answerer(StubSearch([article("a", text, logit=3.0)]), Logits({spoken: 3.0}))
    query = Query("what did Aasen say about the minister calling the pier a scandal")
    assert answerer.looked_up(query, answerer.understood(query)).outcome.verdict == verdict


def test_what_a_fact_check_says_itself_comes_before_the_claim_that_it_checks() -> None:
    post = "“Pirates sank the ferry off Korling,” the post reads."
    told = "No pirates were near the ferry off Korling, and none sank it."
    text = f"Fact check: pirates and the ferry.\n\n{post}\n\n{told}\n\nOur rating: False"
    outcome = found("is it true that pirates sank the ferry", (text, 6.0))
    assert [item.quote.text for item in outcome.chosen][:2] == [told, "Our rating: False"]
    assert outcome.chosen[0].stance == "against"


def test_the_quotes_of_a_claim_come_in_the_order_in_which_they_are_shown() -> None:
    against, other = "Pirates never sank the ferry off Korling.", "The ferry off Korling was built in spring."
    outcome = found("is it true that pirates sank the ferry", (other, 7.0), (against, 6.5))
    assert [item.stance for item in outcome.chosen] == ["against", ""]


def test_an_account_that_was_corrected_is_labelled_beside_a_claim_as_well() -> None:
    first = "Five people died in the ferry fire of Monday night, which began among lorries in the hold."
    put_right = "Four people died in the fire on the ferry, and not five as the coast guard had said."
    told = {
        item.quote.text: (item.stance, item.label)
        for item in found("is it true that five people died in the ferry fire", (first, 7.0), (put_right, 7.0)).chosen
    }
    assert told == {first: ("for", "corrected"), put_right: ("against", "correction")}


def test_what_two_people_said_together_is_not_what_one_of_them_said() -> None:
    alone = "“I will not go,” Mayor Liv Aasen told the council of Norrvik."
    together = "“We will not go,” Tor Holt and Liv Aasen said in Norrvik."
    outcome = found("what did Holt and Aasen say about Norrvik", (alone, 6.0), (together, 6.0))
    assert [item.quote.text for item in outcome.chosen] == [together]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("The ferry sails again on 14 May 2023. Who owns the ferry?", "answered"),
        ("Who owned the ferry on 14 May 2023?", "related"),
        ("Who owned the May 14 ferry?", "answered"),
    ],
)
def test_a_time_told_before_the_question_is_no_condition(question: str, verdict: str) -> None:
    assert found(question, ("The ferry is owned by Tor Holt of Korling.", 7.0)).verdict == verdict


BLOCKADE = "Boats lifted their blockade of Tarn harbour.\n\nIt was all over after seven hours."


@pytest.mark.parametrize(
    ("question", "text", "logit", "shown"),
    [
        ("how long did the blockade last", BLOCKADE, 1.0, ["It was all over after seven hours."]),
        ("how long did the strike last", BLOCKADE, 1.0, []),
        ("what colour was the ribbon", "Liv Aasen cut the red ribbon in Korling.", -4.0, ["Liv Aasen cut the red ribbon in Korling."]),
        ("how tall is the bridge", "The bridge in Korling is 18 metres wide.", 7.0, []),
        ("how much does the ferry weigh", "The ferry in Korling cost 90 million crowns.", 7.0, []),
    ],
)  # fmt: skip
def test_an_amount_of_the_kind_that_is_asked_for_decides(
    question: str, text: str, logit: float, shown: list[str]
) -> None:
    outcome = found(question, (text, logit))
    assert [item.quote.text for item in outcome.chosen if outcome.verdict == "answered"] == shown


def test_what_gives_no_such_amount_is_left_out_beside_one_that_does() -> None:
    cost, opened = "The bridge at Korling cost 90 million crowns.", "The bridge at Korling was opened on Sunday."
    outcome = found("how much did the bridge at Korling cost", (opened, 7.0), (cost, 6.9))
    assert [item.quote.text for item in outcome.chosen] == [cost]


def test_who_won_a_prize_of_the_contest_has_not_won_the_contest() -> None:
    prize = "Elias Sandberg won the Telland Finals MVP award."
    assert found("who won the telland finals", (prize, 8.0)).verdict == "related"
    won = "Sunndal won the Telland Finals on Sunday."
    assert [item.quote.text for item in found("who won the telland finals", (prize, 8.0), (won, 6.5)).chosen] == [won]
    assert found("who won the telland finals mvp award", (prize, 8.0)).verdict == "answered"
