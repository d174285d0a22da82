"""The files that were read, and the addresses at which they tell of articles."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import ColumnElement, FromClause, and_, bindparam, delete, exists, func, select, update

from index.store.codec import chunks
from index.store.database import Database
from index.store.schema import addresses, articles, files, raws
from index.types import Article, Skipped
from index.unicode import encodable


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it stood when it was read."""

    path: Path
    size: int
    mtime_ns: int
    sha256: str
    inode: int = 0
    ctime_ns: int = 0

    @property
    def signature(self) -> tuple[int, int, int, int]:
        """Numbers of which one changes with every writing to the file, whatever time that sets."""
        return self.size, self.mtime_ns, self.inode, self.ctime_ns


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it is kept."""

    state: FileState
    done: bool
    """It was read to its end, and nothing asks for it again."""
    rules: int
    """The version of the rules of extraction that it was read by."""
    skipped: tuple[Skipped, ...]
    """Things that were left out, and why."""
    checked_at: int = 0
    """When its bytes were last compared with what was read; like the next two in seconds since 1970."""
    read_at: int = 0
    later: int = 0
    """The earliest date in it that lay in the future then; 0 for none."""


class Files:
    """Which files were read, and what each gave."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, path: Path) -> KnownFile | None:
        """The file at ``path`` as it is kept."""
        with self._database.reading() as connection:
            row = connection.execute(_FILE, {"which": str(path)}).first()
        if row is None:
            return None
        state = FileState(path, row.size, row.mtime_ns, row.sha256, row.inode, row.ctime_ns)
        skips = tuple(Skipped(**item) for item in row.skips)
        return KnownFile(state, row.done, row.rules, skips, row.checked_at, row.read_at, row.later)

    def paths(self, *, below_rules: int | None = None) -> list[Path]:
        """All files that were read; ``below_rules``: by older rules than these only."""
        wanted = select(files.c.path).order_by(files.c.path)
        if below_rules is not None:
            wanted = wanted.where(files.c.rules < below_rules)
        with self._database.reading() as connection:
            return [Path(path) for path in connection.execute(wanted).scalars()]

    def sizes(self) -> dict[Path, int]:
        """All files that were read, with their sizes."""
        with self._database.reading() as connection:
            return {Path(path): size for path, size in connection.execute(select(files.c.path, files.c.size))}

    def begin(self, state: FileState, rules: int, raw: bytes | None, now: datetime) -> None:
        """A file is about to be read, by these rules; ``raw`` are its bytes, where they are to be kept."""
        at = int(now.timestamp())
        row = {
            "path": str(state.path),
            "sha256": state.sha256,
            **_seen(state),
            "checked_at": at,
            "read_at": at,
            "later": 0,
        }
        with self._database.writing() as connection:
            fresh = row | {"done": False, "skips": [], "rules": rules}
            connection.execute(self._database.dialect.upsert(files, but=("away", "sha256")), fresh)
            if raw is not None:
                connection.execute(
                    self._database.dialect.insert_new(raws), {"sha256": state.sha256, "data": zlib.compress(raw)}
                )

    def finish(self, state: FileState, skipped: Sequence[Skipped], later: int, *, done: bool) -> None:
        """A file was read to its end. ``done``: it need not be read again. ``later``: the earliest date in it that is to come."""
        values = {"done": done, "skips": [_kept(skip) for skip in skipped], "sha256": state.sha256, "later": later}
        with self._database.writing() as connection:
            connection.execute(update(files).where(files.c.path == str(state.path)).values(values))

    def touch(self, state: FileState, now: datetime) -> None:
        """A file was compared with what was read, and has the bytes that it had."""
        values = {**_seen(state), "checked_at": int(now.timestamp())}
        with self._database.writing() as connection:
            connection.execute(update(files).where(files.c.path == str(state.path)).values(values))

    def raw(self, path: Path) -> bytes | None:
        """The bytes of the file as it was read last, where they were kept."""
        kept = select(raws.c.data).join(files, files.c.sha256 == raws.c.sha256).where(files.c.path == str(path))
        with self._database.reading() as connection:
            data = connection.execute(kept).scalar()
        return zlib.decompress(data) if data is not None else None

    # What files tell

    def count_told(self, path: Path) -> int:
        """The number of articles that the file had when it was read."""
        told = select(func.count(addresses.c.key.distinct()))
        told = told.where(addresses.c.file == str(path), addresses.c.gone.is_(False))
        with self._database.reading() as connection:
            return connection.execute(told).scalar_one()

    def tell(self, path: Path, article_id: str, article: Article) -> tuple[str, str]:
        """The file tells of this article, which is kept under ``article_id``; returns that and the address."""
        address = encodable(article.url or article.key)
        row = {
            "article_id": article_id,
            "file": str(path),
            "address": address,
            "key": encodable(article.key),
            "gone": False,
        }
        with self._database.writing() as connection:
            connection.execute(self._database.dialect.upsert(addresses), row)
        return article_id, address

    def tell_no_more(
        self, path: Path, but: Collection[tuple[str, str]], *, for_good: bool, rolled: bool = False
    ) -> set[str]:
        """The file no longer tells what it told before, ``but`` for these ids and addresses; returns the ids that lost one.

        ``for_good``: its bytes are the same, they only are read otherwise now. ``rolled``: it is a window on the news, and goes on
        standing for what no other file tells.
        """
        of_file = select(addresses.c.article_id, addresses.c.address)
        of_file = of_file.where(addresses.c.file == str(path), addresses.c.gone.is_(False))
        if rolled:
            other = addresses.alias()
            elsewhere = (other.c.article_id == addresses.c.article_id, other.c.file != str(path), tells(other))
            of_file = of_file.where(exists(select(1).select_from(other).where(*elsewhere).correlate(addresses)))
        lost = (
            addresses.c.file == str(path),
            addresses.c.article_id == bindparam("article"),
            addresses.c.address == bindparam("lost"),
        )
        change = delete(addresses).where(*lost) if for_good else update(addresses).where(*lost).values(gone=True)
        with self._database.writing() as connection:
            gone = [row for row in connection.execute(of_file).all() if tuple(row) not in but]
            if gone:
                connection.execute(change, [{"article": row.article_id, "lost": row.address} for row in gone])
        return {row.article_id for row in gone}

    # Reading again

    def unfinished(self) -> list[Path]:
        """Files that have to be read again: an earlier run was cut off, or another file said something about their articles."""
        with self._database.writing() as connection:
            self.recall_abandoned()
            wanted = select(files.c.path).where(files.c.done.is_(False), files.c.away.is_(False)).order_by(files.c.path)
            return [Path(path) for path in connection.execute(wanted).scalars()]

    def recall_abandoned(self) -> None:
        """Have files read again that tell of an article which is no longer told by the file that its text is from.

        What they say may differ from that text (one address told differently), or be the same under an address of their own.
        """
        of_article = addresses.c.article_id == articles.c.id
        abandoned = select(addresses.c.file).join(articles, of_article).where(tells(addresses), ~told_by_its_file())
        self._recall(files.c.path.in_(abandoned))

    def recall_copies(self, article_id: str) -> list[Path]:
        """Have files read again that hold the article's former text under another address; returns them."""
        copies = (
            select(addresses.c.file)
            .join(articles, addresses.c.article_id == articles.c.id)
            .where(articles.c.id == article_id, addresses.c.key != articles.c.key, tells(addresses))
        )
        with self._database.writing() as connection:
            found = [Path(path) for path in connection.execute(copies).scalars()]
            if found:
                self._recall(files.c.path.in_(copies))
        return found

    def recall_tellers(self, article_ids: Sequence[str]) -> None:
        """Have files read again that tell of these articles."""
        for chunk in chunks(article_ids):
            self._recall(files.c.path.in_(select(addresses.c.file).where(addresses.c.article_id.in_(chunk))))

    def _recall(self, which: ColumnElement[bool]) -> None:
        with self._database.writing() as connection:
            connection.execute(update(files).where(which, files.c.done.is_(True)).values(done=False))


_FILE = select(files).where(files.c.path == bindparam("which"))


def _seen(state: FileState) -> dict[str, int]:
    return {"size": state.size, "mtime_ns": state.mtime_ns, "inode": state.inode, "ctime_ns": state.ctime_ns}


def _kept(skip: Skipped) -> dict[str, object]:
    return {"where": skip.where, "reason": skip.reason, "is_error": skip.is_error}


@cache
def told_by_its_file() -> ColumnElement[bool]:
    """Holds for an article that the file which its text is from still tells of, under its own key."""
    other = addresses.alias()
    return exists(
        select(1)
        .select_from(other)
        .where(
            and_(
                other.c.article_id == articles.c.id,
                other.c.file == articles.c.file,
                other.c.key == articles.c.key,
                tells(other),
            )
        )
        .correlate(articles)
    )


@cache
def tells(address: FromClause) -> ColumnElement[bool]:
    """Holds for an address whose file is there, and still tells of the article under it."""
    here = exists(select(1).select_from(files).where(files.c.path == address.c.file, files.c.away.is_(False)))
    return and_(address.c.gone.is_(False), here.correlate(address))
