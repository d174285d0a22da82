"""Where stores are: in a folder of this machine, or on servers that several machines share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

SERVERS = "servers"
"""Folder of the stores of Discord servers."""
VECTORS = "vectors"
"""Folder of the vectors, beside the catalogue."""


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """A Chroma server, or Chroma's cloud, and what of it is newsdesk's."""

    url: str = field(repr=False)
    tenant: str = "default_tenant"
    database: str = "default_database"
    key: str = field(default="", repr=False)

    @property
    def label(self) -> str:
        """Its address, without what is secret in it."""
        return without_secrets(self.url)


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A store on servers: a schema in PostgreSQL and a collection in Chroma, both of this name."""

    folder: Path
    """The folder that is this machine's own: uploaded files."""
    database_url: str = field(repr=False)
    chroma: ChromaServer
    name: str = "newsdesk"

    @property
    def label(self) -> str:
        """The database and the schema, without what is secret."""
        return f"{without_secrets(self.database_url)} ({self.name})"


Place = Path | ServerPlace
"""A folder, or servers."""


def folder_of(place: Place) -> Path:
    """The folder of a store on this machine."""
    return place if isinstance(place, Path) else place.folder


def of_server(place: Place, server: int | None) -> Place:
    """Where a Discord server's own store is, below that of all; None for that itself."""
    if server is None:
        return place
    folder = folder_of(place) / SERVERS / str(int(server))
    return folder if isinstance(place, Path) else replace(place, folder=folder, name=f"{place.name}_server_{server:d}")


def server_of(place: Place) -> int | None:
    """The Discord server whose own store is at a place; None for the store of all."""
    folder = folder_of(place)
    return int(folder.name) if folder.parent.name == SERVERS and folder.name.isdecimal() else None


def without_secrets(url: str) -> str:
    """A server's address without user, password and parameters."""
    parts = urlsplit(url)
    host = parts.hostname or "?"
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme.partition('+')[0]}://{host}{port}{parts.path.rstrip('/')}"
