"""``newsdesk ask``."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import Json, Limit, Outlets, Since, Until
from bot.presentation.filters import check_days, make_filters


def ask(
    question: Annotated[
        list[str], typer.Argument(help="What you want to know, with quotation marks or without.", show_default=False)
    ],
    as_json: Json = False,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 3,
    with_trace: Annotated[bool, typer.Option("--trace", help="Show how the answer was made.")] = False,
) -> None:
    """Answer a question with quotes, or say that none answers it."""
    asked = " ".join(question).strip()
    if not asked:
        raise typer.BadParameter("The question is empty.")
    check_days(since, until)

    from bot.answer.coverage import coverage_of
    from bot.answer.query import Query
    from bot.app import Models
    from bot.cli.asking import answered, open_desk
    from bot.cli.json_output import answer_json, dump
    from bot.cli.render import render_answer
    from bot.cli.terminal import console, say, show, stages
    from bot.cli.trace import render_trace
    from bot.presentation.reports import UNFINISHED
    from bot.settings import load_settings

    settings = load_settings()
    models = Models(settings)
    with stages() as progress, open_desk(settings, models) as desk:
        stats = desk.store.catalogue.stats()
        coverage = coverage_of(stats)
        filters = make_filters(outlet or (), since, until, coverage.outlets)
        answer = answered(Query(asked, filters, limit), desk, settings, models, progress)
    if stats.unfinished:
        say(UNFINISHED)
    if as_json:
        typer.echo(dump(answer_json(answer, trace=with_trace)))
    else:
        trace = render_trace(answer.trace) if with_trace and answer.trace else []
        show([*render_answer(answer, coverage), *trace], console())
