"""``newsdesk check``: by the newsdesk that serves from the data folder, or where there is none here; ``--repair`` when it is its turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.exit_codes import ExitCode
from bot.cli.options import Json
from bot.cli.waiting import TOLD_SECONDS, say_meanwhile

if TYPE_CHECKING:
    from bot.app import Models
    from bot.settings import Settings
    from index.pipeline.checking import Examination

_BUSY = "A re-indexing is under way; the check begins when it is done."


def check(
    repair: Annotated[
        bool, typer.Option("--repair", help="Save what is damaged, rebuild what does not agree, then check again.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Prove that the stores are sound and agree. Those of Discord servers too."""
    from bot.app import Models
    from bot.cli.json_output import dump
    from bot.presentation.reports import describe_outdated, describe_waiting
    from bot.settings import load_settings

    settings = load_settings()
    models = Models(settings)
    examined = _examined(settings, models)
    before = _problems(examined)
    told: list[str] = []
    if repair and before:
        told = _repaired(settings, models, examined)
        examined = _examined(settings, models)
    after = _problems(examined)
    outdated = sum(found.outdated for found in examined.values())
    waiting = sum(found.waiting for found in examined.values())
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


def _examined(settings: Settings, models: Models) -> Mapping[int | None, Examination]:
    """The state of all stores, as their owner finds it, or as it is found here when it is this process's turn."""
    from bot.service.handover.giving import handed_over, outcome_of
    from bot.service.handover.messages import read_examinations
    from bot.service.operator_work import CheckOrder
    from bot.service.store_pool import store_places
    from index.pipeline.checking import examine
    from index.store import open_store

    with handed_over(CheckOrder(), settings, say_meanwhile) as replies:
        found = outcome_of(replies, lambda: say_meanwhile(_BUSY))
    if found is not None:
        return read_examinations(found)
    opened = partial(open_store, fingerprint=models.fingerprint, patience=TOLD_SECONDS, waiting=say_meanwhile)
    return {server: examine(place, partial(opened, place)) for server, place in store_places(settings.place).items()}


def _repaired(settings: Settings, models: Models, examined: Mapping[int | None, Examination]) -> list[str]:
    """Repair, in turn with others, the stores with problems; returns what a person has to know of it."""
    from datetime import UTC, datetime

    from bot.service.store_pool import store_places
    from index.pipeline.checking import mend

    told: list[str] = []
    for server, place in store_places(settings.place).items():
        found = examined.get(server)
        if found is not None and any(problem.can_be_repaired for problem in found.problems):
            told += mend(
                place,
                lambda: models.embedder,
                models.fingerprint,
                datetime.now(UTC),
                patience=TOLD_SECONDS,
                waiting=say_meanwhile,
            )
    return told


def _problems(examined: Mapping[int | None, Examination]) -> list[_Found]:
    return [_Found(server, **asdict(problem)) for server, found in examined.items() for problem in found.problems]


def _tell_problems(before: list[_Found], after: list[_Found], repair: bool) -> None:
    for problem in before:
        if problem not in after:
            typer.echo(f"repaired: {problem}")
    for problem in after:
        typer.echo(str(problem))
    if not after:
        typer.echo("The store is consistent.")
    elif not repair and any(problem.where != "embedder" for problem in after):
        typer.echo("Run `newsdesk check --repair` to save and rebuild what can be.")
