"""Web pages: whose day, headline, byline and text are the article's own."""

from __future__ import annotations

import gc
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.extract.html import read_html
from index.types import Article, Label, Skipped
from tests.support.extracting import NOW, SECOND, SENTENCE, articles, body, day

THIRD = "The ferry will run every twenty minutes until then, the port authority said on its page."
URL = "https://lights.example/2024/05/bridge"


def page(
    head: str = "",
    content: str = f"<h1>Bridge shut</h1><p>{SENTENCE}</p><p>{SECOND}</p><p>{THIRD}</p>",
    title: str = "Bridge shut",
) -> str:
    return f'<html lang="en"><head><title>{title}</title><link rel="canonical" href="{URL}">{head}</head><body><main><article>{content}</article></main></body></html>'


def ld(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def read(markup: str) -> Article:
    article = read_html(markup, "k", now=NOW)
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize(
    "head",
    [
        ld({"@type": "VideoObject", "datePublished": "2019-01-01"}, {"@type": "NewsArticle", "datePublished": "2024-05-02T23:30:00-07:00"}),
        ld({"@graph": [{"@type": "ImageObject", "datePublished": "2019-01-01"}, {"@type": ["ReportageNewsArticle"], "headline": "Bridge shut", "datePublished": "2024-05-02T23:30:00-07:00"}]}),
        ld({"@type": "NewsArticle", "headline": "Another story", "datePublished": "2023-01-01"}, {"@type": "NewsArticle", "headline": "Bridge shut", "datePublished": "2024-05-02T23:30:00-07:00"}),
        ld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2023-01-01"}]}) + '<meta property="article:published_time" content="2024-05-02T23:30:00-07:00">',
        '<meta itemprop="datePublished" content="2024-05-02T23:30:00-07:00">',
        f'<style>{"/* */" * 200_000}</style><meta property="article:published_time" content="2024-05-02T23:30:00-07:00">',
        '<script type="application/ld+json">\n//<![CDATA[\n{"@type": "NewsArticle", "description": "two\nlines", "datePublished": "2024-05-02T23:30:00-07:00"}\n//]]>\n</script>',
    ],
)  # fmt: skip
def test_the_day_is_the_publishers(head: str) -> None:
    article = read(page(head))
    assert day(article) == "2024-05-02"
    assert article.published and article.published.at == datetime(2024, 5, 3, 6, 30, tzinfo=UTC)


def test_a_front_page_is_no_pages_address() -> None:
    front = page('<meta property="og:url" content="https://lights.example/a">').replace(URL, "https://lights.example/")
    assert read(front).url == "https://lights.example/a"
    assert (read(page().replace(URL, "https://lights.example/")).url, read(page()).url) == (None, URL)


def test_what_its_makers_left_in_a_page_is_not_cited() -> None:
    left = "<p>$$ARTICLEAD$$</p><p>[button link=”https://a.example” type=”big”] Submit</p>"
    found = body(read(page(content=f"<h1>Bridge shut</h1><p>{SENTENCE}</p>{left}<p>{SECOND}</p><p>{THIRD}</p>")))
    assert found == [SENTENCE, SECOND, THIRD]


def test_the_day_of_microdata_and_of_an_address() -> None:
    stamp = '<time itemprop="datePublished" datetime="2024-05-02T09:00:00+02:00">2 May</time>'
    assert day(read(page(content=f"<h1>Bridge shut</h1>{stamp}<p>{SENTENCE}</p><p>{SECOND}</p>"))) == "2024-05-02"
    assert day(read(page().replace("/2024/05/bridge", "/2024/05/02/bridge"))) == "2024-05-02"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2024-05-01T22:30:00Z", "2024-05-02"),
        ("2024-05-03T01:30:00Z", "2024-05-02"),
        ("2024-05-01T22:30:00-07:00", "2024-05-01"),
        ("2024-05-01T08:30:00Z", "2024-05-01"),
        ("2024-05-01", "2024-05-01"),
    ],
)
def test_the_address_tells_the_publishers_day_of_an_instant(told: str, expected: str) -> None:
    markup = page(f'<meta property="article:published_time" content="{told}">')
    assert day(read(markup.replace("/2024/05/bridge", "/2024/05/02/bridge"))) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Bridge shut | Harbour Lights",
        "Bridge shut – HL – 13.06.2023",
        "Bridge shut | Politics | Harbour Lights",
        "Bridge shut - lights.example",
        "Bridge shut",
    ],
)
def test_the_headline_is_without_the_sites_name(title: str) -> None:
    site = '<meta property="og:site_name" content="Harbour Lights"><meta name="application-name" content="HL">'
    article = read(page(site + f'<meta property="og:title" content="{title}">', title=title))
    assert (article.headline, article.outlet) == ("Bridge shut", "Harbour Lights")
    assert body(article) == [SENTENCE, SECOND, THIRD]
    assert (
        article.text[slice(*next((s.start, s.end) for s in article.spans if s.label is Label.HEADLINE))]
        == "Bridge shut"
    )


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ([{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Ek"}], ("Ann Lee", "Bo Ek")),
        ({"@type": "Organization", "name": "Harbour Lights"}, ()),
        ("By Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ({"name": ["Ann Lee", "https://lights.example/ann"]}, ("Ann Lee",)),
        ({"name": "松岡大地"}, ("松岡大地",)),
    ],
)
def test_bylines(author: object, expected: tuple[str, ...]) -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "Bridge shut",
        "author": author,
        "publisher": {"@type": "Organization", "name": "Harbour Lights"},
    }
    assert read(page(ld(node))).byline == expected


def test_what_the_page_says_of_its_state() -> None:
    node = {
        "@type": "LiveBlogPosting",
        "headline": "Bridge shut",
        "datePublished": "2024-05-02T08:00:00Z",
        "dateModified": "2024-05-02T19:00:00Z",
        "isAccessibleForFree": "False",
        "articleSection": "Harbour",
    }
    article = read(page(ld(node)))
    assert (article.access, article.form, article.section) == ("paid", "live", "Harbour")
    assert article.updated == datetime(2024, 5, 2, 19, tzinfo=UTC)


def test_a_story_in_several_containers_is_whole() -> None:
    long = [f"{sentence} {number} {SENTENCE}" for number, sentence in enumerate([SECOND, THIRD] * 6)]
    parts = "".join(
        f'<div class="body__inner-{n} chunk"><p>{a}</p><p>{b}</p></div><div class="ad">Advertisement</div>'
        for n, (a, b) in enumerate(zip(long[::2], long[1::2], strict=True))
    )
    assert body(read(page(content=f"<h1>Bridge shut</h1>{parts}"))) == long


def test_other_stories_are_not_cited() -> None:
    other = '<p><a href="/2024/05/ferry">Ferry fares to rise by a fifth from December, islanders are told</a></p>'
    content = f'<h1>Bridge shut</h1><p>{SENTENCE}</p>{other}<p>{SECOND}</p><p>{THIRD}</p><div class="related-stories"><p>Read about the ferry.</p></div>'
    assert body(read(page(content=content))) == [SENTENCE, SECOND, THIRD]


def test_the_text_in_a_pages_data_stands_in_for_one_that_is_not_in_its_markup() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "Bridge shut",
        "articleBody": f"{SENTENCE}\n\n{SECOND} Caf&eacute;s\n\n{THIRD}",
    }
    assert body(read(page(ld(node), content='<div id="root"></div>'))) == [SENTENCE, f"{SECOND} Cafés", THIRD]


