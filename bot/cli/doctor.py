"""``newsdesk doctor``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from bot.cli.exit_codes import ExitCode
from bot.cli.options import Json

if TYPE_CHECKING:
    from rich.table import Table

    from bot.doctor import Finding

_STYLES = {"ok": "green", "warning": "yellow", "problem": "bold red"}


def doctor(as_json: Json = False) -> None:
    """Look whether all is there that newsdesk needs. Python, models, store, Discord token, permissions."""
    import asyncio

    from bot.app import Models
    from bot.cli.json_output import dump
    from bot.cli.terminal import console
    from bot.doctor import examine_discord, examine_machine
    from bot.settings import load_settings

    settings = load_settings()
    findings = [*examine_machine(settings, Models(settings)), *asyncio.run(examine_discord(settings))]
    problems = sum(finding.level == "problem" for finding in findings)
    if as_json:
        invite = next((finding.says for finding in findings if finding.what == "invite link"), None)
        typer.echo(dump({"healthy": not problems, "invite": invite, "findings": [asdict(item) for item in findings]}))
    else:
        out = console()
        if out.is_terminal:
            out.print(_table(findings))
        else:
            _tell_plainly(findings)
        warnings = sum(finding.level == "warning" for finding in findings)
        typer.echo(_summary(problems, warnings))
    raise typer.Exit(ExitCode.INCOMPLETE if problems else ExitCode.FINE)


def _table(findings: list[Finding]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from bot.presentation.safe_text import clean_line

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in findings:
        table.add_row(Text(item.level, style=_STYLES[item.level]), item.what, clean_line(item.says))
    return table


def _tell_plainly(findings: list[Finding]) -> None:
    from bot.presentation.safe_text import clean_line

    width = max(len(item.what) for item in findings)
    for item in findings:
        typer.echo(f"{item.level:<7}  {item.what:<{width}}  {clean_line(item.says)}")


def _summary(problems: int, warnings: int) -> str:
    from bot.presentation.wording import count

    if problems:
        return f"{count(problems, 'problem')} and {count(warnings, 'warning')}."
    return f"Nothing is wrong; {count(warnings, 'warning')}." if warnings else "All is well."
