"""The figures of a comparison: hits, percentiles, and the table and chart of them. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench.charts import bars, short
from bot.evaluate.matching import holds

ASKED = {
    "p50": "passages for a question p50, s",
    "p95": "passages for a question p95, s",
    "cpu_p50": "passages for a question p50, CPU s",
    "answer_p50": "whole answer p50, s",
    "answer_p95": "whole answer p95, s",
    "answer_cpu_p50": "whole answer p50, CPU s",
}
"""The seconds of a question, as a table names them."""
ROWS = {
    "index_cpu": "first index, CPU s",
    "index_wall": "first index, s",
    "articles_per_cpu_s": "articles per CPU s",
    "index_mb": "its peak memory, MB",
    "again_cpu": "unchanged, CPU s",
    "again_wall": "unchanged, s",
    "changed_cpu": "1 % changed, CPU s",
    "changed_wall": "1 % changed, s",
    **ASKED,
    "cold_wall": "cold start to first reply, s",
    "cold_cpu": "cold start to first reply, CPU s",
    "ask_mb": "peak memory while asked, MB",
    "disk_mb": "disk, MB",
    "hit_4": "hit@4",
    "hit_10": "hit@10",
    "words_4": "words in the first 4",
}
"""What is measured, as a table names it."""
CHARTED = (
    "articles_per_cpu_s",
    "again_cpu",
    "changed_cpu",
    "cpu_p50",
    "cold_cpu",
    "index_mb",
    "disk_mb",
    "hit_4",
    "hit_10",
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a system found for the questions."""

    hit_4: float
    hit_10: float
    words_4: float
    """Words of the first four passages: longer ones hold more answers."""
    p50: float
    p95: float
    cpu_p50: float


def found(replies: Sequence[Mapping[str, Any]], answers: Sequence[Sequence[str]]) -> Found:
    """Hits and seconds of a system's replies (``passages``, ``seconds``), one for each question."""
    seconds = [float(reply["seconds"]) for reply in replies]
    first = [reply["passages"][:4] for reply in replies]
    words = [sum(len(text.split()) for text in passages) for passages in first]
    return Found(
        hits(first, answers),
        hits([reply["passages"][:10] for reply in replies], answers),
        sum(words) / max(len(words), 1),
        percentile(seconds, 50),
        percentile(seconds, 95),
        percentile([float(reply["cpu"]) for reply in replies], 50),
    )


def hits(passages: Sequence[Sequence[str]], answers: Sequence[Sequence[str]]) -> float:
    """The share of questions of which a passage holds an answer string."""
    held = [any(holds(text, wanted) for text in texts) for texts, wanted in zip(passages, answers, strict=True)]
    return sum(held) / len(held) if held else math.nan


def percentile(values: Sequence[float], percent: float) -> float:
    """A percentile, linearly interpolated; NaN of nothing."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    place = (len(ordered) - 1) * percent / 100
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


def table(systems: Mapping[str, Mapping[str, float]]) -> str:
    """A table in Markdown: a row a measure, a column a system."""
    lines = ["| | " + " | ".join(systems) + " |", "|---" * (len(systems) + 1) + "|"]
    for key, told in ROWS.items():
        if any(key in figures for figures in systems.values()):
            cells = [short(figures[key]) if key in figures else "" for figures in systems.values()]
            lines.append(f"| {told} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def chart(title: str, systems: Mapping[str, Mapping[str, float]]) -> str:
    """The same as bars."""
    return bars(title, {ROWS[key]: {name: row[key] for name, row in systems.items() if key in row} for key in CHARTED})


def as_figures(found: Found) -> dict[str, float]:
    """The figures by name."""
    return asdict(found)
