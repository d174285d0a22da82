"""Articles that their files tell no more, as far as was looked: kept until that is known to be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from sqlalchemy import bindparam, delete, exists, or_, select, update

from index.store.codec import chunks
from index.store.database import Database
from index.store.files import tells
from index.store.schema import addresses, articles, files


class Fading:
    """Files that are away, addresses that their files tell no more, and the articles that hang on these alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def away(self) -> set[Path]:
        """Files that were not there when they were last looked for."""
        wanted = select(files.c.path).where(files.c.away.is_(True))
        with self._database.reading() as connection:
            return {Path(path) for path in connection.execute(wanted).scalars()}

    def set_away(self, paths: Iterable[Path], away: bool) -> None:
        """These files are not there, or are there again."""
        if rows := [{"which": str(path)} for path in paths]:
            with self._database.writing() as connection:
                connection.execute(update(files).where(files.c.path == bindparam("which")).values(away=away), rows)

    def files(self) -> list[Path]:
        """Files that are away, or told more once than they do now."""
        gone = select(addresses.c.file).where(addresses.c.gone.is_(True))
        wanted = select(files.c.path).where(or_(files.c.away.is_(True), files.c.path.in_(gone)))
        with self._database.reading() as connection:
            return [Path(path) for path in connection.execute(wanted.order_by(files.c.path)).scalars()]

    def articles(self, *, replaced: bool = False) -> dict[str, set[Path]]:
        """Articles that no file tells of any more, with the files that did.

        ``replaced``: those instead whose text a file tells under another address.
        """
        told, other = addresses.alias(), articles.alias()
        still = exists(select(1).select_from(told).where(told.c.article_id == addresses.c.article_id, tells(told)))
        of_other = exists(select(1).select_from(told).where(told.c.article_id == other.c.id, tells(told)))
        same = (other.c.text_hash == articles.c.text_hash, other.c.id != articles.c.id)
        elsewhere = exists(select(1).select_from(other).where(*same, of_other.correlate(other)))
        wanted = (
            select(addresses.c.article_id, addresses.c.file)
            .join(articles, articles.c.id == addresses.c.article_id)
            .where(~still.correlate(addresses))
        )
        elsewhere = elsewhere.correlate(articles)
        found: dict[str, set[Path]] = {}
        with self._database.reading() as connection:
            for key, file in connection.execute(wanted.where(elsewhere if replaced else ~elsewhere)):
                found.setdefault(key, set()).add(Path(file))
        return found

    def count(self) -> int:
        """The number of articles that no file tells of any more."""
        return len(self.articles()) if self.files() else 0

    def tellers(self) -> Iterator[tuple[str, Path]]:
        """Every article with each of the files that tell, or told, of it."""
        with self._database.reading() as connection:
            for key, file in connection.execute(select(addresses.c.article_id, addresses.c.file).distinct()):
                yield key, Path(file)

    def drop(self, article_ids: Collection[str]) -> None:
        """Forget where these articles were told."""
        with self._database.writing() as connection:
            for chunk in chunks(list(article_ids)):
                connection.execute(delete(addresses).where(addresses.c.article_id.in_(chunk)))

    def let_go(self, paths: Iterable[Path]) -> None:
        """Forget those of these files that are away, and what the others tell no more."""
        if rows := [{"which": str(path)} for path in paths]:
            with self._database.writing() as connection:
                away = (files.c.path == bindparam("which"), files.c.away.is_(True))
                connection.execute(delete(files).where(*away), rows)
                gone = (addresses.c.file == bindparam("which"), addresses.c.gone.is_(True))
                connection.execute(delete(addresses).where(*gone), rows)
