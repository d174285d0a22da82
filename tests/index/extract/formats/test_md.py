"""Markdown as web clippers and note-taking programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.blocks import blocks
from index.extract.markdown_inline import rendered
from index.types import Label
from tests.support.extracting import SECOND, SENTENCE, articles, body, day


def test_a_clipping(tmp_path: Path) -> None:
    text = f"""---
title: "Bridge shut"
source: "https://lights.example/bridge?utm_source=x"
author:
  - "[[Ann Lee]]"
published: 2022-03-05
created: 2023-01-01
---
![A bridge](https://lights.example/a.jpg)

The [harbour bridge](https://lights.example/tag/(bridge) "tag") was **shut** on *Friday*, the [[Port Authority|authority]] said.[^1]

> [!quote] Ida Stenberg
> {SENTENCE}

[^1]: In a statement.
"""
    (article,) = articles(tmp_path, "a.md", text)
    assert (article.key, article.byline, day(article)) == ("https://lights.example/bridge", ("Ann Lee",), "2022-03-05")
    assert body(article)[0] == "The harbour bridge was shut on Friday, the authority said."
    assert SENTENCE in body(article)[-1]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a [b](c) d", "a b d"),
        ("a [b][1] d", "a b d"),
        ("[[Some Page]] and ![[x.png]]", "Some Page and "),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("**bold** __too__ ~~gone~~ `code`", "bold too gone code"),
        (r"5 \* 6 \[sic\]", "5 * 6 [sic]"),
        ("He said [it] was (so)", "He said [it] was (so)"),
        ("> quoted", "quoted"),
        ("A claim. ^a1b2c3", "A claim."),
    ],
)
def test_marks_within_a_line(line: str, expected: str) -> None:
    assert rendered(line) == expected


@given(st.text(alphabet="ab[]()!*_`^<>\\%~= |#", max_size=80))
def test_no_line_raises(line: str) -> None:
    assert len(rendered(line)) <= len(line)


def test_long_lines_take_no_time() -> None:
    for piece in ("[", "![", "*a", "[a](", "**", "`", "_a_", "\\", "[[", "<!--", "%%"):
        rendered(piece * 20_000)


@pytest.mark.parametrize("heading", ["## Costs", "### Costs ###", "Costs\n-----", "Costs\n====="])
def test_a_heading_stands_over_its_list(tmp_path: Path, heading: str) -> None:
    text = f"# Bridge shut\n\n{SENTENCE}\n\n{heading}\n\n- Nine million for the piers\n- Two million for ferries\n\n1. The port\n2. The city\n"
    (article,) = articles(tmp_path, "a.md", text)
    assert article.headline == "Bridge shut"
    told = {article.text[block.span.start : block.span.end]: block.over for block in blocks(article)}
    assert list(told) == [
        SENTENCE,
        "- Nine million for the piers",
        "- Two million for ferries",
        "1. The port",
        "2. The city",
    ]
    ((start, end),) = told["- Nine million for the piers"]
    assert article.text[start:end] == "Costs" and not told[SENTENCE]


def test_no_heading(tmp_path: Path) -> None:
    text = f"# Bridge shut\n\n{SENTENCE}\nIt is old.\n---\n\n## {SENTENCE * 3}\n\n## Related stories\n\n{SECOND}\n"
    (article,) = articles(tmp_path, "a.md", text)
    assert body(article) == [f"{SENTENCE}\nIt is old.", SENTENCE * 3, SECOND]
    assert not any(span.label is Label.HEADING for span in article.spans)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [("*CNN, March 5, 2022*", "CNN"), ("March 5, 2022 | The Guardian", "The Guardian"), ("5 March 2022", "")],
)
def test_what_stands_between_headline_and_story_is_no_part_of_it(tmp_path: Path, line: str, outlet: str) -> None:
    (article,) = articles(tmp_path, "a.md", f"# Bridge shut\n\n{line}\n\n{SENTENCE}\n\n{SECOND}\n")
    assert (article.outlet, day(article), body(article)) == (outlet, "2022-03-05", [SENTENCE, SECOND])


def test_the_link_above_a_story_is_its_address_where_it_has_its_words(tmp_path: Path) -> None:
    story = "The harbour bridge was shut on Friday after a crack was found. Ferries run until May."
    own, other = "https://lights.example/2022/03/05/harbour-bridge-shut", "https://lights.example/about/us"
    (article,) = articles(tmp_path, "a.md", f"# Bridge\n\n[about]({other})\n\n[link]({own})\n\n{story}\n")
    assert (article.key, article.url, day(article)) == (own, own, "2022-03-05")
    (article,) = articles(tmp_path, "b.md", f"# Bridge\n\n{story}\n\nRead more: {own}\n")
    assert article.url is None


def test_a_first_sentence_with_a_day_is_the_storys(tmp_path: Path) -> None:
    first = "On March 5, 2022 the harbour bridge was shut by the port after a crack was found."
    (article,) = articles(tmp_path, "a.md", f"# Bridge shut\n\n{first}\n\n{SECOND}\n")
    assert body(article) == [first, SECOND] and article.published is None


@pytest.mark.parametrize(
    ("imprint", "byline", "published"),
    [
        ("By Ida Aune\n9 June 2024", ("Ida Aune",), "2024-06-09"),
        ("By Ida Aune\n\n9 June 2024", ("Ida Aune",), "2024-06-09"),
        ("By Ida Aune | 4 May 2024", ("Ida Aune",), "2024-05-04"),
        ("8 May 2024\nBy Ida Aune", ("Ida Aune",), "2024-05-08"),
        ("*By Ida Aune*\n*9 June 2024*", ("Ida Aune",), "2024-06-09"),
        ("**By Ida Aune**  \n6 May 2024", ("Ida Aune",), "2024-05-06"),
        ("*Ida Aune, 5 May 2024*", ("Ida Aune",), "2024-05-05"),
        ("Reuters, 5 May 2024", (), "2024-05-05"),
    ],
)
def test_who_wrote_a_note_and_when(tmp_path: Path, imprint: str, byline: tuple[str, ...], published: str) -> None:
    (article,) = articles(tmp_path, "a.md", f"# Bridge shut\n\n{imprint}\n\n{SENTENCE}\n\n{SECOND}\n")
    assert (article.byline, day(article), body(article)) == (byline, published, [SENTENCE, SECOND])


@pytest.mark.parametrize(
    "line", ["By the bridge stood a mill that nobody knew.", "On 3 May 2024 the bridge broke.", "Ida Aune"]
)
def test_a_first_line_that_is_no_imprint(tmp_path: Path, line: str) -> None:
    (article,) = articles(tmp_path, "a.md", f"# Bridge shut\n\n{line}\n\n{SENTENCE}\n")
    assert (article.byline, article.published, body(article)) == ((), None, [line, SENTENCE])


def test_a_note_without_headings_begins_with_its_headline(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "a.md", f"Bridge shut\nBy Ida Aune\n7 May 2024\n\n{SENTENCE}\n")
    assert (article.headline, article.byline, day(article)) == ("Bridge shut", ("Ida Aune",), "2024-05-07")
    (article,) = articles(tmp_path, "b.md", f"By Ida Aune\n7 May 2024\n\n{SENTENCE}\n")
    assert (article.headline, article.byline) == ("", ("Ida Aune",))
