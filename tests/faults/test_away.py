"""What is away is not gone: a disk that is not mounted takes no articles with it, and a run says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.pipeline.checking import check
from index.pipeline.removing import too_many
from tests.support.corpus import Corpus, body, record

MANY = 12


def fill(folder: Path, count: int = MANY) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number}.jsonl").write_text(
            record(
                f"Story {number} of {folder.name}", body(f"{folder.name}{number}"), url=f"http://{folder.name}/{number}"
            )
        )


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    made = Corpus(tmp_path, monkeypatch)
    fill(made.folder)
    made.run(made.folder)
    return made


def emptied(corpus: Corpus) -> Path:
    """The folder stands for a mount point: there, and empty."""
    aside = corpus.folder.with_name("disk")
    corpus.folder.rename(aside)
    corpus.folder.mkdir()
    return aside


def test_an_empty_mount_point_takes_nothing_and_the_run_says_so(corpus: Corpus) -> None:
    disk = emptied(corpus)
    for _ in range(2):
        report = corpus.run()
        assert (report.removed, report.has_errors) == (0, True)
        (skip,) = report.skipped
        assert skip.where == str(corpus.folder)
        assert "12 of its 12 articles" in skip.reason
        assert "--prune" in skip.reason
        assert len(corpus.headlines()) == MANY
    corpus.folder.rmdir()
    disk.rename(corpus.folder)
    report = corpus.run()
    assert (report.unchanged, report.skipped) == (MANY, [])
    assert corpus.embedder.seen == []


def test_with_prune_they_go(corpus: Corpus) -> None:
    emptied(corpus)
    assert corpus.run(dry_run=True).removed == 0
    assert corpus.run(dry_run=True, prune=True).removed == MANY
    assert corpus.run(prune=True).removed == MANY
    assert corpus.headlines() == []
    assert corpus.run().skipped == []


def test_what_is_held_may_be_let_go_later_and_elsewhere_nothing_is(corpus: Corpus) -> None:
    other = corpus.folder.with_name("other")
    fill(other)
    corpus.run(other)
    emptied(corpus)
    for path in list(other.iterdir()):
        path.unlink()
    assert [Path(skip.where).name for skip in corpus.run().skipped] == [corpus.folder.name, "other"]
    assert corpus.run(other, prune=True).removed == MANY
    assert [Path(skip.where).name for skip in corpus.run().skipped] == [corpus.folder.name]
    assert len(corpus.headlines()) == MANY


def test_a_linked_folder_that_is_away_keeps_its_articles_however_few(corpus: Corpus) -> None:
    disk = corpus.folder.with_name("linked")
    fill(disk, 2)
    (corpus.folder / "link").symlink_to(disk)
    corpus.run()
    disk.rename(disk.with_name("unmounted"))
    report = corpus.run()
    assert (report.removed, report.has_errors) == (0, True)
    assert len(corpus.headlines()) == MANY + 2
    disk.with_name("unmounted").rename(disk)
    assert (corpus.run().unchanged, corpus.run().skipped) == (MANY + 2, [])


def test_a_file_that_was_cut_short_keeps_its_records(corpus: Corpus) -> None:
    lines = [record(f"Record {n}", body(f"record{n}"), url=f"http://r/{n}") for n in range(40)]
    path = corpus.write("all.jsonl", *lines)
    corpus.run()
    corpus.write("all.jsonl", *lines[:10])
    report = corpus.run()
    assert (report.removed, report.has_errors) == (0, True)
    assert "30 of its 52" in report.skipped[0].reason
    assert corpus.run().skipped == report.skipped  # though the file is as it was
    path.write_text("\n".join(lines))
    assert corpus.run().skipped == []
    assert len(corpus.headlines()) == 40 + MANY


def test_what_moved_within_a_source_is_not_gone(corpus: Corpus) -> None:
    (corpus.folder / "archive").mkdir()
    for path in sorted(corpus.folder.glob("*.jsonl")):
        path.rename(path.parent / "archive" / path.name)
    report = corpus.run()
    assert (report.removed, report.skipped) == (0, [])
    assert corpus.embedder.seen == []


def test_killed_before_it_was_settled_the_next_run_decides(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = emptied(corpus)
    with monkeypatch.context() as patched:
        patched.setattr("index.pipeline.reading.settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            corpus.run()
    assert len(corpus.headlines()) == MANY
    corpus.folder.rmdir()
    disk.rename(corpus.folder)
    assert corpus.run().skipped == []
    with corpus.open() as store:
        assert check(store) == []
        assert store.fading.count() == 0


@pytest.mark.parametrize(
    ("gone", "of", "held"), [(10, 10, False), (11, 11, True), (11, 33, False), (11, 32, True), (400, 1300, False)]
)
def test_too_many_are_more_than_ten_and_more_than_a_third(gone: int, of: int, held: bool) -> None:
    source = Path("/news")
    assert bool(too_many({source: gone}, {source: of})) is held


def test_an_inner_folder_that_is_empty_keeps_its_articles_however_many_others_there_are(corpus: Corpus) -> None:
    disk = corpus.folder / "2025" / "disk"
    fill(disk)
    fill(corpus.folder / "more", 40)
    corpus.run()
    aside = corpus.folder.with_name("aside")
    disk.rename(aside)
    for is_there in (True, False):
        report = corpus.run()
        assert report.removed == 0
        (skip,) = report.skipped
        assert (skip.where, "12 of its 12" in skip.reason) == (str(disk.parent), True)
        if is_there:
            disk.parent.rmdir()
    disk.parent.mkdir()
    aside.rename(disk)
    assert (corpus.run().unchanged, corpus.run().skipped) == (2 * MANY + 40, [])
    disk.rename(aside)
    assert corpus.run(prune=True).removed == MANY
    assert corpus.run().skipped == []


def test_an_inner_folder_of_few_articles_goes_and_so_does_what_is_told_elsewhere(corpus: Corpus) -> None:
    fill(corpus.folder / "few", 10)
    fill(corpus.folder / "more", 40)
    corpus.run()
    for path in (corpus.folder / "few").iterdir():
        path.unlink()
    report = corpus.run()
    assert (report.removed, report.skipped) == (10, [])
    (corpus.folder / "more").rename(corpus.folder / "moved")
    report = corpus.run()
    assert (report.removed, report.skipped) == (0, [])


def test_what_the_program_put_there_itself_is_let_go(corpus: Corpus) -> None:
    emptied(corpus)
    assert corpus.run(own=(corpus.folder.with_name("other"),)).removed == 0
    assert corpus.run(own=(corpus.folder,)).removed == MANY
