"""Dates, addresses, titles, furniture and what recurs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.furniture import is_furniture, is_list_heading
from index.extract.outlets import clean_headline, named_in
from index.extract.publication_dates import from_filename, from_url, published
from index.extract.recurring import blocks, furniture, without
from index.extract.urls import canonical_url, site
from index.types import Article, Label, Span

NOW = datetime(2022, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-04-09", "2022-04-09 00:00 day"),
        ("April 9, 2022", "2022-04-09 00:00 day"),
        ("9 Apr 2022 at 10:05 PM EDT", "2022-04-09 22:05 minute"),
        ("2022-04-09T10:05:07+02:00", "2022-04-09 10:05 second"),
        ("20220409", "2022-04-09 00:00 day"),
        (1649498707, "2022-04-09 10:05 second"),
        ("1649498707000", "2022-04-09 10:05 second"),
        (date(2022, 4, 9), "2022-04-09 00:00 day"),
        ("2022-06-02", "2022-06-02 00:00 day"),
    ],
)
def test_dates(value: object, expected: str) -> None:
    found = published(value, "field", NOW)
    assert found and f"{found.at:%Y-%m-%d %H:%M} {found.precision}" == expected


@pytest.mark.parametrize(
    "value",
    [
        "Thursday",
        "April 2022",
        "2022",
        "10:05",
        "9 April",
        "2022-06-04",
        "1799-12-31",
        "tomorrow",
        "",
        None,
        True,
        7,
        float("nan"),
        [],
        "99/99/9999",
    ],
)
def test_no_dates(value: object) -> None:
    assert published(value, "field", NOW) is None


@given(st.text() | st.integers() | st.floats() | st.datetimes())
def test_dates_never_raise(value: object) -> None:
    found = published(value, "field", NOW)
    assert found is None or found.at.utcoffset() is not None


def test_dates_in_addresses_and_file_names() -> None:
    day = datetime(2022, 4, 9, tzinfo=UTC)
    for url in (
        "https://a.example/2022/04/09/x",
        "https://a.example/2022/apr/9/x",
        "https://a.example/x/2022-04-09-y.html",
    ):
        found = from_url(url, NOW)
        assert found and (found.at, found.source) == (day, "url")
    assert from_url("https://a.example/2022/99/09/x", NOW) is None
    found = from_filename("x_20220409.txt", NOW)
    assert found and found.at == day
    assert from_filename("000_2474887401581482.txt", NOW) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://WWW.Example.com:443/A?utm_source=x&id=7&fbclid=1#top", "https://www.example.com/A?id=7"),
        ("http://example.com", "http://example.com/"),
        ("http://u:p@example.com:8080/a%20b", "http://example.com:8080/a%20b"),
        ("ftp://example.com/", None),
        ("javascript:alert(1)", None),
        ("http://[bad", None),
        ("http://exa mple.com/", None),
        (None, None),
    ],
)
def test_canonical_url(url: object, expected: str | None) -> None:
    assert canonical_url(url) == expected


@given(st.text())
def test_canonical_url_is_stable(text: str) -> None:
    for url in (canonical_url(text), canonical_url(f"http://{text}")):
        if url:
            assert canonical_url(url) == url
            assert isinstance(site(url), str)


@pytest.mark.parametrize(
    ("title", "domain", "expected"),
    [
        ("Storm hits | CNN Business", "cnn.com", ("Storm hits", "CNN")),
        ("Storm hits - BBC News", "", ("Storm hits", "BBC News")),
        ("Storm hits the | The ...", "theweek.co.uk", ("Storm hits the", "The Week")),
        ("Storm hits - live updates", "cnn.com", ("Storm hits - live updates", "")),
        ("Storm ...", "", ("Storm", "")),
        ("Storm hits | CNN Business", "", ("Storm hits", "CNN")),
        ("Storm hits | The Week UK", "", ("Storm hits", "The Week")),
        ("Storm hits the | The ...", "", ("Storm hits the", "")),
        ("Storm hits – Reuters poll", "", ("Storm hits – Reuters poll", "")),
        ("CNN", "cnn.com", ("CNN", "")),
        ("Storm hits: [FINAL Edition]", "", ("Storm hits", "")),
    ],
)
def test_headlines(title: str, domain: str, expected: tuple[str, str]) -> None:
    assert clean_headline(title, domain) == expected


def test_whose_blurb() -> None:
    assert named_in("A man told the AP that he saw it.", "") == "Associated Press"
    assert named_in("Cases rose, per Reuters.", "Get news with Axios Markets. Subscribe for free") == "Axios"
    assert named_in("Cases rose, per Reuters.", "") == ""


@pytest.mark.parametrize(
    "line",
    ["Read More", "·4 min read", "Sign up for our free newsletter", "(You can get it delivered to your inbox daily. Sign up here .)",
     "Follow Ann Lee on Twitter: @annlee", "View comments (12)", "© 2022 Gazette. All rights reserved.", "___", "Share on Facebook"],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["Police asked people to share the video.", "He read more than anyone.", "The minister declined to comment.", "Like the others, she left.",
     "Menu prices rose by 7%.", "Home sales fell in May.", "The agency can be reached at 575-528-3800.", "Loading docks were flooded."],
)  # fmt: skip
def test_news_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_list_headings() -> None:
    assert all(
        map(
            is_list_heading,
            ["Recommended Stories", "More from Axios", "READ MORE:", "Most read", "## Related", "Trending"],
        )
    )
    assert not any(
        map(
            is_list_heading,
            ["Related costs rose", "More from the mayor on the flood, which took the bridge in May", "Readers"],
        )
    )


def test_what_recurs_is_removed() -> None:
    text = "Real news.\n\nFollow  THE Gazette\n\nMore news."
    spans = (Span(0, 10, Label.BODY), Span(12, 31, Label.BODY), Span(33, 43, Label.BODY))
    article = Article("k", text, spans)
    (_, first), (_, sign_off), _ = blocks(article)
    ((_, alike),) = blocks(Article("l", "follow the gazette", (Span(0, 18, Label.BODY),)))
    assert sign_off == alike
    lengths = {first: 10, sign_off: 19, "long": 500}
    found = furniture(100, {first: 4, sign_off: 5, "long": 6}, lengths)
    assert found == {sign_off}
    assert [span.label for span in without(article, found).spans] == [Label.BODY, Label.FURNITURE, Label.BODY]
    assert without(article, set()) is article
    assert furniture(5000, {sign_off: 24}, lengths) == set()
