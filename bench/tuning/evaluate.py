"""Judge weights by questions that had no part in the training: ``python -m bench.tuning.evaluate FILE ... [--tuning TUNING.npz ...]``.

FILE is what ``bench.tuning.windows`` wrote, or the groups that ``bench.tuning.build`` held out. Prints, of the model as published and with
each tuning, for how many questions a right window comes first and stands among the first three, and how well the logits tell questions
whose right window was found from those that nothing answers (AUROC).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.tuning.lines import json_lines
from index.models.bundled import CROSS_ENCODER
from index.models.onnx import OnnxModel


@dataclass(frozen=True, slots=True)
class Window:
    """A window as the cross-encoder reads it, true if it answers, and what else it is ranked by, in logits."""

    text: str
    is_right: bool
    prior: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the windows that were found for it."""

    question: str
    is_answerable: bool
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How questions with an answer fare, and how those without are told from them."""

    answerable: int
    first: int
    in_three: int
    near_misses: int
    auroc: float
    """Not a number where there is nothing to tell apart."""

    def __str__(self) -> str:
        told = f", AUROC {self.auroc:.3f} against {self.near_misses} near-misses" if self.near_misses else ""
        return f"right first {self.first}, in the first three {self.in_three} of {self.answerable}{told}"


def main() -> None:
    """Print the figures of each file with each tuning."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--tuning", type=Path, nargs="*", default=[])
    parser.add_argument("--limit", type=int, help="questions of each file that are asked")
    given = parser.parse_args()
    for path in given.files:
        asked = list(read_windows(path))[: given.limit]
        for tuning in (None, *given.tuning):
            model = OnnxModel(CROSS_ENCODER, threads=0, tuning=tuning, same_everywhere=True)
            print(
                f"{path.name}, {tuning.name if tuning else 'published'}: {figures(asked, [_logits(model, one) for one in asked])}"
            )


def read_windows(path: Path) -> Iterator[Asked]:
    """What was written, or groups, each as a question with its texts."""
    for row in json_lines(path):
        if "texts" in row:
            windows = tuple(Window(text, number < row["right"]) for number, text in enumerate(row["texts"]))
            yield Asked(row["question"], row["right"] > 0, windows)
        else:
            yield Asked(row["question"], row["is_answerable"], tuple(Window(**window) for window in row["windows"]))


def figures(asked: Sequence[Asked], logits: Sequence[Sequence[float]]) -> Figures:
    """What the logits of the windows of each question come to."""
    answerable = near_misses = first = in_three = 0
    kept: list[float] = []
    misled: list[float] = []
    for one, found in zip(asked, logits, strict=True):
        if not one.windows:
            continue
        if not one.is_answerable:
            near_misses += 1
            misled.append(max(found))
            continue
        answerable += 1
        scores = [logit + window.prior for logit, window in zip(found, one.windows, strict=True)]
        best = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:3]
        first += one.windows[best[0]].is_right
        in_three += any(one.windows[place].is_right for place in best)
        if any(window.is_right for window in one.windows):
            kept.append(max(found))
    return Figures(answerable, first, in_three, near_misses, auroc(kept, misled))


def auroc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """How often one of ``higher`` is above one of ``lower``; a tie counts half."""
    if not higher or not lower:
        return float("nan")
    above = np.subtract.outer(np.array(higher), np.array(lower))
    return float(np.mean((above > 0) + (above == 0) / 2))


def _logits(model: OnnxModel, asked: Asked) -> list[float]:
    question = asked.question.rstrip(" ?") or asked.question
    return [float(row[0]) for row in model.run([(question, window.text) for window in asked.windows])]


if __name__ == "__main__":
    main()
