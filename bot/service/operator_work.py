"""Work on the operator's own articles that is asked for in the terminal, whichever process carries it out. Blocking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.service.refusals import Refused
from bot.settings import Settings
from index.types import Embedder

if TYPE_CHECKING:
    from index.pipeline.reindex import Progress, Report
    from index.store import Store


@dataclass(frozen=True, slots=True)
class ReindexOrder:
    """A re-indexing as it is asked for: of these files and folders, or without any of all that were named before."""

    paths: tuple[Path, ...] = ()
    full: bool = False
    dry_run: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True)
class FillOrder:
    """What waits for it is to be embedded."""


@dataclass(frozen=True, slots=True)
class RemoveOrder:
    """Sources that are to be read no more."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """All stores are to be examined."""


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """The outcome of a re-indexing but for what is embedded behind it."""

    report: Report
    held: int
    """Articles and teasers that can be asked now."""


def read(
    order: ReindexOrder,
    store: Store,
    embedder: Embedder,
    settings: Settings,
    now: datetime,
    progress: Progress | None,
) -> ReadOutcome:
    """Bring the store up to what the order names; what is to be embedded is left to be filled in.

    Raises:
        Refused: there is nothing to read, or no such path.
    """
    from bot.app import limits_of
    from index.extract.field_table import read_table
    from index.pipeline.reindex import reindex
    from index.pipeline.removing import is_known
    from index.sources.paths import absolute

    fields = read_table(settings.data_dir)
    if not order.paths and not store.sources.paths():
        raise Refused("There is nothing to read yet; name files or folders: newsdesk reindex PATH")
    unknown = next((path for path in order.paths if not path.exists() and not is_known(store, absolute(path))), None)
    if unknown is not None:
        raise Refused(f"There is no {unknown}, and nothing was read from there; check the path.")
    report = reindex(
        store,
        embedder,
        list(order.paths) or None,
        now=now,
        full=order.full,
        dry_run=order.dry_run,
        prune=order.prune,
        embed=False,
        limits=limits_of(settings),
        fields=fields,
        progress=progress,
    )
    stats = store.catalogue.stats()
    return ReadOutcome(report, stats.articles + stats.teasers)


def remove(order: RemoveOrder, store: Store) -> list[tuple[Path, int]]:
    """Remove sources, and the articles that only they gave; returns each with the number of these.

    Raises:
        Refused: one of them is no source.
    """
    from index.pipeline.reindex import forget_source
    from index.sources.paths import absolute

    known = store.sources.paths()
    wanted = [path if path in known else absolute(path) for path in order.paths]
    if unknown := next((path for path in wanted if path not in known), None):
        raise Refused(f"{unknown} is no source; `newsdesk sources list` names those that there are.")
    return [(path, len(forget_source(store, path))) for path in wanted]
