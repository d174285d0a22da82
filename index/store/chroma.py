"""Where a store's vectors are: in a folder, by the Chroma that is part of this program, or on a Chroma server."""

from __future__ import annotations

import base64
import shutil
import threading
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

from index.store.errors import DamagedVectors, NoRoom, ServerFails, StoreError, is_full
from index.store.place import ChromaServer
from index.store.segments import damaged_part, lost_part

_SECONDS = 30.0
"""Seconds that a server may take to reply."""
_STARTING = threading.Lock()


class ChromaHome(Protocol):
    """Where vectors are, and how to get there."""

    collection: str
    """The name of the collection."""
    batch: int | None
    """The most vectors that are written, or whose ids are read, at once; None for as many as Chroma takes."""

    def is_there(self) -> bool:
        """Something may be there to read."""

    def connect(self) -> Any:  # noqa: ANN401 - Chroma is imported late
        """A client. Raises StoreError."""

    def examine(self) -> None:
        """Look into everything that is kept. Raises StoreError where it is damaged."""

    def disconnect(self, client: Any) -> None:  # noqa: ANN401
        """Let go of a client's files or connections."""

    def clear(self) -> None:
        """Forget everything. Nobody of this process uses it."""

    def is_gone(self, error: Exception) -> bool:
        """The error says that the collection is not there any more: it is to be looked for again."""

    def failed(self, error: Exception) -> StoreError:
        """The words for a person about an error of opening it."""

    def explained(self, error: Exception) -> StoreError | None:
        """The words for a person about an error of using it; None for one that is a mistake of the program."""


