"""All stores: the operator's own, which everybody searches, and one for each Discord server that has sources."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.service.federation import FederatedStores, WordsOnly, usable
from bot.service.shared_store import SharedStore, StoreBusy
from index.search.searcher import Stores
from index.store import Catalogue, Place, folder_of, has_catalogue, of_server, servers_with_stores, words_of

_log = logging.getLogger(__name__)

_OPEN_AT_ONCE = 16
"""Servers whose stores stay open while nobody asks there; opening one takes a tenth of a second."""


def store_places(place: Place) -> dict[int | None, Place]:
    """Where stores are: the shared one (None), then those of servers that have their own.

    Raises:
        StoreError: a server cannot be asked.
    """
    return {server: of_server(place, server) for server in (None, *servers_with_stores(place))}


def store_folders(data_dir: Path) -> dict[int | None, Path]:
    """The same of stores in a folder of this machine."""
    return {server: folder_of(place) for server, place in store_places(data_dir).items()}


class StorePool:
    """Which stores a server's questions are put to. Thread-safe; blocking but for the constructor and ``close``.

    Servers are separate because nothing here takes more than one: a server's stores are its own folder's and the shared ones.
    """

    def __init__(self, place: Place, fingerprint: Callable[[], str]) -> None:
        self._place = place
        self._fingerprint = fingerprint
        self._guard = threading.Lock()
        self._stores: OrderedDict[int | None, SharedStore] = OrderedDict()
        self._closed = False

    def folder(self, server: int | None) -> Path:
        """The folder of a server's own stores on this machine; for None that of the shared ones."""
        return folder_of(self.place(server))

    def place(self, server: int | None) -> Place:
        """Where a server's own stores are; None for the shared ones."""
        return of_server(self._place, server)

    def has_own(self, server: int | None) -> bool:
        """True if the server has stores of its own."""
        return server is not None and has_catalogue(self.place(server))

    def shared_store(self, server: int | None) -> SharedStore:
        """The server's own shared_store, made where it is missing; None for the shared one."""
        fingerprint = self._fingerprint()
        with self._guard:
            shared_store = self._stores.get(server)
            if shared_store is None:
                shared_store = self._stores[server] = SharedStore(self.place(server), fingerprint)
                if self._closed:
                    shared_store.close()
            self._stores.move_to_end(server)
            idle = list(self._stores.items())[:-_OPEN_AT_ONCE]
        for key, other in idle:
            if key is not None:
                other.rest()
        return shared_store

    def stores(self, server: int | None) -> list[SharedStore]:
        """The stores that a question asked there is put to, the server's own first."""
        return [self.shared_store(key) for key in ((server, None) if self.has_own(server) else (None,))]

    def catalogues(self, server: int | None) -> list[Catalogue]:
        """The catalogues of these stores, to read from without waiting for anybody."""
        return [shared_store.catalogue() for shared_store in self.stores(server)]

    @contextmanager
    def reading(self, server: int | None, patience: float) -> Iterator[Stores]:
        """The stores to answer from, as long as the block runs, in this thread: each as it is now, whoever writes meanwhile.

        Where another process writes for longer than ``patience`` seconds, its store is searched by words alone: they, and the
        articles, are in SQLite, which shows a consistent state at any time.

        Raises:
            StoreError: a store cannot be opened.
            Closed: the program is going down.
        """
        with ExitStack() as stack:
            parts: list[Stores] = []
            for shared_store in self.stores(server):
                try:
                    store = stack.enter_context(shared_store.reading(patience))
                    stack.enter_context(store.catalogue.database.one_state())
                    parts.append(usable(store))
                except StoreBusy:
                    _log.warning("another process is writing %s: searching by words alone", shared_store.folder)
                    catalogue = shared_store.catalogue()
                    stack.enter_context(catalogue.database.one_state())
                    parts.append(WordsOnly(words_of(catalogue.database), catalogue))
            yield FederatedStores(parts)

    def drop(self, server: int) -> None:
        """Close the server's own shared_store and forget it, before its folder is deleted."""
        with self._guard:
            shared_store = self._stores.pop(server, None)
        if shared_store is not None:
            shared_store.close()

    def close(self) -> None:
        """Turn away who waits, and close each shared_store as soon as nobody uses it."""
        with self._guard:
            self._closed = True
            stores = list(self._stores.values())
        for shared_store in stores:
            shared_store.close()
