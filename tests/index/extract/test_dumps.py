"""Pages of many outlets as scrapers dump them: what of their lines is cited, and what their headers tell.

A fixture is a page with a letter before each line: S story, H header, F furniture, C caption, K correction, X either (a summary, a heading).
Before a rule stand the fields that its header tells. Those in "later" were looked at when the rules stood, and what they showed was mended;
"third" and "fourth" were written before any of them was looked at, and mended one after the other. At first sight 9.0 % of the furniture of
"third" was cited, and 6.7 % of that of "fourth" when "third" was mended (8.3 % before). "fifth" and "sixth" were written after that, each
scored before it was looked at: 9.3 % and 18 % cited, no story lost, fields 88 % and 87 %. "seventh" was written by somebody who had not seen
the rules: 3.7 % cited, 4.6 % lost, fields 61 % at first sight; "eighth" with it, and opened when "seventh" had been mended: 4.7 %, 3.0 % and
65 % before that, 2.5 %, 5.2 % and 76 % after it. "ninth" is of ten countries and seven languages: 4.7 %, 1.9 % and 59 % at first sight;
"tenth", of twelve other outlets, 4.1 %, 2.7 % and 71 %; "eleventh", of twelve more, when
that had been mended: 3.3 %, 1.4 % and 81 %; "twelfth", of twelve more, when that had been mended: 2.8 %, 1.7 % and 71 %;
"thirteenth", of twelve more after that: 0.9 %, none and 84 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.extract.textdump import read_textdump
from index.types import Article

DUMPS = Path(__file__).parents[2] / "fixtures/dumps"
FOLDERS = (
    "developed",
    "later",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Dump:
    """A page: its text, its lines with their letters, and the fields of its header."""

    text: str
    lines: list[tuple[str, int, int]]
    fields: dict[str, str]


def dumps(folder: str) -> list[Dump]:
    return [read(path.read_text("utf-8")) for path in sorted((DUMPS / folder).glob("*.txt"))]


def read(fixture: str) -> Dump:
    head, body = fixture.split("---\n", 1)
    text, lines = "", []
    for line in body.splitlines():
        if line:
            lines.append((line[0], len(text), len(text) + len(line) - 2))
        text += f"{line[2:]}\n"
    return Dump(
        text, lines, {name: value.strip() for name, value in (line.split(":", 1) for line in head.splitlines())}
    )


def fields(article: Article) -> dict[str, str]:
    day = article.published.at.date().isoformat() if article.published else ""
    return {
        "headline": article.headline,
        "byline": ", ".join(article.byline),
        "published": day,
        "outlet": article.outlet,
        "agency": article.agency,
        "dateline": article.dateline,
        "updated": article.updated.date().isoformat() if article.updated else "",
    }


def test_dumps() -> None:
    cited, lost, wrong = [], [], []
    furniture = story = told = 0
    for dump in (dump for folder in FOLDERS for dump in dumps(folder)):
        article = read_textdump(dump.text, "dump.txt", now=NOW)[0]
        got = fields(article)
        told += len(dump.fields)
        wrong += [(name, got[name], value) for name, value in dump.fields.items() if got[name] != value]
        for letter, start, end in dump.lines:
            is_cited = any(span.start < end and start < span.end for span in article.body)
            furniture += letter in "FHC"
            story += letter == "S"
            if letter in "FHC" and is_cited:
                cited.append(dump.text[start:end])
            if letter == "S" and not is_cited:
                lost.append(dump.text[start:end])
    assert len(cited) <= 0.03 * furniture, cited
    assert len(lost) <= 0.01 * story, lost
    assert len(wrong) <= 0.05 * told, wrong


def test_the_button_for_comments_within_a_story_does_not_end_it() -> None:
    told = (
        "The harbour bridge was shut on Friday after divers had found a crack in a pillar, the harbour master of Selvik said.",
        "Repairs will take nine weeks, and the ferry will sail twice an hour until then, the council of Selvik said on Saturday.",
        "The crack is as long as a bus, and the divers had been sent down because a fisherman had seen the pillar move.",
        "“Nobody was in danger, but nobody should have crossed it either,” the harbour master, Ada Marr, told reporters on the quay.",
        "The council had put off the repairs of the bridge twice, in 2019 and in 2021, because the state would not pay for a half of them.",
    )
    text = "\n\n".join(
        (
            "Harbour bridge in Selvik shut after crack is found",
            "By Jon Ek",
            "March 3, 2024",
            *told[:3],
            "Comments",
            *told[3:],
        )
    )
    article = read_textdump(text, "dump.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0]
    assert [text[span.start : span.end] for span in article.body] == list(told)


def test_a_story_that_all_lies_below_the_button_for_comments_is_told() -> None:
    told = [
        f"The harbour bridge of Selvik was shut on {day} after divers had found a crack in a pillar, the harbour master, Ada Marr, told reporters."
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    ]
    menu = (
        "News",
        "Sport",
        "Blogs",
        "Jobs",
        "Art is a means to speak.",
        "Spring is here, and so are we.",
        "Contact us",
    )
    text = "\n\n".join(
        ("Harbour bridge shut", "By Jon Ek", "March 3, 2024", *menu, "Comments", "Content Exchange", *told)
    )
    article = read_textdump(text, "dump.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0]
    assert [text[span.start : span.end] for span in article.body][-5:] == told


def test_blurbs_of_other_stories_below_are_none_of_this_one() -> None:
    story = [
        f"The harbour bridge of Selvik {what} on {day}, the harbour master, Ada Marr, told reporters on the quay of the old harbour."
        for what in ("was shut for a crack", "was looked at by divers")
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
    ]
    cards = (
        "Painter of a hundred kitchens",
        "A painter whose pictures hang in a hundred kitchens finds fame, and wishes for none of it.",
        "4 March 2024",
        "Snow in the tea gardens",
        "Growers count what is left of the leaves after a night of frost in the hills.",
        "3 March 2024",
        "Old trams find a home",
        "Three villages share forty carriages that nobody else wanted to keep.",
        "2 March 2024",
    )
    text = "\n\n".join(
        ("Bridge shut", "By Jon Ek", "March 3, 2024", *story, "Share", "Print", "Topics", "Harbours", *cards, "Privacy")
    )
    article = read_textdump(text, "dump.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0]
    assert [text[span.start : span.end] for span in article.body] == story


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("JohnBull says:", "Sandra P says:"),
        ("mrcharles on May 24, 2019 at 9:00 am said:", "RonaldB on May 24, 2019 at 10:44 am said:"),
    ],
)
def test_readers_comments_without_a_heading_are_not_cited(first: str, second: str) -> None:
    story = [
        "The harbour bridge of Selvik was shut on Monday for a crack, the harbour master, Ada Marr, told reporters.",
        "Divers found it on Sunday while they looked for a lost anchor, she said, and called her at night.",
        "Buses go round by the weir, which takes twenty minutes more, and school begins at nine for now.",
        "The council meets on Thursday to hear what a repair would cost and who has to pay for it.",
    ]
    comments = (first, "They should sack her. The bridge was shut for two years once.", second, "It cost £90 then.")
    text = "\n\n".join(("Bridge shut", "By Jon Ek", "March 3, 2024", *story, *comments))
    article = read_textdump(text, "dump.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0]
    assert [text[span.start : span.end] for span in article.body] == story


def test_what_somebody_says_in_a_story_is_no_readers_comment() -> None:
    story = [
        "The harbour bridge of Selvik was shut on Monday for a crack, the council said in a letter to all who live there.",
        "Its repair will take nine weeks and cost two million crowns, the letter goes on, and nobody knows who pays.",
        "Ada Marr, the harbour master, says:",
        "“We looked at every pillar of the bridge last year, and there was no crack in any of them.”",
        "The council meets on Friday to talk about a ferry that may replace the bridge until the autumn.",
    ]
    text = "\n\n".join(("Bridge shut", "By Jon Ek", "March 3, 2024", *story))
    article = read_textdump(text, "dump.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0]
    assert [text[span.start : span.end] for span in article.body][-1] == story[-1]


def test_the_blurb_below_the_headline_of_another_story_belongs_to_that() -> None:
    story = [
        "The harbour bridge of Selvik was shut on Monday for a crack, the harbour master, Ada Marr, told reporters.",
        "Divers had found the crack in a pillar of the bridge, the harbour master said on the quay of the old harbour.",
        "Its repair will take nine weeks and cost two million crowns, and nobody in the town can say who pays for it.",
        "The bridge of the harbour was last shut in 1987, when a ferry ran into one of its pillars at night.",
        "The council of Selvik will meet on Friday to talk about the repair of the bridge and the ferry, it said.",
    ]
    other = ("Painter jailed for smuggling phones in frames", "The painter was jailed for two years over the phones.")
    related = "Bridge repair to cost millions, council says"
    header = ("Harbour bridge in Selvik shut after crack is found", "By Jon Ek", "March 3, 2024")
    lines = (*header, *story[:2], "SEE ALSO", *other, story[2], "SEE ALSO", related, *story[3:])
    text = "\n".join(lines)
    article, *teasers = read_textdump(text, "dump.txt", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert [text[span.start : span.end] for span in article.body] == story
    assert [teaser.headline for teaser in teasers] == [other[0], related]
    assert other[1] in teasers[0].text


def test_entries_of_a_live_blog_among_a_pages_boxes_are_its_story() -> None:
    entries = [
        ("19:15", "Schools shut", "All schools in Aune stay closed on Monday, the county has confirmed."),
        ("18:50", "The river", "I have been speaking to Jon Ek, who runs the bar on the quay, and who’s upstairs."),
        ("17:21", "In pictures", "Our photographer says that the car park is “part of the sea”."),
        ("16:05", "Welcome", "Welcome to our live coverage of the storm, the second of the winter, from the quay."),
    ]
    boxes = ("Share", "Recommended", "Inside the flood wall that stopped", "Sign up for our newsletter", "Most viewed")
    page = ["Storm live: two rivers burst their banks", "Ida Aune", "Sun 8 Dec 2024 - 19:42"]
    for entry in entries:
        page += [*entry, *boxes]
    text = "\n".join(page)
    article = read_textdump(text, "dump.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0]
    told = [text[span.start : span.end] for span in article.body]
    assert {line for _, _, line in entries} <= set(told)
