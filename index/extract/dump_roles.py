"""The kinds of lines of a text dump."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The kind of a line."""

    STORY = "story"
    ITEM = "item"
    SHORT = "short"
    HEADING = "heading"
    CORRECTION = "correction"
    CAPTION = "caption"
    FURNITURE = "furniture"


ASIDE = (Role.FURNITURE, Role.CAPTION)
"""The kinds of what stands beside the story."""
