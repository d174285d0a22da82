"""``newsdesk sources``: the files and folders that `newsdesk reindex` reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.exit_codes import Problem
from bot.cli.options import Json

sources = typer.Typer(help="List, add and remove the files and folders that reindex reads.", no_args_is_help=True)


@sources.command("list")
def list_(as_json: Json = False) -> None:
    """List the sources, each with the number of its articles, and whether it is there."""
    from bot.app import open_app
    from bot.cli.json_output import dump
    from bot.presentation.safe_text import clean_line
    from bot.presentation.wording import count
    from bot.settings import load_settings

    with open_app(load_settings()) as app:
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
def add(paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")]) -> None:
    """Have files and folders read by the next `newsdesk reindex`."""
    from bot.app import open_app
    from bot.settings import load_settings
    from index.sources.paths import absolute

    if missing := next((path for path in paths if not path.exists()), None):
        raise Problem(f"There is no {missing}; check the path.")
    with open_app(load_settings(), exclusive=True) as app:
        app.store.sources.add([absolute(path) for path in paths])
    typer.echo("Run `newsdesk reindex` to read what was added.")


@sources.command()
def remove(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Sources, as `newsdesk sources list` has them.")
    ],
) -> None:
    """Remove sources, and the articles that only they gave; the files themselves are left alone."""
    from bot.app import open_app
    from bot.presentation.wording import count
    from bot.settings import load_settings
    from index.pipeline.reindex import forget_source
    from index.sources.paths import absolute

    with open_app(load_settings(), exclusive=True) as app:
        known = app.store.sources.paths()
        wanted = [path if path in known else absolute(path) for path in paths]
        if unknown := next((path for path in wanted if path not in known), None):
            raise Problem(f"{unknown} is no source; `newsdesk sources list` names those that there are.")
        for path in wanted:
            gone = forget_source(app.store, path)
            typer.echo(f"Removed {path} and {count(len(gone), 'article')}.")
