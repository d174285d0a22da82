"""Other stories, boxes that ask for an address, and readers' words beside a story are none of it."""

from __future__ import annotations

import json

import pytest

from index.blocks import blocks, told
from index.extract.html import read_html
from index.extract.page.places import Places
from index.extract.page.tree import parse
from index.types import Article
from tests.support.extracting import NOW

TITLE = "Harbour bridge shut for repairs"
STORY = [
    f"The harbour board shut bridge number {number} on Friday because divers had found a crack as long as a man in its "
    f"northern pier, and nobody may cross it before the end of May, engineer {number} of the board told the council."
    for number in range(8)
]
OTHER = [f"Ferry {number} will cost a tenth more from June on, the company that runs it told its owners on Monday." for number in range(8)]  # fmt: skip
CARDS = "".join(f"<div class='c9'><a href='/s{n}'>Ferry number {n} will cost a tenth more</a><p>{line}</p></div>" for n, line in enumerate(OTHER[:4]))  # fmt: skip
SIGN_UP = "<div><h3>Morning Post</h3><p>Start the day with the best of the harbour, every weekday.</p><form><input type='email'></form></div>"


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def body(markup: str) -> str:
    page = f"<html><head><title>{TITLE}</title><meta name='author' content='Ann Lee'></head><body><main>{markup}</main></body></html>"
    article = read_html(page, "https://harbourpost.example/a", now=NOW)
    assert isinstance(article, Article)
    return "\n".join(article.text[span.start : span.end] for span in article.body)


@pytest.mark.parametrize(
    "markup",
    [
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY)}</article><article><h1>Ferries to cost a tenth more</h1>{paragraphs(OTHER)}</article>",
        f"<div class='w'><time>2 May</time><h1>{TITLE}</h1>{paragraphs(STORY)}</div><div class='w'><time>1 May</time><h1>Ferries to cost a tenth more</h1>{paragraphs(OTHER)}</div>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:4])}<div>{CARDS}</div>{paragraphs(STORY[4:])}</article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:4])}{SIGN_UP}{paragraphs(STORY[4:])}</article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY)}</article><div><article><h1>Ferries: no!</h1>{paragraphs(OTHER)}</article></div>",
        f"<ul class='nav navbar-nav'><li>Town hall</li><li>Ferries and bridges</li></ul><article><h1>{TITLE}</h1>{paragraphs(STORY)}</article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY)}</article><ul><li><a href='/f'><h3>Ferry</h3><div><p>{OTHER[0]}</p></div></a></li></ul>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY)}<div class='saboxplugin-wrap'>{paragraphs(OTHER[:1])}</div></article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY)}<div class='donation-box'>{paragraphs(OTHER[:1])}</div></article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY).replace('harbour board', '<a>harbour board<span class=tooltip>All on the harbour board</span></a>')}</article>",
        f"<article><h1>{TITLE}</h1>{paragraphs([*STORY, 'Your contribution supports the only paper that tells what the harbour board does.'])}</article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY)}</article><section><h3>4 comments</h3>{paragraphs(OTHER[:4])}</section>",
        f"<table><tr><td><table><tr><td><a href='/l'>Local news</a> <a href='/n'>Nation</a></td><td><a href='/o'>Other sections of the paper</a></td></tr></table></td></tr><tr><td><h1>{TITLE}</h1>{'<br><br>'.join(STORY)}</td></tr></table>",
        f"<article><h1>{TITLE}</h1>{paragraphs([*STORY, 'Ann Lee has covered the harbour since 2011 and lives near it with two cats.'])}</article>",
    ],
)
def test_what_stands_beside_the_story_is_left_out(markup: str) -> None:
    assert body(markup) == "\n".join(STORY)


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='w'><h1>{TITLE}</h1>{paragraphs(STORY[:4])}</div><div class='w'><h1>What the divers had found</h1>{paragraphs(STORY[4:])}</div>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:2])}{''.join(f'<div class=paywalled><p>{line}</p></div>' for line in STORY[2:])}</article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:7])}<div id='divers-promoted-to-captains'><p>{STORY[7]}</p></div></article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY).replace(' on ', chr(10) + 'on ')}</article>",
        f"<h1>{TITLE}</h1><div class='entry__content steady-paywall'>{paragraphs(STORY)}</div><div>{paragraphs(OTHER * 8)}</div>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:4])}{''.join(f'<p><li>{line}</li></p>' for line in STORY[4:])}</article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:2])}{''.join(f'<div class=subscriber-only><p>{line}</p></div>' for line in STORY[2:])}</article>",
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:4])}<div class='paywall' style='display: none'>{paragraphs(STORY[4:])}</div></article>",
        f"<article><h1>{TITLE}</h1><div><div>{STORY[0]}</div><div><h2><a href='/s'>Ferries to cost a tenth more</a></h2></div></div><div>{'<br><br>'.join(STORY[1:])}</div></article>",
    ],
)
def test_chapters_and_lines_that_end_within_a_paragraph_are_the_storys(markup: str) -> None:
    assert [line for line in STORY if line not in body(markup)] == []


