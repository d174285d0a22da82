"""``newsdesk calibrate``."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.evaluation_options import (
    Corpus,
    Jobs,
    KeepCorpus,
    LimitQuestions,
    OwnCorpus,
    Questions,
    Seed,
    Tags,
    check_corpus,
)
from bot.cli.exit_codes import ExitCode
from bot.cli.options import Json


def calibrate(
    questions: Questions = None,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to the threshold that newsdesk came with.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what it would be worth.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write it even where it is no better.")] = False,
    corpus: Corpus = None,
    own_corpus: OwnCorpus = False,
    keep_corpus: KeepCorpus = False,
    limit: LimitQuestions = None,
    seed: Seed = 0,
    tag: Tags = None,
    jobs: Jobs = 1,
    as_json: Json = False,
) -> None:
    """Fit silence and confidence to your own questions.

    Each question is asked, and asked again with every article left out that holds its answer. What is fitted is judged by
    cross-validation, and written into the data folder where it is better on questions that it has not seen.
    """
    from dataclasses import asdict
    from datetime import UTC, datetime

    from bot.answer.calibration import Calibration, save
    from bot.answer.calibration import reset as remove
    from bot.app import Models, threshold_of
    from bot.cli.json_output import dump
    from bot.cli.terminal import progress, say
    from bot.evaluate.examine import Extent
    from bot.evaluate.formats import read_questions
    from bot.evaluate.questions import chosen
    from bot.evaluate.report.terminal_report import render_fit
    from bot.evaluate.session import Options, evaluate
    from bot.evaluate.threshold_fit import TooFew, cases_of, fit
    from bot.settings import load_settings

    settings = load_settings()
    if reset:
        existed = remove(settings.data_dir)
        typer.echo("Back to the threshold that newsdesk came with." if existed else "Nothing was calibrated.")
        return
    if questions is None:
        raise typer.BadParameter("Name a question set, or --reset.")
    check_corpus(corpus, own_corpus)
    asked = chosen(read_questions(questions), tags=tag or (), limit=limit, seed=seed)
    models = Models(settings)
    options = Options(
        corpus="own" if own_corpus else corpus,
        keep_corpus=keep_corpus,
        extent=Extent(left_out=True),
        jobs=jobs,
        seed=seed,
    )
    before = threshold_of(settings, models)
    with progress() as tell:
        done = evaluate(asked, settings, models, options, tell)
    try:
        found = fit(cases_of(done.questions, done.results), before, seed=seed)
    except TooFew as error:
        say(f"newsdesk: {error}")
        raise typer.Exit(ExitCode.INCOMPLETE) from None
    write = not dry_run and (found.improves or force)
    if write:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        about = (models.reranker.fingerprint, asked.name, found.cases, now)
        save(settings.data_dir, Calibration(found.after.logit, found.after.slope, *about))
    typer.echo(dump({**asdict(found), "written": write}) if as_json else render_fit(found))
    if write and settings.answer_threshold is not None:
        say("NEWSDESK_ANSWER_THRESHOLD is set and wins over the fitted threshold; remove it to use this one.")
    if not write:
        say("Nothing was written." + ("" if dry_run else " On questions that it has not seen, the fit is no better."))
    raise typer.Exit(ExitCode.FINE if write or dry_run else ExitCode.INCOMPLETE)
