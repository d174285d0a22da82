"""Groups as the network reads them: pairs of the question and each of some of the texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from random import Random
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from bench.tuning.groups import Group
from index.models.bundled import TOKENIZER

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

WRONG = 7
"""The most wrong texts of a group that are read at once."""
SHARES = {
    "qed": 2.5,
    "qed-swap": 1.2,
    "squad": 2.0,
    "squad-none": 2.0,
    "nqg": 0.6,
    "qamr": 0.7,
    "qamr-swap": 1.2,
    "quiz": 4.0,
    "quiz-none": 2.0,
    "cloze": 0.4,
    "cloze-swap": 0.4,
    "written": 4.0,
    "written-swap": 3.0,
}
"""How often a source's groups are read in each round; others once."""
_TOKENS = 160
_SORTED_TOGETHER = 40
"""Batches whose groups are put in order of length, so that little is padded."""
_TEXT = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """The pairs of some groups, and what is known of them."""

    ids: Tensor
    types: Tensor
    mask: Tensor
    is_text: Tensor
    """True for the tokens of a pair's text."""
    rows: Tensor
    columns: Tensor
    """The group of each pair, and its place there; the right text is the first."""
    is_answered: Tensor
    """For each group."""
    is_swapped: Tensor
    """For each group: true where the published model is likely to be misled."""
    spans: Tensor
    """For each group the first and the last token of the answer in its first pair, or -1."""

    def to(self, device: torch.device) -> Batch:
        """The same on a device."""
        return Batch(*(getattr(self, field.name).to(device) for field in fields(self)))


def load_tokenizer() -> Tokenizer:
    """The bundled tokenizer, which cuts pairs to what is read in training and pads them."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(TOKENIZER.read().decode())
    tokenizer.enable_truncation(_TOKENS)
    tokenizer.enable_padding(pad_to_multiple_of=8)
    return tokenizer


def rounds(groups: Sequence[Group], size: int, random: Random) -> Iterator[list[Group]]:
    """Batches without end: each round has the groups as often as ``SHARES`` says, in another order."""
    while True:
        pool = [group for group in groups for _ in range(_times(SHARES.get(group.source, 1.0), random))]
        random.shuffle(pool)
        made = []
        for start in range(0, len(pool), size * _SORTED_TOGETHER):
            part = sorted(pool[start : start + size * _SORTED_TOGETHER], key=lambda group: max(map(len, group.texts)))
            made += [part[first : first + size] for first in range(0, len(part), size)]
        random.shuffle(made)
        yield from made


def _times(share: float, random: Random) -> int:
    """The share itself on average."""
    return int(share) + (random.random() < share % 1)


def batch(groups: Sequence[Group], tokenizer: Tokenizer, random: Random) -> Batch:
    """One right text of each group and some of the wrong ones; where all are wrong, the first, which misleads, and others."""
    chosen = [choose(group, random) for group in groups]
    places = [(row, column) for row, texts in enumerate(chosen) for column in range(len(texts))]
    encoded = tokenizer.encode_batch(
        [(groups[row].question, groups[row].texts[chosen[row][column]]) for row, column in places]
    )
    firsts = [encoding for encoding, (_, column) in zip(encoded, places, strict=True) if column == 0]
    spans = [
        answer_tokens(encoding, group) if texts[0] == 0 else (-1, -1)
        for encoding, group, texts in zip(firsts, groups, chosen, strict=True)
    ]
    rows, columns = torch.tensor(places).unbind(1)
    return Batch(
        torch.tensor([encoding.ids for encoding in encoded]),
        torch.tensor([encoding.type_ids for encoding in encoded]),
        torch.tensor([encoding.attention_mask for encoding in encoded], dtype=torch.bool),
        torch.tensor([[part == _TEXT for part in encoding.sequence_ids] for encoding in encoded]),
        rows,
        columns,
        torch.tensor([group.right > 0 for group in groups]),
        torch.tensor([group.source.endswith("-swap") for group in groups]),
        torch.tensor(spans),
    )


def choose(group: Group, random: Random) -> list[int]:
    """The numbers of the texts that are read."""
    first = random.randrange(group.right) if group.right else 0
    wrong = range(max(1, group.right), len(group.texts))
    return [first, *random.sample(wrong, min(WRONG, len(wrong)))]


def answer_tokens(encoding: Encoding, group: Group) -> tuple[int, int]:
    """The first and the last token of the answer, or -1 where it is not known or was cut off."""
    if not group.span:
        return -1, -1
    start, end = group.span
    found = [
        number
        for number, (part, (first, last)) in enumerate(zip(encoding.sequence_ids, encoding.offsets, strict=True))
        if part == _TEXT and first < min(last, end) and last > start
    ]
    return (found[0], found[-1]) if found and encoding.offsets[found[-1]][1] >= end else (-1, -1)
