"""Sources come and go: listed, removed, deleted, moved and named anew, without an error for ever and without a loss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import bot.app
from bot.cli.program import program
from tests.support import fakes
from tests.support.corpus import Corpus, body, record


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    made = Corpus(tmp_path, monkeypatch)
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(made.data))
    monkeypatch.setattr(bot.app, "Models", fakes.models)
    for number in range(12):
        made.write(f"{number}.jsonl", record(f"Story {number}", body(f"subject{number}")))
    made.run(made.folder)
    return made


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, list(map(str, arguments)))


def addresses(corpus: Corpus) -> set[Path]:
    with corpus.open() as store:
        found = store.catalogue.articles(store.catalogue.ids()).values()
        return {Path(address).parent for item in found for address in (item.article.key, *item.addresses)}


def test_sources_are_listed_added_and_removed(corpus: Corpus) -> None:
    other = corpus.folder.with_name("other.jsonl")
    other.write_text(record("Other", body("others")))
    assert run("sources", "add", other).exit_code == 0
    assert run("reindex").exit_code == 0
    listed = json.loads(run("sources", "list", "--json").stdout)["sources"]
    assert [(item["path"], item["articles"], item["there"]) for item in listed] == [
        (str(corpus.folder), 12, True),
        (str(other), 1, True),
    ]
    removed = run("sources", "remove", corpus.folder)
    assert (removed.exit_code, "12 articles" in removed.stdout) == (0, True)
    assert corpus.headlines() == ["Other"]
    assert f"{other} (1 article)" in run("sources", "list").stdout
    assert len(list(corpus.folder.iterdir())) == 12
    assert corpus.run().removed == 0  # which checks, too


def test_a_removal_is_asked_for_on_a_terminal(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.terminal.can_ask", lambda: True)
    refused = CliRunner().invoke(program, ["sources", "remove", str(corpus.folder)], input="n\n")
    assert refused.exit_code != 0 and "gave 12 articles" in refused.stdout and "newsdesk backup" in refused.stdout
    assert len(corpus.headlines()) == 12
    assert run("sources", "remove", "--yes", corpus.folder).exit_code == 0
    assert corpus.headlines() == []


def test_what_is_no_source_is_told(corpus: Corpus) -> None:
    for arguments, words in (
        (("remove", corpus.folder / "0.jsonl"), "sources list"),
        (("add", corpus.folder / "none"), "There is no"),
    ):
        told = run("sources", *arguments)
        assert (told.exit_code, words in told.stderr) == (2, True)


def test_reindex_of_what_is_gone_lets_it_go(corpus: Corpus) -> None:
    gone = corpus.folder / "3.jsonl"
    gone.unlink()
    report = run("reindex", gone)
    assert (report.exit_code, "1 removed" in report.stdout) == (0, True), report.output
    never = run("reindex", corpus.folder / "never.jsonl")
    assert (never.exit_code, "There is no" in never.stderr) == (2, True)


def test_a_source_that_was_deleted_is_no_error_for_ever(corpus: Corpus) -> None:
    for path in list(corpus.folder.iterdir()):
        path.unlink()
    corpus.folder.rmdir()
    told = run("reindex")
    assert (told.exit_code, "remove the source" in told.stdout) == (1, True)
    held = run("reindex", corpus.folder)
    assert (held.exit_code, "--prune" in held.stdout) == (1, True)
    assert run("reindex", corpus.folder, "--prune").exit_code == 0
    assert "no sources" in run("sources", "list").stdout
    assert corpus.headlines() == []


@pytest.mark.parametrize("named", ["itself", "parent", "plain"])
def test_a_source_that_was_named_anew_takes_its_articles_along(corpus: Corpus, named: str) -> None:
    new = corpus.folder.parent / "archive" / "anew"
    new.parent.mkdir()
    if named == "parent":
        new = new.parent / corpus.folder.name
    if named == "plain":  # the new place was read while the old one was still there
        new.mkdir()
        for path in corpus.folder.iterdir():
            (new / path.name).write_bytes(path.read_bytes())
            path.with_name(path.name).unlink()
        corpus.folder.rmdir()
        with corpus.open() as store:
            store.sources.add([new])
        report = corpus.run()
    else:
        corpus.folder.rename(new)
        report = corpus.run(new if named == "itself" else new.parent)
    assert report.skipped == []
    assert corpus.embedder.seen == []
    assert len(corpus.headlines()) == 12
    assert addresses(corpus) == {new}
    with corpus.open() as store:
        assert store.sources.paths() == [new.parent if named == "parent" else new]
    assert corpus.run().skipped == []


def test_files_without_addresses_may_be_put_into_folders(corpus: Corpus) -> None:
    (corpus.folder / "old").mkdir()
    for path in sorted(corpus.folder.glob("*.jsonl")):
        path.rename(corpus.folder / "old" / path.name)
    report = corpus.run()
    assert (report.skipped, len(corpus.headlines())) == ([], 12)
    assert addresses(corpus) == {corpus.folder / "old"}
    assert corpus.embedder.seen == []