def test_the_lead_above_a_story_belongs_to_it() -> None:
    lead = "Divers found a crack in the harbour bridge, and nobody knows how long it has been there, says the port."
    content = f'<header><h1>Bridge shut</h1><div class="standfirst">{lead}</div></header><p>{SENTENCE}</p><p>{SECOND}</p><p>{THIRD}</p>'
    assert body(read(page(content=content)))[0] == lead


@pytest.mark.parametrize(
    ("declared", "encoding", "word"),
    [("iso-8859-9", "iso-8859-9", "Işıklı"), ("windows-1250", "cp1250", "Žluťoučký"), ("windows-1257", "cp1257", "ģimenes"), ("iso-8859-1", "cp1252", "“Café”"), ("shift_jis", "cp932", "橋①"), ("utf-8", "cp1254", "Yıldız ş"), ("nonsense", "utf-8", "Zoë")],
)  # fmt: skip
def test_the_declared_encoding_is_believed_where_it_fits(
    tmp_path: Path, declared: str, encoding: str, word: str
) -> None:
    language = "tr" if encoding == "cp1254" else "en"
    markup = page(
        f'<meta charset="{declared}">', f"<h1>Bridge shut</h1><p>{word}. {SENTENCE}</p><p>{SECOND}</p>"
    ).replace('lang="en"', f'lang="{language}"')
    (article,) = articles(tmp_path, "a.html", markup.encode(encoding))
    assert word in article.text


