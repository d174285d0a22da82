"""Stores that came from elsewhere, and whose vectors another model made."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.store import Place


def say_where_other_embedder(place: Place, settings: Settings) -> None:
    """Tell, on standard error, which stores of a place have to be made anew with the model of the settings, and how."""
    from bot.app import Models
    from bot.cli.waiting import say_meanwhile
    from bot.service.store_pool import store_places
    from index.models.bundled import ModelError
    from index.store import has_catalogue, open_words

    with suppress(ModelError):  # what uses it says so
        fingerprint = Models(settings).fingerprint
        for own in store_places(place).values():
            if not has_catalogue(own):
                continue
            with open_words(own, fingerprint) as store:
                if (other := store.other_embedder()) is not None:
                    say_meanwhile(str(other))
