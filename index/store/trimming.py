"""Limits to what is kept of the past: earlier versions of articles, and inputs as they were."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, exists, func, select

from index.store.database import Database
from index.store.schema import articles, files, raws, versions


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is kept."""

    versions: int = 3
    """Earlier versions of each article."""
    raw_bytes: int = 2 * 2**30
    """Bytes of inputs, compressed, in all."""


def trim_versions(database: Database, limits: Limits) -> None:
    """Forget the earliest versions of articles that have too many. Readers' own and the newest stay."""
    surplus = exists(
        select(1)
        .select_from(articles)
        .where(
            articles.c.id == versions.c.article_id,
            versions.c.number < articles.c.version - limits.versions,
            versions.c.number != articles.c.live,
        )
        .correlate(versions)
    )
    with database.writing() as connection:
        connection.execute(delete(versions).where(surplus))


def trim_raws(database: Database, limits: Limits) -> None:
    """Forget inputs that nothing refers to, then the largest, until those that are left are within the limit."""
    needed = [select(files.c.sha256), select(versions.c.raw).where(versions.c.raw.is_not(None))]
    size = func.length(raws.c.data)
    with database.writing() as connection:
        connection.execute(delete(raws).where(*(raws.c.sha256.not_in(some) for some in needed)))
        over = (connection.execute(select(func.sum(size))).scalar() or 0) - limits.raw_bytes
        if over <= 0:
            return
        gone = []
        for sha256, held in connection.execute(select(raws.c.sha256, size).order_by(size.desc(), raws.c.sha256)):
            if over <= 0:
                break
            gone.append({"which": sha256})
            over -= held
        connection.execute(delete(raws).where(raws.c.sha256 == bindparam("which")), gone)
