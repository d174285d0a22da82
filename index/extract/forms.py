"""The form of an article, by what its type, its section and its address are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from index.extract.fields import forms
from index.types import Form
from index.unicode import squeezed

_BETWEEN = re.compile(r"[/|>»,;]")
_LONGEST = 200


def form_of(called: Iterable[str], url: str | None) -> Form:
    """The first form that a name tells: of types and sections in their order, then of the folders of the address."""
    folders = [name for name in urlsplit(url).path.split("/")[:-1] if len(name) > 2] if url else []
    for name in (*called, *folders):
        for piece in (name, *_BETWEEN.split(name[:_LONGEST])):
            if found := forms().get(squeezed(piece)):
                return found
    return ""
