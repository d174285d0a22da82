"""Damaged files of every format are read, or named with a reason, and harm nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bench import mutating
from index.extract import extract_file
from tests.support.fakes import NOW


def test_every_damaged_file_is_accounted_for() -> None:
    found = mutating.measure(80, seed=7)
    assert found["reasons"] == {}
    assert "not accounted for" not in found
    assert "harmed its reader" not in found


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.txt", "a.md", "a.html", "a.xml", "a.warc", "a.eml"])
@pytest.mark.parametrize("data", [b"", b" ", b"a", b'title,text"', b"[]", b"{}"])
def test_a_file_with_nothing_in_it_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert list(extract_file(path, now=NOW))


def test_an_archive_whose_parts_lie_outside_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>" * 100)
    path.write_bytes(path.read_bytes()[300:])
    (item,) = extract_file(path, now=NOW)
    assert "damaged" in getattr(item, "reason", "")
