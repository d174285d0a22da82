"""EvaluationRuns: kept, gone on with, compared; the commands over them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import bot.app
from bot.answer.calibration import Calibration, CalibrationError, load, save, threshold_for
from bot.answer.choose.deciding import Threshold
from bot.cli.program import program
from bot.evaluate.compare import Side, compare
from bot.evaluate.evaluation_runs import EvaluationRun, EvaluationRuns, RunError
from bot.evaluate.examine import Examiner, Extent
from bot.evaluate.prepare import Setup, examiner_of, extractive, run_of
from bot.evaluate.question_result import QuestionResult
from bot.evaluate.questions import Question, QuestionSet
from bot.evaluate.runner import run_questions
from bot.evaluate.summary import summarise, summary_from, summary_json
from index.search.searcher import SearchSettings
from index.store import Store
from tests.bot.evaluate.news import QUESTIONS, FakeModels, app_of

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
SET = QuestionSet("q.jsonl", "newsdesk", QUESTIONS)


def prepared(
    store: Store, models: FakeModels, data: Path, now: datetime = NOW, **changes: str
) -> tuple[EvaluationRun, Examiner]:
    setup = Setup.of({name.replace("_", ".", 1): value for name, value in changes.items()})
    app, reader, extent = (
        app_of(store, models, data),
        extractive(setup, Threshold(logit=2.0, slope=1.0)),
        Extent(True, True),
    )
    store.require_same_embedder()
    run = run_of(app, SET, reader, setup, extent, corpus="stored", now=now)
    return run, Examiner(store, models.embedder, models.reranker, reader, setup.search, extent)


class Interrupted(Examiner):
    """Fails at its third question."""

    def __init__(self, examiner: Examiner) -> None:
        self._inner = examiner
        self.asked: list[str] = []

    def examine(self, question: Question) -> QuestionResult:
        if len(self.asked) == 2:
            raise KeyboardInterrupt
        self.asked.append(question.id)
        return self._inner.examine(question)


def test_a_run_that_is_cut_off_goes_on_and_gives_the_same_figures(
    store: Store, models: FakeModels, tmp_path: Path
) -> None:
    whole_runs, runs = EvaluationRuns(tmp_path / "whole"), EvaluationRuns(tmp_path / "parts")
    about, examiner = prepared(store, models, tmp_path)
    whole = run_questions(whole_runs, whole_runs.begin(about, SET), examiner)
    run = runs.begin(about, SET)
    with pytest.raises(KeyboardInterrupt):
        run_questions(runs, run, Interrupted(examiner))
    with (runs.folder / run.id / "records.jsonl").open("a") as file:
        file.write('{"id": "q3", "unders')  # the machine went down in the middle of a line
    assert not runs.is_complete(run)
    with pytest.raises(RunError, match="cut off"):
        runs.summary(run)
    later = replace(about, id="later", started="2024-05-02T00:00:00+00:00")
    again = runs.begin(later, SET)
    assert again == run
    told: list[int] = []
    parts = run_questions(runs, again, examiner, tell=lambda _stage, done, _total: told.append(done))
    assert told == [3, 4, 5]
    untimed = lambda s: {k: v for k, v in s.measures.items() if not k.startswith("seconds")}  # noqa: E731
    assert untimed(parts) == untimed(whole)
    assert runs.summary(run).questions == 5
    assert runs.begin(later, SET).id == "later"
    assert summary_from(summary_json(parts)).measures.keys() == parts.measures.keys()


def test_several_at_a_time_give_the_same(store: Store, models: FakeModels, tmp_path: Path) -> None:
    about, examiner = prepared(store, models, tmp_path)
    runs = EvaluationRuns(tmp_path / "runs")
    run = runs.begin(about, SET)
    run_questions(runs, run, examiner, jobs=4)
    alone = {question.id: examiner.examine(question) for question in QUESTIONS}
    assert {key: result.rows for key, result in runs.results(run).items()} == {k: r.rows for k, r in alone.items()}


def test_another_setting_corpus_or_set_is_another_run(store: Store, models: FakeModels, tmp_path: Path) -> None:
    about, _ = prepared(store, models, tmp_path)
    other, _ = prepared(store, models, tmp_path, search_reranked="3")
    assert about.same == prepared(store, models, tmp_path)[0].same != other.same
    assert about.same != replace(about, corpus_hash="x").same
    assert about.settings["search"]["reranked"] == SearchSettings().reranked
    assert about.corpus_hash
    assert about.facts["search.reranked"] != other.facts["search.reranked"]


@pytest.mark.parametrize("values", [("3", "4"), ("4", "3")])
def test_runs_of_one_second_are_listed_as_they_began(
    store: Store, models: FakeModels, tmp_path: Path, values: tuple[str, str]
) -> None:
    runs = EvaluationRuns(tmp_path / "runs")
    begun = []
    for count, value in enumerate(values):
        now = NOW + timedelta(milliseconds=200 * count)
        begun.append(runs.begin(prepared(store, models, tmp_path, now, search_reranked=value)[0], SET).id)
    assert [run.id for run in runs.all()] == begun[::-1]


def many(count: int = 24) -> tuple[Question, ...]:
    return tuple(replace(QUESTIONS[n % 3], id=f"m{n}") for n in range(count))


def test_a_worse_run_is_found_out(store: Store, models: FakeModels, tmp_path: Path) -> None:
    good, bad = (prepared(store, models, tmp_path)[1], prepared(store, models, tmp_path, reader_first_words="0")[1])
    asked = many()
    sides = [
        Side(name, asked, {q.id: e.examine(q) for q in asked}, {"reader.first_words": name})
        for name, e in (("a", good), ("b", bad))
    ]
    found = compare(*sides)
    assert found.common == 24
    assert {"any_quote", "answered_right"} <= {item.key for item in found.got_worse}
    assert "hit@4" not in {item.key for item in found.got_worse}
    assert (len(found.worse), len(found.better)) == (24, 0)
    assert found.notes == ("reader.first_words: a before, b after",)
    # The bad one is always silent, which is right where the answer was left out; nothing else is better with it.
    assert {item.key for item in compare(sides[1], sides[0]).got_worse} <= {"left_out_silent"}
    assert compare(sides[0], sides[0]).worse == ()


def test_only_questions_that_both_asked_alike_are_compared(store: Store, models: FakeModels, tmp_path: Path) -> None:
    _, examiner = prepared(store, models, tmp_path)
    asked = many(4)
    changed = (replace(asked[0], answers=("something else",)), *asked[1:3])
    results = {question.id: examiner.examine(question) for question in asked}
    found = compare(Side("a", asked, results, {}), Side("b", changed, results, {}))
    assert (found.common, found.only_before, found.only_after) == (2, 2, 1)
    assert compare(Side("a", asked, {}, {}), Side("b", asked, results, {})).differences == ()


def test_slices_and_rows(store: Store, models: FakeModels, tmp_path: Path) -> None:
    _, examiner = prepared(store, models, tmp_path)
    found = summarise(QUESTIONS, {question.id: examiner.examine(question) for question in QUESTIONS})
    assert list(found.rows) == ["vectors only", "words only", "fused", "fused + reranked"]
    names = {(item.kind, item.name): item for item in found.slices}
    assert names["question word", "who"].questions == 2
    assert names["question word", "who"].values["rightly_silent"].questions == 1
    assert ("answer type", "number") in names
    assert found.measures["rightly_silent"].questions == 2
    for value in found.measures.values():
        assert value.low <= value.value <= value.high


# The commands


@contextmanager
def _opened(app):
    yield app


@pytest.fixture
def data(store: Store, models: FakeModels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(folder))
    monkeypatch.setenv("NEWSDESK_ANSWER_THRESHOLD", "2")
    monkeypatch.setattr(bot.app, "Models", lambda _settings: models)
    monkeypatch.setattr(bot.app, "open_app", lambda settings, **_: _opened(app_of(store, models, settings.data_dir)))
    lines = [
        {
            "id": q.id,
            "question": q.text,
            "answers": q.answers,
            "articles": q.articles,
            "answerable": q.answerable,
            "tags": q.tags,
        }
        for q in (*QUESTIONS, *many())
    ]
    (tmp_path / "q.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments])


def test_eval_prints_keeps_lists_and_shows(data: Path) -> None:
    result = run("eval", data / "q.jsonl", "--limit", "6", "--ablation", "--left-out", "--report", data / "report")
    assert (result.exit_code, result.exception) == (0, None), result.stderr
    assert "any quote" in result.stdout
    assert "words only" in result.stdout
    assert {path.name for path in (data / "report").iterdir()} == {"report.html", "report.md", "report.json"}
    listed = json.loads(run("eval", "list", "--json").stdout)
    assert [(item["asked"], item["complete"]) for item in listed] == [(6, True)]
    assert listed[0]["id"] in run("eval", "list").stdout
    assert run("eval", "show").stdout == result.stdout
    shown = json.loads(run("eval", "show", listed[0]["id"][:10], "--json").stdout)
    assert shown["summary"]["measures"]["verbatim"]["value"] == 1.0


def test_a_change_for_the_worse_ends_in_1(data: Path) -> None:
    assert run("eval", data / "q.jsonl").exit_code == 0
    worse = ("eval", data / "q.jsonl", "--set", "reader.first_words=0")
    result = run(*worse, "--compare", "last", "--json")
    assert result.exit_code == 1
    failed = json.loads(result.stdout)["failed"]
    assert any(text.startswith("answered_right fell from") for text in failed)
    assert "answered_right fell" in result.stderr
    result = run(*worse, "--fail-under", "answered_right=.5")
    assert (result.exit_code, "answered_right is .000, under .500." in result.stderr) == (1, True)
    runs = json.loads(run("eval", "list", "--json").stdout)
    assert run("eval", "compare", runs[-1]["id"]).exit_code == 1
    assert run("eval", "compare", "last", runs[-1]["id"]).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("eval", "run"), "Name a question set"),
        (("eval", "none.jsonl"), "There is no none.jsonl"),
        (("eval", "{q}", "--corpus", "none"), "There is no none"),
        (("eval", "{q}", "--corpus", "{q}", "--own-corpus"), "exclude each other"),
        (("eval", "{q}", "--own-corpus"), "no documents of its own"),
        (("eval", "{q}", "--tag", "none"), "No question has such a tag"),
        (("eval", "{q}", "--fail-under", "hits=1"), "no measure 'hits'"),
        (("eval", "{q}", "--set", "search.reranked"), "has no value"),
        (("eval", "{q}", "--compare", "none"), "There is no run none"),
        (("eval", "{q}", "--reader", "llm"), "LLM_MODEL"),
        (("eval", "show"), "There is no run last"),
        (("calibrate",), "Name a question set, or --reset"),
    ],
)
def test_wrong_usage(data: Path, arguments: tuple[str, ...], says: str) -> None:
    result = run(*(argument.replace("{q}", str(data / "q.jsonl")) for argument in arguments))
    assert result.exit_code == 2
    assert says.casefold() in " ".join(result.stderr.split()).casefold()
    assert "Traceback" not in result.stderr


def test_a_template_of_ones_own_articles(data: Path) -> None:
    result = run("eval", "--init", data / "mine.jsonl")
    assert (result.exit_code, "drafts" in result.stdout) == (0, True)
    drafts = [json.loads(line) for line in (data / "mine.jsonl").read_text().splitlines()]
    assert drafts
    assert all("____" in item["question"] and item["draft"] and item["tags"] == ["cloze"] for item in drafts)
    assert run("eval", "--init", data / "mine.jsonl").exit_code == 2  # nothing is overwritten
    result = run("eval", data / "mine.jsonl")
    assert (result.exit_code, "drafts" in result.stderr) == (2, True)
    assert run("eval", data / "mine.jsonl", "--drafts").exit_code == 0


# Calibration


def test_calibrate_says_before_and_after_and_writes_only_what_is_better(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_ANSWER_THRESHOLD", "11")
    result = run("calibrate", data / "q.jsonl", "--dry-run")
    assert (result.exit_code, load(data / "home")) == (0, None), result.stderr
    assert "right replies shown" in result.stdout
    result = run("calibrate", data / "q.jsonl", "--json")
    told = json.loads(result.stdout)
    assert told["written"]
    assert told["figures_after"]["log_loss"] < told["figures_before"]["log_loss"]
    assert "wins over the fitted" in result.stderr
    fitted = load(data / "home")
    assert fitted is not None
    assert (fitted.reranker, fitted.questions) == ("overlap/1", "q.jsonl")
    assert "Back to" in run("calibrate", "--reset").stdout
    assert load(data / "home") is None
    assert "Nothing was calibrated" in run("calibrate", "--reset").stdout


def test_calibrate_needs_enough_of_each_kind(data: Path) -> None:
    result = run("calibrate", data / "q.jsonl", "--limit", "5")
    assert (result.exit_code, "at least 15 of each" in " ".join(result.stderr.split())) == (1, True)


def test_which_threshold_holds(tmp_path: Path) -> None:
    fitted = Calibration(3.5, 1.25, "model/1")
    save(tmp_path, fitted)
    assert load(tmp_path) == fitted
    assert threshold_for("model/1", fitted, None) == Threshold(logit=3.5, slope=1.25)
    assert threshold_for("model/1", fitted, 6.0) == Threshold(logit=6.0, slope=1.25)
    assert threshold_for("model/2", fitted, None) == Threshold()
    assert threshold_for("model/1", None, None) == Threshold()
    for broken in (
        "",
        "{}",
        '{"logit": "x", "slope": 1, "reranker": "m"}',
        '{"logit": 1, "slope": 0, "reranker": "m"}',
    ):
        (tmp_path / "calibration.json").write_text(broken)
        with pytest.raises(CalibrationError, match="--reset"):
            load(tmp_path)


def test_examiner_refuses_vectors_of_another_model(store: Store, tmp_path: Path) -> None:
    other = FakeModels()
    other.fingerprint = other.embedder.fingerprint = "hash/2"
    setup = Setup.of({})
    app = app_of(Store(store.catalogue, "hash/2", store.path), other, tmp_path)
    with pytest.raises(Exception, match="hash/"):
        examiner_of(app, extractive(setup, Threshold()), setup, Extent())
