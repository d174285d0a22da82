"""``newsdesk show``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.exit_codes import ExitCode
from bot.cli.options import Json


def show(
    article: Annotated[
        str, typer.Argument(help="Its id (or its first six digits), URL or source path, as a citation gives it.")
    ],
    as_json: Json = False,
) -> None:
    """Show an article's text, with what each part was taken for."""
    from bot.app import open_app
    from bot.cli.json_output import dump, stored_json
    from bot.cli.render import render_article
    from bot.cli.terminal import console, say
    from bot.cli.terminal import show as show_lines
    from bot.settings import load_settings
    from index.sources.paths import absolute

    with open_app(load_settings(), vectors=False) as app:
        catalogue = app.store.catalogue
        stored = catalogue.article(article) or catalogue.article(str(absolute(Path(article))))
        if stored is None:
            say(f"newsdesk: the corpus has no article {article}; ask --json gives the ids of those that it cites.")
            raise typer.Exit(ExitCode.INCOMPLETE)
        if as_json:
            typer.echo(dump(stored_json(stored)))
            return
        out = console()
        show_lines(render_article(stored, plain=not out.is_terminal), out)
