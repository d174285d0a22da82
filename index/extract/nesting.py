"""The depth of markup, found in one pass: what is nested deeper than any page costs parsers more than it is worth."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"<(/?(?:script|div|span|section|article|main|table|ul|ol|blockquote|form|center|font))[\s>/]", re.IGNORECASE
)
"""Only elements that are always closed: others, such as p, are often left open and follow each other."""
_SCRIPT = re.compile("/?script", re.IGNORECASE)
DEEPEST = 500
"""Twice what libxml2 follows, and what browsers do."""


def is_too_deep(markup: str) -> bool:
    """True if elements are nested deeper than on any page of news; what a script would write counts for nothing."""
    depth = 0
    is_script = False
    for tag in _TAG.findall(markup):
        if len(tag) in (6, 7) and _SCRIPT.fullmatch(tag):
            is_script = tag[0] != "/"
        elif is_script:
            continue
        elif tag[0] == "/":
            depth = max(0, depth - 1)
        else:
            depth += 1
            if depth > DEEPEST:
                return True
    return False
