"""Making a store as small as what is in it."""

from __future__ import annotations

from index.store import Store
from index.store.trimming import Limits, trim_raws, trim_versions


def compact(store: Store, limits: Limits) -> None:
    """Forget what is beyond the limits, and have no room taken that nothing stands in. Killed anywhere, the next run completes it.

    Raises:
        StoreError: the vectors were made by another model.
    """
    store.require_same_embedder()
    with store.transaction():
        trim_versions(store.catalogue.database, limits)
        trim_raws(store.catalogue.database, limits)
    if store.vectors.is_local:  # a server looks after its own
        store.embeddings.rebuild()
        store.embeddings.sync()
    database = store.catalogue.database
    database.dialect.erase_deleted(database.engine)
