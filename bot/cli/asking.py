"""An answer in the terminal: from the newsdesk that serves from the data folder, or where there is none from the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answer.answers import Answer
    from bot.answer.query import Progress, Query
    from bot.app import App, Models
    from bot.settings import Settings

_PATIENCE = 2.0
"""Seconds to wait for another process that writes, before words alone answer: one that embeds lets others in sooner."""


@contextmanager
def open_desk(settings: Settings, models: Models) -> Iterator[App]:
    """The articles as they are now, for ``answered`` and for what is told of them, whoever owns their vectors."""
    from bot.app import open_app
    from index.store.read_only import is_read_only

    with open_app(settings, models=models, vectors=is_read_only(settings.data_dir)) as app:
        yield app


def answered(query: Query, desk: App, settings: Settings, models: Models, progress: Progress) -> Answer:
    """The owner's answer, else one from the store; of a large one by words alone while another process writes it."""
    from bot.app import open_app
    from index.store import StoreHeld
    from index.store.read_only import is_read_only

    if (answer := _by_owner(query, settings, progress)) is not None:
        return answer
    if desk.is_exact or is_read_only(settings.data_dir):  # the desk has all that is needed, or a copy of it
        return desk.answerer.ask(query, progress=progress)
    try:
        with open_app(settings, models=models, patience=_PATIENCE) as app:
            return app.answerer.ask(query, progress=progress)
    except StoreHeld:
        return desk.answerer.ask(query, progress=progress)


def _by_owner(query: Query, settings: Settings, progress: Progress) -> Answer | None:
    """None where nobody owns the folder, or its owner does not take the question."""
    from bot.cli.waiting import say_meanwhile
    from bot.service.handover.giving import OwnerGone, OwnerRefuses, handed_over
    from bot.service.handover.messages import read_answer

    with handed_over(query, settings, say_meanwhile) as replies:
        try:
            for reply in replies or ():
                if "stage" in reply:
                    progress(reply["stage"])
                elif "done" in reply:
                    return read_answer(reply["done"])
        except (OwnerGone, OwnerRefuses):
            """It is answered here."""
    return None
