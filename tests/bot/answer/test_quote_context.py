"""The sentences around a quote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.answer.answers import Evidence
from bot.answer.quote_context import around, excerpt, in_context
from index.types import Article, Label, Span

FIRST = "One came first. Two came next. The ferry stopped. Four was late. Five was later."
SECOND = "Six came after the advertisement."
TEXT = f"{FIRST}\n\nSubscribe now!\n\n{SECOND}"
AT = TEXT.index("Subscribe")
ARTICLE = Article(
    "k",
    TEXT,
    (
        Span(0, len(FIRST), Label.BODY),
        Span(AT, AT + 14, Label.FURNITURE),
        Span(len(TEXT) - len(SECOND), len(TEXT), Label.BODY),
    ),
)


def evidence(quote: str, article: Article = ARTICLE) -> Evidence:
    start = article.text.index(quote)
    return Evidence(1, quote, start, start + len(quote), article.id, 1, article, 1.0)


def test_two_sentences_on_each_side() -> None:
    assert in_context(evidence("The ferry stopped.")) == FIRST
    assert in_context(evidence("The ferry stopped."), 1) == "Two came next. The ferry stopped. Four was late."
    assert in_context(evidence("One came first."), 1) == "One came first. Two came next."


def test_never_over_furniture() -> None:
    assert in_context(evidence("Five was later.")) == "The ferry stopped. Four was late. Five was later."
    assert in_context(evidence(SECOND)) == SECOND


def test_part_of_a_sentence_stays_within_it() -> None:
    start, end = around(ARTICLE, 4, 8, 1)
    assert (start, TEXT[4:8]) == (4, "came")
    assert TEXT[start:end].endswith("Two came next.")


@given(st.text(alphabet="ab. \n", min_size=1, max_size=80), st.data())
def test_an_excerpt_holds_its_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = Article("k", text, (Span(0, len(text), Label.BODY),))
    cut = excerpt(Evidence(1, text[start:end], start, end, article.id, 1, article, 1.0))
    assert cut.article.text[cut.start : cut.end] == text[start:end]
    assert cut.article.text in text
    # Of a part of a sentence, what counts as a sentence around it may change with what was cut off.
    assert text[start:end] in in_context(cut)
    assert in_context(cut) in cut.article.text
