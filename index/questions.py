"""Questions in lines of their own that stand over their answers: those of an interview, and of readers."""

from __future__ import annotations

from collections.abc import Sequence

_FEWEST, _MOST_BELOW, _LONGEST = 3, 5, 300
"""Questions from which they are those of an interview, lines to each of them at most, and characters of one."""
_QUOTING = "\"“„«'‘"


def asked(said: Sequence[str]) -> list[int]:
    """The numbers of the lines that ask what is answered below them; none where a story only asks itself now and then."""
    found = [at for at, line in enumerate(said[:-1]) if _asks(line) and not _asks(said[at + 1])]
    if len(found) < _FEWEST or len(said) - found[0] > _MOST_BELOW * len(found):
        return []
    return found


def _asks(line: str) -> bool:
    return line.endswith("?") and len(line) <= _LONGEST and line[0] not in _QUOTING
