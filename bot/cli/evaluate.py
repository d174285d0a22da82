"""``newsdesk eval`` and the commands below it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.evaluation_options import (
    Corpus,
    Jobs,
    KeepCorpus,
    LimitQuestions,
    OwnCorpus,
    Questions,
    Report,
    Seed,
    Set,
    Tags,
    check_corpus,
    settings_of,
)
from bot.cli.evaluation_output import got_worse, print_figures, print_json, write_report
from bot.cli.exit_codes import ExitCode, PlainErrors
from bot.cli.options import Json

if TYPE_CHECKING:
    from bot.evaluate.compare import Comparison
    from bot.evaluate.evaluation_runs import EvaluationRun, EvaluationRuns


class _RunByDefault(PlainErrors):
    """``eval QUESTIONS`` is ``eval run QUESTIONS``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  # typer's own context class is private
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


evaluations = typer.Typer(
    cls=_RunByDefault,
    help="Measure how well questions are answered. `newsdesk eval QUESTIONS`; earlier runs: list, show, compare.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class ReaderName(StrEnum):
    """Ways of reading."""

    EXTRACTIVE = "extractive"
    LLM = "llm"


@evaluations.command("run")
def run(
    questions: Questions = None,
    init: Annotated[
        Path | None,
        typer.Option("--init", metavar="FILE", help="Write a template made from your own articles to FILE, and stop."),
    ] = None,
    corpus: Corpus = None,
    own_corpus: OwnCorpus = False,
    keep_corpus: KeepCorpus = False,
    reader: Annotated[ReaderName, typer.Option("--reader", help="Who reads.")] = ReaderName.EXTRACTIVE,
    ablation: Annotated[
        bool, typer.Option("--ablation", help="Also search by vectors only, by words only, and without the reranker.")
    ] = False,
    left_out: Annotated[
        bool,
        typer.Option(
            "--left-out", help="Ask again with every article left out that holds the answer: silence is right."
        ),
    ] = False,
    limit: LimitQuestions = None,
    seed: Seed = 0,
    tag: Tags = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Ask drafts too, which no person has looked at.")] = False,
    changes: Set = None,
    jobs: Jobs = 1,
    again: Annotated[bool, typer.Option("--again", help="Begin anew, even where a run was cut off.")] = False,
    report: Report = None,
    compare: Annotated[
        str | None, typer.Option("--compare", metavar="RUN", help="Compare with this earlier run (or `last`).")
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option("--fail-under", metavar="MEASURE=VALUE", help="Exit with 1 where it is worse than this."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Ask every question and measure the answers.

    Exit code 1 where --compare finds a key measure significantly worse, or --fail-under is not met.
    """
    from bot.app import Models
    from bot.cli.terminal import progress, say
    from bot.evaluate.evaluation_runs import EvaluationRuns
    from bot.evaluate.examine import Extent
    from bot.evaluate.formats import read_questions
    from bot.evaluate.gate import failures, limits
    from bot.evaluate.questions import chosen
    from bot.evaluate.session import Options, evaluate
    from bot.settings import load_settings

    if init is not None:
        _init(init, limit or 50, seed)
        return
    if questions is None:
        raise typer.BadParameter("Name a question set, or make one with: newsdesk eval --init FILE")
    check_corpus(corpus, own_corpus)
    wanted = limits(fail_under or ())
    asked = chosen(read_questions(questions, drafts=drafts), tags=tag or (), limit=limit, seed=seed)
    if not asked.questions:
        raise typer.BadParameter("No question has such a tag.")
    settings = load_settings()
    runs = EvaluationRuns(settings.data_dir)
    earlier = runs.find(compare) if compare else None
    options = Options(
        corpus="own" if own_corpus else corpus,
        keep_corpus=keep_corpus,
        reader=reader.value,
        changes=settings_of(changes or ()),
        extent=Extent(ablation, left_out),
        jobs=jobs,
        seed=seed,
        resume=not again,
    )
    with progress() as tell:
        done = evaluate(asked, settings, Models(settings), options, tell)
    comparison = _compared(runs, earlier, done.run) if earlier else None
    if report:
        write_report(report, done, comparison)
    failed = [*failures(done.summary, wanted), *(got_worse(comparison) if comparison else ())]
    if as_json:
        print_json(done, comparison, failed)
    else:
        print_figures(done, comparison)
    for failure in failed:
        say(f"newsdesk: {failure}")
    raise typer.Exit(ExitCode.INCOMPLETE if failed else ExitCode.FINE)


@evaluations.command("list")
def list_runs(as_json: Json = False) -> None:
    """List the runs that were kept, the newest first."""
    from dataclasses import asdict

    from bot.cli.json_output import dump
    from bot.evaluate.evaluation_runs import EvaluationRuns
    from bot.settings import load_settings

    runs = EvaluationRuns(load_settings().data_dir)
    found = runs.all()
    if as_json:
        typer.echo(dump([{**asdict(run), "complete": runs.is_complete(run)} for run in found]))
        return
    for run in found:
        state = f"{run.asked} questions" if runs.is_complete(run) else f"cut off, {len(runs.results(run))}/{run.asked}"
        typer.echo(f"{run.id}  {run.questions}  {state}  {run.reader}  {run.corpus_hash}  {run.commit}".rstrip())
    if not found:
        typer.echo("There is no run yet; begin with: newsdesk eval QUESTIONS")


@evaluations.command("show")
def show_run(
    name: Annotated[str, typer.Argument(metavar="RUN", help="Its name, the start of it, or `last`.")] = "last",
    report: Report = None,
    as_json: Json = False,
) -> None:
    """Show a run's figures again."""
    from bot.evaluate.evaluation_runs import EvaluationRuns
    from bot.evaluate.session import Evaluation
    from bot.settings import load_settings

    runs = EvaluationRuns(load_settings().data_dir)
    run = runs.find(name)
    done = Evaluation(run, runs.questions(run), runs.results(run), runs.summary(run))
    if report:
        write_report(report, done, None)
    if as_json:
        print_json(done, None, [])
    else:
        print_figures(done, None)


@evaluations.command("compare")
def compare_runs(
    before: Annotated[str, typer.Argument(help="The earlier run.")],
    after: Annotated[str, typer.Argument(help="The later run.")] = "last",
    as_json: Json = False,
) -> None:
    """Compare two runs, question by question. Exit code 1 where a key measure is significantly worse."""
    from dataclasses import asdict

    from bot.cli.json_output import dump
    from bot.cli.terminal import say
    from bot.evaluate.evaluation_runs import EvaluationRuns
    from bot.evaluate.report.markdown_report import render_comparison
    from bot.settings import load_settings

    runs = EvaluationRuns(load_settings().data_dir)
    comparison = _compared(runs, runs.find(before), runs.find(after))
    typer.echo(dump(asdict(comparison)) if as_json else render_comparison(comparison))
    for failure in got_worse(comparison):
        say(f"newsdesk: {failure}")
    raise typer.Exit(ExitCode.INCOMPLETE if comparison.got_worse else ExitCode.FINE)


def _init(path: Path, wanted: int, seed: int) -> None:
    from bot.app import open_app
    from bot.cli.exit_codes import Problem
    from bot.evaluate.template import template
    from bot.settings import load_settings

    if path.exists():
        raise typer.BadParameter(f"{path} exists already; name another file.")
    with open_app(load_settings(), vectors=False) as app:
        text = template(app.store, wanted, seed)
    if not text:
        raise Problem("There is no article to make questions of yet; add some with: newsdesk reindex PATH")
    path.write_text(text, encoding="utf-8")
    typer.echo(
        f"Wrote {text.count(chr(10))} drafts to {path}. Put each into the words of a person who has not read the article, add "
        "questions that the corpus does not answer, and remove `draft`; until then only --drafts asks them."
    )


def _compared(runs: EvaluationRuns, before: EvaluationRun, after: EvaluationRun) -> Comparison:
    from bot.evaluate.compare import Side, compare

    def side(run: EvaluationRun) -> Side:
        runs.summary(run)  # refuses a run that was cut off
        return Side(run.id, runs.questions(run), runs.results(run), run.facts)

    return compare(side(before), side(after))
