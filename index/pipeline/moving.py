"""Sources that were moved or named anew: what they gave is taken over by where its files are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from index.pipeline.removing import below, is_gone
from index.store import Store

_LOOKS = 200
"""Files of a source that are looked for."""


def moved_sources(store: Store, roots: Sequence[Path]) -> list[Path]:
    """Registered sources that are not there any more, and most of whose files are found below one of ``roots``."""
    found = []
    known: dict[Path, int] | None = None
    for source in store.sources.paths():
        if not is_gone(source):
            continue
        known = store.files.sizes() if known is None else known
        own = {path: size for path, size in known.items() if below(path, [source])}
        if own and any(_most_are_at(place, source, own) for root in roots for place in (root, root / source.name)):
            found.append(source)
    return found


def _most_are_at(place: Path, source: Path, own: Mapping[Path, int]) -> bool:
    if place == source:
        return False
    some = list(own.items())[:: max(1, len(own) // _LOOKS)]
    same = sum(_size(place / path.relative_to(source)) == size for path, size in some)
    return same * 2 > len(some)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return None
