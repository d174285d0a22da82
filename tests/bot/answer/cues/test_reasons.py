"""Reasons told by the words that join them to what happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.answerer import Answerer
from bot.answer.cues.reasons import ASKS_WHY, gives_reason, leaves_open, tells_effect
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


SPILL = terms("the spill in the harbour of Tarn")


@pytest.mark.parametrize(
    ("text", "is_effect"),
    [
        ("Holm would not speak of the damage caused by the spill.", True),
        ("The spill led to sore eyes.", True),
        ("Many stayed away because of the spill, said Holm.", True),
        ("Contact with the stuff can cause burns.", True),
        ("The spill was caused by a crack in a pipe.", False),
        ("A cracked pipe led to the spill.", False),
        ("The spill was due to a crack, and the spill caused damage. ", False),
        ("The pollution of Tarn was caused by a pipe.", False),
        ("A crack can cause a spill.", False),
        ("The spill was seen on Monday.", False),
    ],
)
def test_the_effect_of_a_thing_is_not_its_cause(text: str, *, is_effect: bool) -> None:
    assert tells_effect(text, SPILL) is is_effect


@pytest.mark.parametrize(
    "text",
    [
        "Some 800 tons were lost when an old pipe failed.",
        "A failure of a valve caused it: the fault let the stuff flow.",
    ],
)
def test_what_fails_is_a_reason(text: str) -> None:
    assert gives_reason(text, dict.fromkeys(SPILL, 1.0), frozenset()) > 0.3


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("what led to the spill", True),
        ("what's behind the spill", True),
        ("what was the cause of the spill", True),
        ("what was in the spill", False),
        ("what was the cause of death", False),
        ("what was the cause of the mayor's death", False),
    ],
)
def test_a_reason_is_asked_for_in_many_ways(question: str, *, asks: bool) -> None:
    assert (ASKS_WHY.match(question) is not None) is asks


def test_an_effect_is_no_answer_to_what_caused_it() -> None:
    effect, cause = "Holm told of the damage caused by the spill.", "The spill came about when an old pipe failed."
    told = found("what caused the spill", (effect, 7.0), (cause, 6.0))
    assert [item.quote.text for item in told.chosen] == [cause]


@given(st.text(max_size=200))
def test_effects_are_looked_for_in_any_text(text: str) -> None:
    assert tells_effect(text, SPILL) in (True, False)
