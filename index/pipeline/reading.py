"""The first half of re-indexing: files are walked, those that changed are read, and their articles stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.extract import RULES_VERSION
from index.extract.feeds import is_window
from index.extract.recurring import blocks
from index.pipeline.extraction import ExtractionRequest, Workers
from index.pipeline.job import Job
from index.pipeline.looking import looks_the_same, state_of, was_misdated
from index.pipeline.moving import moved_sources
from index.pipeline.removing import below, is_gone, is_known, look_for, settle, unregister_gone
from index.scratch import remove_abandoned, scratch_folder
from index.sources.files import walk
from index.store.files import FileState, KnownFile
from index.types import Article, FutureDate, Skipped
from index.unicode import encodable

RAW_LIMIT = 8 * 2**20
"""Inputs up to this many bytes are kept as they were; of larger ones only the articles' text is."""

_BATCH = 64
_REREADS = 4


@dataclass(frozen=True, slots=True)
class _Look:
    """A file as it was found: unchanged, not to be read for an error, or to be read."""

    path: Path
    known: KnownFile | None = None
    """Set where there is nothing to read: it is as it is known."""
    touched: FileState | None = None
    """Set where it only looks otherwise than it is known."""
    error: str = ""
    state: FileState | None = None
    """Set where it is to be read."""
    raw: bytes | None = None
    """Its bytes, where it is not there itself any more."""


