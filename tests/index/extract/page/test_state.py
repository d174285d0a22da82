"""Pages whose story is in the data that a program fills them with."""

from __future__ import annotations

import json

import pytest

from index.extract.html import read_html
from index.extract.page import state
from index.types import Article
from tests.support.extracting import NOW, SECOND, SENTENCE, body

THIRD = "The ferry will run every twenty minutes until then, the port authority said on its page."
TITLE = "Harbour bridge shut after crack is found"
HTML = f"<p>{SENTENCE}</p><p>{SECOND}</p><p>{THIRD}</p>"
OTHER = {
    "title": "Another story of the day",
    "body": "<p>" + "Nothing of this belongs to the story at all. " * 20 + "</p>",
}
NEXT = '<script id="__NEXT_DATA__" type="application/json">{}</script>'


def page(script: str, content: str = '<div id="root"></div>') -> str:
    return f'<html lang="en"><head><title>{TITLE} | Lights</title><meta property="og:title" content="{TITLE}"></head><body>{content}{script}</body></html>'


def read(markup: str) -> list[str]:
    article = read_html(markup, "k", now=NOW)
    return body(article) if isinstance(article, Article) else []


PIECES = [{"type": "paragraph", "attributes": {"html": text}} for text in (SENTENCE, SECOND, THIRD)]


@pytest.mark.parametrize(
    "article",
    [
        {"headline": TITLE, "body": HTML},
        {"title": TITLE, "content": [{"type": "text", "content": text} for text in (SENTENCE, SECOND, THIRD)]},
        {"title": {"rendered": TITLE}, "content": {"rendered": HTML}},
        {
            "seo": {"title": "x"},
            "title": TITLE,
            "description": SENTENCE * 3,
            "components": PIECES,
            "author": {"bio": SENTENCE},
        },
    ],
)
@pytest.mark.parametrize(
    "script",
    [
        NEXT,
        "<script>window.__INITIAL_STATE__ = {};</script>",
        "<script>\nwindow['__PRELOADED_STATE__']={};(function(){{}})()</script>",
        "<script>var state = JSON.parse({});</script>",
        '<script>window["__RQ_"] = window["__RQ_"] || [];window["__RQ_"].push({});</script>',
    ],
)
def test_the_story_of_the_pages_own_title(script: str, article: object) -> None:
    data = json.dumps({"props": {"pageProps": {"related": [OTHER], "article": article}}, "padding": "x" * 500})
    if "JSON.parse" in script:
        data = json.dumps(data)
    assert read(page(script.replace("{};", f"{data};", 1).replace("({})", f"({data})").replace("{}<", f"{data}<"))) == [
        SENTENCE,
        SECOND,
        THIRD,
    ]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"article": OTHER, "title": "Lights"}),
        json.dumps({"title": TITLE, "body": "Too short."}) + " " * 600,
        "{" * 900,
        "[" * 100_000,
        json.dumps({"title": TITLE, "body": HTML})[:-20] + " " * 600,
    ],
)
def test_nothing_is_taken_that_is_not_the_pages_own(data: str) -> None:
    assert read(page(NEXT.replace("{}", data))) == []


def test_a_page_with_a_story_is_read_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "_value", lambda _: pytest.fail("looked at"))
    data = json.dumps({"title": TITLE, "body": "<p>" + "Something else. " * 99 + "</p>"})
    content = f"<article><h1>{TITLE}</h1>{HTML}<p>{SENTENCE} {THIRD}</p></article>"
    assert read(page(NEXT.replace("{}", data), content))[-3:] == [SECOND, THIRD, f"{SENTENCE} {THIRD}"]
