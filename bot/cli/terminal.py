"""What is safe and fitting to print for a person."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Whole sequences go, not just their first character, or "[31m" would be left behind as if an article said it.
_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]|\x9b[0-?]*[ -/]*[@-~]"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """``text`` without what could steer a terminal: escape sequences, controls but newline and tab, bidi overrides."""
    text = _SEQUENCE.sub("", text.replace("\r\n", "\n"))
    return "".join(map(_clean_character, text))


def clean_line(text: str) -> str:
    """``text`` cleaned and on one line, for headlines and names."""
    return " ".join(clean(text).split())


def _clean_character(character: str) -> str:
    if character in "\n\t" or character.isprintable():
        return character
    if character in "\r\v\f\u2028\u2029\x85":
        return "\n"
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"  # half of a surrogate pair cannot be encoded
    return "" if category == "Cc" or character in _BIDI else character


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to print, indented as a whole by ``indent`` columns."""

    text: Text
    indent: int = 0


def console(*, stderr: bool = False) -> Console:
    """A console that never guesses at markup or colours in article text."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def show(lines: list[Line], out: Console) -> None:
    """Print ``lines``: wrapped and styled on a terminal, plain and unwrapped elsewhere."""
    from rich.padding import Padding

    for line in lines:
        if out.is_terminal:
            out.print(Padding(line.text, (0, 0, 0, line.indent)) if line.indent else line.text)
        else:
            for row in line.text.plain.split("\n"):
                out.file.write((" " * line.indent + row).rstrip() + "\n")  # rich would expand tabs


def say(text: str) -> None:
    """Print one cleaned line on standard error."""
    console(stderr=True).print(clean(text), soft_wrap=True)


Tell = Callable[[str, int, int], None]
"""Called with the stage, how much of it is done, and how much there is."""


@contextmanager
def progress() -> Iterator[Tell | None]:
    """A progress bar on standard error while the block runs; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=stage)

        yield tell
