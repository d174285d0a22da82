"""Sentences beside quotes: those that say the same, and those that do not. All invented for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.answer.proof.support import Proof

FOLDER = Path(__file__).parents[3] / "fixtures/claims"


@dataclass(frozen=True)
class Case:
    """A sentence over one quote."""

    text: str
    quote: str
    day: str
    faithful: bool

    @property
    def proof(self) -> Proof:
        return Proof(self.quote, date.fromisoformat(self.day))


def cases(name: str) -> Iterator[Case]:
    """The sentences of one file: ``developed`` or ``held_out``."""
    day = quote = ""
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        mark, _, text = line.partition(" ")
        if mark == ">":
            day, _, quote = text.partition(" | ")
        elif mark in ("=", "!"):
            yield Case(text, quote, day, mark == "=")
