"""Files on disk: which to read, and their bytes and text within bounds."""

from __future__ import annotations

import codecs
import gzip
import io
import lzma
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from index.sources.latin import LATIN, likeliest_latin
from index.sources.macintosh import ENCODING, is_macintosh
from index.sources.other_kinds import what_to_do
from index.types import Skipped

KINDS = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".rdf": "xml",
    ".nitf": "nitf",
    ".newsml": "newsml",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".eml": "eml",
    ".mbox": "mbox",
    ".enex": "enex",
    ".epub": "epub",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".pdf": "pdf",
    ".vtt": "vtt",
    ".srt": "vtt",
    ".warc": "warc",
    ".wet": "warc",
    ".wacz": "wacz",
    ".zip": "zip",
}
"""The files that are read, by the endings of their names; each kind has a module in ``index/extract/formats``."""
COMPRESSED = (".gz", ".xz")

TEXT_LIMIT = 64 * 2**20
"""Bytes, decompressed, of a file that is read whole."""
LINE_LIMIT = 16 * 2**20
"""Bytes of one line of a JSON Lines file."""

_BOMB_BYTES = 2**30
_BOMB_RATIO = 100  # news text shrinks 3 to 10 times; only made-up data shrinks this much
_HEAD = 8192
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = (
    *(f"cp125{digit}" for digit in range(9)),
    *("koi8_r", "koi8_u", "iso8859_2", "cp874", "gb18030", "big5", "euc_jp", "cp932", "iso2022_jp", "cp949"),
)
"""The encodings of the web before UTF-8: those of DOS and old Macs only bring wrong guesses on short texts."""
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xfd7zXZ", b"Rar!")
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 27})


class Unreadable(Exception):
    """A file cannot be used; the message says why, in words for a person."""


def kind(path: Path) -> str | None:
    """The kind of a file by its name, compression aside; None if newsdesk does not read such files."""
    name = path.name.lower()
    for suffix in COMPRESSED:
        name = name.removesuffix(suffix)
    return KINDS.get(Path(name).suffix)


def why_not_read(path: Path) -> str:
    """Why a file of no kind is not read, and what to do with it where that is known."""
    name = path.name.lower()
    for suffix in COMPRESSED:
        name = name.removesuffix(suffix)
    return what_to_do(Path(name).suffix) or "not a kind of file that is read; docs/formats.md lists those"


def walk(paths: Sequence[Path], within: Sequence[Path] = ()) -> Iterator[Path | Skipped]:
    """Every file to read under ``paths``, sorted within each folder; what is left out comes as ``Skipped``.

    A path that is named is taken even if it is hidden. Links are followed, but out of ``within`` where that names folders;
    each folder is entered once.
    """
    entered: set[tuple[int, int]] = set()
    given: set[Path] = set()
    for path in paths:
        for item in _walk(path, within, entered):
            if isinstance(item, Skipped) or item not in given:
                yield item
            if isinstance(item, Path):
                given.add(item)


def _walk(path: Path, within: Sequence[Path], entered: set[tuple[int, int]]) -> Iterator[Path | Skipped]:
    """Depth first, with an explicit stack: folders can be nested deeper than Python calls can."""
    allowed = [folder.resolve() for folder in within]
    stack = [path]
    while stack:
        current = stack.pop()
        where = printable(current)
        try:
            facts = current.stat()
            if allowed and current.is_symlink() and not any(map(current.resolve().is_relative_to, allowed)):
                yield Skipped(where, "a link that leads out of what is offered; put what it leads to in its place")
                continue
            if stat.S_ISDIR(facts.st_mode):
                if (facts.st_dev, facts.st_ino) in entered:
                    if current.is_symlink() and current.parent.resolve().is_relative_to(current.resolve()):
                        yield Skipped(where, "a link to the folder that it is in, round and round; remove it")
                    continue
                entered.add((facts.st_dev, facts.st_ino))
                names = sorted((child.name for child in current.iterdir()), reverse=True)
                for name in reversed([name for name in names if name.startswith(".")]):
                    yield Skipped(printable(current / name), "hidden", is_error=False)
                stack += [current / name for name in names if not name.startswith(".")]
                continue
        except (OSError, ValueError) as error:
            yield Skipped(where, _os_reason(error, current))
            continue
        if not stat.S_ISREG(facts.st_mode):
            yield Skipped(where, "not a regular file", is_error=False)
        elif kind(current) is None:
            yield Skipped(where, why_not_read(current), is_error=False)
        elif where != str(current):
            yield Skipped(where, "its name is not valid UTF-8; rename it")
        else:
            yield current


