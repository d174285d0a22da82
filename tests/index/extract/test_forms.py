"""The form of an article, and whether all of it is here, by what pages and exports tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.extract.forms import form_of
from index.extract.html import read_html
from index.types import Article, Form
from tests.support.extracting import NOW, SECOND, SENTENCE, articles

URL = "https://lights.example/2024/05/bridge"


@pytest.mark.parametrize(
    ("called", "url", "form"),
    [
        (["NewsArticle"], URL, ""),
        (["NewsArticle", "Opinion"], URL, "opinion"),
        (["News|Comment is free"], URL, "opinion"),
        (["News / Op-Ed"], URL, "opinion"),
        (["https://schema.org", "LiveBlogPosting"], URL, "live"),
        ([], "https://lights.example/commentisfree/2024/may/02/bridge", "opinion"),
        ([], "https://lights.example/news/press-releases/bridge-shut", "release"),
        ([], "https://lights.example/2024/05/opinion", ""),
        ([], "https://lights.example/pr/bridge", ""),
        (["Meinung"], None, "opinion"),
        (["Obituary (Obit)"], None, "obituary"),
        (["Opinion polls"], None, ""),
    ],
)
def test_forms(called: list[str], url: str | None, form: Form) -> None:
    assert form_of(called, url) == form


@pytest.mark.parametrize(
    ("record", "form"),
    [
        ({"type_of_material": "Op-Ed"}, "opinion"),
        ({"type": "liveblog"}, "live"),
        ({"pillarName": "Opinion", "type": "article"}, "opinion"),
        ({"dataType": "pr"}, "release"),
        ({"@type": "SatiricalArticle"}, "satire"),
        ({"section": "Sponsored content"}, "sponsored"),
        ({"type": "article", "section": "World"}, ""),
    ],
)
def test_forms_of_records(tmp_path: Path, record: dict[str, str], form: Form) -> None:
    (article,) = articles(tmp_path, "a.json", {"title": "Bridge shut", "url": URL, "text": SENTENCE, **record})
    assert article.form == form


def test_entries_below_their_times_are_a_live_blog(tmp_path: Path) -> None:
    told = (SENTENCE, SECOND, "The ferry will run every twenty minutes until then, the port said.")
    entries = "".join(f"{hour}.05 GMT\n\n{text}\n\n" for hour, text in zip((18, 17, 16), told, strict=True))
    (article,) = articles(
        tmp_path, "a.txt", f"Bridge shut: the day as it happened\nBy Ann Lee\n5 March 2022\n\n{entries}"
    )
    assert article.form == "live"
    cues = "".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\n{told[n - 1]}\n\n" for n in (1, 2, 3))
    assert [item.form for item in articles(tmp_path, "b.txt", f"WEBVTT\n\n{cues}")] == [""]


@pytest.mark.parametrize(
    ("record", "is_excerpt"),
    [
        ({"content": f"{SENTENCE} {SECOND}"}, False),
        ({"content": f"{SENTENCE} {SECOND[:20]}… [+2829 chars]"}, True),
        ({"content": f"<p>{SENTENCE} [&hellip;]</p>"}, True),
        ({"description": SENTENCE}, True),
        ({"description": SENTENCE * 9}, False),
    ],
)
def test_excerpts_of_records(tmp_path: Path, record: dict[str, str], is_excerpt: bool) -> None:
    (article,) = articles(tmp_path, "a.json", {"title": "Bridge shut", "url": URL, **record})
    assert article.is_excerpt == is_excerpt


def page(data: str, paragraphs: int, after: str = "") -> Article:
    content = "".join(f"<p>{number}. {SENTENCE}</p>" for number in range(paragraphs))
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bridge shut", {data}}}</script>'
    found = read_html(
        f"<html><head>{head}</head><body><article><h1>Bridge shut</h1>{content}{after}</article></body></html>",
        "k",
        now=NOW,
    )
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("data", "paragraphs", "is_excerpt"),
    [
        ('"isAccessibleForFree": true', 3, False),
        ('"isAccessibleForFree": false', 3, True),
        ('"isAccessibleForFree": false', 20, False),
        ('"isAccessibleForFree": false, "wordCount": 900', 20, True),
        ('"isAccessibleForFree": "False", "wordCount": "360"', 20, False),
    ],
)
def test_excerpts_of_pages(data: str, paragraphs: int, is_excerpt: bool) -> None:
    article = page(data, paragraphs)
    assert (article.access == "paid", article.is_excerpt) == ('Free": true' not in data, is_excerpt)


def test_an_offer_tells_that_the_rest_is_to_be_paid_for() -> None:
    article = page('"articleSection": "World"', 12, "<p>To continue reading this article, start your free trial.</p>")
    assert (article.access, article.is_excerpt, article.section) == ("paid", True, "World")
