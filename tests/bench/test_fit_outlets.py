"""The fit of the scorer of outlets."""

from __future__ import annotations

from pathlib import Path

from bench.fit_outlets import read_dump

PAGE = """headline: Harbour bridge shut after crack is found
outlet: The Quay Herald
---
F The Quay Herald
F News
H Harbour bridge shut after crack is found
H By Ida Aune
S The harbour bridge was shut on Friday after divers had found a crack in it, the council said.
F © 2024 Quay Herald Ltd
"""


def read(tmp_path: Path, page: str) -> list[bool]:
    (tmp_path / "a.txt").write_text(page)
    dump = read_dump(tmp_path / "a.txt", 1.0, [])
    return [bool(wanted) for wanted in dump.wanted] if dump else []


def test_the_name_of_the_outlet_is_wanted(tmp_path: Path) -> None:
    wanted = read(tmp_path, PAGE)
    assert sum(wanted) == 1 and not wanted[-1]


def test_none_is_wanted_where_the_name_is_not_among_them(tmp_path: Path) -> None:
    assert read(tmp_path, PAGE.replace("outlet: The Quay Herald", "outlet: Lyngby Star"))[-1]


def test_one_of_several_may_be_right(tmp_path: Path) -> None:
    assert not read(tmp_path, PAGE.replace("outlet: The Quay Herald", "outlet: Lyngby Star | Quay Herald"))[-1]