class ChromaFolder:
    """Vectors in a folder."""

    collection = "passages"
    batch: int | None = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def is_there(self) -> bool:
        """Readers do not make it: they share the store, and two processes that start one folder break each other's start."""
        return self._folder.exists()

    def connect(self) -> Any:  # noqa: ANN401
        """A client of the folder, which is made where it is missing."""
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        self._require(lost_part(self._folder))
        settings = Settings(anonymized_telemetry=False, allow_reset=False)
        try:
            return chromadb.PersistentClient(path=str(self._folder), settings=settings)
        except Exception as error:  # a damaged folder raises many kinds
            # Chroma remembers clients by their folder, those that failed to start too.
            SharedSystemClient.clear_system_cache()
            raise self.failed(error) from error

    def examine(self) -> None:
        """Look into all files of the vectors. Raises DamagedVectors where Chroma would not notice their damage."""
        self._require(damaged_part(self._folder))

    def _require(self, damaged: str | None) -> None:
        if damaged is not None:
            raise DamagedVectors(self._folder, f"{Path(damaged).name} is gone or damaged")

    def disconnect(self, client: Any) -> None:  # noqa: ANN401
        """Let go of the files."""
        client.close()

    def clear(self) -> None:
        """Delete the folder, a damaged one included."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def is_gone(self, error: Exception) -> bool:
        """Who may delete it has the folder alone."""
        return False

    def failed(self, error: Exception) -> StoreError:
        """It is damaged, or there is no room for it."""
        return (
            NoRoom(self._folder) if is_full(error, self._folder) else DamagedVectors(self._folder, type(error).__name__)
        )

    def explained(self, error: Exception) -> StoreError | None:
        """Whatever Chroma cannot do with its own files is damage, unless the disk is full."""
        from chromadb.errors import ChromaError

        return self.failed(error) if isinstance(error, ChromaError | OSError) else None


class UnopenedFolder(ChromaFolder):
    """Vectors that another process may be writing: they stay closed, and nothing is found by them."""

    def is_there(self) -> bool:
        """Not for this process."""
        return False


class ChromaOverHttp:
    """Vectors on a server. It takes many clients at once, readers and writers."""

    batch: int | None = 300
    """Chroma's cloud takes no more (https://docs.trychroma.com/cloud/quotas-limits)."""

    def __init__(self, server: ChromaServer, collection: str) -> None:
        self.collection = collection
        self._server = server

    def is_there(self) -> bool:
        """The server has what was never written as nothing."""
        return True

    def version(self) -> str:
        """The server's version. Raises StoreError where it does not reply."""
        return self._get("version").strip().strip('"')

    def _get(self, path: str) -> str:
        import httpx

        where = f"{self._base()}/api/v2/{path}"
        try:
            # Certificates take a while to load, and without TLS there are none.
            secure = where.startswith("https")
            reply = httpx.get(where, headers=self._headers(), timeout=_SECONDS, verify=secure)
            reply.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self.failed(error) from error
        return reply.text

    def connect(self) -> Any:  # noqa: ANN401
        """A client of the server."""
        import chromadb
        from chromadb.config import Settings

        tenant, database = (quote(name, safe="") for name in (self._server.tenant, self._server.database))
        self._get(
            f"tenants/{tenant}/databases/{database}"
        )  # Chroma's own client waits for ever, and leaves things open
        parts = urlsplit(self._server.url)
        secure = parts.scheme == "https"
        try:
            with _STARTING:
                client = chromadb.HttpClient(
                    host=parts.hostname or "localhost",
                    port=parts.port or (443 if secure else 8000),
                    ssl=secure,
                    headers=self._headers(),
                    settings=Settings(anonymized_telemetry=False, chroma_server_ssl_verify=secure),
                    tenant=self._server.tenant,
                    database=self._server.database,
                )
        except Exception as error:
            raise self.failed(error) from error
        for session in _sessions(client):
            session.timeout = _SECONDS
        return client

    def examine(self) -> None:
        """The server sees to its own files."""

    def disconnect(self, client: Any) -> None:  # noqa: ANN401
        """Close the connections, which Chroma's client leaves to chance."""
        for session in _sessions(client):
            session.close()
        client.close()

    def clear(self) -> None:
        """Delete the collection."""
        client = self.connect()
        try:
            client.delete_collection(self.collection)
        except Exception as error:
            if not self.is_gone(error):
                raise self.failed(error) from error
        finally:
            self.disconnect(client)

    def is_gone(self, error: Exception) -> bool:
        """The collection was deleted, and perhaps made anew."""
        from chromadb.errors import NotFoundError

        return isinstance(error, NotFoundError)

    def failed(self, error: Exception) -> StoreError:
        """The server is away, or refuses."""
        import httpx

        where, status = f"The Chroma server at {self._server.label}", getattr(error, "code", lambda: None)
        if isinstance(error, httpx.HTTPStatusError):
            number: object = error.response.status_code
        else:
            number = status() if callable(status) else status
        if number in (401, 403):
            return ServerFails(f"{where} refuses the key; correct CHROMA_API_KEY.")
        if number == 404:
            named = f"tenant {self._server.tenant} or database {self._server.database}"
            return ServerFails(f"{where} knows no {named}; make it, or correct CHROMA_TENANT or CHROMA_DATABASE.")
        if isinstance(number, int) and number >= 400:
            return ServerFails(f"{where} fails (status {number}); look at its log and try again.")
        return ServerFails(f"{where} cannot be reached ({type(error).__name__}); start it, or correct CHROMA_URL.")

    def explained(self, error: Exception) -> StoreError | None:
        """Anything that the server says, or does not."""
        import httpx
        from chromadb.errors import ChromaError

        return self.failed(error) if isinstance(error, httpx.HTTPError | ChromaError) else None

    def _base(self) -> str:
        parts = urlsplit(self._server.url)
        port = parts.port or (443 if parts.scheme == "https" else 8000)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"{parts.scheme}://{host}:{port}"

    def _headers(self) -> dict[str, str]:
        headers = {"x-chroma-token": self._server.key} if self._server.key else {}
        parts = urlsplit(self._server.url)
        if parts.username:  # of a proxy before it
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        return headers


def _sessions(client: Any) -> list[Any]:  # noqa: ANN401
    """The parts of a client that send its requests, and of the one within it that looks for tenant and database.

    Chroma gives them neither a bound in time nor an end.
    """
    both = (client, getattr(client, "_admin_client", None))
    found = (getattr(getattr(one, "_server", None), "_session", None) for one in both)
    return [session for session in found if session is not None]
