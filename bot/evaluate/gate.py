"""Limits that a run has to keep. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bot.evaluate.measures import BY_KEY
from bot.evaluate.prepare import OptionError
from bot.evaluate.summary import Summary
from bot.evaluate.tables import number


def limits(given: Sequence[str]) -> dict[str, float]:
    """``hit@4=.8`` as a number by measure.

    Raises:
        OptionError: there is no such measure, or it is no number.
    """
    found = {}
    for item in given:
        name, _, value = item.partition("=")
        require_measure(name)
        try:
            found[name] = float(value)
            if math.isnan(found[name]):
                raise ValueError
        except ValueError:
            raise OptionError(f"The limit of {name} is {value!r}; write it like {name}=.8.") from None
    return found


def require_measure(name: str) -> None:
    """Raises OptionError where there is no such measure."""
    if name not in BY_KEY:
        raise OptionError(f"There is no measure {name!r}; there are {', '.join(BY_KEY)}.")


def failures(summary: Summary, wanted: Mapping[str, float]) -> list[str]:
    """A sentence for each limit that is not kept: less than it, or more where less is better. What was not measured fails.

    Raises:
        OptionError: there is no such measure.
    """
    found = []
    for name, limit in wanted.items():
        require_measure(name)
        measure, value = BY_KEY[name], summary.measures.get(name)
        if value is None:
            found.append(f"{name} was not measured: no question of the set is of the kind that it applies to.")
            continue
        given, asked = (number(v, measure.unit) for v in (value.value, limit))
        if measure.better == "more" and value.value < limit:
            found.append(f"{name} is {given}, under {asked}.")
        if measure.better == "less" and value.value > limit:
            found.append(f"{name} is {given}, over {asked}.")
    return found
