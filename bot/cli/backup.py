"""``newsdesk backup`` and ``newsdesk restore``: all that is kept, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; an earlier one is replaced.")],
) -> None:
    """Write all that newsdesk keeps to one file. Articles, answers, votes, settings and the files of Discord servers, also while the bot runs."""
    from datetime import UTC, datetime

    from bot.cli.render import describe_size
    from bot.service.backup import back_up
    from bot.settings import load_settings

    settings = load_settings()
    _require_folder(settings)
    manifest = back_up(settings.data_dir, file, datetime.now(UTC))
    size = describe_size(file.stat().st_size)
    typer.echo(f"{len(manifest.entries):,} files are in {file} ({size}), each read again and found right.")
    typer.echo("It holds what people asked: keep it where only you can read it.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `newsdesk backup` wrote.")],
    force: Annotated[bool, typer.Option("--force", help="Put it in place of what is there.")] = False,
) -> None:
    """Put back what `newsdesk backup` wrote; no model is needed."""
    from bot.cli.other_embedder import say_where_other_embedder
    from bot.cli.waiting import TOLD_SECONDS, say_meanwhile
    from bot.presentation.wording import count
    from bot.service.backup import restore as put_back
    from bot.settings import load_settings

    settings = load_settings()
    _require_folder(settings)
    restored = put_back(file, settings.data_dir, force=force, patience=TOLD_SECONDS, waiting=say_meanwhile)
    held = f"{count(restored.articles, 'article')} and {count(restored.teasers, 'teaser')}"
    typer.echo(f"{held} of {restored.made} are in {settings.data_dir}.")
    say_where_other_embedder(settings.data_dir, settings)


def _require_folder(settings: Settings) -> None:
    """Servers have backups of their own, which know what others write meanwhile."""
    from bot.cli.exit_codes import Problem

    if not isinstance(settings.place, Path):
        raise Problem("The store is on servers: back up PostgreSQL with pg_dump; docs/many-servers.md tells how.")
