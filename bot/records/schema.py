"""The tables of the records. They stand in the catalogue's file and know nothing of its tables.

Other than the catalogue they cannot be rebuilt; they carry a version of their own, in ``records_meta``.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

RECORDS_VERSION = 1


class RecordsBase(DeclarativeBase):
    """Declarative base of the records' tables only, so that making them leaves the catalogue's alone."""


class RecordsMetaRow(RecordsBase):
    """Single facts about the records: the version of their tables."""

    __tablename__ = "records_meta"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class AnswerRow(RecordsBase):
    """An answer as it was shown. ``body`` is its JSON, with excerpts in place of the articles' texts."""

    __tablename__ = "answers"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    server: Mapped[int | None] = mapped_column(BigInteger, index=True)
    channel: Mapped[int | None] = mapped_column(BigInteger)
    asker: Mapped[str] = mapped_column(index=True)
    conversation: Mapped[str | None]
    question: Mapped[str]
    """As it was understood."""
    verdict: Mapped[str]
    body: Mapped[str]
    # Buttons under old messages carry the number: that of a forgotten answer must never come to mean another one.
    __table_args__ = (Index("answers_by_time", "at"), {"sqlite_autoincrement": True})


class TurnRow(RecordsBase):
    """A turn of a conversation."""

    __tablename__ = "turns"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[str]
    asker: Mapped[str] = mapped_column(index=True)
    asked: Mapped[str]
    understood: Mapped[str]
    shown: Mapped[str]
    __table_args__ = (Index("turns_by_key", "key", "id"), {"sqlite_autoincrement": True})


class FeedbackRow(RecordsBase):
    """What a person thought of an answer."""

    __tablename__ = "feedback"
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[str]
    up: Mapped[bool]
    reason: Mapped[str | None]
    __table_args__ = (Index("feedback_by_person", "person"),)


class ServerRow(RecordsBase):
    """The settings of a Discord server, as JSON."""

    __tablename__ = "server_settings"
    guild: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chosen: Mapped[str]
