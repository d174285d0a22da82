"""The first half of re-indexing: files are walked, those that changed are read, and their articles stored."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from index.extract import extract_file
from index.extract.recurring import blocks
from index.pipeline.job import Job
from index.sources.files import walk
from index.store import writer as write
from index.store.catalogue import text_hash
from index.types import Article, Skipped
from index.unicode import encodable

RAW_LIMIT = 8 * 2**20
"""Inputs up to this many bytes are kept as they were; of larger ones only the articles' text is."""

_BATCH = 64

_UPSERT_FILE = (
    "INSERT INTO files (path, size, mtime_ns, sha256, done, skips) VALUES (:path, :size, :mtime, :sha256, 0, '[]') "
    "ON CONFLICT (path) DO UPDATE SET size = :size, mtime_ns = :mtime, sha256 = :sha256, done = 0"
)

_KNOWN = text(
    "SELECT version, content_hash, file, EXISTS (SELECT 1 FROM addresses o WHERE o.article_id = a.id AND o.file = a.file "
    "AND o.key = a.key) AS told FROM articles a WHERE a.id = :id"
)
_TWIN = text(
    "SELECT id FROM articles a WHERE text_hash = :h AND EXISTS "
    "(SELECT 1 FROM addresses o WHERE o.article_id = a.id AND o.file = a.file AND o.key = a.key)"
)
_ADDRESS = text("INSERT OR REPLACE INTO addresses (article_id, file, address, key) VALUES (:id, :file, :address, :key)")
_REREADS = 4


