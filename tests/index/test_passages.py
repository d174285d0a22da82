"""Sentences and passages: offsets are exact, whatever the text."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.passages import MAX_CHARACTERS, preamble, split
from index.sentences import sentences
from index.types import Article, Label, Published, Span

ODD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(list(" \n\r\t.!?\"“”’'()\u00a0\u2028\u200f\u0301\ud800🗳️éñ年。ابج")),
    ),
    max_size=2500,
)


def words(texts: Sequence[str]) -> list[int]:
    return [len(re.findall(r"\S+", text)) + 2 for text in texts]


def article(text: str, headline: str = "") -> Article:
    spans = tuple(Span(m.start(), m.end(), Label.BODY) for m in re.finditer(r"[^\n]+", text) if m.group().strip())
    return Article(key="k", text=text, spans=spans, headline=headline)


@given(ODD)
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    found = sentences(text)
    assert found == sorted(found)
    assert all(a < b <= c for (a, b), (c, _) in pairwise(found))
    assert all(text[a:b] == text[a:b].strip() for a, b in found)
    outside = text
    for start, end in reversed(found):
        outside = outside[:start] + outside[end:]
    assert not outside.strip()


def test_an_abbreviation_does_not_end_a_sentence_that_goes_on() -> None:
    text = "It may move troops as it likes.U.S. and Russian officials are due to meet, the U.S. said."
    assert [text[a:b] for a, b in sentences(text)] == [
        "It may move troops as it likes.",
        "U.S. and Russian officials are due to meet, the U.S. said.",
    ]


def test_sentences_that_a_scraper_ran_together() -> None:
    text = "Mr. Peskov spoke on Thursday.The official declined. U.S. troops, he said, “left.”They did at 3 p.m. Monday."
    assert [text[a:b] for a, b in sentences(text)] == [
        "Mr. Peskov spoke on Thursday.",
        "The official declined.",
        "U.S. troops, he said, “left.”",
        "They did at 3 p.m. Monday.",
    ]


@given(ODD, st.integers(min_value=16, max_value=200))
def test_passages_are_exact_small_and_lose_nothing(text: str, most: int) -> None:
    source = article(text)
    passages = split(source, words, most)
    assert len({passage.id for passage in passages}) == len(passages)
    covered: set[int] = set()
    for passage in passages:
        quoted = text[passage.start : passage.end]
        assert 0 < len(quoted) <= MAX_CHARACTERS
        assert passage.embedded.endswith(quoted)
        assert words([quoted])[0] <= most
        covered.update(range(passage.start, passage.end))
    assert not "".join(character for at, character in enumerate(text) if at not in covered).strip()
    assert all(a.start < b.start and a.end < b.end for a, b in pairwise(passages))
    assert all(b.start >= a.end for a, b in pairwise(passages[:-1])), "only the last one reaches back"


def test_a_passage_never_reaches_over_what_is_not_body() -> None:
    text = "One. Two.\n\nOops! Something went wrong.\n\nThree."
    spans = (Span(0, 9, Label.BODY), Span(11, 38, Label.FURNITURE), Span(40, 46, Label.BODY))
    passages = split(Article(key="k", text=text, spans=spans), words, 100)
    assert [text[p.start : p.end] for p in passages] == ["One. Two.", "Three."]


def test_long_articles_are_cut_at_paragraphs_into_full_passages() -> None:
    text = "\n\n".join(f"Paragraph {n} says one thing. It also says another, and then it ends here." for n in range(40))
    passages = split(article(text, "A headline"), words, 500)
    lengths = [p.end - p.start for p in passages]
    assert min(lengths) > 0.5 * max(lengths)
    assert min(lengths[:-1]) > 0.85 * MAX_CHARACTERS
    assert all(text[p.end - 10 : p.end] == "ends here." for p in passages)


def test_what_is_left_at_the_end_is_read_with_what_stands_before_it() -> None:
    text = " ".join(f"This is sentence number {n} of a long paragraph." for n in range(23))
    first, last = split(article(text), words, 500)
    assert MAX_CHARACTERS / 2 < last.end - last.start < MAX_CHARACTERS
    assert (first.start + first.end) / 2 - 50 < last.start < first.end
    assert text[last.start :].startswith("This is sentence")


def test_a_passage_that_moves_keeps_its_id() -> None:
    old = article("First news stands here.")
    new = article("\n\n\nFirst news stands here.")
    assert [p.id for p in split(old, words, 50)] == [p.id for p in split(new, words, 50)]


def test_headline_and_date_go_into_what_is_embedded() -> None:
    source = Article(
        key="k",
        text="Body.",
        spans=(Span(0, 5, Label.BODY),),
        headline="Talks",
        published=Published(datetime(2021, 12, 3, tzinfo=UTC), "day", "field"),
    )
    assert preamble(source) == "Talks (3 December 2021)"
    assert split(source, words, 50)[0].embedded == "Talks (3 December 2021)\nBody."