def printable(path: Path) -> str:
    """The path as text that can be shown and stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace") if "\0" not in str(path) else repr(str(path))


def _os_reason(error: OSError | ValueError, path: Path) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link to nothing" if path.is_symlink() else "does not exist; check the path, or remove the source"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror.lower()}"
    return "cannot be read"


class _Bounded(io.RawIOBase):
    """Reads a decompressor until it has given absurdly more than went in."""

    def __init__(self, stream: BinaryIO, compressed_bytes: int) -> None:
        self._stream = stream
        self._limit = unpacked_limit(compressed_bytes)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._given += len(data)
        if self._given > self._limit:
            raise Unreadable(f"unpacks to more than {self._limit >> 20:,} MB, which no news file does")
        buffer[: len(data)] = data
        return len(data)


def unpacked_limit(compressed_bytes: int) -> int:
    """The most bytes that so many may unpack to: more is no news."""
    return max(_BOMB_BYTES, compressed_bytes * _BOMB_RATIO)


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """The file's bytes, decompressed.

    Raises:
        Unreadable: at opening or while reading in the ``with`` block, for whatever is wrong with the file.
    """
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as raw:
            if suffix not in COMPRESSED:
                yield raw
                return
            with gzip.open(raw) if suffix == ".gz" else lzma.open(raw) as unpacked:
                size = os.fstat(raw.fileno()).st_size
                yield io.BufferedReader(_Bounded(cast(BinaryIO, unpacked), size), 2**18)
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
        cut = isinstance(error, EOFError) or "ended before" in str(error)
        raise Unreadable(f"its compression is {'cut short' if cut else 'corrupt'}; fetch the file again") from error
    except (OSError, ValueError) as error:
        raise Unreadable(_os_reason(error, path)) from error


def read_bytes(path: Path, limit: int = TEXT_LIMIT) -> bytes:
    """The whole file, decompressed.

    Raises:
        Unreadable: empty, too large (more than ``limit`` bytes), corrupt, or not allowed to be read.
    """
    with opened(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"larger than {limit >> 20} MB; split it, or make it JSON Lines")
    if not data.strip():
        raise Unreadable("empty")
    return data


def read_text(path: Path, limit: int = TEXT_LIMIT) -> str:
    """The whole file as text: UTF-8, a byte order mark's encoding, else the likeliest.

    Raises:
        Unreadable: as ``read_bytes``, and for binary data.
    """
    data = read_bytes(path, limit)
    require_text(data[:_HEAD])
    return decode(data)


def read_lines(path: Path) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers from 1 and lines without white space around; None for a line over ``LINE_LIMIT``. Blank lines are left out.

    Raises:
        Unreadable: as ``read_text``, while iterating.
    """
    number, any_line = 0, False
    with opened(path) as stream:
        head = stream.peek(_HEAD)[:_HEAD]
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise Unreadable("JSON Lines in UTF-16; convert it to UTF-8")
        if head.startswith(_MAGIC) or _is_noise(head):
            raise Unreadable("binary data, not text")  # one NUL costs its line only
        while line := stream.readline(LINE_LIMIT):
            number += 1
            whole = line.endswith(b"\n") or len(line) < LINE_LIMIT
            if not whole:
                while (rest := stream.readline(2**16)) and not rest.endswith(b"\n"):
                    pass
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if not whole or line.strip():
                any_line = True
                yield number, line.strip() if whole else None
    if not any_line:
        raise Unreadable("empty")


def decoder(stream: io.BufferedReader) -> str:
    """The name of the encoding of a stream, by its first bytes; nothing is taken from it.

    Raises:
        Unreadable: they are no text.
    """
    head = stream.peek(_HEAD)[:_HEAD]
    require_text(head)
    mark = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)
    return mark or _likeliest(head)


def require_text(head: bytes) -> None:
    """Look at a file's first bytes.

    Raises:
        Unreadable: they are no text.
    """
    if any(head.startswith(bom) for bom, _ in _BOMS):
        return
    if head.startswith(_MAGIC) or b"\0" in head or _is_noise(head):
        raise Unreadable("binary data, not text")


def _is_noise(head: bytes) -> bool:
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) * 0.02


def decode(data: bytes) -> str:
    """Bytes as text. Never fails: what no encoding explains is read as UTF-8 with replacement characters."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    return data.decode(_likeliest(data), "replace")


def _likeliest(data: bytes) -> str:
    """The name of the likeliest encoding of bytes without a mark."""
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4 and error.reason == "unexpected end of data":
            return "utf-8"  # cut in the middle of a character
    if is_macintosh(data):
        return ENCODING
    from charset_normalizer import from_bytes

    matches = from_bytes(data[: 2**18], cp_isolation=list(_ENCODINGS))
    best = matches.best()
    if best is None:
        return "utf-8"
    if best.encoding in LATIN and (latin := likeliest_latin(data)):
        return latin
    # Short texts fit many encodings equally well; the commonest by far is then the likeliest.
    usual = next((match for match in matches if match.encoding == "cp1252"), best)
    return (usual if usual.chaos <= best.chaos and usual.coherence >= best.coherence else best).encoding
