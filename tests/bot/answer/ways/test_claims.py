"""Answers to claims and to questions of yes or no: which sentence comes first, and on which side."""

from __future__ import annotations

from datetime import date

from bot.answer.answerer import Answerer
from bot.answer.query import Query
from index.search.searcher import Ranked
from index.types import Filters
from tests.support.search import Indifferent, StubSearch, article


def shown(question: str, *items: Ranked) -> list[tuple[str, str]]:
    answerer = Answerer(StubSearch(items), Indifferent())
    answer = answerer.ask(Query(question, filters=Filters(asked_on=date(2023, 5, 30))))
    return [(item.quote, item.stance) for item in answer.evidence if answer.verdict == "answered"]


def test_what_has_not_happened_yet_is_told_by_the_newest_state() -> None:
    old, new = "The ferry will not sail before 3 May, the port says.", "The ferry has yet to sail, the port says."
    found = shown(
        "has the ferry sailed yet",
        article("a", old, day="2023-05-01", logit=7.5),
        article("b", new, day="2023-05-29", logit=6.5),
    )
    assert found[0] == (new, "against")


def test_the_side_of_the_most_telling_quote_comes_first() -> None:
    telling, other = "The ferry never sank.", "The ferry sank in a storm, pirates said."
    sides = [side for _, side in shown("did the ferry sink", article("a", other, logit=5.5), article("b", telling))]
    assert sides == ["against", "for"]


def test_the_opening_of_an_article_about_it_is_shown_where_the_claim_is_twisted() -> None:
    opening = "The mayor's dogs will live with the duke of Tarn, a friend told the Courier."
    headline = "Mayor Marr's dogs to live with the duke"
    assert shown("mayor marrs dogs will live with the bishop", article("a", opening, headline=headline, logit=3.5)) == [
        (opening, "")
    ]
    assert not shown("mayor marrs horse was sold", article("a", "It rained in Tarn.", headline=headline, logit=3.5))


def test_another_name_is_not_on_the_side_of_a_claim() -> None:
    told = "Namibia sent eight cheetahs to the park, and India thanked Namibia and not Kenya."
    other = "Eight cheetahs were sent to India from Namibia."
    found = shown("eight cheetahs were sent to india from kenya", article("a", other), article("b", told, logit=6.0))
    assert dict(found)[other] == ""


def test_what_only_has_the_names_answers_nothing_that_it_is_unsure_of() -> None:
    told = "Liv Aasen became the host of the Tarn show after Ada Marr left."
    assert not shown("is ada marr suing the tarn show", article("a", told, logit=4.6))
    assert shown("is ada marr suing the tarn show", article("a", f"{told} Ada Marr is suing it.", logit=4.6))


def test_a_sentence_with_the_rare_words_of_a_claim_comes_first() -> None:
    other = "The Tarn trust gave 41 crowns to the Tarn school and the Tarn choir."
    told = "The Tarn trust got 16 billion crowns from a single donor."
    found = shown(
        "the tarn trust got 16 million from one donor",
        article("a", other, logit=7.5),
        article("b", told, logit=6.8),
        article("c", "The Tarn trust has an office in Tarn.", logit=5.0),
    )
    assert found[0] == (told, "")


def test_what_lacks_the_matter_of_a_claim_does_not_speak_for_it() -> None:
    told = "The storm passed all of Tarn again on Monday."
    found = shown(
        "all of tarn has electricity again after the storm",
        article("a", told, logit=6.0),
        article("b", "Tarn waits for electricity, and the storm in Tarn is over.", logit=5.0),
    )
    assert ("for" not in dict(found)[told]) and found
