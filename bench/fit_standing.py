"""Fit the trees that tell a text dump's story from what else would be cited, by how each line stands, and tell what they do left out.

``python -m bench.fit_standing [FOLDER ...] [--pages FILE ...]``: folders with labelled dumps in the form of ``tests/fixtures/dumps``, by default
all of these; and JSON Lines with the ``text`` of whole web pages, their ``outlet`` and the ``body`` of their story, whose lines count less. The
trees are written to ``index/extract/line_standing.toml``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from bench.fit_lines import DUMPS, NOW, read_labelled
from index.extract.dump_doubts import APART
from index.extract.dump_header import Header
from index.extract.dump_roles import Role
from index.extract.line_standing import TREES, standings
from index.extract.textdump import read_textdump

FOLDS = 5
_OF_PAGES = 0.3
"""How much a line counts that a machine labelled."""
_TREES, _LEAVES, _PACE, _FEWEST, _PART = 100, 6, 0.08, 60, 0.5
_CITED, _RIGHT = 4, 0.3
"""The lines of a page's story that are cited, and their share of all that are, below which its label is not believed."""
_WORTH = 4
"""Letters of a line from which it is looked for in the story."""
_LABELLED = {"S": True, "F": False, "C": False}
HEAD = """# How a line of a text dump that would be cited stands, and what that adds to its likelihood to be the story's; written by
# `python -m bench.fit_standing` from labelled dumps and whole pages of public collections as text.
# A tree's knots: ["feature", value, knot up to it, knot above it], or [what is added].

"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that would be cited: how it stands, if it is the story's, how much it counts, and of which dump or outlet it is."""

    standing: dict[str, float]
    is_story: bool
    weight: float
    source: str
    is_page: bool


def main() -> None:
    """Fit, write, and print what lines of dumps and outlets that were left out of the fit show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[DUMPS])
    parser.add_argument("--pages", nargs="*", type=Path, default=[])
    given = parser.parse_args()
    found = [line for folder in given.folders for path in sorted(folder.rglob("*.txt")) for line in read_dump(path)]
    found += [
        line for file in given.pages for row in file.open(encoding="utf-8") for line in read_page(json.loads(row))
    ]
    names = sorted(found[0].standing)
    sources = sorted({line.source for line in found})
    random.Random(0).shuffle(sources)
    fold_of = {source: at % FOLDS for at, source in enumerate(sources)}
    likely = np.zeros(len(found))
    for fold in range(FOLDS):
        left = np.array([fold_of[line.source] == fold for line in found])
        fitted = fit([line for line in found if fold_of[line.source] != fold], names)
        likely[left] = fitted.predict_proba(_values([line for line in found if fold_of[line.source] == fold], names))[
            :, 1
        ]
    for said, is_page in (("labelled dumps", False), ("whole pages", True)):
        rows = [
            (line.is_story, value < APART) for line, value in zip(found, likely, strict=True) if line.is_page is is_page
        ]
        story = sum(is_story for is_story, _ in rows)
        taken, missed = (sum(is_out for is_story, is_out in rows if is_story is kind) for kind in (False, True))
        print(
            f"{said}: out {taken} of {len(rows) - story} cited lines that are not the story's, {missed} of {story} that are."
        )
    TREES.write_text(f"{HEAD}{table(fit(found, names), names)}\n", "utf-8")


def read_dump(path: Path) -> Iterator[Line]:
    """The lines of a labelled dump that would be cited and are surely the story's or surely not."""
    text, letters = read_labelled(path)
    for at, standing in judged(text):
        is_story = _LABELLED.get(letters.get(text.rfind("\n", 0, at) + 1, ""))
        if is_story is not None:
            yield Line(standing, is_story, 1.0, path.name, is_page=False)


def read_page(row: dict[str, str]) -> list[Line]:
    """The lines of a page that would be cited, those the story's that its body has; none if few have it."""
    body = _letters(row["body"])
    found = []
    for at, standing in judged(row["text"]):
        line = _letters(row["text"][at:].split("\n", 1)[0])
        if len(line) >= _WORTH:
            found.append(Line(standing, line in body, _OF_PAGES, row["outlet"], is_page=True))
    right = sum(line.is_story for line in found)
    return found if right >= max(_CITED, _RIGHT * len(found)) else []


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def judged(text: str) -> list[tuple[int, dict[str, float]]]:
    """Where each line of a dump starts that would be cited, and how it stands."""
    found: list[tuple[int, dict[str, float]]] = []

    def keep(
        said: Sequence[str], roles: list[Role], likely: Sequence[float], header: Header, fixed: frozenset[int]
    ) -> None:
        at = 0
        starts = []
        for line in said:
            at = text.index(line, at)
            starts.append(at)
            at += len(line)
        found.extend((starts[n], standing) for n, standing in standings(said, roles, likely, header) if n not in fixed)

    with patch("index.extract.dump_lines.doubt_apart", keep):
        read_textdump(text, "dump.txt", now=NOW)
    return found


def fit(found: Sequence[Line], names: Sequence[str]) -> GradientBoostingClassifier:
    """Trees, each fitted to what those before it leave (J. H. Friedman, "Greedy function approximation", 2001)."""
    model = GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=_PACE,
        max_leaf_nodes=_LEAVES,
        max_depth=None,
        min_samples_leaf=_FEWEST,
        subsample=_PART,
        max_features=_PART,
        random_state=0,
    )
    wanted, weights = [line.is_story for line in found], [line.weight for line in found]
    return model.fit(_values(found, names), wanted, sample_weight=weights)


def _values(found: Sequence[Line], names: Sequence[str]) -> np.ndarray:
    return np.array([[line.standing[name] for name in names] for line in found])


def table(model: GradientBoostingClassifier, names: Sequence[str]) -> str:
    """The fitted trees as they are kept."""
    share = model.init_.class_prior_[1]
    rows = [f"bias = {np.log(share / (1 - share)):.4f}", "trees = ["]
    for step in model.estimators_[:, 0]:
        tree = step.tree_
        knots = [
            f'["{names[tree.feature[at]]}", {tree.threshold[at]:.4g}, {tree.children_left[at]}, {tree.children_right[at]}]'
            if tree.children_left[at] >= 0
            else f"[{_PACE * tree.value[at][0][0]:.4f}]"
            for at in range(tree.node_count)
        ]
        rows.append(f"  [{', '.join(knots)}],")
    return "\n".join([*rows, "]"])


if __name__ == "__main__":
    main()
