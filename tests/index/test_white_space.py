"""Long texts are evened out in pieces, with the same result."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytest import MonkeyPatch

from index import types, white_space
from index.types import digest, digest_of
from index.white_space import evened

TEXTS = st.lists(st.text(st.sampled_from("aß \t\n\u2003\x1f\ud800") | st.characters(), max_size=40), max_size=4)


@given(TEXTS)
def test_pieces_are_the_words_with_one_space_between(texts: list[str]) -> None:
    with MonkeyPatch.context() as patch:
        patch.setattr(white_space, "_PIECE", 3)
        assert "".join(evened(*texts)) == " ".join(" ".join(texts).split())


@given(TEXTS)
def test_the_digest_of_pieces_is_that_of_the_whole(texts: list[str]) -> None:
    with MonkeyPatch.context() as patch:
        patch.setattr(types, "_PIECE", 3)
        assert digest_of(texts) == digest("".join(texts))
