"""What stands in a `.env` file, line by line: pydantic's reader leaves out what it cannot read, and what nobody asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import Binding, parse_stream

_ALIKE = 0.85
"""A name at least so like a setting's is taken for a mistyped one; others belong to other programs."""


def broken_line(path: Path) -> int | None:
    """The number of the first line that is no ``NAME=value``; None where there is none, or no file."""
    return next((binding.original.line for binding in _bindings(path) if binding.error), None)


def mistyped(path: Path, known: Collection[str]) -> dict[str, str]:
    """Names in the file that are no setting's but nearly one's, each with that."""
    return likely({binding.key for binding in _bindings(path) if binding.key}, known)


def likely(names: Collection[str], known: Collection[str], least: float = _ALIKE) -> dict[str, str]:
    """Those of ``names`` that are no setting's but nearly one's, each with that."""
    others = sorted(set(names) - set(known))
    alike = {name: get_close_matches(name.upper(), known, n=1, cutoff=least) for name in others}
    return {name: found[0] for name, found in alike.items() if found and found[0] != name.upper()}


def _bindings(path: Path) -> Iterator[Binding]:
    if path.is_file():
        with path.open(encoding="utf-8") as file:
            yield from parse_stream(file)
