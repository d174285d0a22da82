"""The heading of a page that a reader sees, and the headline that is made of it."""

from __future__ import annotations

import pytest

from index.extract.html import read_html
from index.extract.page.heading import heading
from index.extract.page.headline import headline, site_names
from index.extract.page.tree import parse
from index.types import Article
from tests.support.fakes import NOW

NAMES = site_names(["The Harbour Post"], "harbourpost.example")
TITLE = "Harbour bridge shut for repairs"


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        (f"<h1>The Harbour Post</h1><article><h1>{TITLE}</h1></article>", TITLE),
        (f"<h1>Harbour Post</h1><h2 class='headline'>{TITLE}</h2>", TITLE),
        (f"<nav><ol><li><h1>{TITLE}</h1></li></ol></nav><span class='article__headline'>{TITLE} until May</span>", f"{TITLE} until May"),
        (f"<ol class='breadcrumb'><li><h1>Bridge</h1></li></ol><h2>{TITLE}</h2>", TITLE),
        (f"<h1><span class='kicker'>Traffic</span> <span>{TITLE}</span></h1>", TITLE),
        (f"<h1><span>Traffic</span><span class='x'>: </span><span>{TITLE}</span></h1>", TITLE),
        (f"<h1><div>Traffic</div>{TITLE}</h1>", TITLE),
        ("<h1><span>H</span>arbour bridge shut<br>for repairs</h1>", TITLE),
        (f"<h1><style>.a{{color:red}}</style>{TITLE}</h1>", TITLE),
        ("<h1><span>Traffic<i>:</i></span> <span class='topline'>Harbour bridge shut for repairs</span></h1>", "Traffic: Harbour bridge shut for repairs"),
        ("<main><h1>Nobody may cross till May</h1></main>", "Nobody may cross till May"),
        ("<h1>Nobody may cross till May</h1>", "Nobody may cross till May"),
        (f"<h1>Nobody may cross till May</h1><h2>{TITLE}</h2>", TITLE),
        (f"<ul><li>{'Ferries sail. ' * 9}</li></ul><p>{'Ferries sail. ' * 9}</p><h2>{TITLE}</h2>", ""),
        (f"<article class='post category-newsletter'><h1>{TITLE}</h1></article><h2>{TITLE} today</h2>", TITLE),
        ("<aside><h1>Harbour bridge: all news</h1></aside>", ""),
        (f"<h1 class='hidden'>News</h1><h1>{TITLE}</h1>", TITLE),
        (f"<h1 itemprop='alternativeHeadline'>Bridge repairs</h1><h2 itemprop='headline'>{TITLE}</h2>", TITLE),
        ("<h1>Newest stories of today</h1><h1>Most read of the week</h1>", ""),
    ],
)  # fmt: skip
def test_the_heading_over_the_article(markup: str, seen: str) -> None:
    tree = parse(f"<html><body>{markup}<p>Text.</p></body></html>")
    assert tree is not None
    assert heading(tree, [TITLE, "News"], NAMES) == seen


@pytest.mark.parametrize(
    ("seen", "shared", "own", "others", "expected"),
    [
        (TITLE, "Why the bridge is shut", TITLE, [], TITLE),
        (TITLE, "Why the bridge is shut", "Why the bridge is shut", [], TITLE),
        (TITLE, f"Traffic: {TITLE}", f"Traffic: {TITLE}", [], f"Traffic: {TITLE}"),
        (TITLE, f"Traffic: {TITLE}", "", [f"Traffic: {TITLE} | The Harbour Post"], TITLE),
        (TITLE, f"Traffic: {TITLE}", f"Traffic: {TITLE} | Harbour", [], f"Traffic: {TITLE}"),
        (f"Traffic {TITLE}", TITLE, "", [], TITLE),
        (f"Traffic : {TITLE}", TITLE, TITLE, [], TITLE),
        (f"Traffic : {TITLE}", "Why the bridge is shut", "", [], f"Traffic : {TITLE}"),
        (f"Traffic {TITLE}", "", f"Traffic: {TITLE}", [], f"Traffic: {TITLE}"),
        (f"02.05.2024 – {TITLE}", "", "", [], TITLE),
        (f"{TITLE} 2 May 2024", TITLE, "", [], TITLE),
        (f"{TITLE}: the latest", TITLE, "", [], f"{TITLE}: the latest"),
        (f"{TITLE} until May", TITLE, TITLE, [], f"{TITLE} until May"),
        ("", "港口大桥因维修关闭_交通频道_青年网", "", [], "港口大桥因维修关闭_交通频道"),
        (f"{TITLE} | The Harbour Post", "", "", [], TITLE),
        ("", TITLE, "", [f"{TITLE} - Harbour Post"], TITLE),
        ("", "Why the bridge is shut", TITLE, ["", f"{TITLE} | News"], TITLE),
        ("", "", "", [""], ""),
    ],
)
def test_the_headline(seen: str, shared: str, own: str, others: list[str], expected: str) -> None:
    assert headline(seen, shared, own, others, NAMES, "harbourpost.example") == expected


def test_a_site_that_does_not_tell_its_name_is_known_by_where_its_page_was_found() -> None:
    body = "<p>The council of the harbour town spoke about ferries on Friday, the mayor said after the vote.</p>" * 5
    page = f"<html><head><title>{TITLE} - Post of the Harbourpost</title></head><body>{body}</body></html>"
    for key, expected in (("https://harbourpost.example/a", TITLE), ("a.html", f"{TITLE} - Post of the Harbourpost")):
        article = read_html(page, key, now=NOW)
        assert isinstance(article, Article)
        assert (article.headline, article.url) == (expected, None)


def test_a_headline_that_is_filled_in_as_the_name_of_the_site_is_no_name_of_it() -> None:
    body = "<p>The council of the harbour town spoke about ferries on Friday, the mayor said after the vote.</p>" * 5
    head = f'<title>{TITLE}</title><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="{TITLE}">'
    page = f"<html><head>{head}</head><body><h1>back to all news</h1><h1 itemprop='headline'>{TITLE}</h1>{body}</body></html>"
    article = read_html(page, "https://harbourpost.example/a", now=NOW)
    assert isinstance(article, Article)
    assert (article.headline, article.outlet) == (TITLE, "")


def test_the_outlet_of_a_notice_of_copyright_is_its_holder() -> None:
    body = "<p>The council of the harbour town spoke about ferries on Friday, the mayor said after the vote.</p>" * 5
    head = f'<title>{TITLE}</title><meta name="copyright" content="Copyright (c) The Harbour Post 2022">'
    article = read_html(f"<html><head>{head}</head><body><h1>{TITLE}</h1>{body}</body></html>", "a.html", now=NOW)
    assert isinstance(article, Article)
    assert article.outlet == "The Harbour Post"
