"""Who wrote a page's article: by its data, else by the line that a reader sees."""

from __future__ import annotations

import json

import pytest

from index.extract.authors import persons
from index.extract.html import read_html
from index.types import Article
from tests.support.extracting import NOW, SECOND, SENTENCE


def byline(head: str = "", above: str = "") -> tuple[str, ...]:
    markup = f"<html lang='de'><head><title>Bridge shut for repairs</title>{head}</head><body><nav><a rel='author' class='author'>Site Owner</a></nav><article><h1>Bridge shut for repairs</h1>{above}<p>{SENTENCE}</p><p>{SECOND}</p><p>{SENTENCE}</p><div class='author'>Other Person</div></article></body></html>"
    article = read_html(markup, "https://harbourpost.example/a", now=NOW)
    assert isinstance(article, Article)
    return article.byline


def ld(**fields: object) -> str:
    nodes = [
        {"@type": "NewsArticle", "headline": "Bridge shut for repairs", **fields},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        {"@type": "Organization", "name": "Harbour Post"},
    ]
    return f'<script type="application/ld+json">{json.dumps({"@graph": nodes})}</script>'


@pytest.mark.parametrize(
    ("head", "above", "expected"),
    [
        (ld(author={"@id": "#ann"}), "", ("Ann Lee",)),
        (ld(author={"@type": "Organization", "name": "Harbour Post"}), "<p>Von Bo Ek, Oslo</p>", ("Bo Ek",)),
        (ld(author="Harbour Post") + '<meta name="parsely-author" content="Bo Ek">', "", ("Bo Ek",)),
        (ld(author="Stiftung Hafen e.V."), "<span class='byline'>Bo Ek</span>", ("Bo Ek",)),
        (ld(author="Stiftung Hafen e.V.").replace("Other Person", ""), "<i>Text: Bo Ek</i>", ("Bo Ek",)),
        ('<meta property="article:author" content="https://harbourpost.example/author/bo-ek/">', "", ("Bo Ek",)),
        ('<meta property="article:author" content="https://www.facebook.com/people/bo-ek/">', "<a class='author' rel='author'>boek</a>", ("boek",)),
        ("", "<p>By Ann Lee and Bo Ek</p>", ("Ann Lee", "Bo Ek")),
        ("", "", ("Other Person",)),
        ('<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Bo Ek"><meta name="twitter:label2" content="Lesedauer"><meta name="twitter:data2" content="3 Minuten">', "", ("Bo Ek",)),
        ('<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="Bo Ek">', "", ("Other Person",)),
        ("", "<div>Ein Artikel von <b>Bo Ek</b> | 27.01.2022 - 12:45</div>", ("Bo Ek",)),
        ("", "<div>Posted on September 21, 2020 by Bo Ek</div>", ("Bo Ek",)),
        ("", "<div class='autor'><h6>Bo Ek | Publicado hace 3 horas</h6></div>", ("Bo Ek",)),
        ("", "<div class='elementor-widget'><span class='post-author'>Bo Ek</span></div>", ("Bo Ek",)),
        ("", "<ul><li><strong>Autorin/Autor</strong> Bo Ek</li></ul>", ("Bo Ek",)),
        ("", "<p>Eine Kolumne von Bo Ek</p>", ("Bo Ek",)),
        ("", "<small>04.02.2022 | 13:10 Uhr | Bo Ek</small>", ("Bo Ek",)),
        ("", "<p>Written by</p><p>Bo Ek</p>", ("Bo Ek",)),
        ("", "<div>Author</div><div>Bo Ek</div>", ("Bo Ek",)),
        ("", "<p class='byline author'>Written by Bo Ek<br>Edited by Ann Lee</p>", ("Bo Ek",)),
        ("", "<span class='author vcard'><a rel='author'>Bo Ek</a><a href='/t'>Twitter</a><a href='/n'>News</a></span>", ("Bo Ek",)),
        ("", "<p>By <a href='/author/bo-ek'>Bo Ek</a> Games Editor</p>", ("Bo Ek",)),
        (ld(author={"name": "boek"}), "<span class='byline'><a href='/by/bo'>Bo Ekman</a></span>", ("boek",)),
        (ld(author={"name": "webdesign"}), "<span class='byline'><a href='/by/bo'>Bo Ekman</a></span>", ("Bo Ekman",)),
        ("", "<p>Filed under: Ferries, Council</p><p>By Bo Ek</p>", ("Bo Ek",)),
        ("", "<p>Posted: Thursday, 5 May</p><p>By Bo Ek</p>", ("Bo Ek",)),
        ("", "<p>Text Size Regular Large</p><p>By Bo Ek</p>", ("Bo Ek",)),
        (ld(author=["Get our new app FREE", "Bo Ek"]), "", ("Bo Ek",)),
        ('<meta name="copyright" content="Copyright (c) Ost Media 2022"><meta name="author" content="Ost Media">', "<p>By Bo Ek</p>", ("Bo Ek",)),
        ("", "<p>By Bo E. Ek</p>", ("Bo E. Ek",)),
        (ld(author="Ann Lee"), "<p class='byline'>By ANN LEE, BO EK and CY ORR</p>", ("Ann Lee", "Bo Ek", "Cy Orr")),
        ("", "<div class='byline'><a rel='author' class='byline'>Bo Ek</a> Follow <a rel='author'>Ann Lee</a></div>", ("Bo Ek", "Ann Lee")),
        (ld(author="Ann Lee"), "<p class='byline'>Photos by Bo Ek</p>", ("Ann Lee",)),
        (ld(author={"name": "xq"}), "<span class='byline'><a href='/by/bo'>Bo Ekman</a></span>", ("Bo Ekman",)),
        (ld(author={"name": "dpa"}), "<span class='byline'><a href='/by/bo'>Bo Ekman</a></span>", ("dpa",)),
        ("", "<div>Mon, 6/3/2019 - by <a href='/author/bo-ek'>Bo Ek</a></div>", ("Bo Ek",)),
        ("", "<div class='byline'><a>Bo Ek</a> / HNN / <span>Updated: Oct 9, 2019, 11:05</span></div>", ("Bo Ek",)),
        ("", "<h3><span>By Bo Ek/Coast News</span><span>May 20, 2019</span></h3>", ("Bo Ek",)),
        (ld(author="Bo Ek").replace('"author"', '\n// "author": "Cy",\n"image": , "author"'), "", ("Bo Ek",)),
        (ld(author="Bo Ek").replace("]}<", ",]}, {}<"), "", ("Bo Ek",)),
        ("", "<p>By <a rel='author' class='author'>Editor</a></p><p>By Bo Ek</p>", ("Bo Ek",)),
        ("", "<div class='names'><a rel='author' class='byline' href='/staff/bo'>Bo Ek</a>, <a rel='author' class='byline' href='/staff/ann'>Ann Lee</a></div>", ("Bo Ek", "Ann Lee")),
        (ld(author={"name": "SID"}), "<span class='byline'>SID Nachrichten</span>", ("SID",)),
        (ld(author={"name": "Bo"}), "<span class='byline'><a href='/by/bo'>Bo Ekman</a></span>", ("Bo Ekman",)),
        (ld(author={"@type": "Person", "givenName": "Bo", "familyName": "Ek"}), "", ("Bo Ek",)),
        (ld(author="Ann Lee") + '<meta name="author" content="Ann Lee, Bo Ek">', "", ("Ann Lee", "Bo Ek")),
        (ld(author="Ann Lee") + '<meta name="author" content="Ann Lee, AL">', "", ("Ann Lee",)),
        (ld(author="Ann Lee") + '<meta name="author" content="Bo Ek, Cy Orr">', "", ("Ann Lee",)),
        ('<meta name="author" content="b.ek@harbourpost.example"><meta property="twitter:misc:Written by" content="Bo Ek">', "", ("Bo Ek",)),
        ("", "<p class='date-author'>Bo Ek, 01.12.2021</p>", ("Bo Ek",)),
        ("", "<div class='teaser-small'><p class='byline__author'>VON <a>BO EK</a> am 21. April 2020</p></div>", ("Bo Ek",)),
        ("", "<ul class='author'><li>Bo Ek</li></ul>", ("Bo Ek",)),
        ("", "<div><a>Impressum Hafen</a> | <a>Datenschutz</a></div>", ("Other Person",)),
    ],
)  # fmt: skip
def test_the_byline_of_a_page(head: str, above: str, expected: tuple[str, ...]) -> None:
    assert byline(head, above) == expected


