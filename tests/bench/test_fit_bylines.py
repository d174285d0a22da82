"""The fit of the scorer of bylines."""

from __future__ import annotations

from pathlib import Path

from bench.fit_bylines import read_dump

PAGE = """headline: Harbour bridge shut after crack is found
byline: Ida Aune
---
F News
H Harbour bridge shut after crack is found
H Ida Aune
H March 3, 2024
S The harbour bridge was shut on Friday after divers had found a crack in it, the council said.
"""


def read(tmp_path: Path, page: str, weight: float = 1.0) -> list[bool] | None:
    (tmp_path / "a.txt").write_text(page)
    dump = read_dump(tmp_path / "a.txt", weight, [])
    return [bool(wanted) for wanted in dump.wanted] if dump else None


def test_the_line_with_the_author_is_wanted(tmp_path: Path) -> None:
    assert read(tmp_path, PAGE) == [True, False]


def test_none_is_wanted_where_the_author_is_named_by_none(tmp_path: Path) -> None:
    assert read(tmp_path, PAGE.replace("byline: Ida Aune", "byline: Ada Marr")) == [False, True]


def test_a_page_made_by_machine_without_a_byline_tells_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, PAGE.replace("byline: Ida Aune\n", ""), 0.2) is None
