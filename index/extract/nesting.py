"""The depth of markup, found in one pass: what is nested deeper than any page costs parsers more than it is worth."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"<(/?)(?:div|span|section|article|main|table|ul|ol|blockquote|form|center|font)[\s>/]", re.IGNORECASE
)
"""Only elements that are always closed: others, such as p, are often left open and follow each other."""
DEEPEST = 500
"""Twice what libxml2 follows, and what browsers do."""


def is_too_deep(markup: str) -> bool:
    """True if elements are nested deeper than on any page of news."""
    depth = 0
    for tag in _TAG.finditer(markup):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEEPEST:
            return True
    return False
