"""The files and folders that `newsdesk reindex` reads when it is given none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import delete, func, literal, or_, select, update

from index.store.database import Database
from index.store.schema import addresses, articles, files, sources


class Sources:
    """The sources that are registered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def paths(self) -> list[Path]:
        """All, sorted."""
        with self._database.reading() as connection:
            return [
                Path(path) for path in connection.execute(select(sources.c.path).order_by(sources.c.path)).scalars()
            ]

    def counts(self) -> dict[Path, int]:
        """All, sorted, with the number of articles that each gave."""
        counted = select(func.count(addresses.c.article_id.distinct()))
        found = {}
        with self._database.reading() as connection:
            for path in self.paths():
                below = str(path).rstrip(os.sep) + os.sep
                own = or_(addresses.c.file == str(path), func.substr(addresses.c.file, 1, len(below)) == below)
                found[path] = connection.execute(counted.where(own)).scalar_one()
        return found

    def add(self, paths: Iterable[Path]) -> None:
        """Have them read by this and later runs."""
        if rows := [{"path": str(path)} for path in paths]:
            with self._database.writing() as connection:
                connection.execute(self._database.dialect.insert_new(sources), rows)

    def move(self, old: Path, new: Path) -> None:
        """Move what stood below one folder below another: it is not read again for that."""
        if old == new:
            return
        below = str(old).rstrip(os.sep) + os.sep
        with self._database.writing() as connection:
            self._database.dialect.link_at_the_end(connection)
            for column in (sources.c.path, files.c.path, addresses.c.file, articles.c.file):
                moved = literal(str(new).rstrip(os.sep) + os.sep).concat(func.substr(column, len(below) + 1))
                within = func.substr(column, 1, len(below)) == below
                connection.execute(update(column.table).where(within).values({column: moved}))

    def remove(self, path: Path) -> None:
        """Have it read no more; the next run drops what only it gave."""
        with self._database.writing() as connection:
            connection.execute(delete(sources).where(sources.c.path == str(path)))
            kept = self.paths()
            gone = [
                file
                for file in map(Path, connection.execute(select(files.c.path)).scalars())
                if file.is_relative_to(path) and not any(file.is_relative_to(other) for other in kept)
            ]
            for file in gone:
                connection.execute(delete(files).where(files.c.path == str(file)))
