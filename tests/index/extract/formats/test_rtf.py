"""Rich Text Format, as its programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.rich_text import rich_text
from index.types import Article
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}{\f1\fnil\fcharset204 Arial;}}{\colortbl;\red0\green0\blue0;}"
INFO = r"{\info{\title Bridge shut}{\author Ann Lee}{\creatim\yr2025\mo1\dy1}}"


def test_a_document(tmp_path: Path) -> None:
    lines = ("Bridge shut", "By Ann Lee", "5 March 2022", SENTENCE, SECOND)
    picture = r"{\*\shppict{\pict\pngblip 89504e470d0a1a0a}}"
    text = "".join(rf"\pard\sa200\f0\fs22 {line}\par" + "\r\n" for line in lines)
    (article,) = articles(tmp_path, "a.rtf", f"{HEAD}{{\\header Page 1}}{picture}{text}}}")
    assert (article.headline, article.byline, day(article)) == ("Bridge shut", ("Ann Lee",), "2022-03-05")
    assert body(article) == [SENTENCE, SECOND]


def test_what_the_text_does_not_tell_its_properties_do(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "a.rtf", rf"{HEAD}{INFO}\pard {SENTENCE} {SENTENCE}\par {SECOND}\par}}")
    assert (article.headline, article.byline, article.published) == ("Bridge shut", ("Ann Lee",), None)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (r"caf\'e9 \u8217?s \ldblquote owner\rdblquote", "café ’s “owner”"),
        (r"\uc1\u26085\'93\u26412\'96", "日本"),
        (r"\u-10179?\u-8704?", "\N{GRINNING FACE}"),
        (r"{\f1 \'cc\'ee\'f1\'ea\'e2\'e0} and \'e9", "Москва and é"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the words}} after", "the words after"),
        (r"a\~b\_c \{d\} \\e", "a\xa0b‑c {d} \\e"),
        (r"one\cell two\cell\row", "one\ttwo\t\n"),
        (r"{\pict\bin5 a}b}c}seen", "seen"),
        ("cut\r\nin the file", "cutin the file"),
        (r"open {group", "open group"),
        ("}}}}odd\\", "odd"),
    ],
)
def test_words(written: str, seen: str) -> None:
    assert rich_text(f"{HEAD}{written}".encode("latin-1")).text == seen


@given(st.binary(max_size=300))
def test_anything_gives_words(data: bytes) -> None:
    assert isinstance(rich_text(b"{\\rtf1" + data).text, str)


@pytest.mark.parametrize("data", [b"", b"junk", b"\0" * 99, b"{\\rtf1}", b"{\\rtf1" + b"{" * 9999])
def test_what_is_no_document_is_told(tmp_path: Path, data: bytes) -> None:
    found = extract(tmp_path, "a.rtf", data)
    assert found and not any(isinstance(item, Article) for item in found)
    assert "please report" not in " ".join(errors(found))
