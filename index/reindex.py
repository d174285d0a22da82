"""The pipeline: walk, gate, extract, store, leave out what recurs, split, embed, prune."""

from __future__ import annotations

import hashlib
import json
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, text

from index.extract import extract_file
from index.extract.recurring import blocks, furniture, without
from index.model import Article, Embedder, Skipped, digest
from index.passages import split
from index.sources.files import walk
from index.store import Store
from index.store import writer as write
from index.store.catalogue import text_hash
from index.store.words import encodable

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
_TOLD = text("SELECT id, outlet, furniture, kind, stale FROM articles WHERE id IN (SELECT article_id FROM addresses)")
_REREADS = 4

Stage = Literal["reading", "embedding"]
Progress = Callable[[Stage, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Gone:
    """An article that no file gives any more."""

    id: str
    key: str
    headline: str


@dataclass(slots=True)
class Report:
    """What a run did, or with ``dry_run`` would do."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    passages_embedded: int = 0
    gone: list[Gone] = field(default_factory=list)
    """The removed articles."""
    seconds: float = 0.0
    dry_run: bool = False

    @property
    def has_errors(self) -> bool:
        return any(skip.is_error for skip in self.skipped)


def reindex(
    store: Store,
    embedder: Embedder,
    paths: Sequence[Path] | None,
    *,
    now: datetime,
    full: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring the store up to what stands under ``paths``, by default under everything registered before.

    Killed at any instant, the next run completes it: each batch is one transaction, a file is marked done with the last of its
    articles, an article with the last of its passages, and a passage once Chroma has it.

    Raises:
        StoreError: the store was made with another embedder and ``full`` is not set.
    """
    return _Run(store, embedder, now, full, dry_run, progress or (lambda *_: None)).run(paths)


class _Run:
    def __init__(
        self, store: Store, embedder: Embedder, now: datetime, full: bool, dry_run: bool, progress: Progress
    ) -> None:
        self.store = store
        self.engine = store.catalogue.engine
        self.embedder = embedder
        self.now = now
        self.full = full
        self.dry_run = dry_run
        self.progress = progress
        self.report = Report(dry_run=dry_run)
        self.touched: set[str] = set()
        self.failed: set[Path] = set()
        self.read: set[Path] = set()
        self.shared: Connection | None = None

    def run(self, paths: Sequence[Path] | None) -> Report:
        started = time.perf_counter()
        if not self.full:
            self.store.require_same_embedder()
        roots = [path.absolute() for path in paths] if paths is not None else self._registered()
        with self._transaction_scope():
            run_id = self._open_run(roots if paths is not None else ())
            files = self._walked(roots)
            # A registered folder that is away is more likely unmounted than deleted.
            self._forget_files([root for root in roots if paths is not None or root.exists()], set(map(str, files)))
            self._read(files)
            for _ in range(_REREADS):
                if not (again := self._unfinished()):
                    break
                self._read(again)
            if self.dry_run:
                self._drop_orphans()
        if not self.dry_run:
            self._passages()
            self._drop_orphans()
            write.sync_vectors(self.store)
        self.report.seconds = time.perf_counter() - started
        if not self.dry_run:
            self._close_run(run_id)
        return self.report

    def _read(self, files: Sequence[Path]) -> None:
        for number, path in enumerate(files):
            self.progress("reading", number, len(files))
            self._file(path)
        self.progress("reading", len(files), len(files))

    def _unfinished(self) -> list[Path]:
        """Files that have to be read again, because an earlier run was cut off or because of what another file said."""
        with self._transaction() as connection:
            write.recall_abandoned(connection)
            rows = connection.execute(text("SELECT path FROM files WHERE done = 0 ORDER BY path"))
            return [path for row in rows if (path := Path(row[0])) not in self.failed and not _gone(path)]

    # Files

    def _registered(self) -> list[Path]:
        with self.engine.connect() as connection:
            return [Path(row[0]) for row in connection.execute(text("SELECT path FROM sources ORDER BY path"))]

    def _walked(self, roots: Sequence[Path]) -> list[Path]:
        files: dict[Path, None] = {}
        for item in walk(roots):
            if isinstance(item, Skipped):
                self.report.skipped.append(item)
            elif encodable(str(item)) != str(item):
                self.report.skipped.append(Skipped(encodable(str(item)), "its name is not valid text; rename it"))
            else:
                files[item] = None
        return list(files)

    def _file(self, path: Path) -> None:
        """Read one file unless it is unchanged."""
        with self._transaction() as connection:
            row = connection.execute(
                text("SELECT size, mtime_ns, sha256, done, skips FROM files WHERE path = :p"), {"p": str(path)}
            ).first()
        try:
            stat = path.stat()
            done = row is not None and row.done and (not self.full or path in self.read)
            if done and row is not None and (row.size, row.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
                return self._unchanged(path, row.skips)
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            self.failed.add(path)
            self.report.skipped.append(Skipped(str(path), f"cannot be read: {(error.strerror or 'unknown').lower()}"))
            return None
        facts: dict[str, object] = {
            "path": str(path),
            "size": stat.st_size,
            "mtime": stat.st_mtime_ns,
            "sha256": sha256,
        }
        if done and row is not None and row.sha256 == sha256:
            self._execute("UPDATE files SET mtime_ns = :mtime WHERE path = :path", facts)
            return self._unchanged(path, row.skips)
        return self._extract(path, facts)

    def _unchanged(self, path: Path, skips: str) -> None:
        with self._transaction() as connection:
            statement = text("SELECT count(DISTINCT key) FROM addresses WHERE file = :p")
            self.report.unchanged += connection.execute(statement, {"p": str(path)}).scalar_one()
        self.report.skipped += [Skipped(**item) for item in _from_json(skips)]

    def _extract(self, path: Path, facts: dict[str, object]) -> None:
        """Store a file's articles, batch by batch; with the last, mark it done and let go of what it no longer holds."""
        again, skips, seen = path in self.read, list[Skipped](), set[tuple[str, str]]()
        self.read.add(path)
        raw = _raw(path, facts)
        with self._transaction() as connection:
            connection.execute(text(_UPSERT_FILE), facts)
            if raw is not None:
                values = {"sha256": facts["sha256"], "data": raw}
                connection.execute(text("INSERT OR IGNORE INTO raws VALUES (:sha256, :data)"), values)
        recalled = False
        for batch in batched(self._articles(path, skips), _BATCH):
            with self._transaction() as connection:
                for article in batch:
                    key, copies = self._article(connection, article, path, str(facts["sha256"]) if raw else None, again)
                    recalled |= str(path) in copies
                    seen.add((key, encodable(article.url or article.key)))
        if not again:
            self.report.skipped += skips
        with self._transaction() as connection:
            if not any(skip.is_error for skip in skips):
                # A file that could not be read whole keeps what it gave before.
                rows = connection.execute(
                    text("SELECT article_id, address FROM addresses WHERE file = :p"), {"p": str(path)}
                )
                gone = [{"p": str(path), "id": row[0], "a": row[1]} for row in rows if (row[0], row[1]) not in seen]
                if gone:
                    self.touched |= {str(item["id"]) for item in gone}
                    connection.execute(
                        text("DELETE FROM addresses WHERE file = :p AND article_id = :id AND address = :a"), gone
                    )
            values = {"p": str(path), "skips": write.to_json([asdict(skip) for skip in skips]), "done": not recalled}
            connection.execute(text("UPDATE files SET done = :done, skips = :skips WHERE path = :p"), values)

    def _articles(self, path: Path, skips: list[Skipped]) -> Iterator[Article]:
        for item in extract_file(path, now=self.now):
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
            self.report.unchanged += not again
        elif row is None:
            self.report.added += 1
            self._write(connection, article, 1, file, raw)
        elif row.content_hash == article.content_hash:
            self.report.unchanged += not again
            if row.file != file and not row.told:
                connection.execute(text("UPDATE articles SET file = :f WHERE id = :id"), {"f": file, "id": article.id})
        elif row.file != file and row.told and not _newer(path, Path(row.file)):
            # One address told differently by two files: the file that was written last is believed.
            self.report.unchanged += not again
        else:
            self.report.updated += 1
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
        self.touched.add(article.id)
        write.write_article(connection, article, version, file=file, raw=raw, now=self.now.isoformat())
        connection.execute(text("DELETE FROM blocks WHERE article_id = :id"), {"id": article.id})
        found = {block: span.end - span.start for span, block in blocks(article)}
        if found:
            connection.execute(
                text("INSERT INTO blocks VALUES (:id, :digest, :length)"),
                [{"id": article.id, "digest": block, "length": length} for block, length in found.items()],
            )

    def _forget_files(self, roots: Sequence[Path], present: set[str]) -> None:
        """Forget files below ``roots`` that are gone."""
        with self._transaction() as connection:
            known = [row[0] for row in connection.execute(text("SELECT path FROM files"))]
            gone = [p for p in known if p not in present and _below(p, roots) and _gone(Path(p))]
            if gone:
                connection.execute(text("DELETE FROM files WHERE path = :p"), [{"p": path} for path in gone])
            write.recall_abandoned(connection)

    def _drop_orphans(self) -> None:
        """Remove articles that no file gives any more; last, so that what replaces them is live by then."""
        with self._transaction() as connection:
            orphans = write.orphans(connection)
            articles = self.store.catalogue.articles(orphans, as_found=True)
            self.report.gone += [Gone(item.id, item.article.key, item.article.headline) for item in articles.values()]
            self.report.removed += len(orphans)
            write.drop_articles(connection, self.store, orphans)
            write.drop_unused_raws(connection)

    # Passages

    def _passages(self) -> None:
        """Cut and embed the articles whose text, or whose outlet's furniture, changed."""
        with self.engine.begin() as connection:
            # Marked first: cut off after this line, the next run goes on with the new embedder.
            write.set_meta(connection, "embedder", self.store.fingerprint)
            if self.full:
                connection.execute(text("UPDATE articles SET stale = 1"))
        self.store.vectors.prepare()
        write.reconcile_vectors(self.store)
        stale = list(self._stale().items())
        for first in range(0, len(stale), _BATCH):
            self.progress("embedding", first, len(stale))
            self._split(dict(stale[first : first + _BATCH]))
            write.sync_vectors(self.store)
        self.progress("embedding", len(stale), len(stale))
        self.report.passages_embedded += write.embed_missing(self.store, self.embedder)

    def _stale(self) -> dict[str, set[str]]:
        """Articles whose passages were made with other furniture than is known now, and that furniture."""
        if not self.touched and not self._any_unfinished():
            return {}
        counts: dict[str, Counter[str]] = {}
        sizes: Counter[str] = Counter()
        lengths: dict[str, int] = {}
        own: dict[str, tuple[str, str, set[str]]] = {}
        with self.engine.connect() as connection:
            for key, outlet, mark, kind, dirty in connection.execute(_TOLD):
                own[key] = (outlet, "" if dirty else mark, set())
                sizes[outlet] += kind == "article"
            for key, block, length in connection.execute(text("SELECT article_id, digest, length FROM blocks")):
                if key not in own:
                    continue
                outlet = own[key][0]
                own[key][2].add(block)
                counts.setdefault(outlet, Counter())[block] += 1
                lengths[block] = length
        recurring = {outlet: furniture(sizes[outlet], found, lengths) for outlet, found in counts.items()}
        stale: dict[str, set[str]] = {}
        for key, (outlet, mark, found) in own.items():
            removed = found & recurring.get(outlet, set())
            if mark != write.to_json(sorted(removed)):
                stale[key] = removed
        return stale

    def _any_unfinished(self) -> bool:
        with self.engine.connect() as connection:
            return connection.execute(text("SELECT 1 FROM articles WHERE stale = 1 LIMIT 1")).first() is not None

    def _split(self, stale: dict[str, set[str]]) -> None:
        """One batch: passages without the furniture, vectors for texts never seen, all in one transaction."""
        stored = self.store.catalogue.articles(list(stale), as_found=True)
        made = []
        for key, item in stored.items():
            article = without(item.article, stale[key])
            passages = split(article, self._count_tokens, self.embedder.max_tokens)
            made.append((replace(item, article=article), passages))
            if not passages and key in self.touched:
                self.report.skipped.append(Skipped(item.article.key, "nothing but page furniture", is_error=False))
        texts = {digest(passage.embedded): passage.embedded for _, passages in made for passage in passages}
        with self.engine.connect() as connection:
            missing = sorted(write.missing_embeddings(connection, self.store.fingerprint, list(texts)))
        vectors = self.embedder.embed_passages([encodable(texts[key]) for key in missing]) if missing else None
        self.report.passages_embedded += len(missing)
        with self.engine.begin() as connection:
            if vectors is not None:
                write.write_embeddings(connection, self.store.fingerprint, missing, vectors)
            for item, passages in made:
                write.write_passages(connection, self.store, item.article, passages)
                write.set_live(connection, item.id, item.version, write.to_json(sorted(stale[item.id])))

    def _count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self.embedder.count_tokens([encodable(item) for item in texts])

    # Runs and transactions

    def _open_run(self, roots: Iterable[Path]) -> int | None:
        if self.dry_run:
            return None
        with self.engine.begin() as connection:
            for root in roots:
                connection.execute(text("INSERT OR IGNORE INTO sources VALUES (:p)"), {"p": str(root)})
            statement = text("INSERT INTO runs (started_at, counts) VALUES (:at, '{}') RETURNING id")
            number: int = connection.execute(statement, {"at": self.now.isoformat()}).scalar_one()
            return number

    def _close_run(self, run_id: int | None) -> None:
        counts = {name: getattr(self.report, name) for name in ("added", "updated", "unchanged", "removed")}
        counts["skipped"] = len(self.report.skipped)
        ended = self.now + timedelta(seconds=self.report.seconds)
        self._execute(
            "UPDATE runs SET ended_at = :at, counts = :counts WHERE id = :id",
            {"at": ended.isoformat(), "counts": write.to_json(counts), "id": run_id},
        )

    def _execute(self, statement: str, values: dict[str, object]) -> None:
        """One statement as a transaction of its own."""
        with self._transaction() as connection:
            connection.execute(text(statement), values)

    @contextmanager
    def _transaction_scope(self) -> Iterator[None]:
        """A dry run goes the same way, in one transaction that is taken back."""
        if not self.dry_run:
            yield
            return
        with self.engine.connect() as connection:
            self.shared = connection
            try:
                yield
            finally:
                self.shared = None
                connection.rollback()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self.shared is not None:
            yield self.shared
            return
        with self.engine.begin() as connection:
            yield connection


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
