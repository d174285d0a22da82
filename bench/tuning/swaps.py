"""Near-misses: a question asks of another name, number or year than the text tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

from bench.tuning.text import terms

NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,5}|(?<=\s)\d[\d,.]{0,12}\b")
"""A name or a number that does not begin a question."""
_YEARS_OFF = (-4, -3, -2, -1, -1, 1)


class NameSwapper:
    """The names that questions have, put in the place of each other's."""

    def __init__(self, names: Iterable[str]) -> None:
        given = list(names)
        self._kinds = {is_long: [name for name in given if (" " in name) is is_long] for is_long in (False, True)}

    def swapped(self, question: str, text: str, random: Random) -> str | None:
        """The question with one of its names or numbers exchanged for one that the text does not have."""
        found = list(NAME.finditer(question))
        if not found:
            return None
        place = random.choice(found)
        old = place.group()
        others = self._kinds[" " in old]
        if old[0].isdigit():
            new = _another_number(old, random)
        elif others:
            new = random.choice(others)
        else:
            return None
        if terms(new) & (terms(text) | terms(old)):
            return None
        return question[: place.start()] + new + question[place.end() :]


def _another_number(number: str, random: Random) -> str:
    value = int("".join(letter for letter in number if letter.isdigit()))
    is_year = len(number) == 4 and number.isdigit()
    return str(another_year(value, random) if is_year else value + random.randint(1, 30))


def another_year(year: int, random: Random) -> int:
    """A year near this one, more often before it."""
    return year + random.choice(_YEARS_OFF)
