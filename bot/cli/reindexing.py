"""``newsdesk reindex``: by the newsdesk that serves from the data folder, or where there is none here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from bot.cli.exit_codes import ExitCode
from bot.cli.options import Json, to_path
from bot.cli.waiting import say_meanwhile

if TYPE_CHECKING:
    from bot.app import Models
    from bot.cli.terminal import Tell
    from bot.service.handover.messages import Message
    from bot.service.operator_work import FillOrder, ReadOutcome, ReindexOrder
    from bot.settings import Settings
    from index.pipeline.reindex import Report
    from index.store import Store

_LONG_PATIENCE = 600.0
"""Seconds to wait for other processes while news can be asked already."""
_STOPPED = "Stopped; what was written stays, and `newsdesk reindex` goes on from there."
_LEFT = "Stopped waiting; the newsdesk that serves goes on embedding."
_WAITING = "Another re-indexing is under way; this one begins when it is done."
_HANDED_ON = "A newsdesk serves from here now, and goes on with it."
_TAKEN_OVER = "The newsdesk that re-indexed is gone; this one goes on."


def reindex(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", parser=to_path, help="Files and folders; by default all that were named before."
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything again, as after a change of model.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles that are not there any more, however many these are.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read what is new, changed or gone under PATH."""
    from bot.cli.json_output import dump
    from bot.cli.terminal import progress, say
    from bot.presentation.reports import describe_asked
    from bot.service.operator_work import ReindexOrder
    from bot.settings import load_settings
    from index.sources.paths import absolute

    settings = load_settings()
    order = ReindexOrder(tuple(map(absolute, paths or ())), full, dry_run, prune)
    with ExitStack() as stack:
        run = _Run(order, settings, stack)
        try:
            with progress() as tell:
                outcome = run.read(tell)
            report = outcome.report
            if not as_json:
                _tell_report(report)
            if report.waiting:
                if not (as_json or sys.stderr.isatty()):
                    say(f"{describe_asked(outcome.held)}.")
                with progress() as tell:
                    report.passages_embedded = run.fill(_in_percent(describe_asked(outcome.held), tell))
                report.waiting = 0
        except KeyboardInterrupt:
            say(f"newsdesk: {run.stopped}")
            raise typer.Exit(ExitCode.STOPPED) from None
    if as_json:
        typer.echo(dump(asdict(report)))
    raise typer.Exit(ExitCode.INCOMPLETE if report.has_errors else ExitCode.FINE)


class _Run:
    """A re-indexing by whoever owns the store, which may change on the way; ``stack`` ends what is begun."""

    def __init__(self, order: ReindexOrder, settings: Settings, stack: ExitStack) -> None:
        self.stopped = _STOPPED
        """The sentence for a person who stops it, or no longer waits for it."""
        self._settings = settings
        self._stack = stack
        self._here = _Here(order, settings)
        self._worker = self._by_owner(order)

    def read(self, tell: Tell | None) -> ReadOutcome:
        """All is read, and can be asked."""
        from bot.service.handover.giving import OwnerGone

        try:
            return self._worker.read(tell)
        except OwnerGone:
            self._take_over()
            return self._worker.read(tell)

    def fill(self, tell: Tell | None) -> int:
        """What waits for it is embedded; returns how many texts that were."""
        from bot.service.handover.giving import OwnerGone
        from bot.service.operator_work import FillOrder

        while True:
            self.stopped = self._worker.stopped
            try:
                return self._worker.fill(tell)
            except OwnerGone:
                self._take_over()
            except _OwnerCame:
                say_meanwhile(_HANDED_ON)
                self._worker = self._by_owner(FillOrder())

    def _by_owner(self, order: ReindexOrder | FillOrder) -> _Worker:
        from bot.service.handover.giving import handed_over

        replies = self._stack.enter_context(handed_over(order, self._settings, say_meanwhile))
        return _There(replies) if replies is not None else self._here

    def _take_over(self) -> None:
        say_meanwhile(_TAKEN_OVER)
        self._worker = self._here


class _Worker(Protocol):
    """Who carries out the order: first all is read, then what waits for it is embedded."""

    @property
    def stopped(self) -> str:
        """The sentence for a person who does not wait for the end of the embedding."""

    def read(self, tell: Tell | None) -> ReadOutcome: ...

    def fill(self, tell: Tell | None) -> int: ...


class _OwnerCame(Exception):
    """A newsdesk began to serve from the folder, and embeds by itself what waits for it."""


class _There:
    """The newsdesk that serves from the folder."""

    stopped = _LEFT

    def __init__(self, replies: Iterator[Message]) -> None:
        self._replies = replies

    def read(self, tell: Tell | None) -> ReadOutcome:
        from bot.service.handover.messages import read_outcome

        return read_outcome(self._until("read", tell))

    def fill(self, tell: Tell | None) -> int:
        return int(self._until("done", tell))

    def _until(self, wanted: str, tell: Tell | None) -> Any:  # noqa: ANN401 - each reply has its own
        for reply in self._replies:
            if "waiting" in reply:
                say_meanwhile(_WAITING)
            elif "progress" in reply and tell is not None:
                tell(*reply["progress"])
            elif wanted in reply:
                return reply[wanted]
        raise AssertionError  # the replies end with ``done`` or an error


class _Here:
    """This process, which opens the store when it is its turn."""

    stopped = _STOPPED

    def __init__(self, order: ReindexOrder, settings: Settings) -> None:
        self._order = order
        self._settings = settings

    @cached_property
    def _models(self) -> Models:
        from bot.app import Models

        return Models(self._settings)

    def read(self, tell: Tell | None) -> ReadOutcome:
        from datetime import UTC, datetime

        from bot.app import open_app
        from bot.service.operator_work import read

        with open_app(self._settings, exclusive=True, models=self._models, waiting=say_meanwhile) as app:
            return read(self._order, app.store, app.embedder, self._settings, datetime.now(UTC), tell)

    def fill(self, tell: Tell | None) -> int:
        from index.pipeline.filling import fill

        return fill(self._opened, self._models.embedder, tell or (lambda *_: None))

    def _opened(self) -> AbstractContextManager[Store]:
        from bot.service.handover.giving import is_owned
        from index.store import open_store

        if is_owned(self._settings.place):
            raise _OwnerCame
        return open_store(self._settings.place, self._models.fingerprint, exclusive=True, patience=_LONG_PATIENCE)


def _tell_report(report: Report) -> None:
    from bot.cli.render import report_table
    from bot.cli.terminal import console
    from bot.presentation.reports import describe_report

    output = console()
    if not output.is_terminal:
        output.width = 1000  # one line for each thing: what reads a pipe goes by lines
    output.print(report_table(report))
    typer.echo(describe_report(report))


def _in_percent(what: str, tell: Tell | None) -> Tell | None:
    return tell and (lambda _, done, total: tell(f"{what}: {100 * done // max(total, 1)} %", done, total))