@pytest.mark.parametrize("markup", ["<div>" * 100_000, "", "<html>", "<p>" * 15_000])
def test_what_is_no_page_harms_nobody(markup: str) -> None:
    assert isinstance(read_html(markup, "k", now=NOW), Skipped)


def test_lists_of_links_captions_and_offers_stand_apart() -> None:
    links = "".join(f'<li>Ferry: <a href="/{n}">Fares will rise by {n} per cent in December</a></li>' for n in range(3))
    content = f"""<h1>Bridge shut</h1><p>{SENTENCE}</p><figure><img src="a.jpg"><figcaption>The bridge on Friday, seen from the quay.</figcaption></figure>
    <p>{SECOND}</p><ul>{links}</ul><p>Lire aussi <a href="/2">Le pont de la rade est fermé</a></p><p>{THIRD}</p><p>Il vous reste 57 % de cet article à lire.</p>"""
    article = read(page(content=content))
    assert body(article) == [SENTENCE, SECOND, THIRD]
    assert article.access == "paid"


def test_how_a_word_is_read_does_not_cut_its_sentence() -> None:
    text = (
        "<p>韓国の<ruby>尹錫悦<rp>（</rp><rt>ユンソンニョル</rt><rp>）</rp></ruby>大統領は三日夜、緊急談話を出し、戒厳を宣言した。"
        + "野党が国政をまひさせていると述べた。" * 5
        + "</p>"
    )
    assert "韓国の尹錫悦大統領は" in body(read(page(content=f"<h1>x</h1>{text * 2}")))[0]


def test_lines_above_a_story_and_lists_below_it_are_told_apart() -> None:
    others = "".join(
        f'<li><a href="/{n}">Ferry fares will rise again</a> Islanders are told to pay {n} crowns more.</li>'
        for n in range(3)
    )
    content = f"<h1>Bridge shut</h1><p>Von Ann Lee, Oslo</p><p>Thursday, 2 May 2024, 10:15</p><p>{SENTENCE}</p><p>{SECOND} {THIRD}</p><p>{THIRD}</p><h3>Más noticias</h3><ul>{others}</ul>"
    article = read(page(content=content))
    assert body(article) == [SENTENCE, f"{SECOND} {THIRD}", THIRD]


def test_code_that_a_page_shows_is_no_story() -> None:
    content = f"<h1>Bridge shut</h1><p>{SENTENCE}</p><p>ads.queue.push({{ slot: 'top' }}); window.ads = 1;</p><p>{SECOND}</p><p>{THIRD}</p>"
    assert body(read(page(content=content))) == [SENTENCE, SECOND, THIRD]


def test_entries_of_a_live_blog_rows_and_captions_keep_what_stands_over_them() -> None:
    entries = "".join(
        f'<div class="entry"><header><time datetime="2024-05-02T{hour}:15:00Z">{hour}:15 BST</time></header><p>{line}</p></div>'
        for hour, line in ((11, SENTENCE), (10, SECOND), (9, THIRD))
    )
    table = "<table><tr><th>Line</th><th>Delay</th></tr><tr><td>North</td><td>two hours</td></tr><tr><td>South</td><td>one hour</td></tr></table>"
    article = read(page(content=f"<h1>Bridge shut</h1>{entries}{table}"))
    labels = [(span.label, article.text[span.start : span.end]) for span in article.spans]
    assert [text for label, text in labels if label is Label.TIME] == ["11:15 BST", "10:15 BST", "9:15 BST"]
    assert [text for label, text in labels if label is Label.HEADING] == ["| Line | Delay |"]
    assert body(article) == [SENTENCE, SECOND, THIRD, "| North | two hours |", "| South | one hour |"]


def test_a_heading_is_no_sentence_of_the_story() -> None:
    content = f"<h1>Bridge shut</h1><p>{SENTENCE}</p><h2>Who pays</h2><p>{SECOND}</p><p>{THIRD}</p>"
    article = read(page(content=content))
    assert body(article) == [SENTENCE, SECOND, THIRD]
    assert "Who pays" in [article.text[span.start : span.end] for span in article.spans if span.label is Label.HEADING]


def test_teasers_and_boxes_within_a_story_are_not_cited() -> None:
    teaser = '<div><h3><a href="/other">Harbour tram breaks down again</a></h3><p>The tram stood still for an hour, passengers said.</p></div>'
    box = "<div><p>Follow us on your telephone and get our updates twice a day.</p></div>"
    told = ld(
        {"@type": "NewsArticle", "headline": "Bridge shut", "articleBody": " ".join([SENTENCE, SECOND, THIRD] * 2)}
    )
    story = f"<h1>Bridge shut</h1><p>{SENTENCE}</p>{teaser}<p>{SECOND}</p><h2>Until May</h2>{box}<p>{THIRD}</p>"
    article = read(page(told, story))
    assert "tram" not in " ".join(body(article))
    assert "telephone" not in " ".join(body(article))
    assert body(article)[:2] == [SENTENCE, SECOND]


