"""Pages as the programs that build sites make them: what is the story's, and what its data alone tells."""

from __future__ import annotations

import json

import pytest

from index.extract.html import read_html
from index.types import Article, Label
from tests.support.extracting import NOW, SECOND, SENTENCE, body, day

TITLE = "Harbour bridge shut for repairs"
LINES = [
    SENTENCE,
    SECOND,
    *(f"The ferry ran {n} times on Saturday, said the port authority on its page." for n in range(6)),
]
STORY = "".join(f"<p>{line}</p>" for line in LINES)


def read(content: str, head: str = "") -> Article:
    article = read_html(
        f"<html lang=en><head><title>{TITLE}</title>{head}</head><body>{content}</body></html>", "k", now=NOW
    )
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    "content",
    [
        f"<main><h1>{TITLE}</h1><div class='node__content'>{STORY}</div><section class='field--name-comment'><h2>Comments</h2><article class='comment'><p>It was always too narrow for two buses.</p></article></section></main>",
        f"<div><h1>{TITLE}</h1><div itemprop='mainEntity'>{STORY}</div><div itemprop='comment'><p>They have known since the storm of 2005, and waited for the next one.</p></div></div>",
        f"<hd-story><template shadowrootmode='open'><article><h1>{TITLE}</h1>{STORY}</article></template></hd-story>",
        f"<article><h1>{TITLE}</h1>{STORY}<div class='kg-card kg-cta-card'><p>Become a paid member to keep the Ledger going.</p></div></article>",
        f"<article><h1>{TITLE}</h1><div><p>214</p></div><div><p>Listen</p></div>{STORY}</article>",
        f"<main><h1>{TITLE}</h1><div><div>Author</div><div>Ann Lee</div><div>Published</div><div>June 11, 2024</div></div>{STORY}</main>",
        f"<main><h1>{TITLE}</h1>{STORY}<p>The following links open in a new tab</p></main>",
        f"<table><tr><td><a href='/'>Home</a></td><td><h1>{TITLE}</h1>{STORY}</td></tr></table>",
    ],
)  # fmt: skip
def test_the_story_of_a_page_is_all_that_is_cited(content: str) -> None:
    assert body(read(content)) == LINES


def test_a_page_that_a_program_fills_in_tells_author_and_day_in_its_data() -> None:
    data = {
        "article": {
            "headline": TITLE,
            "publishedAt": "2024-06-11T18:20:00+02:00",
            "authors": [{"name": "Ann Lee"}],
            "body": STORY,
        }
    }
    article = read(f"<h1>{TITLE}</h1><script id='__NEXT_DATA__' type='application/json'>{json.dumps(data)}</script>")
    assert (article.byline, day(article)) == (("Ann Lee",), "2024-06-11")
    assert body(article) == LINES


def test_a_live_blog_that_is_in_its_data_alone_has_its_hours() -> None:
    entries = [
        {
            "@type": "BlogPosting",
            "headline": f"Entry {n}",
            "datePublished": f"2024-06-11T{hour}:05:00+02:00",
            "articleBody": line,
        }
        for n, (hour, line) in enumerate(zip(("09", "12", "18"), LINES[:3], strict=True))
    ]
    node = {"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": entries}
    article = read("<div id='root'></div>", f'<script type="application/ld+json">{json.dumps(node)}</script>')
    found = [article.text[span.start : span.end] for span in article.spans if span.label is Label.TIME]
    assert found == ["9:05 a.m.", "12:05 p.m.", "6:05 p.m."]
    assert body(article) == LINES[:3]
