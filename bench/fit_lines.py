"""Fit the weights of the line scorer on labelled pages, and tell what it does to pages of outlets that it was not fitted on.

``python -m bench.fit_lines [FOLDER ...] [--pages FOLDER ...] [--articles FILE]``: folders with labelled dumps in the form of
``tests/fixtures/dumps``, by default all of these; others of the same form that were labelled by machine, from web pages whose story is known,
which count less; and JSON Lines with the ``title`` and ``text`` of articles, whose paragraphs that no rule doubts count a little as lines of
a story. The weights are written to ``index/extract/line_weights.toml``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index.extract.dump_lines import roles
from index.extract.dump_roles import Role
from index.extract.line_features import Page, features
from index.extract.line_scorer import DOUBTED, WEIGHTS
from index.extract.textdump import read_head

DUMPS = Path(__file__).parents[1] / "tests/fixtures/dumps"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FOLDS = 12
_LABELLED = ("S", "F", "H", "C")
_SHRINKAGE = 2.0
_OF_PAGES = 0.3
"""How much a line counts that a machine labelled."""
_OF_ARTICLES = 0.1
"""How much a line of an unlabelled article counts."""
_FEWEST_WORDS = 6
_STEPS = 30
HEAD = """# The weights of the features by which a line of a text dump is likely the story's; written by `python -m bench.fit_lines`.
# Source: [pages] the labelled dumps of tests/fixtures/dumps.

[weights]
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line that the header does not take: its features, and what it and the rules say."""

    found: dict[str, float]
    is_story: bool
    is_cited: bool
    weight: float = 1.0


def main() -> None:
    """Fit, write, and print what pages that were left out of the fit show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[DUMPS])
    parser.add_argument("--pages", nargs="*", type=Path, default=[])
    parser.add_argument("--articles", type=Path)
    given = parser.parse_args()
    pages = [read_lines(path) for folder in given.folders for path in sorted(folder.rglob("*.txt"))]
    told = list(read_articles(given.articles)) if given.articles else []
    for path in (path for folder in given.pages for path in sorted(folder.rglob("*.txt"))):
        told += [replace(line, weight=_OF_PAGES) for line in read_lines(path)]
    names = sorted({name for line in (*told, *(line for page in pages for line in page)) for name in line.found})
    missed = taken = 0
    for fold in range(FOLDS):
        weights = fit([*told, *(line for at, page in enumerate(pages) if at % FOLDS != fold for line in page)], names)
        for line in (line for page in pages[fold::FOLDS] for line in page if line.is_cited):
            is_doubted = 1 / (1 + np.exp(-_values(line, names) @ weights)) < DOUBTED
            missed += line.is_story and is_doubted
            taken += not line.is_story and is_doubted
    lines = [line for page in pages for line in page]
    story, furniture = (sum(line.is_story is is_story for line in lines) for is_story in (True, False))
    cited = sum(line.is_cited and not line.is_story for line in lines)
    print(
        f"{len(pages)} pages, left out of the fit in {FOLDS} turns: doubted {taken} of {cited} lines of furniture that would be cited,"
    )
    print(f"of {furniture} in all; and {missed} lines of the story, of {story}.")
    weights = fit([*told, *lines], names)
    table = "\n".join(f'"{name}" = {weight:.3f}' for name, weight in zip(["bias", *names], weights, strict=True))
    WEIGHTS.write_text(f"{HEAD}{table}\n", "utf-8")


def read_lines(path: Path) -> list[Line]:
    """The lines of a labelled dump that are surely the story's or surely not."""
    text, letters = read_labelled(path)
    found = []
    for at, line in judged(text):
        letter = letters.get(text.rfind("\n", 0, at) + 1, "")
        if letter in _LABELLED:
            found.append(replace(line, is_story=letter == "S"))
    return found


def read_labelled(path: Path) -> tuple[str, dict[int, str]]:
    """The text of a labelled dump, and the letter of each line by where that starts."""
    text, letters = "", {}
    for given in path.read_text("utf-8").split("---\n", 1)[1].splitlines():
        letters[len(text)] = given[:1]
        text += f"{given[2:]}\n"
    return text, letters


def read_articles(path: Path) -> Iterator[Line]:
    """The lines of unlabelled articles that no rule doubts and that end as sentences do."""
    for row in path.open(encoding="utf-8"):
        article = json.loads(row)
        text = f"{article['title']}\n\n{article['text']}\n"
        for at, line in judged(text):
            said = text[at:].split("\n", 1)[0].rstrip(' "”')
            if line.is_cited and len(said.split()) >= _FEWEST_WORDS and said.endswith((".", ":")):
                yield replace(line, weight=_OF_ARTICLES)


def judged(text: str) -> Iterator[tuple[int, Line]]:
    """Where each line of a dump starts that the rules judge, and what they say; as if all were the story's."""
    read = read_head(text, NOW)
    pages: list[Page] = []
    told = roles(text, read.lines, read.header, frozenset(read.formed), read.listed, lambda page: _sure(page, pages))
    known = read.listed.union(read.formed, read.header.taken)
    for at, shown in enumerate(features(pages[0])):
        if at not in known:
            yield read.lines[at][0], Line(shown, True, told[at] in (Role.STORY, Role.ITEM))


def _sure(page: Page, pages: list[Page]) -> list[float]:
    """Keep the page, and doubt nothing, nor be sure of anything."""
    pages.append(page)
    return [0.5] * len(page.said)


def fit(lines: Sequence[Line], names: Sequence[str]) -> np.ndarray:
    """The weights of a logistic regression, the bias first, by Newton's method."""
    given = np.array([_values(line, names) for line in lines])
    wanted = np.array([line.is_story for line in lines], float)
    counted = np.array([line.weight for line in lines])
    shrinkage = np.eye(given.shape[1]) * _SHRINKAGE
    shrinkage[0, 0] = 1e-6
    weights = np.zeros(given.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (counted * (wanted - likely)) - shrinkage @ weights
        bend = (given * (counted * likely * (1 - likely))[:, None]).T @ given + shrinkage
        weights += np.linalg.solve(bend, slope)
    return weights


def _values(line: Line, names: Sequence[str]) -> np.ndarray:
    return np.array([1.0, *(line.found.get(name, 0.0) for name in names)])


if __name__ == "__main__":
    main()
