"""How a path that a person named is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.sources.paths import absolute


def test_one_folder_is_one_source_from_wherever_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("news", "elsewhere"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    here = tmp_path.resolve()
    assert absolute(Path("../news")) == absolute(here / "news") == here / "news"


def test_a_link_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "news").symlink_to(tmp_path / "disk")
    assert absolute(tmp_path / "news") == tmp_path / "news"
