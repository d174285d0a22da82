"""Answers as they are kept, and the settings of a Discord server."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Literal

from pydantic import TypeAdapter

from bot.answer.answers import Answer
from bot.answer.quote_context import excerpt
from index.unicode import encodable


@dataclass(frozen=True, slots=True)
class QuoteLocation:
    """Where a quote stood: ``[start, end)`` of the stored text of this version of the article, in characters."""

    article_id: str
    version: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer as it was shown.

    ``answer`` is whole but for the articles' texts: each is cut down to what stands around the quote, and the evidence's
    ``start`` and ``end`` point into that excerpt. ``locations`` has the offsets into the stored texts, in the order of the evidence.
    """

    id: int
    answer: Answer
    locations: tuple[QuoteLocation, ...]
    at: datetime
    server: int | None
    channel: int | None
    asker: str
    conversation: str | None
    private: bool = False
    """It was shown to its asker alone."""

    def is_for(self, person: str | int, server: int | None, channel: int | None) -> bool:
        """True if this person may see it, rate it and go on with it from there.

        What was told privately, or in direct messages, is its asker's alone. All else belongs to the place where it was given;
        its asker may also have got it directly, where Discord did not let it through.
        """
        own = self.asker == str(person)
        if self.private or self.server is None:
            return own
        return (self.server, self.channel) == (server, channel) or (own and server is None)


@dataclass(frozen=True, slots=True)
class OpenReply:
    """A reply on Discord that is not done: to a message, or an interaction's with the token that edits it."""

    channel: int
    message: int | None = None
    """The message that asked: the reply's own is not known before it is there, and by then the bot may have been killed."""
    token: str | None = None
    at: datetime | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The bot's behaviour in one Discord server."""

    where: Literal["all", "channels", "threads"] = "all"
    """Answers everywhere, in ``channels`` only, or in threads only."""
    channels: tuple[int, ...] = ()
    reindex_role: int | None = None
    """A role that may re-index besides those who may manage the server."""
    private: bool = False
    """Answers to /ask are shown to the asker only, unless they say otherwise."""
    cooldown: int = 10
    """Seconds between two questions of one person; 0 for none."""


def pack_answer(answer: Answer) -> str:
    """The answer as JSON, with excerpts for texts and the quotes' locations beside it; without its trace, which is long."""
    locations = [QuoteLocation(item.article_id, item.version, item.start, item.end) for item in answer.evidence]
    shortened = replace(answer, evidence=tuple(excerpt(item) for item in answer.evidence), trace=None)
    value = {"answer": asdict(shortened), "locations": [asdict(location) for location in locations]}
    return encodable(json.dumps(value, ensure_ascii=False, default=_plain))


def unpack_answer(body: str) -> tuple[Answer, tuple[QuoteLocation, ...]]:
    """Read what ``pack_answer`` wrote; fields that came since have their defaults, fields that went are passed over."""
    value = json.loads(body)
    locations = value["locations"] if "locations" in value else value["places"]  # as it was called at first
    return _answers().validate_python(value["answer"]), tuple(QuoteLocation(**location) for location in locations)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept")


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
