"""Keeping and finding answers, conversations, feedback and settings. Blocking: callers use a thread."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import text

from bot.answer.answers import Answer
from bot.answer.query import Turn
from bot.records.saved import SavedAnswer, ServerSettings, pack_answer, unpack_answer
from bot.records.schema import RECORDS_VERSION, RecordsBase, RecordsMetaRow
from index.store import StoreError
from index.store.sqlite import make_tables, sqlite_engine
from index.unicode import encodable

_FEEDBACK = """
INSERT INTO feedback (answer_id, person, at, up, reason) SELECT :id, :person, :at, :up, :reason
WHERE EXISTS (SELECT 1 FROM answers WHERE id = :id)
ON CONFLICT (answer_id, person) DO UPDATE SET at = :at, up = :up, reason = :reason"""

_EXPORT = """
SELECT a.id, a.at, a.question, a.verdict, a.body, f.up, f.reason, f.at FROM feedback f
JOIN answers a ON a.id = f.answer_id ORDER BY a.id, f.at, f.person"""


class Records:
    """The records in a data folder. Takes no lock on the store: SQLite's own suffices for rows this small.

    People are strings that the caller chooses; times are aware. Safe to use from several threads and processes.
    """

    def __init__(self, folder: Path) -> None:
        """Open them, making what is missing.

        Raises:
            StoreError: the folder cannot be used, or a newer newsdesk wrote them.
        """
        self._path = folder / "catalogue.sqlite3"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The data folder {folder} cannot be made: {error.strerror}. Set NEWSDESK_DATA_DIR."
            ) from error
        # What is forgotten is overwritten, not merely unlinked; errors must not carry what people asked into the log.
        self._engine = sqlite_engine(self._path, "synchronous = NORMAL", "secure_delete = ON", hide_parameters=True)
        self._make_tables()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

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
    ) -> int:
        """Keep ``answer``; returns the number that it is found by, which is never given out again."""
        values = {
            "at": _moment(now),
            "server": server,
            "channel": channel,
            "asker": encodable(str(asker)),
            "conversation": None if conversation is None else encodable(conversation),
            "question": encodable(answer.question),
            "verdict": answer.verdict,
            "body": pack_answer(answer),
        }
        statement = (
            "INSERT INTO answers (at, server, channel, asker, conversation, question, verdict, body) "
            "VALUES (:at, :server, :channel, :asker, :conversation, :question, :verdict, :body) RETURNING id"
        )
        with self._engine.begin() as connection:
            number: int = connection.execute(text(statement), values).scalar_one()
            return number

    def answer(self, number: int) -> SavedAnswer | None:
        """The answer of this number, or None where there is none, or none any more."""
        statement = "SELECT at, server, channel, asker, conversation, body FROM answers WHERE id = :id"
        with self._engine.connect() as connection:
            row = connection.execute(text(statement), {"id": _storable(number)}).first()
        if row is None:
            return None
        answer, places = unpack_answer(row.body)
        at = datetime.fromisoformat(row.at)
        return SavedAnswer(number, answer, places, at, row.server, row.channel, row.asker, row.conversation)

    def feedback(self, answer_id: int, person: str | int, up: bool, reason: str | None, now: datetime) -> bool:
        """Keep what a person thinks of an answer, in place of what they thought before; False where the answer is gone."""
        values = {
            "id": _storable(answer_id),
            "person": encodable(str(person)),
            "at": _moment(now),
            "up": up,
            "reason": encodable(reason.strip()) or None if reason else None,
        }
        with self._engine.begin() as connection:
            return connection.execute(text(_FEEDBACK), values).rowcount > 0

    def export_feedback(self) -> Iterator[dict[str, Any]]:
        """A question a vote, oldest answer first, without anything that names a person.

        Keys: ``id``, ``question``, ``asked_on`` (YYYY-MM-DD), ``verdict``, ``articles`` (ids), ``urls``, ``quotes``, ``vote``
        (``up`` or ``down``), ``reason`` (or None) and ``voted_on``.
        """
        with self._engine.connect() as connection:
            rows = connection.execute(text(_EXPORT)).all()
        votes: dict[int, int] = {}
        for number, at, question, verdict, body, up, reason, voted in rows:
            votes[number] = votes.get(number, 0) + 1
            answer, places = unpack_answer(body)
            yield {
                "id": f"feedback-{number}-{votes[number]}",
                "question": question,
                "asked_on": at[:10],
                "verdict": verdict,
                "articles": [place.article_id for place in places],
                "urls": [item.article.url for item in answer.evidence if item.article.url],
                "quotes": [item.quote for item in answer.evidence],
                "vote": "up" if up else "down",
                "reason": reason,
                "voted_on": voted[:10],
            }

    # Conversations

    def conversation(self, key: str, limit: int = 6) -> list[Turn]:
        """The last ``limit`` turns of the conversation, oldest first."""
        statement = "SELECT asked, understood, shown FROM turns WHERE key = :key ORDER BY id DESC LIMIT :limit"
        with self._engine.connect() as connection:
            rows = connection.execute(text(statement), {"key": encodable(key), "limit": limit}).all()
        return [Turn(row.asked, row.understood, row.shown) for row in reversed(rows)]

    def add_turn(self, key: str, turn: Turn, asker: str | int, now: datetime) -> None:
        """Add a turn at the end of the conversation, which begins with its first."""
        values = {"key": key, "asker": str(asker), "asked": turn.asked, "understood": turn.understood}
        values = {name: encodable(value) for name, value in (values | {"shown": turn.shown}).items()}
        statement = (
            "INSERT INTO turns (key, at, asker, asked, understood, shown) "
            "VALUES (:key, :at, :asker, :asked, :understood, :shown)"
        )
        with self._engine.begin() as connection:
            connection.execute(text(statement), values | {"at": _moment(now)})

    # Servers

    def server_settings(self, guild: int) -> ServerSettings:
        """The server's settings; the defaults where nothing, or nothing that can be used, is kept."""
        with self._engine.connect() as connection:
            statement = text("SELECT chosen FROM server_settings WHERE guild = :guild")
            kept = connection.execute(statement, {"guild": guild}).scalar()
        try:
            return TypeAdapter(ServerSettings).validate_json(kept) if kept else ServerSettings()
        except ValidationError:
            return ServerSettings()

    def set_server_settings(self, guild: int, settings: ServerSettings) -> None:
        """Keep the server's settings in place of the former ones."""
        statement = (
            "INSERT INTO server_settings (guild, chosen) VALUES (:guild, :chosen) "
            "ON CONFLICT (guild) DO UPDATE SET chosen = :chosen"
        )
        with self._engine.begin() as connection:
            connection.execute(text(statement), {"guild": guild, "chosen": json.dumps(asdict(settings))})

    # Forgetting: each returns how many answers, turns and votes are gone

    def forget(self, person: str | int) -> int:
        """Delete what this person asked, was answered, and said of answers."""
        return self._delete(
            {
                "feedback": "person = :value OR answer_id IN (SELECT id FROM answers WHERE asker = :value)",
                "turns": "asker = :value",
                "answers": "asker = :value",
            },
            encodable(str(person)),
        )

    def forget_before(self, when: datetime) -> int:
        """Delete what is older than ``when``."""
        return self._delete(
            {
                "feedback": "at < :value OR answer_id IN (SELECT id FROM answers WHERE at < :value)",
                "turns": "at < :value",
                "answers": "at < :value",
            },
            _moment(when),
        )

    def forget_server(self, guild: int) -> int:
        """Delete what was asked and answered in this server, and its settings."""
        of_server = "SELECT {} FROM answers WHERE server = :value"
        return self._delete(
            {
                "feedback": f"answer_id IN ({of_server.format('id')})",
                "turns": f"key IN ({of_server.format('conversation')})",
                "answers": "server = :value",
                "server_settings": "guild = :value",
            },
            guild,
        )

    def _delete(self, wheres: dict[str, str], value: str | int) -> int:
        gone = 0
        with self._engine.begin() as connection:
            for table, where in wheres.items():
                count = connection.execute(text(f"DELETE FROM {table} WHERE {where}"), {"value": value}).rowcount
                gone += count if table != "server_settings" else 0
        return gone

    def _make_tables(self) -> None:
        noted = f"INSERT OR IGNORE INTO {RecordsMetaRow.__tablename__} VALUES ('version', '{RECORDS_VERSION}')"
        make_tables(self._engine, RecordsBase.metadata, noted)
        with self._engine.connect() as connection:
            statement = f"SELECT value FROM {RecordsMetaRow.__tablename__} WHERE name = 'version'"
            version = int(connection.execute(text(statement)).scalar() or 0)
        if version > RECORDS_VERSION:
            self.close()
            raise StoreError(f"{self._path} was written by a newer newsdesk; update newsdesk to read it.")


def _moment(when: datetime) -> str:
    """UTC with microseconds always, so that moments sort as texts."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def _storable(number: int) -> int:
    """SQLite's integers have 64 bits; a number beyond them is the number of nothing."""
    return number if -(2**63) <= number < 2**63 else 0
