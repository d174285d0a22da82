"""The command ``newsdesk``."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line; exits with one of the codes that ``newsdesk --help`` lists."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode still shows the rest
    try:
        from bot.cli.program import program

        program(prog_name="newsdesk")
    except KeyboardInterrupt:  # while the commands were loaded: later on they tell it themselves
        sys.stderr.write("newsdesk: stopped.\n")
        sys.exit(130)


def _open_closed_streams() -> None:
    """A standard stream that was closed leads nowhere: else the next file to be opened, a database say, took its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - while it runs
