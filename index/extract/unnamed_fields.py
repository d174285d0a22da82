"""Parts of a record whose fields have names that no table has, told by what they hold: tables that people made by hand."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from index.extract.fields import Fields
from index.extract.furniture import is_furniture
from index.extract.urls import canonical_url, is_front_page

_WORD = re.compile(r"[^\W\d_]{3,40}")
_ADDRESS = re.compile(r"https?://[^\s()<>]+")
_SHARED = 3
"""Words of an address that the story has too: a section's page, which many records share, has hardly so many."""
_TITLE_WORDS = range(3, 26)
_LONGER = 3
"""So many times as long as the title is the story at least."""


def address_in(fields: Fields, text: str) -> str | None:
    """The address whose words are the story's, in whatever field it stands."""
    said = {word.casefold() for value in (*fields.unnamed(), text) for word in _WORD.findall(_ADDRESS.sub(" ", value))}
    for value in fields.unnamed():
        url = canonical_url(value)
        if url is None or is_front_page(url):
            continue
        own = {word.casefold() for word in _WORD.findall(unquote(urlsplit(url).path))}
        if len(own & said) >= _SHARED:
            return url
    return None


def title_in(fields: Fields, text: str) -> str:
    """The one line of some words beside the story; empty where there are several, of which any may be it."""
    lines = [
        line
        for value in fields.unnamed()
        if "://" not in value
        and "\n" not in (line := value.strip())
        and len(line.split()) in _TITLE_WORDS
        and not is_furniture(line)
    ]
    return lines[0] if len(lines) == 1 and len(text) >= _LONGER * len(lines[0]) else ""
