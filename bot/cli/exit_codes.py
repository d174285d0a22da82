"""Exit codes, and what a person is told when something fails: one sentence, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import Abort, Exit, TyperException

from bot.cli.terminal import console, say
from index.errors import UserError


class ExitCode(IntEnum):
    """The meaning of the program's exit code."""

    FINE = 0
    INCOMPLETE = 1
    """It finished, but some input could not be used, or problems remain."""
    FAILED = 2
    """Wrong usage, bad input or settings, or a failure."""
    STOPPED = 130
    """Somebody pressed Ctrl-C."""


EXIT_CODES_HELP = (
    "Exit codes: 0 it worked (for ask: answered, or not in the corpus); 1 it finished, but some input could not be "
    "used (reindex), problems remain (check, doctor), there is no such article (show), or it got worse (eval); 2 wrong "
    "usage, bad settings or a failure; 130 stopped with Ctrl-C."
)


class Problem(UserError):
    """Something that a person can put right; the message is one sentence that says how."""


class PlainErrors(TyperGroup):
    """A command group whose commands end in an exit code and at most one sentence on standard error."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        with _plain_errors():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  # typer's own context class is private
        with _plain_errors():
            result = super().invoke(ctx)
            sys.stdout.flush()  # or a closed pipe would only show while the interpreter shuts down
            return result


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Whatever fails ends in an exit code and at most one sentence, also while help is written."""
    try:
        yield
    except (TyperException, Abort, Exit):
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from None  # as a shell reports a program that SIGPIPE ended
    except KeyboardInterrupt:
        raise _stopped() from None
    except Exception as error:
        say(f"newsdesk: {explain(error)}")
        raise typer.Exit(ExitCode.FAILED) from None


def _stopped() -> typer.Exit:
    console(stderr=True).show_cursor()  # which is hidden while something goes round
    say("newsdesk: stopped.")
    return typer.Exit(ExitCode.STOPPED)


def explain(error: Exception) -> str:
    """One sentence on ``error``. What nobody foresaw is logged, and the sentence says where."""
    if isinstance(error, ImportError):
        return f"a part of newsdesk cannot be loaded ({error}); install it and its dependencies again."
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "There is no room left on the disk; make some and try again, nothing is lost."
    if isinstance(error, OSError) and error.strerror and error.filename:
        return f"{error.filename}: {error.strerror}."
    from sqlalchemy.exc import DBAPIError

    if isinstance(error, DBAPIError):
        return f"the database cannot be used ({error.orig}); `newsdesk check` tells whether it is damaged."
    return _unforeseen(error)


def _unforeseen(error: Exception) -> str:
    from bot.log import log_failure, log_to

    try:
        path = log_to(_log_folder())
        reference = log_failure(error)
    except OSError:
        return f"something failed that should not ({type(error).__name__}), and the log cannot be written."
    return f"something failed that should not; {path} tells more under the reference {reference}."


def _log_folder() -> Path:
    from bot.settings import Settings, SettingsError, load_settings

    try:
        return load_settings().data_dir
    except SettingsError:
        return Path(str(Settings.model_fields["data_dir"].get_default(call_default_factory=True)))
