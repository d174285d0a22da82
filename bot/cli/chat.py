"""``newsdesk chat``: one question after another."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import typer

from bot.cli.options import Limit, Outlets, Since, Until
from bot.presentation.filters import check_days, make_filters
from bot.presentation.safe_text import clean_line

if TYPE_CHECKING:
    from bot.app import Models
    from bot.records import Records
    from bot.settings import Settings
    from index.types import Filters

_HELP = "Type a question; one may lean on those before it. /new begins another conversation, /quit or Ctrl-D ends, Ctrl-C stops an answer."
_ASKER = "terminal"


def chat(outlet: Outlets = None, since: Since = None, until: Until = None, limit: Limit = 3) -> None:
    """Ask one question after another; /quit or Ctrl-D ends."""
    from bot.answer.coverage import coverage_of
    from bot.app import Models
    from bot.cli.asking import open_desk
    from bot.cli.terminal import say
    from bot.presentation.reports import UNFINISHED
    from bot.records import Records
    from bot.settings import load_settings
    from index.scratch import scratch_folder
    from index.store.read_only import is_read_only

    check_days(since, until)
    settings = load_settings()
    models = Models(settings)
    with open_desk(settings, models) as desk:
        desk.store.require_same_embedder()
        stats = desk.store.catalogue.stats()
        filters = make_filters(outlet or (), since, until, coverage_of(stats).outlets)
    if stats.unfinished:
        say(UNFINISHED)
    if sys.stdin.isatty():
        say(_HELP)
    with contextlib.ExitStack() as stack:
        place = settings.place
        if is_read_only(settings.data_dir):
            say("The data folder can only be read: this conversation is forgotten at its end.")
            place = stack.enter_context(scratch_folder())
        stack.enter_context(_history(settings.data_dir / "chat_history"))
        records = stack.enter_context(contextlib.closing(Records(place)))
        talk = _Conversation(records)
        for line in questions():
            if line == "/help":
                say(_HELP)
            elif line == "/new":
                talk = _Conversation(records)
            elif line.startswith("/"):
                say(f"There is no command {line.split()[0]}. {_HELP}")
            else:
                _reply(settings, models, talk, line, filters, limit)


@dataclass(frozen=True, slots=True)
class _Conversation:
    """A conversation in the records, begun with this object."""

    records: Records
    key: str = field(default_factory=lambda: f"terminal:{token_hex(8)}")


def questions() -> Iterator[str]:
    """Lines that a person types, without empty ones, up to /quit or the end of input."""
    while True:
        try:
            line = input("\n> " if sys.stdin.isatty() else "").strip()
        except (EOFError, KeyboardInterrupt):
            if sys.stdin.isatty():
                sys.stdout.write("\n")
            return
        if line.casefold() in ("/quit", "/exit", "quit", "exit"):
            return
        if line:
            if not sys.stdin.isatty():  # nobody sees it being typed: the answers would run into each other
                typer.echo(f"\n> {clean_line(line)}")
            yield line


def _reply(
    settings: Settings, models: Models, talk: _Conversation, question: str, filters: Filters, limit: int
) -> None:
    """Answer one question and remember it. A failure is told and the conversation goes on."""
    from bot.answer.answers import turn_of
    from bot.answer.coverage import coverage_of
    from bot.answer.query import Query
    from bot.cli.asking import answered, open_desk
    from bot.cli.exit_codes import explain
    from bot.cli.render import render_answer
    from bot.cli.terminal import console, say, show, stages

    try:
        with stages() as progress, open_desk(settings, models) as desk:
            history = tuple(talk.records.conversation(talk.key))
            answer = answered(Query(question, filters, limit, history), desk, settings, models, progress)
            coverage = coverage_of(desk.store.catalogue.stats())
        if not answer.reply:  # nothing can lean on thanks
            talk.records.add_turn(talk.key, turn_of(question, answer), _ASKER, datetime.now(UTC))
        show(render_answer(answer, coverage), console())
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("Stopped.")
    except BrokenPipeError:
        raise
    except Exception as error:
        say(f"newsdesk: {explain(error)}")


@contextlib.contextmanager
def _history(path: Path) -> Iterator[None]:
    """Earlier questions on the arrow keys, where the system has readline; nothing kept when no person types."""
    try:
        import readline
    except ImportError:
        yield
        return
    if not sys.stdin.isatty():
        yield
        return
    with contextlib.suppress(OSError):
        readline.read_history_file(path)
    readline.set_history_length(1000)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            readline.write_history_file(path)
