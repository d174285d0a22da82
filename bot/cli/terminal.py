"""Text that is safe and fitting to print for a person."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.presentation.safe_text import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from bot.answer.query import Progress


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


def can_ask() -> bool:
    """True where a person is there to answer."""
    return sys.stdin.isatty()


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


@contextmanager
def stages() -> Iterator[Progress]:
    """Shows on standard error how far an answer is while the block runs; silent where that is no terminal."""
    from bot.answer.query import Stage, silent

    if not sys.stderr.isatty():
        yield silent
        return
    from bot.presentation.wording import STAGES

    with console(stderr=True).status("Starting…") as status:

        def tell(stage: Stage) -> None:
            status.update(STAGES[stage])

        yield tell
