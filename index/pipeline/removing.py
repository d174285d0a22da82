"""The end of what is not there any more: it goes, unless so much would go at once that a disk is more likely away."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from index.pipeline.job import Job
from index.store import Store
from index.types import Skipped

_FEW = 10
_SHARE = 3
"""More than so many articles, and more than one in so many of a place, do not go unless that is wished for."""


@dataclass(frozen=True, slots=True)
class Held:
    """A source, or a folder in one, that keeps articles which are not there any more, and how many of how many these are."""

    place: Path
    gone: int
    of: int


def look_for(job: Job, roots: Sequence[Path], present: Collection[Path], unseen: Sequence[Path]) -> set[Path]:
    """Note which of the known files below ``roots`` are away, and which are there again; returns those that are away.

    What is below ``unseen``, places that could not be looked into, may well be there.
    """
    fading = job.store.fading
    known = job.store.files.paths()
    gone = {
        path
        for path in known
        if path not in present and below(path, roots) and not below(path, unseen) and is_gone(path)
    }
    before = fading.away()
    with job.store.transaction():
        fading.set_away(gone - before, True)
        fading.set_away([path for path in before if path in present], False)
        job.store.files.recall_abandoned()
    return gone


def settle(job: Job, roots: Sequence[Path]) -> None:
    """Let go of what the files below ``roots`` tell no more, source by source, but where that is too much at once."""
    fading = job.store.fading
    silent = [path for path in fading.files() if below(path, roots)]
    if not silent:
        return
    places = _Places(job, roots)
    held = {} if job.prune else {item.place: item for item in _held(job, places)}
    kept = {path: near[0] for path in silent if (near := [place for place in places.around(path) if place in held])}
    with job.store.transaction():
        fading.drop([key for key, files in fading.articles(replaced=True).items() if files & {*silent}])
        fading.let_go([path for path in silent if path not in kept])
    for place in sorted({*kept.values()}):
        job.report.skipped.append(Skipped(str(place), _why(held[place])))


def too_many(gone: Mapping[Path, int], all_: Mapping[Path, int]) -> list[Held]:
    """Places of which too many articles would go at once."""
    return [
        Held(place, count, all_[place])
        for place, count in gone.items()
        if count > _FEW and count * _SHARE > all_[place]
    ]


def unregister_gone(job: Job, roots: Sequence[Path]) -> None:
    """Have those of these sources read no more that are not there, and of which nothing is kept."""
    known = job.store.files.paths()
    for source in roots:
        if is_gone(source) and not any(below(path, [source]) for path in known):
            job.store.sources.remove(source)


def source_of(path: Path, places: Collection[Path]) -> Path:
    """The nearest of the sources that the file is in; the file itself where it is in none."""
    return next((place for place in (path, *path.parents) if place in places), path)


def below(path: Path, roots: Sequence[Path]) -> bool:
    """True for a path that is one of the roots, or within one."""
    return any(path.is_relative_to(root) for root in roots)


def is_known(store: Store, path: Path) -> bool:
    """True for a source that is registered, and for what something was read from."""
    return path in store.sources.paths() or any(below(file, [path]) for file in store.files.paths())


def is_gone(path: Path) -> bool:
    """True if ``path`` surely does not exist; what may not be looked at is not gone."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


class _Places:
    """The places that may keep what is not there any more: sources, and folders in them that have no file left."""

    def __init__(self, job: Job, roots: Sequence[Path]) -> None:
        self._sources = {*job.store.sources.paths(), *roots}
        self._own = job.own
        there = {*job.store.files.paths()} - job.store.fading.away()
        self._in_use = {folder for path in there for folder in path.parents}

    def around(self, path: Path) -> list[Path]:
        """The file's source, then the highest folder in it that has no file left; nothing where the program put it there."""
        source = source_of(path, self._sources)
        if below(source, self._own):
            return []
        parents = path.parents if source != path else ()
        empty = takewhile(lambda folder: folder != source and folder not in self._in_use, parents)
        return [source, *deque(empty, maxlen=1)]


def _held(job: Job, places: _Places) -> list[Held]:
    fading = job.store.fading.articles()
    if len(fading) <= _FEW:
        return []
    gone = Counter(
        place for files in fading.values() for place in {place for file in files for place in places.around(file)}
    )
    told: dict[Path, set[str]] = {}
    for key, file in job.store.fading.tellers():
        for place in places.around(file):
            told.setdefault(place, set()).add(key)
    return too_many(gone, {place: len(keys) for place, keys in told.items()})


def _why(held: Held) -> str:
    return (
        f"{held.gone:,} of its {held.of:,} articles are not there any more, as when a disk is away; they are kept "
        f"until `newsdesk reindex --prune` names it"
    )
