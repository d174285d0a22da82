"""Files and articles tell by which rules they were read and cut; what people left moves to a database of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOVED = ("feedback", "turns", "answers", "server_settings", "records_meta")


def upgrade() -> None:
    with op.batch_alter_table("files") as table:
        table.add_column(sa.Column("rules", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("articles") as table:
        table.add_column(sa.Column("cutting", sa.Integer(), nullable=False, server_default="0"))
    there = sa.inspect(op.get_bind()).get_table_names()
    for name in MOVED:  # who runs the scripts has copied them
        if name in there:
            op.drop_table(name)
