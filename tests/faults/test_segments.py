"""A file of Chroma's that is gone or cut short is told with the mend: Chroma answers without its vectors, or crashes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.store import StoreError
from index.store.chroma import ChromaFolder
from index.store.segments import lost_part
from index.store.vectors import VectorStore
from index.types import Filters

PARTS = ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle")
MANY = 1100
"""Chroma carries its log over to files after a thousand."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chroma") / "vectors"
    store = VectorStore(ChromaFolder(folder), "f")
    rows = np.random.default_rng(0).normal(size=(MANY, 8)).astype(np.float32)
    for first in range(0, MANY, 100):
        ids = [str(number) for number in range(first, first + 100)]
        store.upsert(ids, rows[first : first + 100], [{"outlet": "x", "day": 1}] * 100)
    store.close()
    return folder


def uses(store: VectorStore) -> list[Callable[[], object]]:
    row = np.ones((1, 8), dtype=np.float32)
    return [
        store.count,
        store.ids,
        lambda: store.search(row, 3, Filters()),
        lambda: store.upsert(["a"], row, [{"outlet": "x", "day": 1}]),
        lambda: store.delete(["5"]),
        store.prepare,
    ]


@pytest.mark.parametrize("part", [*PARTS, "the folder"])
@pytest.mark.parametrize("how", ["gone", "empty"])
def test_every_use_tells_the_damage(whole: Path, tmp_path: Path, part: str, how: str) -> None:
    folder = tmp_path / "vectors"
    shutil.copytree(whole, folder)
    (segment,) = (path for path in folder.iterdir() if path.is_dir())
    if part == "the folder":
        shutil.rmtree(segment)
    elif how == "gone":
        (segment / part).unlink()
    elif part in ("link_lists.bin", "index_metadata.pickle"):
        pytest.skip("Chroma notices that itself, or does not need it")
    else:
        (segment / part).write_bytes(b"")
    store = VectorStore(ChromaFolder(folder), "f")
    for use in uses(store):
        with pytest.raises(StoreError, match="check --repair"):
            use()
    store.clear()
    assert store.count() == 0


def test_a_sound_folder_and_a_new_one_have_lost_nothing(whole: Path, tmp_path: Path) -> None:
    assert lost_part(whole) is None
    assert lost_part(tmp_path) is None
    store = VectorStore(ChromaFolder(tmp_path / "new"), "f")
    store.upsert(["a"], np.ones((1, 8), dtype=np.float32), [{"outlet": "x", "day": 1}])
    store.close()
    assert lost_part(tmp_path / "new") is None


def test_a_database_that_is_gone_while_its_vectors_are_there(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "vectors")
    (tmp_path / "vectors/chroma.sqlite3").unlink()
    assert lost_part(tmp_path / "vectors") == "chroma.sqlite3"
