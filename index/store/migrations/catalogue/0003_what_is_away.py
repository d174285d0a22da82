"""Files that are away, and addresses that their files tell no more, are kept until that is meant; files tell how they were seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("files") as table:
        for name in ("inode", "ctime_ns", "checked_at", "read_at", "later"):
            table.add_column(sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
        table.add_column(sa.Column("away", sa.Boolean(), nullable=False, server_default="0"))
    with op.batch_alter_table("addresses") as table:
        table.add_column(sa.Column("gone", sa.Boolean(), nullable=False, server_default="0"))
