"""Pasted addresses, and the other spellings under which the same page may be stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.understand.addresses import _HOSTS, address_in, spellings

STORED = "https://www.harbournews.example/world/2023/05/ferry/index.html"


@pytest.mark.parametrize(
    "pasted",
    [
        STORED,
        "http://www.harbournews.example/world/2023/05/ferry/index.html",
        "https://m.harbournews.example/world/2023/05/ferry",
        "https://amp.harbournews.example/world/2023/05/ferry/index.html",
        "https://www.harbournews.example/amp/world/2023/05/ferry/",
        "https://www.harbournews.example/world/2023/05/ferry/index.html?outputType=amp",
        "https://www.harbournews.example/world/2023/05/ferry/index.html?campaign=spring",
        "https://www.google.com/amp/s/amp.harbournews.example/world/2023/05/ferry/index.html",
        "https://www-harbournews-example.cdn.ampproject.org/c/s/www.harbournews.example/world/2023/05/ferry/amp/",
    ],
)
def test_the_same_page_is_found_under_another_spelling(pasted: str) -> None:
    assert STORED in spellings(address_in(pasted)[0])


def test_an_address_without_its_scheme_is_one() -> None:
    assert address_in("tldr www.harbournews.example/world/ferry") == (
        "https://www.harbournews.example/world/ferry",
        "tldr",
    )


def test_no_spelling_is_a_front_page() -> None:
    assert spellings("https://www.harbournews.example/?p=12") == ["https://www.harbournews.example/?p=12"]


@given(st.text("https:/.w-m?&=aé %", max_size=60))
def test_anything_can_be_pasted(tail: str) -> None:
    address, _ = address_in(f"https://example.com/{tail}")
    found = spellings(address) if address else []
    most = 2 + 2 * (1 + len(_HOSTS)) * 4 * 2  # as typed and as carried; and queries, hosts, paths and schemes
    assert len(found) == len(set(found)) <= most
