"""Pages that browsers saved in one file."""

from __future__ import annotations

import quopri
from pathlib import Path

from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

URL = "https://lights.example/news/bridge"
PAGE = (
    '<html lang="en"><head><meta charset="utf-8"><title>Bridge shut</title><meta property="article:published_time" content="2022-03-05T09:00:00+00:00">'
    f'</head><body><nav><a href="/">Home</a></nav><article><h1>Bridge shut – at last</h1><p>{SENTENCE}</p><p>{SECOND}</p></article></body></html>'
)


def saved(page: str, kind: str = "text/html") -> bytes:
    head = f'From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: Bridge shut\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n'
    part = f"----b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {URL}\r\n\r\n"
    style = "\r\n----b\r\nContent-Type: text/css\r\nContent-Location: cid:css-1@mhtml.blink\r\n\r\np { color: red }\r\n----b--\r\n"
    return head.encode() + part.encode() + quopri.encodestring(page.encode()).replace(b"\n", b"\r\n") + style.encode()


def test_a_page(tmp_path: Path) -> None:
    for name in ("a.mhtml", "a.mht"):
        (article,) = articles(tmp_path, name, saved(PAGE))
        assert (article.headline, article.url, day(article), article.language) == (
            "Bridge shut – at last",
            URL,
            "2022-03-05",
            "en",
        )
        assert body(article) == [SENTENCE, SECOND]


def test_what_has_no_page_is_told(tmp_path: Path) -> None:
    assert errors(extract(tmp_path, "a.mhtml", saved("x", "text/plain"))) == ["no page in it; save it again"]
    assert errors(extract(tmp_path, "a.mhtml", b"\0\1\2"))