STORY = "".join(f"<p>{line}</p>" for line in (SENTENCE, SECOND) * 3)


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (f"<p><strong>BO EK</strong></p>{STORY}", ("Bo Ek",)),
        (f"<p><b>Bo Ek/Ann Lee</b></p>{STORY}", ("Bo Ek", "Ann Lee")),
        (f"{STORY}<p style='text-align:right'>Bo Ek</p>", ("Bo Ek",)),
        (f"{STORY}<p>Written by: <a href='/p'>Bo Ek</a></p>", ("Bo Ek",)),
        (f"{STORY}<footer class='post-footer'>Posted by <a class='author' rel='author'>Bo Ek</a> at 18:52</footer>", ("Bo Ek",)),
        (f"<p><b>Bo Ek</b><br>Coast Post.example<br>November 16, 2013</p>{STORY}", ("Bo Ek",)),
        (f"<p>Zum Deal</p><p>November 16, 2013</p>{STORY}", ()),
        (f"<p>Harbour Police</p>{STORY}", ()),
        (f"{STORY}<p><b>Harbour Post</b></p>", ()),
        (f"<p>{SENTENCE}</p><p><b>Harbour Police</b></p>{STORY}", ()),
    ],
)  # fmt: skip
def test_who_signs_a_story_at_either_end_of_it(story: str, expected: tuple[str, ...]) -> None:
    markup = f"<html><head><title>Bridge shut for repairs</title>{ld(author='Harbour Post')}</head><body><article><h1>Bridge shut for repairs</h1>{story}</article></body></html>"
    article = read_html(markup, "https://harbourpost.example/a", now=NOW)
    assert isinstance(article, Article)
    assert article.byline == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Bo Ek @bo_ek", ("Bo Ek",)),
        ("Bo Ek bo.ek@post.example", ()),
        ("Post author By Bo Ek", ("Bo Ek",)),
        ("Quelle sid", ()),
        ("Christoph von Ritter", ("Christoph von Ritter",)),
        ("Text: Von Ann Lee", ("Ann Lee",)),
        ("Grant Ek, PhD", ("Grant Ek",)),
        ("Ann Lee, The Harbour Dealer", ("Ann Lee",)),
        ("Ann Lee, North Coast Media Group", ("Ann Lee",)),
        ("Ann Lee The Daily Harbour", ("Ann Lee",)),
        ("Ann S.A. Lee, Bo Ek", ("Ann S.A. Lee", "Bo Ek")),
        ("Ann Lee, BBC News, Washington", ("Ann Lee",)),
        ("Ann Lee, Professorin für Recht an der Universität Basel", ("Ann Lee",)),
        ("Ann Lee Chefredakteurin", ("Ann Lee",)),
        ("Ann Lee im Gespräch mit Bo Ek", ("Ann Lee", "Bo Ek")),
        ("By Ann Lee Published December 14, 2016 2:24 pm", ("Ann Lee",)),
        ("Ann Lee Do, 18. Oktober 2019", ("Ann Lee",)),
        ("ann.lee", ("Ann Lee",)),
        ("Ann Lee Ann Lee", ("Ann Lee",)),
        ("Ann Lee Edited by Bo Ek", ("Ann Lee",)),
        ("By ANN LEE March 11, 2015 3:46 PM", ("Ann Lee",)),
        ("Special to Harbour Weekly", ()),
        ("Super User", ()),
        ("Authors", ()),
        ("Zeige alle Beiträge von Bo Ek →", ("Bo Ek",)),
        ("Autorenseite von", ()),
        ("Bo Ek Alle Artikel", ("Bo Ek",)),
        ("Ann Lee, Bo Anders Ek Fri", ("Ann Lee", "Bo Anders Ek")),
        ("Wei Sun", ("Wei Sun",)),
        ("Redaktion", ()),
        ("admin", ()),
        ("Harbour & Post", ()),
        ("Harbour Post (www.harbourpost.example)", ()),
        ("Mediagene Inc., Ann Lee", ("Ann Lee",)),
        ("牛镛、岳弘彬", ("牛镛", "岳弘彬")),
        ("신현주 기자", ("신현주",)),
        ("Harbour Company (harbourpost)", ()),
        ("Die Harbour & Post", ()),
        ("Gesponserte Inhalte", ()),
        ("Harbourman Ek", ("Harbourman Ek",)),
    ],
)
def test_the_persons_of_a_field(given: str, expected: tuple[str, ...]) -> None:
    assert persons([given], ["Harbour & Post"], "de") == expected
