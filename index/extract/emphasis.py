"""The marks around a line that a chat shows in bold or italics, "*Bridge shut*", "_By Ada Obi_", or that a wire's typesetters read: "^By ADA OBI="."""

from __future__ import annotations

import re

_EMPHASIS = re.compile(r"(?P<mark>[*_]{1,3})(?P<inner>[^\s*_][^*\n]{0,300})(?P=mark)[^\w\n]{0,6}")
_HEADED = re.compile(r"\*\*\s{1,3}(?P<inner>[^\s*][^*\n]{0,300})")
"""A heading of a newsletter that is sent as plain text: "** Bridge shut"."""
_MARKS = re.compile(r"(?<![^\s|(])[*_]{1,3}(?=[^\W_])|(?<=[\w.!?])(?<!_)[*_]{1,3}(?![^\s|).,])")
_TYPESET = re.compile(r"\^?(?P<inner>[^\s^<=][^\n^<=]{1,300})[<=]{0,2}")
"""A line as American wires send it."""


def within_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a line stands within such marks, and pictures behind them; all of it for most lines."""
    match = None
    if start < end and text[start] in "*_":
        match = _EMPHASIS.fullmatch(text, start, end) or _HEADED.fullmatch(text, start, end)
    elif start < end and (text[start] == "^" or text[end - 1] in "<="):
        match = _TYPESET.fullmatch(text, start, end)
    return match.span("inner") if match else (start, end)


def without_marks(line: str) -> str:
    """A line without such marks."""
    return line[slice(*within_marks(line, 0, len(line)))]


def blanked(line: str) -> str:
    """A line with blanks in place of all such marks, so that what stands in it keeps its place."""
    if "*" in line or "_" in line:
        line = _MARKS.sub(lambda match: " " * len(match[0]), line)
    start, end = within_marks(line, 0, len(line)) if line[:1] == "^" or line[-1:] in ("<", "=") else (0, len(line))
    return line[start:end].rjust(end).ljust(len(line))
