"""The records of people, which stood in the catalogue before, in a database of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from index.store.migrations import NUMBER, TEXT

revision = "0001"
down_revision = None


def upgrade() -> None:
    def words(name: str, *, primary_key: bool = False, index: bool | None = None) -> sa.Column[str]:
        return sa.Column(name, TEXT, primary_key=primary_key, nullable=False, index=index)

    op.create_table(
        "answers",
        sa.Column("id", NUMBER, primary_key=True, nullable=False),
        words("at"),
        sa.Column("server", sa.BigInteger(), index=True),
        sa.Column("channel", sa.BigInteger()),
        words("asker", index=True),
        sa.Column("conversation", TEXT),
        words("question"),
        words("verdict"),
        words("body"),
        sqlite_autoincrement=True,
    )
    op.create_index("answers_by_time", "answers", ["at"])
    op.create_table(
        "turns",
        sa.Column("id", NUMBER, primary_key=True, nullable=False),
        words("key"),
        words("at"),
        words("asker", index=True),
        words("asked"),
        words("understood"),
        words("shown"),
        sqlite_autoincrement=True,
    )
    op.create_index("turns_by_key", "turns", ["key", "id"])
    of = sa.ForeignKey("answers.id", ondelete="CASCADE")
    op.create_table(
        "feedback",
        sa.Column("answer_id", NUMBER, of, primary_key=True, nullable=False),
        words("person", primary_key=True),
        words("at"),
        sa.Column("up", sa.Boolean(), nullable=False),
        sa.Column("reason", TEXT),
    )
    op.create_index("feedback_by_person", "feedback", ["person"])
    op.create_table(
        "server_settings",
        sa.Column("guild", sa.BigInteger(), primary_key=True, autoincrement=False, nullable=False),
        words("chosen"),
    )
