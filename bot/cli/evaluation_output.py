"""An evaluation as it is printed, and the report that is written of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from bot.evaluate.compare import Comparison
    from bot.evaluate.session import Evaluation


def got_worse(comparison: Comparison) -> list[str]:
    """A sentence for each key measure that is significantly worse."""
    from bot.evaluate.measures import BY_KEY
    from bot.evaluate.tables import number

    return [
        f"{item.key} {'fell' if item.delta < 0 else 'rose'} from {number(item.before, BY_KEY[item.key].unit)} "
        f"to {number(item.after, BY_KEY[item.key].unit)} (p {item.p:.3f})."
        for item in comparison.got_worse
    ]


def write_report(folder: Path, done: Evaluation, comparison: Comparison | None) -> None:
    """Write the run as a page, as Markdown and as JSON."""
    from bot.cli.json_output import dump
    from bot.cli.terminal import say
    from bot.evaluate.report.markdown_report import render_markdown
    from bot.evaluate.report.page import render_page
    from bot.evaluate.report.worst import worst_first

    cases = worst_first(done.questions, done.results)
    folder.mkdir(parents=True, exist_ok=True)
    pages = {
        "report.html": render_page(done.run, done.summary, cases, comparison),
        "report.md": render_markdown(done.run, done.summary, cases, comparison),
        "report.json": dump(_as_json(done, comparison, [])),
    }
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    say(f"Wrote {folder / 'report.html'}, and the same as Markdown and JSON beside it.")


def _as_json(done: Evaluation, comparison: Comparison | None, failed: list[str]) -> dict[str, Any]:
    from dataclasses import asdict

    from bot.evaluate.summary import finite, summary_json

    return {
        "run": asdict(done.run),
        "summary": summary_json(done.summary),
        "comparison": finite(asdict(comparison)) if comparison else None,
        "failed": failed,
    }


def print_json(done: Evaluation, comparison: Comparison | None, failed: list[str]) -> None:
    """Print the run as one JSON object; ``failed`` says what was wanted and not met."""
    from bot.cli.json_output import dump

    typer.echo(dump(_as_json(done, comparison, failed)))


def print_figures(done: Evaluation, comparison: Comparison | None) -> None:
    """Print the run's figures for a person."""
    from bot.evaluate.report.terminal_report import render_text
    from bot.evaluate.report.worst import worst_first
    from bot.presentation.safe_text import clean

    cases = worst_first(done.questions, done.results)
    typer.echo(clean(render_text(done.run, done.summary, cases, comparison)))
