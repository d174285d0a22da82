"""Keeping and finding answers, conversations, feedback and settings. Blocking: callers use a thread."""

from __future__ import annotations

import json
import logging
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.answer.answers import Answer
from bot.answer.query import Turn
from bot.records.saved import OpenReply, QuoteLocation, SavedAnswer, ServerSettings, pack_answer, unpack_answer
from index.store.place import Place
from index.store.records import open_records
from index.unicode import encodable

_log = logging.getLogger(__name__)


class Records:
    """The records of a place.

    People are strings that the caller chooses; times are aware. Safe to use from several threads and processes.
    """

    def __init__(self, place: Place) -> None:
        """Open them, making what is missing.

        Raises:
            StoreError: the folder cannot be used, they are damaged, or a newer newsdesk wrote them.
        """
        self._rows = open_records(place)

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    # Answers and what people think of them

    def save_answer(
        self,
        answer: Answer,
        *,
        server: int | None,
        channel: int | None,
        asker: str | int,
        conversation: str | None,
        now: datetime,
        handle: str | None = None,
        private: bool = False,
    ) -> int:
        """Keep ``answer``; returns the number that it is found by, which is never given out again.

        With a ``handle``, as ``new_handle`` makes it, it is found by that too. ``private``: it is shown to its asker alone.
        """
        return self._rows.add_answer(
            {
                "at": _moment(now),
                "server": server,
                "channel": channel,
                "asker": encodable(str(asker)),
                "conversation": None if conversation is None else encodable(conversation),
                "question": encodable(answer.question),
                "verdict": answer.verdict,
                "body": pack_answer(answer),
            },
            {"handle": handle, "private": private} if handle is not None else None,
        )

    def find(self, handle: str) -> SavedAnswer | None:
        """The answer that has this handle, or None where there is none (any more)."""
        row = self._rows.handle(handle)
        saved = self.answer(row["answer_id"]) if row is not None else None
        return replace(saved, private=row["private"]) if saved is not None and row is not None else None

    def answer(self, number: int) -> SavedAnswer | None:
        """The answer of this number, or None where there is none, or none any more that can be read."""
        row = self._rows.answer(_storable(number))
        unpacked = _unpacked(row["body"]) if row is not None else None
        if row is None or unpacked is None:
            return None
        answer, locations = unpacked
        at = datetime.fromisoformat(row["at"])
        return SavedAnswer(
            number, answer, locations, at, row["server"], row["channel"], row["asker"], row["conversation"]
        )

    def feedback(self, answer_id: int, person: str | int, up: bool, reason: str | None, now: datetime) -> bool:
        """Keep what a person thinks of an answer, in place of what they thought before; False where the answer is gone."""
        row = {
            "answer_id": _storable(answer_id),
            "person": encodable(str(person)),
            "at": _moment(now),
            "up": up,
            "reason": encodable(reason.strip()) or None if reason else None,
        }
        return self._rows.vote(row)

    def export_feedback(self) -> Iterator[dict[str, Any]]:
        """A question a vote, oldest answer first, without anything that names a person.

        Keys: ``id``, ``question``, ``asked_on`` (YYYY-MM-DD), ``verdict``, ``articles`` (ids), ``urls``, ``quotes``, ``vote``
        (``up`` or ``down``), ``reason`` (or None) and ``voted_on``.
        """
        votes: Counter[int] = Counter()
        for row in self._rows.votes():
            number = row["id"]
            votes[number] += 1
            if (unpacked := _unpacked(row["body"])) is None:
                continue
            answer, locations = unpacked
            yield {
                "id": f"feedback-{row['id']}-{votes[row['id']]}",
                "question": row["question"],
                "asked_on": row["at"][:10],
                "verdict": row["verdict"],
                "articles": [location.article_id for location in locations],
                "urls": [item.article.url for item in answer.evidence if item.article.url],
                "quotes": [item.quote for item in answer.evidence],
                "vote": "up" if row["up"] else "down",
                "reason": row["reason"],
                "voted_on": row["voted"][:10],
            }

    # Conversations

    def conversation(self, key: str, limit: int = 6) -> list[Turn]:
        """The last ``limit`` turns of the conversation, oldest first."""
        rows = self._rows.turns(encodable(key), limit)
        return [Turn(row["asked"], row["understood"], row["shown"]) for row in reversed(rows)]

    def add_turn(self, key: str, turn: Turn, asker: str | int, now: datetime) -> None:
        """Add a turn at the end of the conversation, which begins with its first."""
        values = {"key": key, "asker": str(asker), "asked": turn.asked, "understood": turn.understood}
        values = {name: encodable(value) for name, value in (values | {"shown": turn.shown}).items()}
        self._rows.add_turn(values | {"at": _moment(now)})

    # Replies that are not done

    def begin_reply(self, reply: OpenReply, now: datetime) -> int:
        """Remember a reply until it is done; returns its number."""
        row = {"at": _moment(now), "channel": reply.channel, "message": reply.message, "token": reply.token}
        return self._rows.add_open_reply(row)

    def end_reply(self, number: int) -> None:
        """The reply is done."""
        self._rows.drop_open_reply(number)

    def open_replies(self) -> list[OpenReply]:
        """Replies that were not done when the bot was last seen, oldest first."""
        return [
            OpenReply(row["channel"], row["message"], row["token"], datetime.fromisoformat(row["at"]), row["id"])
            for row in self._rows.open_replies()
        ]

    # Servers

    def server_settings(self, guild: int) -> ServerSettings:
        """The server's settings; the defaults where nothing, or nothing that can be used, is kept."""
        kept = self._rows.settings(guild)
        try:
            return TypeAdapter(ServerSettings).validate_json(kept) if kept else ServerSettings()
        except ValidationError:
            return ServerSettings()

    def set_server_settings(self, guild: int, settings: ServerSettings) -> None:
        """Keep the server's settings in place of the former ones."""
        self._rows.set_settings(guild, json.dumps(asdict(settings)))

    # Forgetting: each returns how many answers, turns and votes are gone

    def forget(self, person: str | int) -> int:
        """Delete what this person asked, was answered, and said of answers."""
        return self._rows.forget_person(encodable(str(person)))

    def forget_before(self, when: datetime) -> int:
        """Delete what is older than ``when``."""
        return self._rows.forget_before(_moment(when))

    def forget_server(self, guild: int) -> int:
        """Delete what was asked and answered in this server, and its settings."""
        return self._rows.forget_server(guild)


def new_handle() -> str:
    """An id for an answer that nobody can guess, in letters that fit into a button."""
    return secrets.token_urlsafe(15)


def _unpacked(body: str) -> tuple[Answer, tuple[QuoteLocation, ...]] | None:
    """The answer as kept, unless it was saved from a damaged file and makes no sense any more."""
    try:
        return unpack_answer(body)
    except (ValueError, KeyError, TypeError):
        _log.warning("an answer that is kept cannot be read")
        return None


def _moment(when: datetime) -> str:
    """UTC with microseconds always, so that moments sort as texts."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def _storable(number: int) -> int:
    """SQLite's integers have 64 bits; a number beyond them is the number of nothing."""
    return number if -(2**63) <= number < 2**63 else 0
