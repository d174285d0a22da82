"""What a person reads, and what a program reads."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.answer.answers import Answer, Evidence
from bot.answer.coverage import Coverage
from bot.answer.understand.intents import Intent
from bot.cli.json_output import answer_json, dump, stored_json
from bot.cli.render import describe_compacted, describe_coverage, render_answer, render_article
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


def printed(lines: object, *, terminal: bool = False, width: int = 60) -> str:
    out = Console(
        file=io.StringIO(),
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        width=width,
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


def test_a_file_below_the_current_folder_is_told_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for key, told in ((f"{tmp_path}/news/1.txt#2", "news/1.txt#2"), (f"{tmp_path}2/1.txt", f"{tmp_path}2/1.txt")):
        item = replace(EVIDENCE, article=replace(ARTICLE, key=key, url=None))
        assert f"\n    {told}\n" in printed(render_answer(replace(ANSWER, evidence=(item,)), COVERAGE), width=300)


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


def test_an_address_that_is_not_indexed_is_told_as_such() -> None:
    shown = printed(render_answer(Answer("https://a.example/b", "not_found", intent=Intent.ADDRESS), COVERAGE))
    assert shown.startswith("No article with that address is indexed; none is fetched.\n")


def dated(number: int, quote: str, day: int, **more: Any) -> Evidence:
    published = Published(datetime(2021, 12, day, tzinfo=UTC), "day", "field")
    article = Article(f"k{number}", quote, (), f"Headline {number}", None, "Post", published=published)
    return Evidence(number, quote, 0, len(quote), f"{number:016}", 1, article, 6.0, **more)


def test_a_timeline_goes_by_days() -> None:
    found = (dated(1, "It began.", 29), dated(2, "They talked.", 30), dated(3, "They met.", 30))
    shown = printed(render_answer(Answer("x", "answered", found, intent=Intent.TIMELINE), COVERAGE))
    assert shown.startswith(
        "29 December 2021:\n[1] Post: “It began.”\n\n30 December 2021:\n[2] Post: “They talked.”\n[3] Post: “They met.”\n\n[1] Post,"
    )
    shown = printed(render_answer(Answer("x", "answered", found[:1], intent=Intent.LATEST), COVERAGE))
    assert shown.startswith("[1] 29 December 2021, Post: “It began.”\n")
    late = (dated(1, "It began on Monday.", 29),)
    shown = printed(render_answer(Answer("x", "answered", late, intent=Intent.TIMELINE), COVERAGE))
    assert shown.startswith("27 December 2021:\n[1] Post: “It began on Monday.”\n")


def test_a_claim_has_two_sides() -> None:
    against, for_it, other = (
        dated(1, "A.", 29, stance="against"),
        dated(2, "B.", 30, stance="for"),
        dated(3, "C.", 30),
    )
    shown = printed(render_answer(Answer("x", "answered", (against, for_it, other), intent=Intent.CLAIM), COVERAGE))
    assert shown.startswith(
        "What speaks against it:\n[1] “A.”\n\nWhat speaks for it:\n[2] “B.”\n\nAlso said:\n[3] “C.”\n\n"
    )
    shown = printed(render_answer(Answer("x", "answered", (other, against), intent=Intent.CLAIM), COVERAGE))
    assert shown.startswith("What is said of it:\n[3] “C.”\n\nWhat speaks against it:\n[1] “A.”\n\n")
    assert "said" not in printed(render_answer(Answer("x", "answered", (other,), intent=Intent.CLAIM), COVERAGE))


def test_parts_with_and_without_an_answer() -> None:
    found = (dated(1, "A.", 29, part=1), dated(2, "B.", 30, part=2))
    answer = Answer("x", "partial", found, intent=Intent.SEVERAL, parts=("who", "why", "when"), missing="when")
    assert printed(render_answer(answer, COVERAGE)).startswith(
        "who:\n[1] “A.”\n\nwhy:\n[2] “B.”\n\nNo article says when.\n\n[1] Post"
    )


def test_what_is_closest_is_plainly_no_answer() -> None:
    found = (dated(1, "A.", 29), dated(2, "B.", 30), dated(1, "Again.", 29))
    shown = printed(
        render_answer(Answer("x", "related", found, intent=Intent.CLAIM, as_of=date(2021, 12, 30)), COVERAGE)
    )
    assert shown == (
        "No article says so. Closest:\n\nPost, Headline 1, 29 December 2021\n    k1\n    “A.”\n\n"
        "Post, Headline 2, 30 December 2021\n    k2\n    “B.”\n"
    )


def test_how_a_question_was_read_comes_first() -> None:
    answer = replace(ANSWER, following="Where is the ferry?", corrected=(("fery", "ferry"),))
    assert printed(render_answer(answer, COVERAGE)).startswith(
        "Following up on: Where is the ferry?\nRead as: ferry (typed fery)\n[1] “"
    )


def test_a_reply_is_all_that_is_said() -> None:
    thanks = Answer("thanks", "not_found", intent=Intent.SMALL_TALK, reply="You are welcome.")
    assert printed(render_answer(thanks, COVERAGE)) == "You are welcome.\n"


def test_an_article_is_named_once_with_its_remarks() -> None:
    twice = tuple(replace(EVIDENCE, number=n, label="corrected", also_in=("Radio One",)) for n in (1, 2))
    shown = printed(render_answer(replace(ANSWER, evidence=twice), COVERAGE))
    assert "\n[1][2] Harbour News, Ferry stops (also in Radio One), 30 December 2021\n" in shown
    assert shown.startswith("[1] Corrected since: “")


def test_the_state_of_an_article_is_told_beside_its_name() -> None:
    state = {"form": "opinion", "access": "paid", "is_excerpt": True, "updated": datetime(2022, 1, 3, 8, 5, tzinfo=UTC)}
    article = replace(ARTICLE, section="Views", **state)
    item = replace(EVIDENCE, article=article)
    shown = " ".join(printed(render_answer(replace(ANSWER, evidence=(item,)), COVERAGE)).split())
    assert "Ferry stops (opinion; subscribers only: first lines; updated 3 January 2022), 30 December 2021" in shown
    listed = " ".join(printed(render_article(StoredArticle("0123456789abcdef", 2, article), plain=True)).split())
    assert "updated 3 January 2022, 08:05 UTC · Views · opinion · subscribers only: first lines" in listed
    told = answer_json(replace(ANSWER, evidence=(item,)))["evidence"][0]["article"]
    assert {name: told[name] for name in ("updated", "section", "form", "access", "is_excerpt")} == {
        "updated": "2022-01-03T08:05:00+00:00",
        "section": "Views",
        "form": "opinion",
        "access": "paid",
        "is_excerpt": True,
    }


def test_coverage_in_words() -> None:
    assert "is empty" in describe_coverage(Coverage())
    day = date(2021, 12, 30)
    assert describe_coverage(Coverage(1, 0, (), day, day)) == "It covers 1 article, 30 December 2021."
    many = Coverage(9, 0, tuple("ABCDEFG"))
    assert describe_coverage(many) == "It covers 9 articles from A, B, C, D, E and 2 more."
    assert describe_coverage(Coverage(9, 0, ("A",), has_unnamed=True)) == "It covers 9 articles from A and others."


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
        "model": "",
        "left_out": 0,
        "note": "",
        "seconds": {"read": 0.1},
        "intent": "fact",
        "parts": [],
        "following": "",
        "corrected": [],
        "reply": "",
    }
    assert (evidence["stance"], evidence["part"], evidence["also_in"], evidence["label"]) == ("", 0, [], "")
    assert article["day"] == "2021-12-30"
    assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert evidence["marks"] == [[21, 27]]
    assert (article["published"], article["precision"]) == ("2021-12-30", "day")
    assert article["byline"] == ["A. Writer"]


def test_what_stands_over_a_quote_is_shown_before_it() -> None:
    item = replace(EVIDENCE, context="18.05 GMT · Airport reopens")
    answer = replace(ANSWER, evidence=(item,))
    shown = [line.text.plain for line in render_answer(answer, COVERAGE)]
    assert any(line.startswith("[1] 18.05 GMT · Airport reopens: “") for line in shown)
    assert answer_json(answer)["evidence"][0]["context"] == "18.05 GMT · Airport reopens"


def test_the_form_of_an_answer_in_json() -> None:
    item = replace(EVIDENCE, stance="against", part=2, also_in=("Radio One",), label="corrected")
    told = answer_json(
        replace(
            ANSWER,
            evidence=(item,),
            intent=Intent.CLAIM,
            parts=("a", "b"),
            following="Who?",
            corrected=(("fery", "ferry"),),
        )
    )
    assert (told["intent"], told["parts"], told["following"]) == ("claim", ["a", "b"], "Who?")
    assert told["corrected"] == [{"typed": "fery", "read": "ferry"}]
    shown = told["evidence"][0]
    assert (shown["stance"], shown["part"], shown["also_in"], shown["label"]) == (
        "against",
        2,
        ["Radio One"],
        "corrected",
    )


def test_json_keeps_any_text_in_ascii() -> None:
    odd = replace(ARTICLE, text="\x1b[31m \ud83d ü")
    text = dump(stored_json(StoredArticle("0123456789abcdef", 1, odd)))
    assert text.isascii()
    assert json.loads(text)["text"] == odd.text


def test_what_compacting_freed() -> None:
    assert describe_compacted(3_000_000, 1_000_000).startswith(
        "Freed 2.0 MB: newsdesk's stores take 1.0 MB on disk now"
    )
    assert describe_compacted(1_000, 1_000).startswith("There was nothing to free")
