"""Train the head that finds the words that answer: ``python -m bench.tuning.answer_words GROUPS OUT.npz``; GROUPS is the folder of build.

The layers stay as they ship: the head is four rows of weights on the states of their tokens. Half an hour on one core, nearly all of it for
the states, of which there are half a gigabyte.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy

from bench.tuning.batches import answer_tokens
from bench.tuning.groups import Group, read_groups
from index.models.bundled import CROSS_ENCODER
from index.models.onnx import OnnxModel
from index.models.reranker import NEWS_TUNING

SIZE = 384
MOST = {"squad": 5000, "squad-none": 400, "qamr": 2000, "qamr-swap": 400}
"""Groups of a source that are read."""
ROUNDS, PAIRS, RATE, DECAY = 6, 64, 3e-3, 0.01
_LONGEST = 200
_SORTED_TOGETHER = 16
_OUT = -1e4
_SEED = 3


@dataclass(frozen=True, slots=True)
class Example:
    """The states of a pair's tokens, the first token of its text, and the first and last of the answer, or 0 where there is none."""

    states: NDArray[np.float16]
    text: int
    start: int
    end: int


class Head(torch.nn.Module):
    """For each token how likely an answer begins and ends there; the first stands for there being none, with weights of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = torch.nn.Parameter(torch.randn(SIZE, 4) * 0.02)

    def forward(self, states: Tensor, is_text: Tensor) -> Tensor:
        """(pairs, tokens, 2) logits."""
        ends = (states @ self.weights[:, :2]).masked_fill(~is_text[..., None], _OUT)
        return torch.cat([(states[:, :1] @ self.weights[:, 2:]), ends[:, 1:]], dim=1)


def examples(groups: Iterator[Group], random: Random) -> Iterator[Example]:
    """For each group the right text and one that is wrong, or the one that misleads."""
    model = OnnxModel(
        CROSS_ENCODER, threads=0, tuning=NEWS_TUNING, head=np.eye(SIZE, dtype=np.float32), same_everywhere=True
    )
    taken: Counter[str] = Counter()
    for group in groups:
        if taken[group.source] >= MOST.get(group.source, 0):
            continue
        taken[group.source] += 1
        wrong = range(max(1, group.right), len(group.texts))
        places = [0, random.choice(wrong)] if group.right and wrong else [0]
        read = model.by_token([(group.question.rstrip(" ?"), group.texts[place]) for place in places])
        for place, (encoding, states) in zip(places, read, strict=True):
            start, end = answer_tokens(encoding, group) if place == 0 and group.right else (0, 0)
            if start >= 0 and len(states) <= _LONGEST:
                yield Example(states.astype(np.float16), encoding.sequence_ids.index(1), start, end)


def train(given: Sequence[Example], random: Random) -> Head:
    """The head after all rounds."""
    torch.manual_seed(random.randrange(2**31))
    head = Head()
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    for number in range(ROUNDS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - number / ROUNDS)
        for states, is_text, ends in batches(given, random):
            loss = _loss(head(states, is_text), ends)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return head


def right(head: Head, given: Sequence[Example]) -> float:
    """The share of answers that are found, first and last token alike, of the texts that have one."""
    found = asked = 0
    with torch.no_grad():
        for states, is_text, ends in batches([one for one in given if one.start], Random(_SEED)):
            best = head(states, is_text)[:, 1:].argmax(dim=1) + 1
            found += int((best == ends).all(dim=1).sum())
            asked += len(ends)
    return found / asked


def batches(given: Sequence[Example], random: Random) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """States, padded, which of them are the text's, and the ends of the answer, of examples of about the same length."""
    order = random.sample(range(len(given)), len(given))
    for first in range(0, len(order), PAIRS * _SORTED_TOGETHER):
        part = sorted(order[first : first + PAIRS * _SORTED_TOGETHER], key=lambda place: len(given[place].states))
        for start in range(0, len(part), PAIRS):
            yield _padded([given[place] for place in part[start : start + PAIRS]])


def _padded(given: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(one.states) for one in given)
    states = torch.zeros(len(given), longest, SIZE)
    is_text = torch.zeros(len(given), longest, dtype=torch.bool)
    for row, one in enumerate(given):
        states[row, : len(one.states)] = torch.from_numpy(one.states.astype(np.float32))
        is_text[row, one.text : len(one.states) - 1] = True
    return states, is_text, torch.tensor([(one.start, one.end) for one in given])


def _loss(logits: Tensor, ends: Tensor) -> Tensor:
    return cross_entropy(logits[..., 0], ends[:, 0]) + cross_entropy(logits[..., 1], ends[:, 1])


def main() -> None:
    """Read, train, tell how good it is on what was held out, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", type=Path, help="the folder that bench.tuning.build wrote")
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    random = Random(_SEED)
    head = train(list(examples(read_groups(chosen.groups / "train.jsonl.gz"), random)), random)
    held = list(examples(read_groups(chosen.groups / "held.jsonl.gz"), random))
    print(f"right of the answers that were held out: {right(head, held):.3f}")
    write(head, chosen.out)


def write(head: Head, path: Path) -> None:
    """As ``index.models.answer_words`` reads it."""
    np.savez_compressed(path, weights=head.weights.detach().numpy().astype(np.float16))


if __name__ == "__main__":
    main()
