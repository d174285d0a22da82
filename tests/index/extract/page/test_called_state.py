"""Data that a page's program is given by a call of a function, and pages of frames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.html import read_html
from index.extract.page.called_state import called_value, is_called
from index.types import Article, Skipped
from tests.support.extracting import NOW, SECOND, SENTENCE

TITLE = "Harbour bridge shut for repairs"
CALL = r"""window.__NUXT__=(function(a,b,c){c.x=1;return {layout:"default",data:[{article:{title:a,"body":"\u003Cp>%s\u003C/p>",n:-1.5,on:!0,'at':new Date(b),tags:[a,,void 0]}}],serverRendered:true}}("%s",1651734000000,{}));"""


@pytest.mark.parametrize(
    "call", [CALL % (SENTENCE, TITLE), (CALL % (SENTENCE, TITLE)).replace("}}(", "}})(").replace("));", ");")]
)
def test_values_of_a_call_stand_in_the_place_of_their_names(call: str) -> None:
    assert is_called(call)
    assert called_value(call) == {
        "layout": "default",
        "data": [{"article": {"title": TITLE, "body": f"<p>{SENTENCE}</p>", "n": -1.5, "on": True, "at": 1651734000000, "tags": [TITLE, None, None]}}],
        "serverRendered": True,
    }  # fmt: skip


def test_the_story_of_a_page_that_is_filled_in() -> None:
    call = CALL % (f"{SENTENCE} {SECOND} " * 3, TITLE)
    article = read_html(
        f"<html><head><title>{TITLE}</title></head><body><script>{call}</script></body></html>", "a", now=NOW
    )
    assert isinstance(article, Article) and SECOND in article.text


@pytest.mark.parametrize(
    "inside", ["", "x", "{a:", '{a:"b', "{a:function(){}}", "[" * 99, "{a:1}}", '{a:"\\uD83D\\uDE00"}}("']
)
def test_what_is_no_literal_is_left(inside: str) -> None:
    assert called_value(f"window.__NUXT__=(function(a){{return {inside}") is None


@given(st.text(alphabet="{}[]()\"'\\,:ab1.-!new void\n", max_size=80))
def test_nothing_raises(inside: str) -> None:
    called_value(f"__NUXT__=(function(a,b){{return {{{inside}")


def test_a_page_of_frames_is_read_as_readers_without_them_see_it() -> None:
    told = (
        f"<noframes><body><h1>{TITLE}</h1><p>{SENTENCE}</p><p>{SECOND}</p><p>{SENTENCE} {SECOND}</p></body></noframes>"
    )
    page = f"<html><head><title>{TITLE}</title></head><frameset cols='20%,80%'><frame src='menu.html'><frame src='story.html'>{{}}</frameset></html>"
    article, skipped = read_html(page.format(told), "a", now=NOW), read_html(page.format(""), "a", now=NOW)
    assert isinstance(article, Article) and article.text.startswith(SENTENCE)
    assert isinstance(skipped, Skipped) and "menu.html, story.html" in skipped.reason