def test_what_surrounds_the_text_that_the_data_gives_is_none_of_it() -> None:
    """Where no name and no element tells the menus from the story."""
    told = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(STORY)})
    menu = "".join(f"<div>{name}</div>" for name in ("Edition", "Oslo", "Bergen", "Tromsø", "Bodø", "Hamar", "Molde", "Sign in"))  # fmt: skip
    story = "".join(f"<div>{line}</div>" for line in STORY)
    other = "".join(f"<div>{line}</div>" for line in OTHER)
    page = f"<html><head><title>{TITLE}</title><script type='application/ld+json'>{told}</script></head><body><div>{menu}</div><div>{story}</div><div>{other}</div></body></html>"
    article = read_html(page, "https://harbourpost.example/a", now=NOW)
    assert isinstance(article, Article)
    assert [article.text[span.start : span.end] for span in article.body if span.end - span.start > 40] == STORY


def test_a_quote_that_is_set_as_a_figure_is_no_caption() -> None:
    tree = parse(
        "<body><figure><blockquote><p>We dive at dawn.</p></blockquote></figure><figure><p>Divers at dawn.</p></figure></body>"
    )
    assert tree is not None
    assert Places(tree).captions(["wediveatdawn", "diversatdawn"]) == {1}


def test_entries_of_a_live_blog_stay_in_order() -> None:
    entries = "".join(f"<div class='entry'><time>{hour}:05</time><h3>Ferry {hour} leaves</h3><p>{line}</p></div>" for hour, line in enumerate(STORY[1:5], 11))  # fmt: skip
    told = body(f"<article><h1>{TITLE}</h1><p>{STORY[0]}</p>{entries}</article>").splitlines()
    assert told == STORY[:5]


@pytest.mark.parametrize(
    "mark", ["hidden", "hidden=''", "style='display:none'", "style='color: red; visibility : hidden'"]
)
@pytest.mark.parametrize("told", [2, 8])
def test_what_no_reader_sees_is_none_of_the_story(mark: str, told: int) -> None:
    made = body(f"<article><h1>{TITLE}</h1><p {mark}>{OTHER[0]}</p>{paragraphs(STORY[:told])}</article>")
    assert OTHER[0] not in made
    assert STORY[1] in made


@pytest.mark.parametrize("told", [", opens new tab", "(Opens in a new window)", "(öffnet in neuem Fenster)"])
def test_what_a_link_says_to_those_who_listen_is_no_words_of_the_story(told: str) -> None:
    line = f"The smelter of <a href='/x'>Larkin Metals<span class='x'>{told}</span></a> will be idle from July, its owners told the town."
    assert "Larkin Metals will be idle" in body(f"<article><h1>{TITLE}</h1><p>{line}</p>{paragraphs(STORY)}</article>")


def test_a_story_that_a_script_shows_is_one() -> None:
    assert STORY[3] in body(f"<h1>{TITLE}</h1><div style='display: none'>{paragraphs(STORY)}</div>")


def test_a_post_that_a_story_shows_is_cited_as_its_authors() -> None:
    post = "<blockquote class='twitter-tweet'><p>Nobody crosses my bridge before <a href='/h'>#May</a>.<br>Take the ferry. <a href='https://t.co/x'>pic.twitter.com/x</a></p>— Ada Kern (@adakern) <a href='/d'>May 2, 2019</a></blockquote>"
    asked = "<blockquote class='twitter-tweet'><p>Who shut the bridge?</p>— Bo Ek (@bo_ek) <a href='/d'>May 1, 2019</a></blockquote>"
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{paragraphs(STORY[:4])}{asked}{post}{paragraphs(STORY[4:])}</article></body></html>"
    article = read_html(page, "https://harbourpost.example/a", now=NOW)
    assert isinstance(article, Article)
    told_over = {article.text[b.span.start : b.span.end]: told(article, b.over) for b in blocks(article)}
    assert told_over["Nobody crosses my bridge before #May. Take the ferry."] == "Ada Kern (@adakern), May 2, 2019"
    assert told_over["Who shut the bridge?"] == "Bo Ek (@bo_ek), May 1, 2019"
    assert len(list(filter(None, told_over.values()))) == 2


def test_what_follows_a_post_that_is_not_cited_is_the_storys() -> None:
    post = "<blockquote class='twitter-tweet'><p>Subscribe to our newsletter</p>— Ada Kern (@adakern) <a href='/d'>May 2, 2019</a></blockquote>"
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{paragraphs(STORY[:4])}{post}{paragraphs(STORY[4:])}</article></body></html>"
    article = read_html(page, "https://harbourpost.example/a", now=NOW)
    assert isinstance(article, Article)
    assert [(article.text[b.span.start : b.span.end], b.over) for b in blocks(article)] == [
        (line, ()) for line in STORY
    ]


def test_posts_that_do_not_tell_who_wrote_them_are_left_out() -> None:
    post = "<blockquote class='twitter-tweet'><p>Nobody crosses my bridge before May.</p></blockquote>"
    assert body(
        f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:4])}{post}{paragraphs(STORY[4:])}</article>"
    ) == "\n".join(STORY)
