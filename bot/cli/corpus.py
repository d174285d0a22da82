"""``newsdesk status``, ``check`` and ``compact``: the corpus as a whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.exit_codes import ExitCode
from bot.cli.options import Json

_PATIENCE = 45.0
"""Seconds to wait for other processes."""


def status(as_json: Json = False) -> None:
    """Show what the corpus holds and where it is kept."""
    from bot.answer.coverage import coverage_of
    from bot.app import open_app
    from bot.cli.json_output import dump
    from bot.cli.render import describe_coverage, describe_size
    from bot.presentation.reports import (
        UNFINISHED,
        describe_filling,
        describe_held,
        describe_outdated,
        is_worth_compacting,
    )
    from bot.presentation.wording import format_moment
    from bot.settings import load_settings

    settings = load_settings()
    place = settings.place
    with open_app(settings, vectors=False) as app:
        stats, model = app.store.catalogue.stats(), app.store.made_with()
    if as_json:
        where = {} if isinstance(place, Path) else {"database": place.label, "chroma": place.chroma.label}
        typer.echo(dump({**asdict(stats), "data_dir": str(settings.data_dir), "embedder": model, **where}))
        return
    rows = {
        "corpus": describe_coverage(coverage_of(stats)),
        "teasers": f"{stats.teasers:,}",
        "passages": f"{stats.passages:,}",
        **({"dense vectors": describe_filling(stats.waiting, stats.passages)} if stats.waiting else {}),
        "last reindex": format_moment(datetime.fromisoformat(stats.last_run)) if stats.last_run else "never",
        "embedder": model or "none yet",
    }
    size = describe_size(stats.bytes_on_disk)
    if isinstance(place, Path):
        rows["data folder"] = f"{settings.data_dir} ({size})"
    else:
        rows |= {"database": f"{place.label} ({size})", "vectors": place.chroma.label}
        rows["data folder"] = str(settings.data_dir)
    width = max(map(len, rows))
    for name, value in rows.items():
        typer.echo(f"{name:<{width}}  {value}")
    if stats.unfinished:
        typer.echo(UNFINISHED)
    if stats.held:
        typer.echo(describe_held(stats.held))
    if stats.outdated:
        typer.echo(describe_outdated(stats.outdated))
    if is_worth_compacting(stats):
        typer.echo(f"{describe_size(stats.spare_bytes)} of this are not used any more; `newsdesk compact` frees them.")


def compact() -> None:
    """Make the stores as small as what is in them, those of Discord servers too; forget what is beyond the limits."""
    from bot.app import Models, limits_of
    from bot.cli.render import describe_size
    from bot.service.store_pool import store_places
    from bot.settings import load_settings
    from index.pipeline.compacting import compact as make_small
    from index.store import open_store

    settings = load_settings()
    models = Models(settings)
    before = after = 0
    for place in store_places(settings.place).values():
        with open_store(place, models.fingerprint, exclusive=True, patience=_PATIENCE) as store:
            before += store.catalogue.stats().bytes_on_disk
            make_small(store, limits_of(settings))
            after += store.catalogue.stats().bytes_on_disk
    typer.echo(f"The stores take {describe_size(after)}; they took {describe_size(before)}.")


def check(
    repair: Annotated[
        bool, typer.Option("--repair", help="Save what is damaged, rebuild what does not agree, then check again.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Prove that catalogue, vectors, words and records are sound and agree, those of Discord servers too."""
    from bot.app import Models
    from bot.cli.json_output import dump
    from bot.presentation.reports import describe_outdated, describe_waiting
    from bot.service.store_pool import store_places
    from bot.settings import load_settings
    from index.pipeline import checking

    settings = load_settings()
    models = Models(settings)
    before: list[_Found] = []
    after: list[_Found] = []
    told: list[str] = []
    outdated = waiting = 0
    for server, folder in store_places(settings.place).items():
        found = checking.examine(folder, models.fingerprint)
        before += [_Found(server, **asdict(problem)) for problem in found.problems]
        if repair and found.problems:
            told += checking.mend(folder, lambda: models.embedder, models.fingerprint, datetime.now(UTC))
            found = checking.examine(folder, models.fingerprint)
        after += [_Found(server, **asdict(problem)) for problem in found.problems]
        outdated += found.outdated
        waiting += found.waiting
    if as_json:
        repaired = [asdict(problem) for problem in before if problem not in after]
        remaining = [asdict(problem) for problem in after]
        rest = {"outdated": outdated, "waiting": waiting, "notes": told}
        typer.echo(dump({"consistent": not after, "problems": remaining, "repaired": repaired, **rest}))
    else:
        _tell_problems(before, after, repair)
        for sentence in told:
            typer.echo(sentence)
        if outdated:
            typer.echo(describe_outdated(outdated))
        if waiting:
            typer.echo(describe_waiting(waiting))
    raise typer.Exit(ExitCode.INCOMPLETE if after else ExitCode.FINE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A problem, and the Discord server in whose store it is; None for the shared one."""

    server: int | None
    where: str
    what: str

    def __str__(self) -> str:
        return (
            f"{self.where}: {self.what}" if self.server is None else f"server {self.server}: {self.where}: {self.what}"
        )


def _tell_problems(before: list[_Found], after: list[_Found], repair: bool) -> None:
    for problem in before:
        if problem not in after:
            typer.echo(f"repaired: {problem}")
    for problem in after:
        typer.echo(str(problem))
    if not after:
        typer.echo("The store is consistent.")
    elif not repair:
        typer.echo("Run `newsdesk check --repair` to save and rebuild what can be.")