class FileReader:
    """Reads what is below some roots into the store. Killed at any instant, the next run completes it: each batch is one
    transaction, and a file is marked done with the last of its articles.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self._files = job.store.files
        self._articles = job.store.articles
        self._number = self._total = 0
        self._has_recalled = False
        self._failed: set[Path] = set()
        self._seen: set[Path] = set()
        self._same: set[tuple[Path, str]] = set()
        """Articles that were counted as unchanged, by file and key."""

    def run(self, roots: Sequence[Path], *, named: bool) -> None:
        """Read what changed, and forget files that are gone. ``named``: a person named the roots, so a missing one is gone."""
        moved = moved_sources(self.job.store, roots)
        known_gone = [
            root for root in roots if is_gone(root) and (root in moved or (named and is_known(self.job.store, root)))
        ]
        files, unseen = self._walked([root for root in roots if root not in known_gone])
        # A registered folder that is away is more likely unmounted than deleted.
        looked_at = [*(root for root in roots if named or root.exists()), *moved]
        away = look_for(self.job, looked_at, set(files), [path for path in unseen if path not in roots])
        self._read([*files, *self._outdated(roots, {*files, *away})])
        for _ in range(_REREADS):
            if not (again := [path for path in self._files.unfinished() if path not in self._failed]):
                break
            self._read(again)
        settle(self.job, looked_at)
        unregister_gone(self.job, looked_at)

    def _read(self, files: Sequence[Path]) -> None:
        remove_abandoned()
        with scratch_folder() as folder, Workers() as workers:
            looks = (self._look(path) for path in files)
            tasks = ((look, self._request(look, folder)) for look in looks)
            for number, (look, found) in enumerate(workers.extract(tasks)):
                self._number, self._total = number, len(files)
                self._tell()
                self._settle(look, found)
        self.job.progress("reading", len(files), len(files))

    def _tell(self) -> None:
        self.job.progress("reading", self._number, self._total)

    def _walked(self, roots: Sequence[Path]) -> tuple[list[Path], list[Path]]:
        """The files to read, and the places that could not be looked into."""
        files: dict[Path, None] = {}
        unseen = []
        for item in walk(roots, self.job.within):
            if isinstance(item, Skipped):
                self.job.report.skipped.append(item)
                if item.is_error:
                    unseen.append(Path(item.where))
            elif encodable(str(item)) != str(item):
                self.job.report.skipped.append(Skipped(encodable(str(item)), "its name is not valid text; rename it"))
            else:
                files[item] = None
        return list(files), unseen

    def _outdated(self, roots: Sequence[Path], present: set[Path]) -> list[Path]:
        """Files that cannot be reached, and were read by older rules."""
        older = self._files.paths(below_rules=RULES_VERSION)
        return [path for path in older if path not in present and below(path, roots) and is_gone(path)]

    def _look(self, path: Path) -> _Look:
        """Look at one file before its turn: it is read unless it is unchanged, and was read by the rules of today."""
        known = self._files.known(path)
        current = known is not None and known.done and known.rules >= RULES_VERSION
        done = current and (not self.job.full or path in self._seen)
        try:
            facts = path.stat()
            done = done and known is not None and not was_misdated(known, facts.st_ctime_ns, self.job.now)
            if done and known and looks_the_same(known, state_of(path, facts), self.job.now):
                return _Look(path, known)
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            return self._lost(path, None if done else known, error)
        if done and known and known.state.sha256 == sha256:
            return _Look(path, known, state_of(path, facts))
        return _Look(path, state=state_of(path, facts, sha256))

    def _lost(self, path: Path, known: KnownFile | None, error: OSError) -> _Look:
        """A known file that is away and has to be read is read from the bytes that were kept of it."""
        raw = self._files.raw(path) if known is not None and is_gone(path) else None
        if known is not None and raw is not None:
            return _Look(path, state=known.state, raw=raw)
        silent = known is not None and is_gone(path)
        return _Look(path, error="" if silent else f"cannot be read: {(error.strerror or 'unknown').lower()}")

    def _request(self, look: _Look, folder: Path) -> ExtractionRequest | None:
        if look.state is None:
            return None
        if look.raw is None:
            return ExtractionRequest(look.path, self.job.now, fields=self.job.fields)
        copy = folder / look.state.sha256 / look.path.name  # of a name that says the same of its kind
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(look.raw)
        return ExtractionRequest(look.path, self.job.now, copy, self.job.fields)

    def _settle(self, look: _Look, found: Iterator[Article | Skipped]) -> None:
        if look.state is not None:
            return self._extract(look.state, look.raw if look.raw is not None else _raw(look.state), found)
        if look.known is None:
            self._failed.add(look.path)
            if look.error:
                self.job.report.skipped.append(Skipped(str(look.path), look.error))
            return None
        if self._has_recalled and (now := self._files.known(look.path)) and not now.done:
            return None  # a file before it has made it necessary to read it again, which is done next
        if look.touched is not None:
            self._files.touch(look.touched, self.job.now)
        self.job.report.unchanged += self._files.count_told(look.path)
        self.job.report.skipped += look.known.skipped
        return None

    def _extract(self, state: FileState, raw: bytes | None, found: Iterator[Article | Skipped]) -> None:
        """Store a file's articles, batch by batch; with the last, mark it done and let go of what it no longer holds."""
        path = state.path
        again, skips, seen = path in self._seen, list[Skipped](), set[tuple[str, str]]()
        self._seen.add(path)
        before = self._files.known(path)
        self._files.begin(state, RULES_VERSION, raw, self.job.now)
        recalled = False
        for batch in _batched(_articles(found, skips), _BATCH):
            self._tell()
            with self.job.store.transaction():
                for article in batch:
                    key, copies = self._article(article, path, state.sha256 if raw is not None else None, again)
                    recalled |= path in copies
                    seen.add(self._files.tell(path, key, article))
        if not again:
            self.job.report.skipped += skips
        with self.job.store.transaction():
            if not any(skip.is_error for skip in skips):
                # A file that could not be read whole keeps what it gave before.
                same = before is not None and before.state.sha256 == state.sha256
                rolled = not same and not below(path, self.job.own) and is_window(path)
                self.job.touched |= self._files.tell_no_more(path, but=seen, for_good=same, rolled=rolled)
            later = min((int(skip.at) for skip in skips if isinstance(skip, FutureDate)), default=0)
            self._files.finish(state, skips, later, done=not recalled)

    def _article(self, article: Article, path: Path, raw: str | None, again: bool) -> tuple[str, list[Path]]:
        """Store one article if it is new or changed.

        Returns the id of the article that it is, its own or its twin's, and the files that have to be read again for it.
        """
        known = self._articles.known(article.id)
        if known is None:
            if (twin := self._articles.twin(article)) is not None:
                self._unchanged_so_far(path, article, again)
                return twin, []
            self.job.report.added += 1
            self._write(article, 1, path, raw)
        elif known.content_hash == article.content_hash:
            self._unchanged_so_far(path, article, again)
            if known.file != path and not known.told:
                self._articles.move(article.id, path)
            if known.file == path:
                self._articles.retell(article)
        elif known.told and article.updated and (kept := self._articles.updated(article.id)) and article.updated < kept:
            # An older state of the article, which a crawl or a feed has beside the newer one.
            self._unchanged_so_far(path, article, again)
        elif known.file != path and known.told and not _newer(path, known.file):
            # One address told differently by two files: the file that was written last is believed.
            self._unchanged_so_far(path, article, again)
        else:
            self.job.report.updated += 1
            copies = self._files.recall_copies(article.id)
            self._has_recalled |= bool(copies)
            self._write(article, known.version + 1, path, raw)
            return article.id, copies
        return article.id, []

    def _unchanged_so_far(self, path: Path, article: Article, again: bool) -> None:
        if not again:
            self._same.add((path, article.key))
            self.job.report.unchanged += 1

    def _write(self, article: Article, version: int, path: Path, raw: str | None) -> None:
        self.job.touched.add(article.id)
        if (path, article.key) in self._same:  # until another file was read
            self._same.remove((path, article.key))
            self.job.report.unchanged -= 1
        lines = {block: span.end - span.start for span, block in blocks(article)}
        self._articles.write(article, version, file=path, raw=raw, lines=lines, now=self.job.now)


def _newer(path: Path, other: Path) -> bool:
    """True if ``path`` was written after ``other``; of two as old, the one that sorts last."""
    try:
        return (path.stat().st_mtime_ns, str(path)) > (other.stat().st_mtime_ns, str(other))
    except OSError:
        return True


def _articles(found: Iterable[Article | Skipped], skips: list[Skipped]) -> Iterator[Article]:
    """The articles; what is none is put into ``skips``."""
    for item in found:
        if isinstance(item, Skipped):
            skips.append(item)
        else:
            yield item


def _batched(items: Iterable[Article], size: int) -> Iterator[list[Article]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _raw(state: FileState) -> bytes | None:
    """The input; None where it is too large or is being written right now."""
    try:
        data = state.path.read_bytes() if state.path.stat().st_size <= RAW_LIMIT else None
    except OSError:
        return None
    return data if data is not None and hashlib.sha256(data).hexdigest() == state.sha256 else None
