"""Hits with their intervals, and pairs with an exact test, as tables. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluate.statistics import bootstrap_mean

Hits = Sequence[bool]
"""Of each question whether it was hit."""
ALL = "together"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ways over the same questions."""

    only_first: int
    only_second: int
    difference: float
    """Of the second from the first."""
    low: float
    high: float
    p: float

    @classmethod
    def of(cls, first: Hits, second: Hits) -> Pair:
        """The questions that one alone hits, the difference with its 95 % interval, and McNemar's exact p."""
        gains = np.array(second, dtype=float) - np.array(first, dtype=float)
        better, worse = int((gains > 0).sum()), int((gains < 0).sum())
        low, high = bootstrap_mean(gains)
        return cls(worse, better, float(gains.mean()) if len(gains) else math.nan, low, high, exact_p(better, worse))


def exact_p(better: int, worse: int) -> float:
    """McNemar's test of pairs that differ, two-sided, exact: the chance that a fair coin falls as unevenly."""
    tosses = better + worse
    rarer = sum(math.comb(tosses, heads) for heads in range(min(better, worse) + 1))
    return min(1.0, rarer / (1 << tosses) * 2)


def by_group(hits: Hits, groups: Sequence[str]) -> dict[str, list[bool]]:
    """The hits of each group of questions, in the groups' order, and of all together."""
    found = {
        name: [hit for hit, group in zip(hits, groups, strict=True) if group == name] for name in sorted(set(groups))
    }
    return {**found, ALL: list(hits)}


def shares(
    rows: Mapping[str, Mapping[int, Hits]], costs: Mapping[str, float], groups: Sequence[str], of_costs: str
) -> str:
    """A table of the share hit: a row a way, a column for each group and number of passages; what it costs where that is known."""
    ways = {way: {most: by_group(hits, groups) for most, hits in told.items()} for way, told in rows.items()}
    names = list(by_group([True] * len(groups), groups))
    counts = {name: len(hits) for name, hits in by_group([True] * len(groups), groups).items()}
    most = list(next(iter(rows.values())))
    columns = [(name, number) for name in names for number in most]
    head = [f"{name} ({counts[name]}), hit@{number}" for name, number in columns]
    lines = [_line(["", of_costs, *head]), "|---" * (len(head) + 2) + "|"]
    for way, told in ways.items():
        cells = [_share(told[number][name]) for name, number in columns]
        lines.append(_line([way, f"{costs[way]:.1f}" if way in costs else "", *cells]))
    return "\n".join(lines)


def pairs(
    rows: Mapping[str, tuple[str, Mapping[int, Hits]]], base: Mapping[str, Mapping[int, Hits]], groups: Sequence[str]
) -> str:
    """A table of what only the one, only the other hits: each row names the row of ``base`` that it is compared with."""
    names = list(by_group([True] * len(groups), groups))
    head = [f"{name}, hit@{most}" for name in names for most in next(iter(base.values()))]
    lines = [_line(["", *head]), "|---" * (len(head) + 1) + "|"]
    for way, (against, told) in rows.items():
        split = {most: (by_group(base[against][most], groups), by_group(hits, groups)) for most, hits in told.items()}
        compared = [Pair.of(split[most][0][name], split[most][1][name]) for name in names for most in told]
        lines.append(_line([way, *map(_pair, compared)]))
    return "\n".join(lines)


def _share(hits: Hits) -> str:
    if not hits:
        return ""
    low, high = bootstrap_mean(np.array(hits, dtype=float))
    return f"{_short(sum(hits) / len(hits))} ({_short(low)} to {_short(high)})"


def _pair(pair: Pair) -> str:
    return f"{pair.only_second} / {pair.only_first}, {_short(pair.low)} to {_short(pair.high)}, p {_short(pair.p, 3)}"


def _short(value: float, digits: int = 3) -> str:
    shown = f"{value:.{digits}f}"
    return shown.replace("0.", ".", 1) if abs(value) < 1 else shown


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
