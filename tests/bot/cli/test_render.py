"""What a person reads, and what a program reads."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

from rich.console import Console

from bot.answer.answers import Answer, Evidence
from bot.answer.coverage import Coverage
from bot.cli.json_output import answer_json, dump, stored_json
from bot.cli.render import describe_coverage, render_answer, render_article
from bot.cli.terminal import show
from index.types import Article, Label, Published, Span, StoredArticle

TEXT = "Ferry stops\nThe ferry stopped on Monday. It was old.\nRead more"
ARTICLE = Article(
    key="https://example.com/ferry",
    text=TEXT,
    spans=(
        Span(0, 11, Label.HEADLINE),
        Span(12, 52, Label.BODY),
        Span(53, 62, Label.FURNITURE),
    ),
    headline="Ferry stops",
    url="https://example.com/ferry",
    outlet="Harbour News",
    byline=("A. Writer",),
    published=Published(datetime(2021, 12, 30, tzinfo=UTC), "day", "field"),
)
EVIDENCE = Evidence(1, TEXT[12:40], 12, 40, "0123456789abcdef", 2, ARTICLE, 6.5, marks=((21, 27),))
ANSWER = Answer("When did it stop?", "answered", (EVIDENCE,), 0.91, date(2021, 12, 30), {"read": 0.1})
COVERAGE = Coverage(1453, 12, ("Harbour News", "Radio One"), date(2021, 12, 1), date(2021, 12, 30))


def printed(lines: object, *, terminal: bool = False) -> str:
    out = Console(
        file=io.StringIO(),
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        width=60,
        markup=False,
    )
    show(lines, out)  # type: ignore[arg-type]
    return out.file.getvalue()  # type: ignore[attr-defined]


def test_plain_answer() -> None:
    assert printed(render_answer(ANSWER, COVERAGE)) == (
        "[1] “The ferry stopped on Monday.”\n"
        "\n"
        "[1] Harbour News, Ferry stops, 30 December 2021\n"
        "    https://example.com/ferry\n"
        "\n"
        "As of 30 December 2021.\n"
    )


def test_telling_words_are_bold_on_a_terminal() -> None:
    assert "\x1b[1mMonday\x1b[0m" in printed(render_answer(ANSWER, COVERAGE), terminal=True)


def test_marks_keep_their_place_when_controls_are_dropped() -> None:
    noisy = replace(EVIDENCE, quote="\x1b[31mOn \x07Monday.", marks=((9, 15),))
    shown = printed(render_answer(replace(ANSWER, evidence=(noisy,)), COVERAGE), terminal=True)
    assert "On \x1b[1mMonday\x1b[0m." in shown


def test_article_text_is_no_markup() -> None:
    tagged = replace(EVIDENCE, quote="[bold]not a tag[/bold] :smile:", marks=())
    assert "“[bold]not a tag[/bold] :smile:”" in printed(render_answer(replace(ANSWER, evidence=(tagged,)), COVERAGE))


def test_teaser_says_where_it_was_seen() -> None:
    teaser = replace(EVIDENCE, article=replace(ARTICLE, kind="teaser", published=None), seen_on="Storm coming")
    shown = printed(render_answer(replace(ANSWER, evidence=(teaser,)), COVERAGE))
    assert "Harbour News, Ferry stops (teaser seen on “Storm coming”), undated" in shown


def test_agency_and_time() -> None:
    at = Published(datetime(2021, 12, 30, 14, 5, tzinfo=UTC), "minute", "field")
    wired = replace(EVIDENCE, article=replace(ARTICLE, agency="Wire", published=at))
    shown = printed(render_answer(replace(ANSWER, evidence=(wired,)), COVERAGE))
    assert "Harbour News, Ferry stops, Wire, 30 December 2021, 14:05 UTC" in shown


def test_not_found_names_the_corpus_and_no_source() -> None:
    shown = printed(render_answer(Answer("Who?", "not_found"), COVERAGE))
    assert shown == (
        "Not in the corpus.\n"
        "It covers 1,453 articles and 12 teasers from Harbour News, Radio One, 1 December 2021 to 30 December 2021.\n"
    )


def test_coverage_in_words() -> None:
    assert "is empty" in describe_coverage(Coverage())
    day = date(2021, 12, 30)
    assert describe_coverage(Coverage(1, 0, (), day, day)) == "It covers 1 article, 30 December 2021."
    many = Coverage(9, 0, tuple("ABCDEFG"))
    assert describe_coverage(many) == "It covers 9 articles from A, B, C, D, E and 2 more."


def test_plain_article_prefixes_labels() -> None:
    shown = printed(render_article(StoredArticle("0123456789abcdef", 2, ARTICLE, (ARTICLE.key,)), plain=True))
    assert shown.endswith(
        "[headline] Ferry stops\n[body] The ferry stopped on Monday. It was old.\n[furniture] Read more\n"
    )
    assert "article 0123456789abcdef, version 2 · Harbour News · A. Writer · 30 December 2021" in shown


def test_coloured_article_loses_no_text() -> None:
    lines = render_article(StoredArticle("0123456789abcdef", 2, ARTICLE), plain=False)
    assert lines[-1].text.plain == TEXT


def test_answer_json() -> None:
    read = json.loads(dump(answer_json(ANSWER)))
    evidence = read.pop("evidence")[0]
    article = evidence.pop("article")
    assert read == {
        "question": "When did it stop?",
        "verdict": "answered",
        "confidence": 0.91,
        "as_of": "2021-12-30",
        "claims": [],
        "disagreements": [],
        "missing": "",
        "note": "",
        "seconds": {"read": 0.1},
    }
    assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert evidence["marks"] == [[21, 27]]
    assert (article["published"], article["precision"]) == ("2021-12-30", "day")
    assert article["byline"] == ["A. Writer"]


def test_json_keeps_any_text_in_ascii() -> None:
    odd = replace(ARTICLE, text="\x1b[31m \ud83d ü")
    text = dump(stored_json(StoredArticle("0123456789abcdef", 1, odd)))
    assert text.isascii()
    assert json.loads(text)["text"] == odd.text
