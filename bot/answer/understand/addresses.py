"""Addresses within a message. Pure."""

from __future__ import annotations

import re

from index.extract.urls import canonical_url

_ADDRESS = re.compile(r"<?(https?://[^\s<>\"'|]+)>?", re.IGNORECASE)
_TRAILING = ".,;:!?)]}’”"


def address_in(message: str) -> tuple[str, str]:
    """The first web address of ``message`` in its canonical form, and the message without it; both empty or whole without one."""
    match = _ADDRESS.search(message)
    if match is None:
        return "", message
    address = canonical_url(match[1].rstrip(_TRAILING)) or ""
    rest = " ".join(f"{message[: match.start()]} {message[match.end() :]}".split()).strip(" :,-")
    return address, rest
