"""Lists: the sentences that enumerate, and lists whose items stand on lines of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.answerer import Answerer
from bot.answer.cues.enumerations import items_in, lists_of
from bot.answer.query import Query
from bot.answer.ways.outcome import Outcome
from tests.support.search import Logits, StubSearch, article

INTRO = "The coast guard named those who died on the Aldis:"
NAMES = ("Ada Marr, 41, the mate", "Jon Holm, 19, a deckhand", "Liv Aasen, 60, a passenger")
REPORT = "\n\n".join(
    ("The ferry Aldis sank off Korling on Monday.", INTRO, *NAMES, "The harbour is closed until Friday.")
)


def found(question: str, logits: dict[str, float], *texts: str) -> Outcome:
    reranker = Logits(logits)
    items = [article(f"a{place}", text) for place, text in enumerate(texts)]
    answerer = Answerer(StubSearch(items, reranker=reranker), reranker)
    return answerer.looked_up(Query(question), answerer.understood(Query(question))).outcome


def test_a_list_of_lines_is_quoted_as_a_whole_with_what_introduces_it() -> None:
    outcome = found("who died on the Aldis", {INTRO: 6.0, NAMES[-1]: 3.0}, REPORT)
    assert outcome.verdict == "answered"
    assert outcome.chosen[0].quote.text == "\n\n".join((INTRO, *NAMES))


def test_items_of_a_list_with_an_introduction_may_be_sentences_or_none() -> None:
    intro = "The yard will refit these ferries:"
    items = (
        "Aldis in Korling, which carries cars and lorries across the sound and was built in 1998.",
        "Borea in Norrvik",
        "Cygna in Sandvik, to be lengthened by nine metres at the yard there.",
    )
    after = "“We could not wait any longer,” the owner said."
    (window,) = lists_of(article("a", "\n\n".join(("It rained.", intro, *items, after))).article)
    assert window.text == "\n\n".join((intro, *items))


def test_the_sentence_that_lists_them_stands_first() -> None:
    one = "The inquiry heard that Korling had closed its harbour."
    all_of_them = "Korling, Norrvik, Sandvik and Telland closed their harbours."
    outcome = found("which towns closed their harbours", {one: 6.5, all_of_them: 6.0}, f"{one}\n\n{all_of_them}")
    assert [item.quote.text for item in outcome.chosen] == [all_of_them, one]


def test_a_line_that_lists_nothing_stands_beside_a_list_only_where_it_is_sure() -> None:
    listed = "Korling, Norrvik and Sandvik closed their harbours."
    vague = "It rained for nine days."
    outcome = found("which towns closed their harbours", {listed: 6.5, vague: 4.6}, f"{listed}\n\n{vague}")
    assert [item.quote.text for item in outcome.chosen] == [listed]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Ada Marr, 41, and Jon Holm, 19; Liv Aasen, 60", 6),
        ("schools, churches, buses and trains", 4),
        ("The ferry sank.", 1),
        ("", 1),
    ],
)
def test_items_are_counted(text: str, items: int) -> None:
    assert items_in(text) == items


@given(st.lists(st.sampled_from(("One two", "A: ", "Three, four and five", " ".join(["word"] * 20))), max_size=30))
def test_lists_are_lines_of_the_article(blocks: list[str]) -> None:
    stored = article("a", "\n\n".join(blocks)).article
    for window in lists_of(stored):
        assert window.text and window.text == window.text.strip("\n")
        assert len(window.text.split("\n\n")) >= 1
