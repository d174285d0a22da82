"""What a server's people may add, and what they may not."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.refusals import Refused
from bot.service.server_sources import ServerSources, Upload, file_name


@pytest.fixture
def offered(tmp_path: Path) -> Path:
    root = tmp_path / "offered"
    (root / "wire" / "2024").mkdir(parents=True)
    (root / ".hidden").mkdir()
    for name in ("wire/a.txt", "wire/2024/b.html", "c.jsonl.gz", "picture.png", ".hidden/d.txt"):
        (root / name).write_text("x")
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "plans.txt").write_text("x")
    (root / "way-out").symlink_to(secret)
    (root / "way-out.txt").symlink_to(secret / "plans.txt")
    (root / "inside").symlink_to(root / "wire")
    (root / "loop").symlink_to(root / "loop")
    return root


@pytest.fixture
def sources(tmp_path: Path, offered: Path) -> ServerSources:
    return ServerSources(tmp_path / "data/servers/1", offered, 1000, 1500)


def test_what_is_offered(sources: ServerSources) -> None:
    assert sources.offers() == ["c.jsonl.gz", "inside", "wire", "wire/2024", "wire/2024/b.html", "wire/a.txt"]
    for name in sources.offers():
        assert sources.offer(name).exists()
    assert sources.name_of(sources.offer("wire/2024")) == "wire/2024"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            " ",
            ".",
            "..",
            "../secret",
            "wire/../../secret",
            "wire/..",
            "/etc/passwd",
            "way-out",
            "way-out/plans.txt",
        ),
        *("way-out.txt", "loop", ".hidden", ".hidden/d.txt", "picture.png", "nothing", "wire/\0", "x" * 5000, "~"),
    ],
)
def test_nothing_else_is_reached(sources: ServerSources, name: str) -> None:
    with pytest.raises(Refused, match="offers no such"):
        sources.offer(name)


@given(st.lists(st.sampled_from(["..", ".", "wire", "secret", "way-out", "plans.txt", "", "/", "~", "\0", "%2e%2e"])))
def test_no_path_leads_out(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    root = tmp_path_factory.getbasetemp() / "out/offered"
    if not root.exists():
        (root / "wire").mkdir(parents=True)
        (root.parent / "secret").mkdir()
        (root.parent / "secret/plans.txt").write_text("x")
        (root / "way-out").symlink_to(root.parent / "secret")
    sources = ServerSources(root.parent / "data", root, 1, 1)
    try:
        found = sources.offer("/".join(parts))
    except Refused:
        return
    assert found.resolve().is_relative_to(root.resolve())
    assert found.resolve() != root.resolve()


def test_without_an_offered_folder_nothing_is_offered(tmp_path: Path) -> None:
    sources = ServerSources(tmp_path, None, 1, 1)
    assert sources.offers() == []
    with pytest.raises(Refused):
        sources.offer("wire")


def test_an_offer_that_was_withdrawn_may_not_be_read(tmp_path: Path, sources: ServerSources, offered: Path) -> None:
    chosen = sources.offer("wire")
    assert sources.may_be_read(chosen)
    now = ServerSources(tmp_path / "data/servers/1", tmp_path / "elsewhere", 1, 1)
    assert not now.may_be_read(chosen)
    assert not now.may_be_read(tmp_path / "data/servers/2/uploads/theirs.txt")


def test_a_file_takes_the_place_of_its_namesake_only(sources: ServerSources) -> None:
    first = sources.save(Upload("news.txt", b"one"))
    other = sources.save(Upload("more.txt", b"two"))
    assert sources.save(Upload("../../news.txt", b"three")) == first
    assert (first.read_bytes(), other.read_bytes()) == (b"three", b"two")
    assert sources.is_upload(first)
    assert sources.may_be_read(first)
    assert sorted(path.name for path in first.parent.iterdir()) == ["more.txt", "news.txt"]
    assert sources.name_of(first) == "news.txt"


@pytest.mark.parametrize(
    ("name", "size", "says"),
    [
        ("virus.exe", 5, "not read"),
        ("news", 5, "not read"),
        ("news.txt", 0, "empty"),
        ("news.txt", 1001, "larger than"),
    ],
)
def test_files_that_are_refused(sources: ServerSources, name: str, size: int, says: str) -> None:
    with pytest.raises(Refused, match=says):
        sources.save(Upload(name, b"x" * size))


def test_a_server_s_files_have_a_limit_together(sources: ServerSources) -> None:
    sources.save(Upload("a.txt", b"x" * 900))
    with pytest.raises(Refused, match="together"):
        sources.save(Upload("b.txt", b"x" * 601))
    sources.save(Upload("a.txt", b"x" * 1000))
    sources.save(Upload("b.txt", b"x" * 500))


@given(st.text(max_size=400))
def test_any_name_is_made_a_file_name(name: str) -> None:
    made = file_name(name)
    assert 0 < len(made) <= 100
    assert "/" not in made
    assert "\\" not in made
    assert made.strip(" .") == made
    assert file_name(made) == made
    made.encode()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("C:\\news\\a.txt", "a.txt"),
        ("/tmp/a.jsonl.gz", "a.jsonl.gz"),
        ("é" * 200 + ".jsonl.gz", "é" * 91 + ".jsonl.gz"),
        ("a\x00b\n.txt", "a_b_.txt"),
        (".htaccess.txt", "htaccess.txt"),
        ("", "_"),
    ],
)
def test_file_names(name: str, made: str) -> None:
    assert file_name(name) == made


def test_a_full_disk_is_told_and_keeps_nothing(sources: ServerSources, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Refused, match="disk that I keep files on is full"):
        sources.save(Upload("a.txt", b"x"))
    assert not list(sources.uploads.iterdir())
