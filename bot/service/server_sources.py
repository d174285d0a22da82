"""Where a Discord server's news come from: files that were uploaded, and what the operator offers."""

from __future__ import annotations

import errno
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.service.refusals import Refused
from index.sources.files import COMPRESSED, KINDS, kind
from index.unicode import encodable

UPLOADS = "uploads"
"""Folder of the uploaded files within a server's own."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NAME_CHARACTERS = 100
_OFFERED_SHOWN = 1000
"""Entries below the offered folder that are looked at: autocompletion shows 25."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder that is read. ``name`` is what people call it by; it never shows the machine's folders to a server."""

    name: str
    shared: bool
    """The operator's own, which every server searches and none can remove."""
    uploaded: bool
    articles: int
    missing: bool = False
    """It is not there (any more)."""
    to_read: int = 0
    """Articles in a file that was just added, which the next run reads."""
    seconds: float = 0.0
    """The time that this will take."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent."""

    name: str
    data: bytes


class ServerSources:
    """The sources that one server's people add and remove. Blocking.

    ``folder`` is the server's own; ``offered`` the folder that the operator lets servers choose from, None for nothing.
    """

    def __init__(self, folder: Path, offered: Path | None, upload_bytes: int, uploads_bytes: int) -> None:
        self.uploads = folder / UPLOADS
        """Where uploaded files are."""
        self._offered = offered
        self._upload_bytes = upload_bytes
        self._uploads_bytes = uploads_bytes

    def save(self, upload: Upload, accept: Callable[[Path, Path], object] = lambda *_: None) -> Path:
        """Keep an uploaded file, in place of an earlier one of the same name.

        ``accept`` is handed the file as it came and the path that it will have; what it raises keeps it out.

        Raises:
            Refused: it is of no kind that is read, too large, or there is no room left, for the server or on the disk.
        """
        name = file_name(upload.name)
        if kind(Path(name)) is None:
            kinds = ", ".join(KINDS)
            raise Refused(f"Files of that kind are not read; send one of {kinds}, also with {' or '.join(COMPRESSED)}.")
        if not upload.data:
            raise Refused("The file is empty.")
        if len(upload.data) > self._upload_bytes:
            raise Refused(
                f"The file is larger than {_megabytes(self._upload_bytes)}; split it, or compress it with gzip."
            )
        path = self.uploads / name
        others = sum(item.stat().st_size for item in self._saved() if item != path)
        if others + len(upload.data) > self._uploads_bytes:
            raise Refused(
                f"This server's files would be larger than {_megabytes(self._uploads_bytes)} together; remove some."
            )
        try:
            self.uploads.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: a run may be reading it.
            with tempfile.TemporaryDirectory(dir=self.uploads, prefix=".") as folder:
                fresh = Path(folder, name)
                fresh.write_bytes(upload.data)
                accept(fresh, path)
                fresh.replace(path)
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            raise Refused("The disk that I keep files on is full; whoever runs me has to make room there.") from error
        return path

    def offers(self) -> list[str]:
        """Names of what may be added: folders, and files of the kinds that are read, relative to the offered folder."""
        if self._offered is None:
            return []
        root = self._offered.resolve()
        return sorted(path.relative_to(root).as_posix() for path in _below(root))

    def offer(self, name: str) -> Path:
        """The path of something offered.

        Raises:
            Refused: there is no such thing below the offered folder, links followed.
        """
        refused = Refused("The operator offers no such folder or file; choose one of those that are shown.")
        if self._offered is None or not name.strip() or "\0" in name:
            raise refused
        root = self._offered.resolve()
        parts = Path(name).parts
        if Path(name).is_absolute() or any(part == ".." or part.startswith(".") for part in parts):
            raise refused
        path = root / name
        try:
            real = path.resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            raise refused from None
        if real == root or not real.is_relative_to(root) or not (real.is_dir() or kind(path)):
            raise refused
        return real

    def may_be_read(self, path: Path) -> bool:
        """True if a registered path is still one that a server may have: the operator may offer another folder by now."""
        real = path.resolve()
        return any(real.is_relative_to(root) and real != root for root in map(Path.resolve, self.folders()))

    def folders(self) -> tuple[Path, ...]:
        """The folders that all which this server reads lies in."""
        return (self.uploads, *([self._offered] if self._offered else []))

    def name_of(self, path: Path) -> str:
        """The name that people call a source by."""
        for root in (self.uploads, self._offered):
            if root is not None and path.is_relative_to(root):
                return path.relative_to(root).as_posix()
            if root is not None and path.is_relative_to(root.resolve()):
                return path.relative_to(root.resolve()).as_posix()
        return path.name

    def is_upload(self, path: Path) -> bool:
        """True if the path is an uploaded file."""
        return path.parent in (self.uploads, self.uploads.resolve())

    def _saved(self) -> list[Path]:
        return [path for path in self.uploads.iterdir() if path.is_file()] if self.uploads.is_dir() else []


def discard(path: Path) -> None:
    """Delete a file or folder of the program's own."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def file_name(name: str) -> str:
    """``name`` as a file name that is safe everywhere: its last part, without what could mean something to a file system."""
    plain = unicodedata.normalize("NFC", encodable(name))
    last = re.split(r"[/\\]", plain)[-1]
    safe = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in last).strip(" .") or "_"
    stem, dots = safe, ""
    for suffix in reversed(Path(safe).suffixes[-2:]):
        if len(suffix) <= 8:
            stem, dots = stem.removesuffix(suffix), suffix + dots
    return stem[: _NAME_CHARACTERS - len(dots)] + dots


def _below(root: Path) -> Iterator[Path]:
    """Folders and readable files below ``root`` that do not lead out of it, breadth first, without hidden ones."""
    level, seen = [root], 0
    while level:
        deeper: list[Path] = []
        for folder in level:
            try:
                children = sorted(child for child in folder.iterdir() if not child.name.startswith("."))
            except OSError:
                continue
            for child in children:
                try:
                    real = child.resolve(strict=True)
                except (OSError, RuntimeError):  # a link to nothing, or in a circle
                    continue
                if not real.is_relative_to(root) or not (child.is_dir() or (child.is_file() and kind(child))):
                    continue
                seen += 1
                if seen > _OFFERED_SHOWN:
                    return
                yield child
                if child.is_dir() and not child.is_symlink():
                    deeper.append(child)
        level = deeper


def _megabytes(size: int) -> str:
    return f"{size / 2**20:g} MB"
