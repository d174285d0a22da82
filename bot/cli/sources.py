"""``newsdesk sources``: the files and folders that `newsdesk reindex` reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import terminal
from bot.cli.exit_codes import Problem
from bot.cli.options import Json, to_path

if TYPE_CHECKING:
    from bot.settings import Settings

_BACK = "The files are left alone: `newsdesk reindex PATH` brings back what they hold; what they hold no more is in a `newsdesk backup` alone."

sources = typer.Typer(help="List, add and remove the files and folders that reindex reads.", no_args_is_help=True)


@sources.command("list")
def list_(as_json: Json = False) -> None:
    """List the sources, each with the number of its articles. Those that are away are marked."""
    from bot.app import open_app
    from bot.cli.json_output import dump
    from bot.presentation.safe_text import clean_line
    from bot.presentation.wording import count
    from bot.settings import load_settings

    with open_app(load_settings(), vectors=False) as app:
        counts = app.store.sources.counts()
    if as_json:
        rows = [{"path": str(path), "articles": held, "there": path.exists()} for path, held in counts.items()]
        typer.echo(dump({"sources": rows}))
        return
    for path, held in counts.items():
        missing = "" if path.exists() else ", not there now"
        typer.echo(f"{clean_line(str(path))} ({count(held, 'article')}{missing})")
    if not counts:
        typer.echo("There are no sources yet; add one with: newsdesk sources add PATH")


@sources.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", parser=to_path, help="Files and folders.")],
) -> None:
    """Have files and folders read by the next `newsdesk reindex`."""
    from contextlib import closing

    from bot.settings import load_settings
    from index.sources.paths import absolute
    from index.store import open_catalogue, prepare_catalogue

    if missing := next((path for path in paths if not path.exists()), None):
        raise Problem(f"There is no {missing}; check the path.")
    place = load_settings().place
    prepare_catalogue(place)
    with closing(open_catalogue(place)) as catalogue:  # beside whoever owns the store: its vectors are not touched
        catalogue.sources.add([absolute(path) for path in paths])
    typer.echo("Run `newsdesk reindex` to read what was added.")


@sources.command()
def remove(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Sources, as `newsdesk sources list` has them.")
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask, as on a terminal.")] = False,
) -> None:
    """Remove sources, and the articles that only they gave. The files themselves are left alone."""
    from bot.app import open_app
    from bot.cli.waiting import say_meanwhile
    from bot.presentation.wording import count
    from bot.service import operator_work
    from bot.service.handover.giving import handed_over, outcome_of
    from bot.settings import load_settings

    settings = load_settings()
    if not yes and terminal.can_ask():
        _ask_first(paths, settings)
    order = operator_work.RemoveOrder(tuple(path.absolute() for path in paths))
    with handed_over(order, settings, say_meanwhile) as replies:
        removed = outcome_of(
            replies, lambda: say_meanwhile("A re-indexing is under way; the removal begins when it is done.")
        )
    if removed is None:
        with open_app(settings, exclusive=True, waiting=say_meanwhile) as app:
            removed = operator_work.remove(order, app.store)
    for path, articles in removed:
        typer.echo(f"Removed {path} and {count(articles, 'article')}.")
    terminal.say(_BACK)


def _ask_first(paths: list[Path], settings: Settings) -> None:
    """Say how many articles the sources gave, and go on only after a yes.

    Raises:
        typer.Abort: the answer is another.
    """
    from bot.app import open_app
    from bot.presentation.safe_text import clean_line
    from bot.presentation.wording import count
    from index.sources.paths import absolute

    with open_app(settings, vectors=False) as app:
        counts = app.store.sources.counts()
    for path in paths:
        if (held := counts.get(path, counts.get(absolute(path)))) is not None:
            typer.echo(
                f"{clean_line(str(path))} gave {count(held, 'article')}; what no other source gives goes at once."
            )
    typer.confirm(f"{_BACK} Remove?", abort=True)
