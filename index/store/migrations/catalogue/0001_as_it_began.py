"""The catalogue as the first newsdesks made it, before there were migrations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from index.store.migrations import NUMBER, TEXT

revision = "0001"
down_revision = None


def upgrade() -> None:
    def words(name: str, *, primary_key: bool = False, index: bool | None = None) -> sa.Column[str]:
        return sa.Column(name, TEXT, primary_key=primary_key, nullable=False, index=index)

    def number(name: str, *, primary_key: bool = False) -> sa.Column[int]:
        return sa.Column(name, NUMBER, primary_key=primary_key, nullable=False)

    def article_id(*, primary_key: bool = False, index: bool | None = None) -> sa.Column[str]:
        of = sa.ForeignKey("articles.id", ondelete="CASCADE")
        return sa.Column("article_id", sa.String(16), of, primary_key=primary_key, nullable=False, index=index)

    op.create_table("meta", words("name", primary_key=True), words("value"))
    op.create_table("sources", words("path", primary_key=True))
    op.create_table(
        "files",
        words("path", primary_key=True),
        number("size"),
        number("mtime_ns"),
        words("sha256"),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("skips", sa.JSON(), nullable=False),
    )
    op.create_table("raws", words("sha256", primary_key=True), sa.Column("data", sa.LargeBinary(), nullable=False))
    op.create_table(
        "articles",
        sa.Column("id", sa.String(16), primary_key=True, nullable=False),
        words("key"),
        number("version"),
        number("live"),
        words("file"),
        words("content_hash"),
        words("text_hash", index=True),
        words("outlet"),
        words("outlet_name"),
        words("kind"),
        sa.Column("day", NUMBER, index=True),
        words("furniture"),
        sa.Column("stale", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "versions",
        article_id(primary_key=True),
        number("number", primary_key=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("raw", TEXT),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        words("created_at"),
    )
    op.create_table(
        "addresses",
        article_id(primary_key=True),
        sa.Column("file", TEXT, sa.ForeignKey("files.path", ondelete="CASCADE"), primary_key=True, nullable=False),
        words("address", primary_key=True),
        words("key"),
    )
    op.create_index("addresses_by_file", "addresses", ["file"])
    op.create_index("addresses_by_address", "addresses", ["address"])
    op.create_table("blocks", article_id(primary_key=True), words("digest", primary_key=True), number("length"))
    op.create_table(
        "passages",
        number("number", primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        article_id(index=True),
        number("start"),
        number("end"),
        sa.Column("lead", sa.LargeBinary(), nullable=False),
        words("text_hash"),
        sa.Column("in_vectors", sa.Boolean(), nullable=False, index=True),
    )
    op.create_table(
        "embeddings",
        words("text_hash", primary_key=True),
        words("fingerprint", primary_key=True),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
    )
    op.create_table("tombstones", words("passage_id", primary_key=True))
    op.create_table(
        "runs",
        number("id", primary_key=True),
        words("started_at"),
        sa.Column("ended_at", TEXT),
        sa.Column("counts", sa.JSON(), nullable=False),
    )
