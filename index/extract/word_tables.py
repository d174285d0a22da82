"""Tables of words and phrases in files of their own: for each name one text, in which they stand on lines or between bars."""

from __future__ import annotations

import tomllib
from pathlib import Path


def word_table(path: Path) -> dict[str, list[str]]:
    """The words and phrases under each name of a table in TOML."""
    return {
        name: [phrase.strip() for phrase in value.replace("\n", "|").split("|") if phrase.strip()]
        for name, value in tomllib.loads(path.read_text("utf-8")).items()
    }
