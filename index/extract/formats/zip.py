"""Archives of files (zip): each file is read as if it lay beside the archive; where records tell of pages, with what they tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from index.extract import extract_file
from index.extract.data_articles import read_record
from index.extract.fields import Fields
from index.extract.formats import csv
from index.extract.input import Input
from index.extract.parsing import Parsed, parsed
from index.extract.shapes import records
from index.extract.wrappers import has
from index.extract.zipped import Archive, archive, part
from index.scratch import scratch_folder
from index.sources.files import decode, kind, unpacked_limit
from index.types import Article, Skipped

_PAGES = ("html", "md", "txt")
"""Kinds that a page with its own record may be of, the likeliest to be the whole of it first."""
_LISTS = ("json", "csv")
_NAMES = ("slug", "postid", "id", "uuid", "filename", "file", "path")
"""Fields of a record by which its page is named."""

Record = Mapping[object, object]


def read(file: Input) -> Iterator[Article | Skipped]:
    """The articles of the files in an archive."""
    with archive(file.content) as found, scratch_folder() as folder:
        found.left = unpacked_limit(file.content.stat().st_size)
        names = _published([name for name in dict.fromkeys(found.namelist()) if _is_read(name)])
        told = _told(found, names, file, folder)
        best = {_stem(name): name for place in reversed(_PAGES) for name in names if _kind(name) == place}
        for name in names:
            stem = _stem(name)
            if told and (_kind(name) in _LISTS or (stem in told and best.get(stem) != name)):
                continue  # told with the pages, or a note on one of them
            within = _unpacked(found, name, file, folder)
            if stem in told and _kind(name) in _PAGES:
                yield read_record(
                    {**told[stem], "text": decode(within.content.read_bytes())}, within.key, now=within.now
                )
            else:
                yield from extract_file(within.path, now=within.now, content=within.content)
            within.content.unlink()
        if others := sum(not name.endswith("/") for name in found.namelist()) - len(names):
            yield Skipped(file.key, f"{others:,} files in it of kinds that are not read", is_error=False)


def _published(names: list[str]) -> list[str]:
    """Without what tells of the archive itself; of a blog's export with a folder of posts, none of its other pages, and no drafts."""
    names = [name for name in names if not _stem(name).casefold().startswith("readme")]
    if not any(_is_post(name) for name in names):
        return names
    own = (name for name in names if _kind(name) != "html" or _is_post(name))
    return [name for name in own if not _stem(name).startswith("draft_")]


def _is_post(name: str) -> bool:
    return _kind(name) == "html" and PurePosixPath(name).parent.name == "posts"


def _kind(name: str) -> str:
    return kind(Path(name)) or ""


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _is_read(name: str) -> bool:
    hidden = any(piece.startswith((".", "__MACOSX")) for piece in PurePosixPath(name).parts)
    return not (hidden or name.endswith("/")) and _kind(name) not in ("", "zip")


def _unpacked(found: Archive, name: str, file: Input, folder: Path) -> Input:
    """A file of the archive, with its bytes in a file of their own."""
    content = folder / f"part{''.join(PurePosixPath(name).suffixes[-2:])}"
    content.write_bytes(part(found, name))
    return replace(file, path=file.path / name, content=content)


def _told(found: Archive, names: list[str], file: Input, folder: Path) -> dict[str, Record]:
    """The records without a text of their own that tell of pages, by the names of these."""
    pages = {_stem(name) for name in names if _kind(name) in _PAGES}
    told: dict[str, Record] = {}
    for name in names if pages else ():
        if _kind(name) in _LISTS:
            for record in _records(_unpacked(found, name, file, folder), _kind(name)):
                told |= {stem: record for stem in _page_names(record) if stem in pages}
    return told


def _records(list_of: Input, of: str) -> Iterator[Record]:
    if of == "csv":
        values = [entry[1] for entry in csv.rows(list_of) if not isinstance(entry, Skipped)]
    else:
        value = parsed(decode(list_of.content.read_bytes()), list_of.key)
        values = records(value.value) if isinstance(value, Parsed) else []
    for record in values:
        if isinstance(record, Mapping) and has(record, "title") and not has(record, "text"):
            yield record


def _page_names(record: Record) -> Iterator[str]:
    fields = Fields({str(name): value for name, value in record.items()})
    for name in _NAMES:
        value = fields.get(name)
        if isinstance(value, (str, int)):
            yield str(value)
            yield _stem(str(value))
