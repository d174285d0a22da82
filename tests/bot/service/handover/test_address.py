"""The socket in a data folder: its own user's alone, under a path of any length, whatever one that was killed left there."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.service.handover import address


@pytest.fixture(params=["data", "d" * 120])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    made = tmp_path / request.param
    made.mkdir(mode=0o700)
    return made


def test_who_connects_is_heard(folder: Path) -> None:
    assert address.connect(folder) is None
    with address.listen(folder) as listener:
        made = address.connect(folder)
        assert made is not None
        with made, listener.accept()[0] as heard:
            made.sendall(b"x")
            assert heard.recv(1) == b"x"
    address.leave(folder)
    assert address.connect(folder) is None
    assert list(folder.iterdir()) == []


def test_nobody_else_may_connect(folder: Path) -> None:
    with address.listen(folder):
        path = (folder / address.FILE).resolve()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    address.leave(folder)


def test_what_a_killed_owner_left_is_nobody_s_and_is_replaced(folder: Path) -> None:
    address.listen(folder).close()
    left = (folder / address.FILE).resolve()
    assert left.is_socket()
    assert address.connect(folder) is None
    with address.listen(folder):
        made = address.connect(folder)
        assert made is not None
        made.close()
        assert left.parent == folder.resolve() or not left.parent.exists()
    address.leave(folder)


def test_a_link_to_elsewhere_is_taken_away_alone(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / address.FILE
    other.write_text("somebody's")
    (folder / address.FILE).symlink_to(other)
    assert address.connect(folder) is None
    address.listen(folder).close()
    address.leave(folder)
    assert other.read_text() == "somebody's"
