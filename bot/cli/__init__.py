"""The command ``newsdesk``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; exits with one of the codes that ``newsdesk --help`` lists."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode still shows the rest
    try:
        from bot.cli.program import program

        program(prog_name="newsdesk")
    except KeyboardInterrupt:  # while the commands were loaded: later on they tell it themselves
        sys.stderr.write("newsdesk: stopped.\n")
        sys.exit(130)
