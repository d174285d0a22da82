"""Files in, whatever state they are in."""

from __future__ import annotations

import gzip
import lzma
import os
from pathlib import Path

import pytest

from index.sources import files
from index.sources.files import Unreadable, decode, kind, read_lines, read_text, walk
from index.types import Skipped


def found(*paths: Path) -> tuple[list[str], dict[str, Skipped]]:
    items = list(walk(paths))
    skipped = {Path(item.where).name: item for item in items if isinstance(item, Skipped)}
    return [item.name for item in items if isinstance(item, Path)], skipped


def test_walk_is_sorted_and_recursive_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.json.gz", "a/y.HTML", ".hidden.txt", ".git/x.txt", "photo.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    names, skipped = found(tmp_path)
    assert names == ["y.HTML", "z.json.gz", "b.txt"]
    assert {name: item.is_error for name, item in skipped.items()} == {
        ".git": False,
        ".hidden.txt": False,
        "photo.png": False,
    }


def test_walk_survives_loops_and_missing_paths(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    names, skipped = found(tmp_path, tmp_path / "missing", tmp_path / "a.txt")
    assert names == ["a.txt"]
    assert skipped["missing"].is_error
    assert skipped["loop"].is_error
    assert "link to the folder that it is in" in skipped["loop"].reason
    assert skipped["gone.txt"].reason == "a link to nothing"


def test_walk_follows_no_link_out_of_where_it_is_to_stay(tmp_path: Path) -> None:
    offered, secret = tmp_path / "offered", tmp_path / "secret"
    for folder in (offered / "wire", secret):
        folder.mkdir(parents=True)
        (folder / f"{folder.name}.txt").write_text("x")
    (offered / "wire/again").symlink_to(offered / "wire")
    (offered / "wire/away").symlink_to(secret)
    (offered / "wire/plans.txt").symlink_to(secret / "secret.txt")
    items = list(walk([offered / "wire"], [tmp_path / "uploads", offered]))
    assert [item.name for item in items if isinstance(item, Path)] == ["wire.txt"]
    out = {Path(item.where).name: item for item in items if isinstance(item, Skipped)}
    assert all(
        "leads out of what is offered" in out[name].reason and out[name].is_error for name in ("away", "plans.txt")
    )
    assert {item.name for item in walk([offered / "wire"]) if isinstance(item, Path)} >= {"plans.txt", "secret.txt"}


def test_walk_says_nothing_of_a_folder_that_is_read_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a.txt").write_text("x")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    names, skipped = found(tmp_path, tmp_path / "a")
    assert names == ["a.txt"]
    assert not skipped


def test_walk_takes_only_regular_files_with_names_that_can_be_stored(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x")
    names, skipped = found(tmp_path)
    assert names == []
    assert not skipped["pipe.txt"].is_error
    assert skipped["\ufffd.txt"].is_error


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "txt"),
        ("A.HTM.xz", "html"),
        ("x.ndjson.gz", "jsonl"),
        ("x.gz", None),
        ("x.warc.gz", "warc"),
        ("x.png", None),
        ("txt", None),
    ],
)
def test_kind(name: str, expected: str | None) -> None:
    assert kind(Path(name)) == expected


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        ("Żółw".encode("utf-16"), "Żółw"),
        ("Żółw".encode("utf-32"), "Żółw"),
        (
            "Le café était fermé, a déclaré le propriétaire à l’été.".encode("cp1252"),
            "Le café était fermé, a déclaré le propriétaire à l’été.",
        ),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", b"abc\0def", "binary"),
        ("a.txt", b"%PDF-1.7 text", "binary"),
        ("a.txt.gz", b"no gzip", "corrupt"),
        ("a.txt.gz", gzip.compress(b"news " * 999, mtime=0)[:-9], "cut short"),
        ("a.txt.xz", lzma.compress(os.urandom(999))[:-20], "cut short"),
        ("a.txt.xz", b"no xz", "corrupt"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Unreadable, match=says):
        read_text(tmp_path / name)


def test_too_large_and_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 100)
    with pytest.raises(Unreadable, match="larger"):
        read_text(tmp_path / "a.txt", limit=99)
    with pytest.raises(Unreadable, match="does not exist"):
        read_text(tmp_path / "b.txt")


def test_not_permitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unreadable, match="permissions"):
        read_text(tmp_path / "a.txt")


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LINE_LIMIT", 10)
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf1\n" + b"x" * 200_000 + b"\n\n3\n" + b"y" * 10)
    assert list(read_lines(tmp_path / "a.jsonl")) == [(1, b"1"), (2, None), (4, b"3"), (5, None)]


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_BOMB_BYTES", 10_000)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"1\n" * 10_000_000))
    with pytest.raises(Unreadable, match="unpacks to more"):
        list(read_lines(tmp_path / "a.jsonl.gz"))
