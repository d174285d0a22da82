"""Groups, of which the training is made: a question, the texts that answer it, and texts that do not."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random

from bench.tuning.lines import json_lines
from index.calendar_names import MONTHS

Span = tuple[int, int]
_FEWEST_WRONG = 2
_HELD_OUT_OF = 20


@dataclass(frozen=True, slots=True)
class Group:
    """A question with texts; the first ``right`` of them answer it, ``span`` in the first of all if it is known where.

    Of the texts of a question that nothing answers the first is the one that misleads most.
    """

    question: str
    texts: tuple[str, ...]
    right: int
    source: str
    topic: str = ""
    span: Span | None = None

    def led(self, lead: str) -> Group:
        """The same with a line before each text, as the search puts the headline before a window."""
        if not lead:
            return self
        shift = len(lead) + 1
        span = (self.span[0] + shift, self.span[1] + shift) if self.span else None
        return replace(self, texts=tuple(f"{lead}\n{text}" for text in self.texts), span=span)

    @property
    def teaches(self) -> bool:
        """True if there is something to tell apart."""
        wrong = len(self.texts) - self.right
        return wrong >= (_FEWEST_WRONG if self.right else 1)

    @property
    def is_held_out(self) -> bool:
        """True for one topic in twenty: its groups show how the training goes and have no part in it."""
        return bool(self.topic) and hashlib.sha256(self.topic.encode()).digest()[0] % _HELD_OUT_OF == 0


def date_lead(title: str, random: Random) -> str:
    """A title as a headline, often with a date made up, and now and then nothing at all."""
    if random.random() < 0.3:
        return ""
    if random.random() < 0.4:
        return title
    return f"{title} ({random.randint(1, 28)} {random.choice(MONTHS).title()} {random.randint(2005, 2024)})"


def write_groups(groups: Iterable[Group], path: Path) -> None:
    """Write JSON Lines, compressed."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(group), ensure_ascii=False) + "\n" for group in groups)


def read_groups(path: Path) -> Iterator[Group]:
    """What ``write_groups`` wrote."""
    for row in json_lines(path):
        yield Group(**{**row, "texts": tuple(row["texts"]), "span": tuple(row["span"]) if row["span"] else None})
