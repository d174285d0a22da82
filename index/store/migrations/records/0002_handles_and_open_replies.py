"""Answers have ids that cannot be guessed; replies that are not done are remembered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from index.store.migrations import NUMBER, TEXT

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "handles",
        sa.Column("handle", TEXT, primary_key=True, nullable=False),
        sa.Column("answer_id", NUMBER, sa.ForeignKey("answers.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("private", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "open_replies",
        sa.Column("id", NUMBER, primary_key=True, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.BigInteger()),
        sa.Column("token", TEXT),
        sqlite_autoincrement=True,
    )
