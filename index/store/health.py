"""The soundness of a folder's databases, and the repair of those that are damaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import delete, func, select, update

from index.store import dialect
from index.store.catalogue import Catalogue, Stats
from index.store.codec import chunks
from index.store.errors import LostVectors
from index.store.opening import CATALOGUE, RECORDS, open_database
from index.store.place import VECTORS, Place
from index.store.salvage import salvage
from index.store.schema import addresses, answers, articles, blocks, feedback, files, handles, passages, versions
from index.store.segments import is_lost

Part = Literal["catalogue", "records"]

_PARTS: tuple[tuple[Part, str], ...] = (("catalogue", CATALOGUE.file), ("records", RECORDS.file))


@dataclass(frozen=True, slots=True)
class Damage:
    """A database that cannot be read as it was written."""

    part: Part
    what: str
    """In SQLite's words."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The work that the catalogue is behind with."""

    dangling: int
    """Rows that refer to rows which are not there."""
    stale: int
    """Articles whose passages have to be made (again)."""
    waiting: int
    """Passages that Chroma has to be told."""


def damages(folder: Path, *, quick: bool = False) -> list[Damage]:
    """The databases of the folder that are damaged; those that are not there are not."""
    found = []
    for part, file in _PARTS:
        path = folder / file
        said = dialect.damage(path, quick=quick) if path.exists() else None
        if said is not None:
            found.append(Damage(part, said))
    return found


def lost_vectors(place: Place, stats: Stats) -> LostVectors | None:
    """The error, with the sentence for a person, where nothing is left of the vectors that were made; nobody is waited for."""
    if not isinstance(place, Path) or stats.passages == stats.waiting or not is_lost(place / VECTORS):
        return None
    return LostVectors(place / VECTORS)


def counts(catalogue: Catalogue) -> Counts:
    """The work that the catalogue is behind with."""
    stale = select(func.count()).select_from(articles).where(articles.c.stale.is_(True))
    waiting = select(func.count()).select_from(passages).where(passages.c.in_vectors.is_(False))
    with catalogue.database.reading() as connection:
        return Counts(
            catalogue.database.dialect.dangling(connection),
            connection.execute(stale).scalar_one(),
            connection.execute(waiting).scalar_one(),
        )


def mend(folder: Path, damaged: Sequence[Damage]) -> list[Path]:
    """Put sound databases in place of damaged ones; returns where these are kept. The caller holds the folder's lock.

    The records keep what can be read. The catalogue keeps it, too, and has everything read and cut anew by the next run.
    """
    kept = []
    for damage in damaged:
        kind = CATALOGUE if damage.part == "catalogue" else RECORDS
        kept.append(salvage(kind, folder))
        database = open_database(kind, folder)
        try:
            if kind is CATALOGUE:
                _have_read_anew(Catalogue(database))
            else:
                with database.writing() as connection:
                    for table in (feedback, handles):
                        connection.execute(delete(table).where(table.c.answer_id.not_in(select(answers.c.id))))
        finally:
            database.close()
    return kept


def _have_read_anew(catalogue: Catalogue) -> None:
    unsound = [key for chunk in chunks(catalogue.ids()) for key in catalogue.unsound(chunk)]
    with catalogue.database.writing() as connection:
        for chunk in chunks(unsound):
            connection.execute(delete(articles).where(articles.c.id.in_(chunk)))
        connection.execute(delete(passages))
        known = select(articles.c.id)
        for table in (versions, addresses, blocks):
            connection.execute(delete(table).where(table.c.article_id.not_in(known)))
        connection.execute(delete(addresses).where(addresses.c.file.not_in(select(files.c.path))))
        connection.execute(update(files).values(done=False, rules=0))
        connection.execute(update(articles).values(stale=True, live=0))
