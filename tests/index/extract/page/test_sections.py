"""Labels near a headline that name a section of the site are no part of what can be cited."""

from __future__ import annotations

import pytest

from index.extract.html import read_html
from index.extract.page.sections import is_section
from index.types import Article, Label
from tests.support.extracting import NOW, SECOND, SENTENCE

TITLE = "Harbour bridge shut for repairs"
STORY = f"<p>{SENTENCE}</p><p>{SECOND}</p>"


def body_of(content: str, around: str = "", head: str = "") -> list[str]:
    url = "https://lights.example/coast/2024/05/bridge"
    markup = f"<html><head><title>{TITLE}</title><link rel=canonical href={url}>{head}</head><body>{around}<main><article>{content}</article></main></body></html>"
    article = read_html(markup, "k", now=NOW)
    assert isinstance(article, Article)
    return [article.text[span.start : span.end] for span in article.spans if span.label is Label.BODY]


@pytest.mark.parametrize(
    ("content", "around", "head"),
    [
        (f"<p>From the pier</p><h1>{TITLE}</h1>{STORY}", "", ""),
        (f"<h1>{TITLE}</h1><p>The Coast</p>{STORY}", "", ""),
        (f"<h1>{TITLE}</h1><p>Uppdaterad 15.59 | Publicerad 14.14</p>{STORY}", "", ""),
        (f"<h1>{TITLE}</h1><p>Islands</p>{STORY}", "<nav><a href='/islands'>Islands</a></nav>", ""),
        (f"<h1>{TITLE}</h1><p>Islands</p>{STORY}", "<ol class='breadcrumbs'><li><a href='/i'>Islands</a></li></ol>", ""),
        (f"<h1>{TITLE}</h1><p>Islands</p>{STORY}", "", "<meta property='article:section' content='Islands'>"),
        (f"<h1>{TITLE}</h1><p>The Evening Lamp</p>{STORY}", "", "<meta property='og:site_name' content='Evening Lamp'>"),
        (
            f"<h1>{TITLE}</h1><p>Islands</p>{STORY}",
            "",
            '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"item":{"name":"Islands"}}]}</script>',
        ),
    ],
)  # fmt: skip
def test_a_label_near_the_headline_is_no_body(content: str, around: str, head: str) -> None:
    assert body_of(content, around, head) == [SENTENCE, SECOND]


def test_a_short_line_that_names_no_section_is_body() -> None:
    assert body_of(f"<h1>{TITLE}</h1><p>Nobody was hurt.</p>{STORY}")[0] == "Nobody was hurt."
    assert body_of(f"<p>It was over.</p><h1>{TITLE}</h1>{STORY}")[0] == "It was over."


@pytest.mark.parametrize(("line", "expected"), [("The Quay", True), ("QUAY", True), ("Quayside", False), ("", False)])
def test_a_section_by_name(line: str, expected: bool) -> None:
    assert is_section(line, frozenset({"quay"})) is expected
