"""Nothing that an article says may steer a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.safe_text import clean, clean_line


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain, “typographic” – and ünïcode 漢字 👩‍👧", "plain, “typographic” – and ünïcode 漢字 👩‍👧"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jgone", "gone"),
        ("bell\x07 back\x08 nul\x00", "bell back nul"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("half \ud83d surrogate", "half \ufffd surrogate"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Lu"])))
def test_nothing_left_steers(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc" and c not in "\n\t"]


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert len(clean_line(text).splitlines()) <= 1
