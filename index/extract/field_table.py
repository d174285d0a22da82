"""The table of what exports call things: newsdesk's own, and what an operator adds to it in the data folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from index.errors import UserError

Table = Mapping[str, Mapping[str, list[str]]]
"""Sections of parts, each part with its names."""
FILE = "fields.toml"
"""In the data folder: names that come before newsdesk's own."""

_OWN = Path(__file__).with_name(FILE)
_LARGEST = 2**20


class FieldTableError(UserError):
    """The operator's table cannot be used; the message says why."""


@cache
def own_table() -> Table:
    """The table that comes with newsdesk."""
    return tomllib.loads(_OWN.read_text("utf-8"))


def read_table(folder: Path) -> Table:
    """The table that an operator keeps in the data folder; empty where there is none.

    Raises:
        FieldTableError: it cannot be read, or has sections, parts or values that are none.
    """
    path = folder / FILE
    try:
        if path.stat().st_size > _LARGEST:
            raise FieldTableError(f"{path} is far larger than any table of names; see docs/formats.md for its form.")
        added = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except tomllib.TOMLDecodeError as error:
        raise FieldTableError(f"{path} is not valid TOML ({error}); correct it or remove it.") from error
    except (OSError, UnicodeError) as error:
        raise FieldTableError(f"{path} cannot be read ({error}); correct it or remove it.") from error
    return {section: _parts(path, section, parts) for section, parts in added.items()}


def joined(added: Table) -> Table:
    """Newsdesk's own table with these names before its own."""
    return {
        section: {part: [*added.get(section, {}).get(part, ()), *names] for part, names in parts.items()}
        for section, parts in own_table().items()
    }


def _parts(path: Path, section: str, parts: object) -> dict[str, list[str]]:
    known = own_table().get(section)
    if known is None or not isinstance(parts, Mapping):
        raise FieldTableError(f"{path} has “{section}”, but its sections are {_listed(own_table())}; correct it.")
    found: dict[str, list[str]] = {}
    for part, given in parts.items():
        if part not in known:
            raise FieldTableError(f"{path} has “{part}” in [{section}], which may have {_listed(known)}; correct it.")
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            raise FieldTableError(f"{path} has something else than names for “{part}” in [{section}]; correct it.")
        found[part] = names
    return found


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(names)
