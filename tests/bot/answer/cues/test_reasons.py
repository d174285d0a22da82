"""Reasons told by the words that join them to what happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.answerer import Answerer
from bot.answer.cues.reasons import gives_reason, leaves_open
from bot.answer.query import Query
from bot.answer.ways.outcome import Outcome
from index.search.terms import terms
from tests.support.search import Logits, StubSearch, article

ASKED = dict.fromkeys(terms("why did the mayor resign"), 1.0)


def found(question: str, *texts: tuple[str, float]) -> Outcome:
    logits = dict(texts)
    items = [article(f"a{place}", text) for place, (text, _) in enumerate(texts)]
    answerer = Answerer(StubSearch(items), Logits(logits))
    return answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome


@pytest.mark.parametrize(
    "text",
    [
        "The mayor resigned because the dam burst in spring.",
        "The mayor resigned over allegations that the dam was unsafe.",
        "Because of the burst dam, the mayor resigned.",
        "The burst dam forced the mayor to resign.",
        "Citing her broken health, the mayor resigned.",
        "The mayor resigned on growing fears about the old dam.",
        "The mayor resigned based on a report about the old dam.",
        "The mayor resigned as engineers of the port warned that the dam may burst.",
    ],
)
def test_what_joins_a_reason_to_what_happened(text: str) -> None:
    assert gives_reason(text, ASKED, frozenset()) >= 0.9


@pytest.mark.parametrize("text", ["The mayor resigned on Monday.", "The mayor resigned because.", "It rained.", ""])
def test_what_happened_is_no_reason(text: str) -> None:
    assert gives_reason(text, ASKED, frozenset()) == 0


def test_the_reason_of_another_is_less() -> None:
    hers = gives_reason("The mayor resigned because the dam burst.", ASKED, frozenset())
    another = gives_reason("Her deputy left because the mayor did not resign in time.", ASKED, frozenset())
    assert hers > 2 * another


def test_another_word_of_the_sense_counts() -> None:
    quit_ = gives_reason("The mayor quit because the dam burst.", ASKED, frozenset())
    assert quit_ > gives_reason("The mayor laughed because the dam burst.", ASKED, frozenset())


def test_another_story_is_no_reason() -> None:
    other = "People in Tarn were angry because Marr had sold the old mill to a bank."
    own = "The new film hit a nerve because the hero is a spy from Norrvik, critics of Aasen say."
    texts = {other: 6.9, own: 6.5}
    items = [article("a", other), article("b", f"{own}\n\nAasen made the film.", headline="Aasen's film")]
    answerer = Answerer(StubSearch(items), Logits(texts))
    answer = answerer.ask(Query("why are people angry about aasens film"))
    assert [item.quote for item in answer.evidence][:1] == [own]


def test_what_stands_over_a_sentence_counts_in_part() -> None:
    text = "She left because the dam burst in spring."
    assert gives_reason(text, ASKED, frozenset()) < gives_reason(text, ASKED, terms("Mayor resigns")) < 1


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("It is unclear why the mayor resigned.", True),
        ("The mayor did not say why she left.", True),
        ("The mayor declined to explain her reasons.", True),
        ("The mayor said why she left.", False),
    ],
)
def test_a_reason_may_be_left_open(text: str, is_open: bool) -> None:
    assert leaves_open(text) is is_open


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert 0 <= gives_reason(text, ASKED, terms("Mayor resigns")) <= 1


def test_a_sure_reason_is_told_where_the_reader_is_less_sure() -> None:
    reason = "The pound crashed on growing fears about the old dam."
    assert found("why did the pound crash", (reason, 3.2)).verdict == "answered"
    assert found("why did the pound crash", ("The pound crashed on Monday at noon.", 3.2)).verdict == "related"


def test_a_reason_comes_before_what_is_only_near() -> None:
    near, reason = "The mayor resigned on Monday in Norrvik.", "The mayor resigned because the dam burst in spring."
    told = found("why did the mayor resign", (near, 7.0), (reason, 6.5))
    assert [item.quote.text for item in told.chosen] == [reason, near]


def test_what_leaves_it_open_comes_after_the_next_paragraph() -> None:
    is_open = "It is unclear why the mayor resigned."
    told = "The council had called her neither candid nor well."
    outcome = found("why did the mayor resign", (f"{is_open}\n\n{told}", 7.0), (is_open, 7.0), (told, -3.0))
    assert [item.quote.text for item in outcome.chosen][:2] == [told, is_open]
