"""A file that kills, hangs or starves its reader costs that file alone, and the run says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.extract import extract_file
from index.pipeline.extraction import ExtractionRequest, Workers, limits, workers
from index.pipeline.reindex import reindex
from index.store import open_store
from index.types import Article, Skipped
from tests.faults import misbehaving
from tests.support.fakes import NOW, HashEmbedder, record

GOOD = record("Harbour", "The council spoke about ferries. It will meet again on Friday.")


@pytest.fixture
def misbehaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PROGRAM", misbehaving.PROGRAM)
    monkeypatch.setattr(limits, "_SECONDS", 1.0)


def read(*paths: Path, at_once: int = 2) -> list[list[Article | Skipped]]:
    with Workers(at_once) as readers:
        tasks = ((path, ExtractionRequest(path, NOW)) for path in paths)
        found = [(path, list(items)) for path, items in readers.extract(tasks)]
    assert [path for path, _ in found] == list(paths)
    return [items for _, items in found]


def written(folder: Path, *contents: str) -> list[Path]:
    paths = [folder / f"{number}.jsonl" for number, _ in enumerate(contents)]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, encoding="utf-8")
    return paths


@pytest.mark.usefixtures("misbehaves")
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("crash", "crash (SIGSEGV)"),
        ("killed", "killed from outside"),
        ("leave", "crash (exit code 3)"),
        ("hang", "far longer to read"),
        ("stand", "far longer to read"),
        ("grow", "more memory"),
    ],
)
def test_a_run_goes_on_after_a_file_that_harms_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, words: str
) -> None:
    monkeypatch.setattr(limits, "_WAITING", 3.0)
    before, bad, after = read(*written(tmp_path, GOOD, f"{GOOD}\n{fault}", GOOD))
    assert [len(before), len(after)] == [1, 1]
    assert isinstance(before[0], Article)
    assert isinstance(after[0], Article)
    (skip,) = [item for item in bad if isinstance(item, Skipped)]
    assert words in skip.reason
    assert skip.where == str(tmp_path / "1.jsonl")
    assert skip.is_error


@pytest.mark.usefixtures("misbehaves")
def test_a_reader_that_ran_out_of_memory_takes_no_other_file(tmp_path: Path) -> None:
    _, after = read(*written(tmp_path, "grow", GOOD), at_once=1)
    assert isinstance(after[0], Article)


@pytest.mark.usefixtures("misbehaves")
def test_the_store_has_all_but_the_bad_file_and_keeps_what_it_gave_before(tmp_path: Path) -> None:
    folder, embedder = tmp_path / "news", HashEmbedder()
    folder.mkdir()
    written(folder, GOOD, record("Crossing", "The bridge is closed until the spring."))
    with open_store(tmp_path / "data", embedder.fingerprint, exclusive=True) as store:
        assert reindex(store, embedder, [folder], now=NOW).added == 2
        written(
            folder, "crash", record("Crossing", "The bridge is open again."), record("Tram", "A tram runs at last.")
        )
        for expected in ((1, 1), (0, 0)):
            report = reindex(store, embedder, [folder], now=NOW)
            assert (report.added, report.updated) == expected
            assert report.removed == 0
            assert [Path(skip.where).name for skip in report.skipped] == ["0.jsonl"]
        headlines = {item.article.headline for item in store.catalogue.articles(store.catalogue.ids()).values()}
        assert headlines == {"Harbour", "Crossing", "Tram"}


@pytest.mark.parametrize("at_once", [1, 3])
def test_many_files_come_in_their_order_as_if_they_were_read_here(tmp_path: Path, at_once: int) -> None:
    paths = []
    for number in range(40):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(f"Headline {number}\n\n" + "The council spoke about ferries. " * (number * 37 % 11 + 1))
        paths.append(path)
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(f'{{"title": "Record {n}", "text": "The council spoke."}}' for n in range(500)))
    paths.insert(20, many)
    assert read(*paths, at_once=at_once) == [list(extract_file(path, now=NOW)) for path in paths]


@pytest.mark.usefixtures("misbehaves")
def test_a_run_that_is_stopped_leaves_no_reader_behind(tmp_path: Path) -> None:
    readers = Workers(2)
    with pytest.raises(KeyboardInterrupt), readers:
        for _ in readers.extract(
            (path, ExtractionRequest(path, NOW)) for path in written(tmp_path, GOOD, "stand", "hang")
        ):
            raise KeyboardInterrupt
    assert all(worker._process.returncode is not None for worker in readers._all)
