"""How a line of a text dump that would be cited stands among the others that would be, and how likely it is the story's by that.

The line scorer sees a line before anything else is known. Here the others are known: a blurb of another story is a lone paragraph among links,
shares words with the link over it and none with the story, and stands far from its longest stretch. Weights do not tell that (what is far
below is the story's where much of it is), so trees do; they are fitted by ``python -m bench.fit_standing``.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from index.extract.dump_header import Header
from index.extract.dump_roles import Role
from index.extract.line_scorer import SURE
from index.extract.line_stems import stems

TREES = Path(__file__).with_name("line_standing.toml")
TOLD = (Role.STORY, Role.ITEM)
"""The kinds of lines that are cited."""
_UNLIKELY = 1e-4
_OTHER = -3.0
"""What a line that is not cited counts for beside one that is, in place of how likely it is the story's."""
_NO_LINE = -9.0
_NEAR, _AROUND = 2, 4
"""Lines to either side of which the likelihoods count, and up to which two are of one stretch; and in which those that are surely the story's do."""
"""Lines to either side of which the likelihoods count, and up to which two are of one stretch; and in which those that are surely the story's do."""
_FAR, _GAP, _LINES, _WORDS, _NEIGHBOUR, _SURE_BELOW, _OF_A_CARD = 20, 8, 60, 80, 40, 5, 3
"""Where counting ends: of lines below the longest stretch, of lines up to the next cited, of cited lines, of a line's words, of its neighbour's, of
surely the story's lines below, and of words shared with a card or the headline.
"""
_RARE = 3
"""Cited lines from which a word is the story's, and not its card's."""
_TRAILED = '"”’»)'

_Tree = Sequence[tuple[float] | tuple[str, float, int, int]]
"""Its knots, the first at the top: the value of a leaf; or a feature, the value up to which the third tells the next knot, and otherwise the fourth."""


@dataclass(frozen=True, slots=True)
class _Stretches:
    """The stretches of cited lines, parted by more than one other line: of each line its number (-1 for others), the words of each, the
    longest and where that ends.
    """

    of: list[int]
    words: Counter[int]
    longest: int
    end: int


def standings(
    said: Sequence[str], found: Sequence[Role], likely: Sequence[float], header: Header
) -> Iterator[tuple[int, dict[str, float]]]:
    """The number of each line that would be cited, and how it stands."""
    told = [role in TOLD for role in found]
    own = [stems(line) for line in said]
    sizes = [len(line.split()) for line in said]
    odds = [_odds(value) for value in likely]
    counts = Counter(stem for at, is_told in enumerate(told) if is_told for stem in own[at])
    sure = [at for at, is_told in enumerate(told) if is_told and likely[at] >= SURE]
    sure_counts = Counter(stem for at in sure for stem in own[at])
    stretches = _stretches(told, sizes)
    words, lines = sum(stretches.words.values()), sum(told)
    above, below = _gaps(told), _gaps(told[::-1])[::-1]
    again = Counter(said)
    headline = stems(header.headline)
    last = len(said) - 1
    for at, is_told in enumerate(told):
        if not is_told:
            continue
        line, size = said[at], len(own[at]) or 1
        is_sure = likely[at] >= SURE
        over = own[at - 1] if at and not told[at - 1] else frozenset[str]()
        under = own[at + 1] if at < last and not told[at + 1] else frozenset[str]()
        near = [n for n in range(max(0, at - _NEAR), min(last, at + _NEAR) + 1) if n != at]
        place = bisect_left(sure, at)
        around = bisect_left(sure, at + _AROUND + 1) - bisect_left(sure, at - _AROUND)
        below_odds = odds[at + 1] if at < last else _NO_LINE
        yield (
            at,
            {
                "likely": odds[at],
                "near": sum(odds[n] if told[n] else _OTHER for n in near) / (len(near) or 1),
                "line below": below_odds,
                "other below": min(0.0, below_odds) if at < last and not told[at + 1] else 0.0,
                "lines above": above[at],
                "lines below": below[at],
                "below longest": min(_FAR, max(0, at - stretches.end)),
                "stretch": stretches.words[stretches.of[at]],
                "share of stretch": stretches.words[stretches.of[at]] / words if words else 0.0,
                "sure around": around - is_sure,
                "sure below": min(_SURE_BELOW, len(sure) - place - is_sure),
                "told": min(_LINES, lines),
                "place": (at - header.last) / max(1, len(said) - header.last),
                "shared": sum(counts[stem] > 1 for stem in own[at]) / size,
                "shared with sure": sum(sure_counts[stem] > is_sure for stem in own[at]) / size,
                "of headline": min(_OF_A_CARD, len(own[at] & headline)),
                "with line above": min(_OF_A_CARD, sum(counts[stem] < _RARE for stem in own[at] & over)),
                "with line below": min(_OF_A_CARD, sum(counts[stem] < _RARE for stem in own[at] & under)),
                "words": min(_WORDS, sizes[at]),
                "neighbour": min(
                    _NEIGHBOUR, max((sizes[n] for n in (at - 1, at + 1) if 0 <= n <= last and told[n]), default=0)
                ),
                "as a title": sum(word[0].isupper() for word in line.split()[1:]) / max(1, sizes[at] - 1),
                "stop": line.rstrip(_TRAILED).endswith((".", "!", "?")),
                "colon": line.endswith(":"),
                "cut off": line.endswith(("…", "...")),
                "told twice": again[line] > 1,
            },
        )


def _odds(likelihood: float) -> float:
    """The logarithm of a likelihood's odds, of none further than 1 in 10,000."""
    value = min(max(likelihood, _UNLIKELY), 1 - _UNLIKELY)
    return math.log(value / (1 - value))


def _gaps(told: Sequence[bool]) -> list[int]:
    """How many lines right before each are not cited; to no more than a limit, which is also what there is before the first that is."""
    counts = accumulate(told, lambda count, is_told: 0 if is_told else min(_GAP, count + 1), initial=_GAP)
    return list(counts)[:-1]


def _stretches(told: Sequence[bool], sizes: Sequence[int]) -> _Stretches:
    of: list[int] = []
    words: Counter[int] = Counter()
    number, last = -1, -_GAP
    for at, is_told in enumerate(told):
        if is_told:
            number += at - last > _NEAR
            last = at
            words[number] += sizes[at]
        of.append(number if is_told else -1)
    longest = max(words, key=lambda one: (words[one], -one), default=-1)
    return _Stretches(of, words, longest, max((at for at, one in enumerate(of) if one == longest), default=0))


def likelihood(standing: Mapping[str, float]) -> float:
    """How likely a line that stands so is the story's."""
    bias, trees = read_trees(TREES)
    return 1 / (1 + math.exp(-bias - sum(_leaf(tree, standing) for tree in trees)))


def _leaf(tree: _Tree, standing: Mapping[str, float]) -> float:
    knot = tree[0]
    while len(knot) > 1:
        feature, most, low, high = knot
        knot = tree[low if standing[feature] <= most else high]
    return knot[0]


@cache
def read_trees(path: Path) -> tuple[float, list[_Tree]]:
    """What is added to the trees' sum, and the trees of a table, read once."""
    found = tomllib.loads(path.read_text("utf-8"))
    return float(found["bias"]), found["trees"]
