"""A throw-away corpus: a question set's own documents, indexed, asked, removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import bot.app
from bot.cli.program import program
from bot.evaluate import session
from bot.evaluate.formats import read_questions
from bot.evaluate.prepare import git_commit
from bot.evaluate.session import Options, evaluate
from bot.settings import Settings
from tests.bot.evaluate.news import FakeModels

ROOT = Path(__file__).parents[3]
PARAGRAPHS = (
    "The Normans were the people who in the 10th and 11th centuries gave their name to Normandy, a region in France. They were "
    "descended from Norse raiders and pirates from Denmark, Iceland and Norway.",
    "The computational complexity of a problem is measured by the resources that are needed to solve it, such as time and storage. "
    "A problem is regarded as inherently difficult if its solution requires significant resources.",
)


def squad(path: Path) -> Path:
    """Two paragraphs in SQuAD 2.0's form."""
    asked = [
        [
            {
                "id": "n",
                "question": "In what region did the Normans live?",
                "answers": [{"text": "Normandy", "answer_start": 84}],
            }
        ],
        [{"id": "c", "question": "Who invented computational complexity?", "answers": [], "is_impossible": True}],
    ]
    data = [
        {"title": f"Title {n}", "paragraphs": [{"context": text, "qas": qas}]}
        for n, (text, qas) in enumerate(zip(PARAGRAPHS, asked, strict=True))
    ]
    path.write_text(json.dumps({"version": "v2.0", "data": data}))
    return path


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeModels:
    fake = FakeModels()
    monkeypatch.setattr(bot.app, "Models", lambda _settings: fake)
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path / "home"))
    monkeypatch.setenv("NEWSDESK_ANSWER_THRESHOLD", "2")
    return fake


def run(*arguments: str | Path):
    return CliRunner().invoke(program, ["eval", *(str(argument) for argument in arguments)])


def corpora(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "home/evaluations/corpora").glob("*"))


def test_squad_is_asked_of_its_own_paragraphs_which_are_removed_again(models: FakeModels, tmp_path: Path) -> None:
    result = run(squad(tmp_path / "dev.json"), "--own-corpus", "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["run"]["kind"], found["run"]["articles"], found["run"]["corpus"]) == ("SQuAD", 2, "own")
    measures = {name: value["value"] for name, value in found["summary"]["measures"].items()}
    assert (measures["hit@1"], measures["article_hit@1"], measures["verbatim"]) == (1, 1, 1)
    assert found["summary"]["notes"] == []
    assert corpora(tmp_path) == []


def test_beir_is_asked_by_article(models: FakeModels, tmp_path: Path) -> None:
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    texts = enumerate(PARAGRAPHS)
    lines = (json.dumps({"_id": f"doc/{n}", "title": f"T{n}", "text": text}) for n, text in texts)
    (folder / "corpus.jsonl").write_text("\n".join(lines))
    (folder / "queries.jsonl").write_text('{"_id": "q", "text": "Where did the Norse raiders live?"}\n')
    (folder / "qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\nq\tdoc/0\t1\n")
    result = run(folder, "--own-corpus", "--json")
    assert result.exit_code == 0, result.stderr
    measures = json.loads(result.stdout)["summary"]["measures"]
    assert measures["article_ndcg@10"]["value"] == 1
    assert "hit@1" not in measures


def test_an_index_that_may_be_needed_again_stays(
    models: FakeModels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = read_questions(squad(tmp_path / "dev.json"))
    settings = Settings(data_dir=tmp_path / "home", answer_threshold=2.0)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(session, "run_questions", interrupted)
        with pytest.raises(KeyboardInterrupt):
            evaluate(questions, settings, models, Options(corpus="own"))  # type: ignore[arg-type]
    assert len(corpora(tmp_path)) == 1
    embedded = len(models.embedder.seen)
    evaluate(questions, settings, models, Options(corpus="own", keep_corpus=True))  # type: ignore[arg-type]
    assert len(corpora(tmp_path)) == 1
    assert len(models.embedder.seen) == embedded  # nothing is embedded twice


def test_a_corpus_without_articles_is_told(models: FakeModels, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    result = run(squad(tmp_path / "dev.json"), "--corpus", tmp_path / "nothing")
    assert (result.exit_code, "No article was found" in " ".join(result.stderr.split())) == (2, True)
    result = run(squad(tmp_path / "dev.json"))
    assert (result.exit_code, "The corpus is empty" in result.stderr) == (2, True)


def test_the_commit_is_known_only_inside_a_repository(tmp_path: Path) -> None:
    assert git_commit(tmp_path) == ""
    if (ROOT / ".git").exists():
        assert len(git_commit(ROOT).rstrip("+")) == 12
