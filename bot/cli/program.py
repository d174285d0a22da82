"""The commands put together."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from bot.cli.articles import show
from bot.cli.ask import ask
from bot.cli.backup import backup, restore
from bot.cli.calibrate import calibrate
from bot.cli.chat import chat
from bot.cli.check import check
from bot.cli.corpus import compact, status
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluations
from bot.cli.exit_codes import EXIT_CODES_HELP, PlainErrors
from bot.cli.migrate import migrate
from bot.cli.people import feedback, forget
from bot.cli.reindexing import reindex
from bot.cli.serve import serve
from bot.cli.sources import sources

program = typer.Typer(
    name="newsdesk",
    cls=PlainErrors,
    help="Answers questions about the news with verbatim, verified quotes.",
    epilog=EXIT_CODES_HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes would break sentences and paths into pieces
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    reindex,
    ask,
    chat,
    serve,
    status,
    show,
    check,
    compact,
    calibrate,
    doctor,
    backup,
    restore,
    migrate,
    forget,
):
    program.command()(command)
program.add_typer(sources, name="sources")
program.add_typer(feedback, name="feedback")
program.add_typer(evaluations, name="eval")


def _print_version(wanted: bool) -> None:
    if wanted:
        try:
            number = version("newsdesk")
        except PackageNotFoundError:
            number = "not installed"
        typer.echo(f"newsdesk {number}")
        raise typer.Exit


@program.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Options of the program as a whole."""
