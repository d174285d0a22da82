"""Examination of the servers that keep the store: are they reachable, and of which version?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.doctor.finding import Finding

if TYPE_CHECKING:
    from index.store.place import ServerPlace

_OLDEST_POSTGRES = 13


def examine_servers(place: ServerPlace) -> Iterator[Finding]:
    """PostgreSQL and Chroma, each with its version, or with the remedy."""
    from index.store import StoreError, server_versions

    versions = server_versions(place)
    for what, label in (("PostgreSQL", place.label), ("Chroma", place.chroma.label)):
        try:
            version = versions[what]()
        except StoreError as error:
            yield Finding("problem", what, str(error))
            continue
        if what == "PostgreSQL" and int(version.partition(".")[0]) < _OLDEST_POSTGRES:
            yield Finding(
                "problem", what, f"{label} is of version {version}; newsdesk needs {_OLDEST_POSTGRES} or newer."
            )
        else:
            yield Finding("ok", what, f"{label}, version {version}")
