"""The day that stands near the headline of a page whose data tells none."""

from __future__ import annotations

import pytest

from index.extract.html import read_html
from index.types import Article
from tests.support.extracting import NOW, SECOND, SENTENCE, day


def read(above: str = "", below: str = "", after: str = "", language: str = "en", head: str = "") -> Article:
    markup = (
        f"<html lang='{language}'><head><title>Bridge shut for repairs</title>{head}</head><body><nav><a>3 May 2021</a></nav>"
        f"<main>{above}<h1>Bridge shut for repairs</h1>{below}<p>{SENTENCE} {SENTENCE} {SENTENCE}</p>"
        f"<p>{SECOND} {SENTENCE} {SENTENCE}</p><p>{SENTENCE}</p>{after}</main></body></html>"
    )
    article = read_html(markup, "https://harbourpost.example/a", now=NOW)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("above", "below", "language", "expected"),
    [
        ("", "<p>Hamburg, 2. November 2021</p>", "de", "2021-11-02"),
        ("", "<div><span>18.10.2021</span></div>", "de", "2021-10-18"),
        ("", "<p>01. November 2021 | Naturschutz, BUND</p>", "de", "2021-11-01"),
        ("<p class='date'>15 августа 2016, 13:43</p>", "<p class='x'>13 июля 2016, 17:37</p>", "ru", "2016-08-15"),
        ("<p>2 March 2022</p>", "", "en", "2022-03-02"),
        ("", "<span>04/03/2022</span>", "fr", "2022-03-04"),
        ("", "<p>Updated 5 May 2022</p><p>4 May 2022</p>", "en", "2022-05-04"),
        ("", "<div class='related'><p>5 May 2022</p></div><p>4 May 2022</p>", "en", "2022-05-04"),
        ("<div class='site-header'><span>6 May 2022</span></div>", "<p>4 May 2022</p>", "en", "2022-05-04"),
        ("", "<p>Born on 28 January 1975</p><p>4 May 2022</p>", "en", "2022-05-04"),
        ("", f"<p>{SENTENCE} He was to come on 1 June 2022.</p><p>4 May 2022</p>", "en", "2022-05-04"),
    ],
)
def test_the_day_near_the_headline(above: str, below: str, language: str, expected: str) -> None:
    assert day(read(above, below, language=language)) == expected


@pytest.mark.parametrize(
    ("told", "address", "below", "expected"),
    [
        ("2022-05-05T01:30:00Z", "a", "<p>May 4, 2022</p>", "2022-05-04"),
        ("2022-05-04T22:30:00Z", "a", "<p>5 May 2022</p>", "2022-05-05"),
        ("2022-05-05T00:00:00Z", "a", "<p>May 4, 2022</p>", "2022-05-05"),
        ("2022-05-05T10:30:00Z", "a", "<p>May 4, 2022</p>", "2022-05-05"),
        ("2022-05-05T01:30:00Z", "a", "<p>May 2, 2022</p>", "2022-05-05"),
        ("2022-05-05T01:30:00+02:00", "a", "<p>May 4, 2022</p>", "2022-05-05"),
        ("2022-05-05T10:04:00Z", "2022/05/04/a", "", "2022-05-05"),
        ("2022-05-04T11:46:00Z", "2022/05/05/a", "", "2022-05-04"),
        ("2022-05-05T03:04:00Z", "2022/05/04/a", "", "2022-05-04"),
    ],
)
def test_the_day_is_the_publishers_where_the_instant_is_told_in_utc(
    told: str, address: str, below: str, expected: str
) -> None:
    own = f"https://harbourpost.example/{address}"
    head = f'<meta property="article:published_time" content="{told}"><link rel="canonical" href="{own}">'
    assert day(read(below=below, head=head)) == expected