class FileReader:
    """Reads what is below some roots into the catalogue. Killed at any instant, the next run completes it: each batch is one
    transaction, and a file is marked done with the last of its articles.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self._failed: set[Path] = set()
        self._seen: set[Path] = set()

    def run(self, roots: Sequence[Path], *, named: bool) -> None:
        """Read what changed, and forget files that are gone. ``named``: a person named the roots, so a missing one is gone."""
        files = self._walked(roots)
        # A registered folder that is away is more likely unmounted than deleted.
        self._forget_files([root for root in roots if named or root.exists()], set(map(str, files)))
        self._read(files)
        for _ in range(_REREADS):
            if not (again := self._unfinished()):
                break
            self._read(again)

    def _read(self, files: Sequence[Path]) -> None:
        for number, path in enumerate(files):
            self.job.progress("reading", number, len(files))
            self._file(path)
        self.job.progress("reading", len(files), len(files))

    def _unfinished(self) -> list[Path]:
        """Files that have to be read again, because an earlier run was cut off or because of what another file said."""
        with self.job.transaction() as connection:
            write.recall_abandoned(connection)
            rows = connection.execute(text("SELECT path FROM files WHERE done = 0 ORDER BY path"))
            return [path for row in rows if (path := Path(row[0])) not in self._failed and not _gone(path)]

    def _walked(self, roots: Sequence[Path]) -> list[Path]:
        files: dict[Path, None] = {}
        for item in walk(roots):
            if isinstance(item, Skipped):
                self.job.report.skipped.append(item)
            elif encodable(str(item)) != str(item):
                self.job.report.skipped.append(Skipped(encodable(str(item)), "its name is not valid text; rename it"))
            else:
                files[item] = None
        return list(files)

    def _file(self, path: Path) -> None:
        """Read one file unless it is unchanged."""
        with self.job.transaction() as connection:
            row = connection.execute(
                text("SELECT size, mtime_ns, sha256, done, skips FROM files WHERE path = :p"), {"p": str(path)}
            ).first()
        try:
            stat = path.stat()
            done = row is not None and row.done and (not self.job.full or path in self._seen)
            if done and row is not None and (row.size, row.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
                return self._unchanged(path, row.skips)
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            self._failed.add(path)
            self.job.report.skipped.append(
                Skipped(str(path), f"cannot be read: {(error.strerror or 'unknown').lower()}")
            )
            return None
        facts: dict[str, object] = {
            "path": str(path),
            "size": stat.st_size,
            "mtime": stat.st_mtime_ns,
            "sha256": sha256,
        }
        if done and row is not None and row.sha256 == sha256:
            self.job.execute("UPDATE files SET mtime_ns = :mtime WHERE path = :path", facts)
            return self._unchanged(path, row.skips)
        return self._extract(path, facts)

    def _unchanged(self, path: Path, skips: str) -> None:
        with self.job.transaction() as connection:
            statement = text("SELECT count(DISTINCT key) FROM addresses WHERE file = :p")
            self.job.report.unchanged += connection.execute(statement, {"p": str(path)}).scalar_one()
        self.job.report.skipped += [Skipped(**item) for item in _from_json(skips)]

    def _extract(self, path: Path, facts: dict[str, object]) -> None:
        """Store a file's articles, batch by batch; with the last, mark it done and let go of what it no longer holds."""
        again, skips, seen = path in self._seen, list[Skipped](), set[tuple[str, str]]()
        self._seen.add(path)
        raw = _raw(path, facts)
        with self.job.transaction() as connection:
            connection.execute(text(_UPSERT_FILE), facts)
            if raw is not None:
                values = {"sha256": facts["sha256"], "data": raw}
                connection.execute(text("INSERT OR IGNORE INTO raws VALUES (:sha256, :data)"), values)
        recalled = False
        for batch in batched(self._articles(path, skips), _BATCH):
            with self.job.transaction() as connection:
                for article in batch:
                    key, copies = self._article(connection, article, path, str(facts["sha256"]) if raw else None, again)
                    recalled |= str(path) in copies
                    seen.add((key, encodable(article.url or article.key)))
        if not again:
            self.job.report.skipped += skips
        with self.job.transaction() as connection:
            if not any(skip.is_error for skip in skips):
                # A file that could not be read whole keeps what it gave before.
                rows = connection.execute(
                    text("SELECT article_id, address FROM addresses WHERE file = :p"), {"p": str(path)}
                )
                gone = [{"p": str(path), "id": row[0], "a": row[1]} for row in rows if (row[0], row[1]) not in seen]
                if gone:
                    self.job.touched |= {str(item["id"]) for item in gone}
                    connection.execute(
                        text("DELETE FROM addresses WHERE file = :p AND article_id = :id AND address = :a"), gone
                    )
            values = {"p": str(path), "skips": write.to_json([asdict(skip) for skip in skips]), "done": not recalled}
            connection.execute(text("UPDATE files SET done = :done, skips = :skips WHERE path = :p"), values)

    def _articles(self, path: Path, skips: list[Skipped]) -> Iterator[Article]:
        for item in extract_file(path, now=self.job.now):
            if isinstance(item, Skipped):
                skips.append(item)
            else:
                yield item

    def _article(
        self, connection: Connection, article: Article, path: Path, raw: str | None, again: bool
    ) -> tuple[str, list[str]]:
        """Store one article if it is new or changed.

        Returns the id of the article that it is, its own or its twin's, and the files that have to be read again for it.
        """
        file, copies = str(path), list[str]()
        row = connection.execute(_KNOWN, {"id": article.id}).first()
        twin = None
        if row is None:
            twin = connection.execute(_TWIN, {"h": text_hash(article)}).scalar()
        if twin is not None:
            self.job.report.unchanged += not again
        elif row is None:
            self.job.report.added += 1
            self._write(connection, article, 1, file, raw)
        elif row.content_hash == article.content_hash:
            self.job.report.unchanged += not again
            if row.file != file and not row.told:
                connection.execute(text("UPDATE articles SET file = :f WHERE id = :id"), {"f": file, "id": article.id})
        elif row.file != file and row.told and not _newer(path, Path(row.file)):
            # One address told differently by two files: the file that was written last is believed.
            self.job.report.unchanged += not again
        else:
            self.job.report.updated += 1
            copies = write.recall_copies(connection, article.id)
            self._write(connection, article, row.version + 1, file, raw)
        key: str = twin or article.id
        address = {
            "id": key,
            "file": file,
            "address": encodable(article.url or article.key),
            "key": encodable(article.key),
        }
        connection.execute(_ADDRESS, address)
        return key, copies

    def _write(self, connection: Connection, article: Article, version: int, file: str, raw: str | None) -> None:
        self.job.touched.add(article.id)
        write.write_article(connection, article, version, file=file, raw=raw, now=self.job.now.isoformat())
        connection.execute(text("DELETE FROM blocks WHERE article_id = :id"), {"id": article.id})
        found = {block: span.end - span.start for span, block in blocks(article)}
        if found:
            connection.execute(
                text("INSERT INTO blocks VALUES (:id, :digest, :length)"),
                [{"id": article.id, "digest": block, "length": length} for block, length in found.items()],
            )

    def _forget_files(self, roots: Sequence[Path], present: set[str]) -> None:
        """Forget files below ``roots`` that are gone."""
        with self.job.transaction() as connection:
            known = [row[0] for row in connection.execute(text("SELECT path FROM files"))]
            gone = [p for p in known if p not in present and _below(p, roots) and _gone(Path(p))]
            if gone:
                connection.execute(text("DELETE FROM files WHERE path = :p"), [{"p": path} for path in gone])
            write.recall_abandoned(connection)


def _newer(path: Path, other: Path) -> bool:
    """Whether ``path`` was written after ``other``; of two as old, the one that sorts last."""
    try:
        return (path.stat().st_mtime_ns, str(path)) > (other.stat().st_mtime_ns, str(other))
    except OSError:
        return True


def _gone(path: Path) -> bool:
    """Whether ``path`` surely does not exist; what may not be looked at is not gone."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def batched(items: Iterable[Article], size: int) -> Iterator[list[Article]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _below(path: str, roots: Sequence[Path]) -> bool:
    return any(Path(path).is_relative_to(root) for root in roots)


def _raw(path: Path, facts: dict[str, object]) -> bytes | None:
    """The input, compressed; None where it is too large or is being written right now."""
    try:
        data = path.read_bytes() if path.stat().st_size <= RAW_LIMIT else None
    except OSError:
        return None
    if data is None or hashlib.sha256(data).hexdigest() != facts["sha256"]:
        return None
    return zlib.compress(data)


def _from_json(value: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(value)
    return found
