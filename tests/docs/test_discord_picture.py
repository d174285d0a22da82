"""The picture of an answer in Discord: its markdown as HTML, and the page it is taken of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from bot.discord.text.markdown import escape, one_line

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from bench.discord_picture import markdown, page  # needs playwright


def test_rows_and_bold() -> None:
    assert markdown("**\\[1\\] Bridge \\*opens\\***\n-# Post\n> A **long** day.\n> Then <rain>.") == (
        "<p><b>[1] Bridge *opens*</b></p><small>Post</small>"
        "<blockquote>A <b>long</b> day.<br>Then &lt;rain&gt;.</blockquote>"
    )


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=60))
def test_escaped_text_is_read_as_it_was(text: str) -> None:
    shown = html.fromstring(f"<div>{markdown(f'**{one_line(text)}**')}</div>").text_content()
    assert shown.strip("*").replace("\u200b", "") == " ".join(text.split()).strip("*") or "*" in text
    assert "<script" not in markdown(escape(text))


def test_every_component_of_an_answer_is_drawn() -> None:
    link = {"type": 2, "style": 5, "label": "Open", "url": "https://post.example/1"}
    section = {"type": 9, "components": [{"type": 10, "content": "> Quoted."}], "accessory": link}
    box = {"type": 17, "accent_color": 0x3B6EA5, "components": [{"type": 10, "content": "**Asked?**"}, section]}
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Quotes"}]}
    drawn = page("<Asked>?", [box, row])
    assert "#3b6ea5" in drawn
    assert [
        text for text in ("&lt;Asked&gt;?", "<b>Asked?</b>", "Quoted.", "Open", "Quotes") if text not in drawn
    ] == []
