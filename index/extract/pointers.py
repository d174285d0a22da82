"""Lines that point from a story to another page: "Read more: ...", "More AP tennis: https://...", link cards."""

from __future__ import annotations

import re

from index.extract.furniture_table import table

_LONGEST = 220
_LABEL = 60
_CARD = re.compile(
    r"(?:►\s?)?[^\W\d_][^:\n]{2,60}[^\W_](?:(?<!\d):|:(?!\d\d\b))(?!//)['‘\"“$#]?\w\S{0,30}(?:\s\S{1,30}){3}"
)
"""The label of a link card, glued to its headline ("Subscribe today:Support local news")."""
_LEADING = re.compile(
    r"(?:more|related|read|read more|see more|follow)(?: (?!than\b|info|to\b|these\b|this\b|steps?\b)[^\s:'\"]{1,20}){1,6}"
)
"""The label of a pointer that names its subject: "More on the strike", "Follow every game"."""
_HERE = re.compile(r"(?:listen|watch|read|see|view|download|donate|subscribe|sign up|hear)\b.{0,120}\bhere")
"""What asks to follow the link in its last word: "Listen to the whole talk here:"."""
_HAND = ("👉", "📲", "📧", "📩", "📱", "⇒", "➡")
_ADDRESS = re.compile(r"https?://|www\.")
_ABOUT = re.compile(r"(?:read )?more (?:on|about|from)\b")
_TAGGED = re.compile(
    r"\[(?:INSIGHT|VIDEOS?|PICTURES|PICS|PHOTOS|WARNING|REVEAL(?:ED)?|UPDATES?|LATEST|ANALYSIS|NEWS|OPINION|COMMENT|LIVE|REPORT|EXCLUSIVE|GRAPHIC|MAPS?|DATA|POLL|INTERVIEW|WATCH)\]$"
)
"""The kind of page, behind the headline of a link card."""


def points_elsewhere(line: str, said: str) -> bool:
    """True if a line, ``said`` in its plain form, points to another page.

    A headline has no full stop at its end; a line that has one may be the story's, unless its label is one that no story uses.
    """
    if len(line) > _LONGEST:
        return False
    if line.startswith(_HAND) or (line[-1:] == "]" and _TAGGED.search(line[-16:])):
        return True
    if said[:1] > "\u2600" and not said[0].isalpha():
        said = said[1:].lstrip(" \ufe0f")  # a picture before the words
    if line.endswith(":") and _HERE.fullmatch(said):
        return True
    label, mark, rest = said[: _LABEL + 1].partition(":")
    if not mark:
        label, mark, rest = label.partition("|")
    label = label.strip()
    if not mark:
        return line.endswith(":") and _is_bare(label)
    is_open = not line.endswith((".", "…"))
    if is_open and _CARD.match(line):
        return True
    is_glued = not rest[:1].isspace()
    if label in table().labels:
        return is_open or is_glued or label in table().sure
    if not _LEADING.fullmatch(label):
        return False
    return is_open or is_glued or _ABOUT.match(label) is not None or _ADDRESS.search(rest) is not None


def _is_bare(said: str) -> bool:
    """True for a label over other stories: its colon is all that stands behind it."""
    return said.startswith(("more ", "related", "read ")) and (
        said in table().labels or _LEADING.fullmatch(said) is not None
    )
