"""Pages whose programs send the story in rows, or as values by number."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.page.streamed_state import numbered_value, pushed_value
from tests.index.extract.page.test_state import HTML, THIRD, TITLE, page, read
from tests.support.extracting import SECOND, SENTENCE

STORY = [SENTENCE, SECOND, THIRD]


def pushes(rows: str, size: int) -> str:
    pieces = [rows[at : at + size] for at in range(0, len(rows), size)]
    return "".join(f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in pieces)


@pytest.mark.parametrize("size", [40, 300, 9000])
@pytest.mark.parametrize("is_apart", [True, False])
def test_rows_that_are_pushed_piece_by_piece(size: int, is_apart: bool) -> None:
    text = HTML.replace("harbour", "harbór")
    article = {"title": TITLE, "body": "$1a" if is_apart else text, "related": [{"title": "Fog", "body": "Fog. " * 90}]}
    row = json.dumps(["$", "$L5", None, {"article": article}])
    length = f"{len(text.encode()):x}"
    rows = (
        '0:"$L2"\n1:I[123,["9","static/x.js"],"default"]\n'
        + (f"1a:T{length},{text}" if is_apart else "")
        + f"7:{row}\n"
    )
    told = read(page(f"<script>(self.__next_f=self.__next_f||[]).push([0])</script>{pushes(rows, size)}"))
    assert told == [line.replace("harbour", "harbór") for line in STORY]


@pytest.mark.parametrize("first", [["ShallowReactive", 1], {"state": 1, "once": 1}])
def test_values_by_number(first: object) -> None:
    values = [
        first,
        {"data": 2},
        ["Reactive", 3],
        {"article-1": 4},
        {"title": 5, "body": 6, "tags": 7},
        TITLE,
        HTML,
        [8],
        "harbour " * 40,
    ]
    script = f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(values)}</script>'
    assert read(page(script)) == STORY


@given(st.recursive(st.integers(-3, 30) | st.text(max_size=3), lambda inner: st.lists(inner, max_size=4)))
def test_any_value_is_put_together(value: object) -> None:
    numbered_value([["Reactive", 1], value, {"a": 0, "b": 1}])


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_rows_are_read(pieces: list[str]) -> None:
    pushed_value([f"self.__next_f.push([1,{json.dumps(piece)}])" for piece in [*pieces, "1:T5,ab", "2:{"]])
