"""Questions, answers and feedback as rows: rows in, rows out.

It takes no lock on the folder but to upgrade it: the database's own suffice for rows this small.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, insert, or_, select

from index.store.anywhere import open_database, prepare
from index.store.database import Database
from index.store.errors import DamagedStore
from index.store.opening import CATALOGUE, RECORDS, forget_copies
from index.store.place import Place
from index.store.schema import answers, feedback, handles, open_replies, server_settings, turns

Values = dict[str, Any]
"""Columns with their values."""


def open_records(place: Place) -> RecordRows:
    """The records of a place, made where they are missing.

    Raises:
        StoreError: the folder cannot be used, they are damaged, or a newer newsdesk wrote them.
    """
    if not isinstance(place, Path):
        prepare(place, RECORDS)
        return RecordRows(open_database(RECORDS, place))
    folder = place
    try:
        prepare(folder, CATALOGUE)  # in old ones they stood there
    except DamagedStore:
        if not (folder / RECORDS.file).exists():
            raise
    prepare(folder, RECORDS)
    return RecordRows(open_database(RECORDS, folder))


class RecordRows:
    """The records' tables. Safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    # Answers and what people think of them

    def add_answer(self, row: Values, handle: Values | None = None) -> int:
        """Keep an answer, and the handle that it is found by; returns its number, which is never given out again."""
        with self.database.writing() as connection:
            number: int = connection.execute(insert(answers).values(row).returning(answers.c.id)).scalar_one()
            if handle is not None:
                connection.execute(insert(handles), handle | {"answer_id": number})
            return number

    def handle(self, handle: str) -> RowMapping | None:
        """The number of the answer that has this handle, and whether it is private."""
        with self.database.reading() as connection:
            return connection.execute(select(handles).where(handles.c.handle == handle)).mappings().first()

    def answer(self, number: int) -> RowMapping | None:
        """The answer of this number."""
        with self.database.reading() as connection:
            return connection.execute(select(answers).where(answers.c.id == number)).mappings().first()

    def vote(self, row: Values) -> bool:
        """Keep a vote in place of the same person's former one; False where there is no such answer."""
        with self.database.writing() as connection:
            there = connection.execute(select(1).where(answers.c.id == row["answer_id"])).first() is not None
            if there:
                connection.execute(self.database.dialect.upsert(feedback), row)
        return there

    def votes(self) -> list[RowMapping]:
        """Every vote with its answer, oldest answer first."""
        wanted = (
            select(
                *(answers.c.id, answers.c.at, answers.c.question, answers.c.verdict, answers.c.body),
                *(feedback.c.up, feedback.c.reason, feedback.c.at.label("voted")),
            )
            .join(answers, answers.c.id == feedback.c.answer_id)
            .order_by(answers.c.id, feedback.c.at, feedback.c.person)
        )
        with self.database.reading() as connection:
            return list(connection.execute(wanted).mappings())

    # Conversations

    def add_turn(self, row: Values) -> None:
        """Add a turn at the end of a conversation."""
        with self.database.writing() as connection:
            connection.execute(insert(turns), row)

    def turns(self, key: str, limit: int) -> list[RowMapping]:
        """The last turns of a conversation, latest first."""
        wanted = select(turns.c.asked, turns.c.understood, turns.c.shown).where(turns.c.key == key)
        with self.database.reading() as connection:
            return list(connection.execute(wanted.order_by(turns.c.id.desc()).limit(limit)).mappings())

    # Replies that are not done

    def add_open_reply(self, row: Values) -> int:
        """Remember a reply; returns its number."""
        with self.database.writing() as connection:
            number: int = connection.execute(insert(open_replies).values(row).returning(open_replies.c.id)).scalar_one()
            return number

    def drop_open_reply(self, number: int) -> None:
        """The reply is done."""
        with self.database.writing() as connection:
            connection.execute(delete(open_replies).where(open_replies.c.id == number))

    def open_replies(self) -> list[RowMapping]:
        """All that are remembered, oldest first."""
        with self.database.reading() as connection:
            return list(connection.execute(select(open_replies).order_by(open_replies.c.id)).mappings())

    # Servers

    def settings(self, guild: int) -> str | None:
        """The settings of a server."""
        with self.database.reading() as connection:
            wanted = select(server_settings.c.chosen).where(server_settings.c.guild == guild)
            return connection.execute(wanted).scalar()

    def set_settings(self, guild: int, chosen: str) -> None:
        """Keep the settings of a server in place of its former ones."""
        with self.database.writing() as connection:
            connection.execute(self.database.dialect.upsert(server_settings), {"guild": guild, "chosen": chosen})

    # Forgetting: each returns how many answers, turns and votes are gone

    def forget_person(self, person: str) -> int:
        """Delete what a person asked, was answered, and said of answers."""
        theirs = answers.c.asker == person
        gone = self._delete(or_(feedback.c.person == person, _of(theirs)), turns.c.asker == person, theirs)
        return self._erased(gone)

    def forget_before(self, moment: str) -> int:
        """Delete what is older than ``moment``."""
        old = answers.c.at < moment
        gone = self._delete(or_(feedback.c.at < moment, _of(old)), turns.c.at < moment, old)
        return self._erased(gone)

    def forget_server(self, guild: int) -> int:
        """Delete what was asked and answered in a server, and its settings."""
        there = answers.c.server == guild
        with self.database.writing() as connection:
            connection.execute(delete(server_settings).where(server_settings.c.guild == guild))
            said = turns.c.key.in_(select(answers.c.conversation).where(there))
            gone = self._delete(_of(there), said, there)
        return self._erased(gone)

    def _delete(self, votes: ColumnElement[bool], said: ColumnElement[bool], answered: ColumnElement[bool]) -> int:
        wanted = (delete(feedback).where(votes), delete(turns).where(said), delete(answers).where(answered))
        with self.database.writing() as connection:
            return sum(connection.execute(statement).rowcount for statement in wanted)

    def _erased(self, gone: int) -> int:
        """Leave nothing of what was deleted: not in the files that were set aside, not in the write-ahead log, not in gaps."""
        if gone:
            if self.database.path.is_absolute():  # a file, beside which copies may stand
                forget_copies(self.database.path.parent)
            self.database.dialect.erase_deleted(self.database.engine)
        return gone


def _of(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return feedback.c.answer_id.in_(select(answers.c.id).where(which))
