"""The budget of a language model: tokens of a day, kept over restarts, and time and tokens of one question."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_LEAST, _MOST = 0.5, 2.0
"""Bounds on what one count tells of the next prompt."""


class Ledger:
    """Counts the tokens of a day (UTC) in a small file that several processes share."""

    def __init__(self, path: Path, per_day: int, now: Callable[[], datetime]) -> None:
        """``per_day`` 0 is no limit; ``now`` gives aware UTC times."""
        self._path = path
        self._per_day = per_day
        self._now = now

    def reserve(self, tokens: int) -> bool:
        """Set ``tokens`` aside for a call; False where the day has not as many left. A call that dies stays counted.

        Raises:
            OSError: the file cannot be read or written.
        """
        return self._add(tokens, within=self._per_day)

    def settle(self, reserved: int, used: int) -> None:
        """Replace what was ``reserved`` by what was ``used``."""
        self._add(used - reserved, within=0)

    def spent(self) -> int:
        """Tokens of today so far."""
        return self._read()

    def _add(self, tokens: int, within: int) -> bool:
        from filelock import FileLock, Timeout

        try:
            with FileLock(f"{self._path}.lock", timeout=5):
                total = max(0, self._read() + tokens)
                if within and total > within:
                    return False
                draft = self._path.with_suffix(".new")
                draft.write_text(json.dumps({"day": self._today(), "tokens": total}), encoding="ascii")
                draft.replace(self._path)
                return True
        except Timeout as error:
            raise OSError(f"{self._path} is locked by another process") from error

    def _read(self) -> int:
        try:
            kept = json.loads(self._path.read_text(encoding="ascii"))
            return int(kept["tokens"]) if kept["day"] == self._today() else 0
        except FileNotFoundError:
            return 0
        except (ValueError, KeyError, TypeError):
            return 0  # cut off by a crash of the machine: a day's count is lost, answers are not

    def _today(self) -> str:
        return self._now().date().isoformat()


@dataclass(slots=True)
class Allowance:
    """The rest of one question's budget; calls take from it."""

    seconds: float
    """Of waiting for the model; what is done between its calls does not count."""
    tokens: int
    rate: float = 1.0
    """Tokens of a prompt for each that is estimated, by the last one that its provider counted."""

    def expected(self, estimated: int) -> int:
        """The tokens that a prompt of so many by estimate takes."""
        return math.ceil(estimated * self.rate)

    def learn(self, estimated: int, counted: int) -> None:
        """Note what a prompt of so many tokens by estimate came to."""
        self.rate = min(_MOST, max(_LEAST, counted / max(1, estimated)))


def estimate(text: str) -> int:
    """Tokens of ``text``, rather too many than too few: providers' tokenizers take three to four characters of English a token.

    Scripts of few characters a word take up to a token a character.
    """
    ascii_ = sum(character.isascii() for character in text)
    return ascii_ // 3 + (len(text) - ascii_) + 8
