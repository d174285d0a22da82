"""Halves of surrogate pairs, wherever they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.unicode import encodable, join_surrogates

TEXTS = st.text(st.characters() | st.characters(categories=["Cs"]))


@given(TEXTS)
def test_a_text_made_encodable_keeps_every_offset(text: str) -> None:
    made = encodable(text)
    made.encode("utf-8")
    assert len(made) == len(text)
    assert all(old == new or new == "?" for old, new in zip(text, made, strict=True))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whole_characters_stay_as_they_are(text: str) -> None:
    assert encodable(text) == text
    assert join_surrogates(text) == text
    halves = text.encode("utf-16-le", "surrogatepass")
    split = "".join(chr(int.from_bytes(halves[at : at + 2], "little")) for at in range(0, len(halves), 2))
    assert join_surrogates(split) == text


@given(TEXTS)
def test_a_joined_text_can_be_encoded(text: str) -> None:
    join_surrogates(text).encode("utf-8")
