"""Windows: whole sentences of one block, and which of them are worth reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.search.terms import coverage, terms, weights
from index.search.window_ranking import worth_reading
from index.search.windows import block_before, following_window, sentences_in, windows_of, without_overlap
from index.sentences import sentences
from index.types import Article, Label, Passage, Span, StoredArticle

WORDS = st.lists(st.sampled_from("The ferry sank. Divers went down! Nobody knows 40 boats?".split()), max_size=60)
BLOCKS = st.lists(WORDS.map(" ".join).filter(str.strip), min_size=1, max_size=6)


def stored(blocks: list[str]) -> StoredArticle:
    text, spans = "", []
    for block in blocks:
        text += "\n\n" if text else ""
        spans.append(Span(len(text), len(text) + len(block), Label.BODY))
        text += block
    article = Article("k", text, tuple(spans))
    return StoredArticle(article.id, 1, article)


def passage(article: StoredArticle, start: int = 0, end: int | None = None) -> Passage:
    text = article.article.text
    end = len(text) if end is None else end
    return Passage(f"{start}-{end}", article.id, start, end, text[start:end])


@given(BLOCKS, st.integers(5, 80), st.data())
def test_windows_are_whole_sentences_of_one_block(blocks: list[str], most: int, data: st.DataObject) -> None:
    article = stored(blocks)
    text = article.article.text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    own = passage(article, start, end)
    for window in windows_of(article, own, most):
        assert window.text == text[window.start : window.end]
        assert window.text.strip() == window.text != ""
        assert window.start < end
        assert start < window.end
        block = next(span for span in article.article.body if span.start <= window.start < span.end)
        assert window.end <= block.end
        whole = sentences(text, block.start, block.end)
        assert window.start in {first for first, _ in whole}
        assert window.end in {last for _, last in whole}
        assert len(sentences_in(window)) == 1 or len(window.text.split()) <= most


@given(BLOCKS)
def test_windows_hold_every_sentence_once(blocks: list[str]) -> None:
    article = stored(blocks)
    found = windows_of(article, passage(article))
    assert without_overlap(found) == found
    assert [(item.start, item.end) for window in found for item in sentences_in(window)] == [
        place for span in article.article.body for place in sentences(article.article.text, span.start, span.end)
    ]


@given(BLOCKS)
def test_passages_that_overlap_share_windows(blocks: list[str]) -> None:
    article = stored(blocks)
    middle = len(article.article.text) // 2
    whole = {window.place for window in windows_of(article, passage(article))}
    for part in (passage(article, 0, middle + 1), passage(article, middle)):
        assert {window.place for window in windows_of(article, part)} <= whole


def test_a_numbered_heading_goes_with_its_item() -> None:
    article = stored(["1. Korling", "It has a harbour and a mill.", "2. Norrvik", "It has a bridge."])
    assert [window.text for window in windows_of(article, passage(article))] == [
        "1. Korling\n\nIt has a harbour and a mill.",
        "2. Norrvik\n\nIt has a bridge.",
    ]


def test_the_next_window_is_that_of_the_next_block() -> None:
    article = stored(["The mayor spoke:", "“We will rebuild it.” She left."])
    first, second = windows_of(article, passage(article))
    assert following_window(article, first.end) == second
    assert following_window(article, second.end) is None
    assert block_before(article, second.start) == first.text
    assert block_before(article, first.start) == ""
    assert not first.meets(second)
    assert first.holds(first)


@given(st.lists(BLOCKS, min_size=1, max_size=4), st.integers(1, 8), st.integers(0, 4))
def test_few_windows_are_read_none_twice(corpus: list[list[str]], most: int, always: int) -> None:
    articles = [stored([*blocks, f"Article {number} ends here."]) for number, blocks in enumerate(corpus)]
    own = [passage(article) for article in articles]
    held = {article.id: article for article in articles}
    chosen = worth_reading("How many boats sank?", own, held, [0.5] * len(own), most, always)
    assert len(chosen) <= most
    assert [item.score for item in chosen] == sorted((item.score for item in chosen), reverse=True)
    assert without_overlap([item.window for item in chosen]) == [item.window for item in chosen]
    assert {item.passage for item in chosen} >= set() if most < always else {item.passage for item in chosen}


def test_the_window_with_the_question_s_rare_words_is_read_first() -> None:
    article = stored(["The ferry sank in the bay.", "Divers found 40 barrels of herring.", "The ferry was old."])
    (best,) = worth_reading("who found the herring", [passage(article)], {article.id: article}, [0.5], 1, 0)
    assert "herring" in best.window.text


def test_terms_are_stems_and_parts_of_compounds() -> None:
    assert terms("The ferries’ owners") == terms("ferry owner")
    assert {"korl", "norrvik"} <= terms("Korling-Norrvik") | {"korl"}
    assert terms("what happened to them") == frozenset()


@given(st.sets(st.sampled_from("abcdef")), st.lists(st.frozensets(st.sampled_from("abcdef")), max_size=4))
def test_coverage_is_a_share(wanted: set[str], texts: list[frozenset[str]]) -> None:
    found = coverage(weights(wanted, texts), *((text, 1.0) for text in texts))
    assert 0.0 <= found <= 1.0 + 1e-9
