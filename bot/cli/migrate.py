"""``newsdesk migrate``: the stores, from the data folder to servers and back."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.options import Json


class Target(StrEnum):
    """Where the stores go."""

    SERVERS = "servers"
    FOLDER = "folder"


def migrate(
    to: Annotated[Target, typer.Argument(metavar="servers|folder", help="Where the copy is made.")],
    force: Annotated[bool, typer.Option("--force", help="Put the copy in place of what is there.")] = False,
    as_json: Json = False,
) -> None:
    """Copy all to the servers of the settings, or from there back. Articles, vectors and records go to those of DATABASE_URL and
    CHROMA_URL, or into the data folder.

    Stop bots and indexers first. Cut off, it goes on where it was; at its end both places are compared, row for row.
    """
    from bot.cli.exit_codes import Problem
    from bot.cli.json_output import dump
    from bot.cli.other_embedder import say_where_other_embedder
    from bot.cli.terminal import say
    from bot.cli.waiting import TOLD_SECONDS, say_meanwhile
    from bot.service.migrating import migrate as run
    from bot.settings import load_settings

    settings = load_settings()
    if not settings.has_servers:
        raise Problem("Set DATABASE_URL and CHROMA_URL first; docs/many-servers.md tells how.")
    here, there = settings.data_dir, settings.place
    source, target = (here, there) if to is Target.SERVERS else (there, here)
    told: set[tuple[str, str]] = set()

    def tell(what: str, part: str, _: int) -> None:
        if (what, part) not in told:
            told.add((what, part))
            say(f"{what}: {part}")

    done = run(source, target, tell, force=force, patience=TOLD_SECONDS, waiting=say_meanwhile)
    say_where_other_embedder(target, settings)
    if as_json:
        typer.echo(dump({"to": to.value, "copied": [asdict(item) for item in done]}))
        return
    for item in done:
        holds = (
            f"{item.articles:,} articles, {item.passages:,} passages, {item.vectors:,} vectors; "
            if item.articles
            else ""
        )
        typer.echo(f"{item.what}: {holds}{item.rows:,} rows, the same in both places (SHA-256 {item.sha256[:16]}).")
    typer.echo("What it was copied from is left as it is.")
    if to is Target.FOLDER:
        typer.echo("Unset DATABASE_URL and CHROMA_URL to use the data folder.")
