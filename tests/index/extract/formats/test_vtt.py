"""Subtitles: words put together to sentences, with their times and speakers."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.extract.formats.vtt import _paragraphs
from index.types import Article, Label, Skipped
from tests.support.extracting import articles, day, extract

VTT = """WEBVTT - Harbour hearing

NOTE made by hand

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.000 align:start
<v Ada Kern>The bridge was shut on Friday after divers had

2
00:00:04.000 --> 00:00:06.500
<v Ada Kern>found a <i>crack</i> as long as a bus.

00:00:07.000 --> 00:00:08.000
[APPLAUSE]

00:00:08.000 --> 00:00:11.000
<v Bo Ek>When will it open again?

00:01:02.000 --> 00:01:05.000
<v Ada Kern>In nine weeks, I&#39;d say.
"""
SRT = "1\r\n00:00:01,000 --> 00:00:03,000\r\nMAYOR KERN: The repairs take nine weeks\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,000\r\nand cost $4 million.\r\n\r\n3\r\n00:00:05,200 --> 00:00:07,000\r\n>> Who pays for it?\r\n"


def parts(article: Article, label: Label) -> list[str]:
    return [article.text[span.start : span.end] for span in article.spans if span.label is label]


def test_webvtt(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "2024-03-05_harbour-hearing.en.vtt", VTT)
    assert (article.headline, article.language, article.form, day(article)) == (
        "Harbour hearing",
        "en",
        "",
        "2024-03-05",
    )
    assert parts(article, Label.BODY) == [
        "The bridge was shut on Friday after divers had found a crack as long as a bus.",
        "When will it open again?",
        "In nine weeks, I'd say.",
    ]
    assert parts(article, Label.SPEAKER) == ["Ada Kern", "Bo Ek", "Ada Kern"]
    assert parts(article, Label.TIME)[0] == "00:00:01.000 --> 00:00:06.500"


def test_subrip(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "council_meeting.srt", SRT)
    assert article.headline == "Council meeting"
    assert parts(article, Label.SPEAKER) == ["MAYOR KERN"]
    assert parts(article, Label.BODY) == ["The repairs take nine weeks and cost $4 million.", "Who pays for it?"]


def test_captions_that_roll_are_told_once(tmp_path: Path) -> None:
    rolling = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nthe ferry ran\n\n00:02.000 --> 00:03.000\nthe ferry ran\naground at noon\n"
    )
    (article,) = articles(tmp_path, "a.vtt", rolling)
    assert parts(article, Label.BODY) == ["the ferry ran aground at noon"]


def test_a_file_without_words_is_told(tmp_path: Path) -> None:
    (skipped,) = extract(tmp_path, "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n♪ music ♪\n")
    assert isinstance(skipped, Skipped) and not skipped.is_error


@given(st.text(alphabet="01:.,-> \nabA<v>/{}[](♪)&;", max_size=300))
def test_nothing_raises(markup: str) -> None:
    assert all(said.words for said in _paragraphs(markup))
