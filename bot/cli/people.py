"""``newsdesk feedback`` and ``newsdesk forget``: what people said of answers, and how it is deleted."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import to_day

if TYPE_CHECKING:
    from bot.records import Records

feedback = typer.Typer(help="What people thought of the answers.", no_args_is_help=True, rich_markup_mode=None)


@feedback.command()
def export(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write to FILE instead of standard output.")
    ] = None,
) -> None:
    """Write each vote as a line of JSON. The question, when it was asked, the articles and quotes shown, vote and reason."""
    from bot.cli.terminal import say

    records = _records()
    try:
        lines = [json.dumps(item, ensure_ascii=False) for item in records.export_feedback()]
    finally:
        records.close()
    body = "".join(line + "\n" for line in lines)
    if out is None:
        typer.echo(body, nl=False)
    else:
        out.write_text(body, encoding="utf-8")
    say(f"{len(lines):,} {'vote' if len(lines) == 1 else 'votes'} exported.")


def forget(
    person: Annotated[
        str | None, typer.Option("--person", metavar="ID", help="Whom to forget, by their Discord user id.")
    ] = None,
    before: Annotated[
        date | None,
        typer.Option("--before", metavar="YYYY-MM-DD", help="Forget what is older than this day.", parser=to_day),
    ] = None,
    server: Annotated[
        int | None, typer.Option("--server", metavar="ID", help="Which Discord server to forget, with its settings.")
    ] = None,
) -> None:
    """Delete answers, conversations and feedback; articles stay."""
    chosen = [value for value in (person, before, server) if value is not None]
    if len(chosen) != 1 or person == "":
        raise typer.BadParameter("Give one of --person ID, --before YYYY-MM-DD and --server ID.")
    records = _records()
    try:
        if person is not None:
            gone = records.forget(person)
        elif before is not None:
            gone = records.forget_before(datetime.combine(before, time(), UTC))
        else:
            gone = records.forget_server(server or 0)
    finally:
        records.close()
    typer.echo(f"{gone:,} {'record' if gone == 1 else 'records'} deleted.")


def _records() -> Records:
    from bot.records import Records
    from bot.settings import load_settings

    return Records(load_settings().place)
