"""The fit of the trees that tell how lines stand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from bench.fit_standing import Line, fit, read_dump, read_page, table
from index.extract import line_standing

STORY = [
    "The harbour bridge of Selvik was shut on Monday after divers had found a crack in a pillar, the council said.",
    "They had looked for a lost anchor all day, said Ada Marr, the harbour master, who was called at night.",
    "Buses to the island go round by the weir, which takes twenty minutes more, the council said on Tuesday.",
    "Nobody knows what a repair of the bridge costs, and the harbour master will not say who has to pay for it.",
    "The council meets on Friday to hear the divers and the harbour master, and may order a ferry for the island.",
]
NOTE = "A painter whose pictures hang in a hundred kitchens finds fame, and wishes for none of it."


def test_lines_of_a_dump_that_would_be_cited_are_read(tmp_path: Path) -> None:
    lines = "\n".join(f"S {line}" for line in STORY)
    (tmp_path / "a.txt").write_text(f"headline: Bridge shut\n---\nH Bridge shut\n{lines}\nF {NOTE}\nF Share\n")
    found = list(read_dump(tmp_path / "a.txt"))
    assert [line.is_story for line in found] == [True] * 5 + [False]


def test_lines_of_a_page_are_its_storys_that_its_body_has() -> None:
    row = {"text": "\n\n".join(("Bridge shut", *STORY, NOTE)), "body": "\n".join(STORY), "outlet": "selvik.example"}
    assert [line.is_story for line in read_page(row)] == [True] * 5 + [False]
    assert read_page(row | {"body": "\n".join(STORY[:2])}) == []


def test_the_table_says_what_the_fitted_trees_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(0)
    found = [
        Line({"a": float(a), "b": float(b)}, bool(a + b * b > 0.3), 1.0, "", is_page=False)
        for a, b in chance.normal(size=(600, 2)).round(2)
    ]
    model = fit(found, ["a", "b"])
    file = tmp_path / "trees.toml"
    file.write_text(table(model, ["a", "b"]), "utf-8")
    assert tomllib.loads(file.read_text("utf-8"))["trees"]
    monkeypatch.setattr(line_standing, "TREES", file)
    said = [line_standing.likelihood(line.standing) for line in found[:50]]
    wanted = model.predict_proba(np.array([[line.standing["a"], line.standing["b"]] for line in found[:50]]))[:, 1]
    assert said == pytest.approx(wanted, abs=0.02)