def test_captions_in_a_gallery_and_what_stands_twice_are_not_cited() -> None:
    caption = "A diver comes up below the harbour bridge with a lamp in his hand."
    story = f"<p>{SENTENCE}</p><p class='imageCaption'>{caption}</p><p>{SECOND}</p>"
    article = read(page(content=f"<h1>Bridge shut</h1>{story}<p>{THIRD}</p><p>{THIRD}</p>"))
    assert body(article) == [SENTENCE, SECOND, THIRD]


def test_a_story_that_speaks_of_its_page_is_one() -> None:
    notice = (
        "Our goal with open threads is to give readers an opportunity to raise comments or questions about us in the comments section "
        "below. As always, you’re also welcome to email us at info@harbourpost.example or to request a call with our staff if you have "
        "feedback or questions that you would prefer to discuss privately."
    )
    assert body(read(page(content=f"<h1>Bridge shut</h1><p>{notice}</p>"))) == [notice]


def test_the_summary_of_another_story_is_no_lead() -> None:
    other = "<div class='card'><h3><a href='/b'>Ferry to sail again in May</a></h3><p class='lead'>The island ferry will sail again after a winter in the dock at Oslo.</p></div>"
    story = f"<h1>Bridge shut</h1><div><p>{SENTENCE}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert body(read(page(content=story).replace("<main>", f"{other}<main>"))) == [SENTENCE, SECOND, THIRD]


def test_a_story_without_paragraphs_in_an_element_that_is_named_after_others() -> None:
    lines = "<br><br>".join((SENTENCE, SECOND, SENTENCE.replace("Friday", "Monday")))
    content = f"<h1>Bridge shut</h1><div class='recentNews'><div>{lines}</div></div>"
    assert SECOND in " ".join(body(read(page(content=content))))


CARD = "<h2><span class='sr-only'>{0}</span><a href='/other'>{0}</a></h2><p>{1}</p>"


@pytest.mark.parametrize(
    "other",
    [
        "<blockquote class='twitter-tweet'><p>We will mend it by spring, promise.</p>— Ada Marr (@marr)</blockquote>",
        "<div>"
        + CARD.format("The island school has a new roof", "It was paid for by the parents of its pupils.")
        + "</div>",
        "<div><a class='title' href='/other'>The island school has a new roof</a><div><p class='lead'>It was paid for.</p></div></div>",
        "<div class='print-header'>https://lights.example/2024/05/bridge Bridge shut</div>",
        "<p>The island school has a new roof [PICTURES]</p>",
    ],
)
def test_what_others_say_and_other_stories_are_not_cited(other: str) -> None:
    rest = [SECOND, THIRD, *(f"{THIRD[:-1]} {n} times." for n in range(5))]
    story = "".join(f"<p>{line}</p>" for line in rest)
    article = read(page(content=f"<h1>Bridge shut</h1><p>{SENTENCE}</p>{other}{story}"))
    assert body(article) == [SENTENCE, *rest]


def test_a_long_list_of_other_stories_is_not_cited() -> None:
    cards = "".join(
        f"<li><h3><a href='/{n}'>Other story about harbour number {n}</a></h3><p>{SECOND} {n}.</p></li>"
        for n in range(12)
    )
    story = "".join(f"<p>{SENTENCE} {n}.</p>" for n in range(25))
    article = read(page(content=f"<h1>Bridge shut</h1>{story}<ul>{cards}</ul>"))
    assert body(article) == [f"{SENTENCE} {n}." for n in range(25)]


@pytest.mark.parametrize("is_enabled", [True, False])
def test_reading_a_page_leaves_the_search_for_garbage_as_it_was(
    monkeypatch: pytest.MonkeyPatch, *, is_enabled: bool
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    (gc.enable if is_enabled else gc.disable)()
    try:
        read_html("<html><body><p>Ferries sail.</p></body></html>", "a.html", now=NOW)
        assert gc.isenabled() is is_enabled
        monkeypatch.setattr("index.extract.html.facts", fail)
        with pytest.raises(RuntimeError):
            read_html("<html><body><p>Ferries sail.</p></body></html>", "a.html", now=NOW)
        assert gc.isenabled() is is_enabled
    finally:
        gc.enable()
