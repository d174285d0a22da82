"""Notes of Evernote: clipped pages and notes of one's own."""

from __future__ import annotations

from pathlib import Path

from index.types import Skipped
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

URL = "https://lights.example/2022/03/05/bridge"


def notes(*inner: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">'
    return f'{head}\n<en-export export-date="20240501T101112Z">{"".join(f"<note>{note}</note>" for note in inner)}</en-export>'


def note(attributes: str = "") -> str:
    text = f"<en-note><div>{SENTENCE}</div><div>{SECOND}</div><div><br/></div></en-note>"
    content = f'<![CDATA[<?xml version="1.0" encoding="UTF-8" standalone="no"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd">{text}]]>'
    return f"<title>Bridge shut</title><created>20240501T081500Z</created><note-attributes>{attributes}</note-attributes><content>{content}</content><resource><data>AAAA</data></resource>"


def test_a_clipped_page_is_not_of_the_day_of_its_clipping(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "a.enex", notes(note(f"<author>Ann Lee</author><source-url>{URL}</source-url>")))
    assert (article.headline, article.byline, article.url, day(article)) == (
        "Bridge shut",
        ("Ann Lee",),
        URL,
        "2022-03-05",
    )
    assert body(article) == [SENTENCE, SECOND]


def test_notes_of_ones_own(tmp_path: Path) -> None:
    first, second = articles(tmp_path, "a.enex", notes(note(), note()))
    assert day(first) == day(second) == "2024-05-01" and first.key != second.key


def test_what_is_damaged_is_told(tmp_path: Path) -> None:
    assert errors(extract(tmp_path, "a.enex", notes(note())[:-60]))
    (item,) = extract(tmp_path, "b.enex", notes())
    assert isinstance(item, Skipped) and "no notes" in item.reason
