"""Every table, in two databases: the catalogue, which can be made again from the news, and the people's records, which cannot.

A change here needs a script in ``migrations`` and the next number below.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

CATALOGUE_VERSION = 3
RECORDS_VERSION = 2

_TEXT = String().with_variant(String(collation="C"), "postgresql")
"""Texts are compared by their bytes, as SQLite has it."""
_NUMBER = Integer().with_variant(BigInteger(), "postgresql")
"""SQLite's integers have 64 bits."""

catalogue = MetaData()
records = MetaData()


def _text(name: str, *, primary_key: bool = False, nullable: bool = False, index: bool = False) -> Column[str]:
    return Column(name, _TEXT, primary_key=primary_key, nullable=nullable, index=index or None)


def _number(name: str, *, primary_key: bool = False, nullable: bool = False, index: bool = False) -> Column[int]:
    return Column(name, _NUMBER, primary_key=primary_key, nullable=nullable, index=index or None)


def _article_id() -> Column[str]:
    return Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, nullable=False)


meta = Table("meta", catalogue, _text("name", primary_key=True), _text("value"))
"""Single facts about the store: the embedder's fingerprint."""

sources = Table("sources", catalogue, _text("path", primary_key=True))
"""Files and folders that `newsdesk reindex` looks at when it is given none."""

files = Table(
    "files",
    catalogue,
    _text("path", primary_key=True),
    _number("size"),
    _number("mtime_ns"),
    _text("sha256"),
    # Set with the last of its articles; an unfinished file is read again.
    Column("done", Boolean, nullable=False),
    # What was left out, and why, so that a later run over the unchanged file can still say it.
    Column("skips", JSON, nullable=False),
    # The version of the rules of extraction that it was read by; 0 for before they had one.
    Column("rules", Integer, nullable=False, server_default="0"),
    # Beside size and time what tells that a file is the same one, and was not written to.
    Column("inode", BigInteger, nullable=False, server_default="0"),
    Column("ctime_ns", BigInteger, nullable=False, server_default="0"),
    # When its bytes were last compared with what was read, and when they were read; in seconds since 1970.
    Column("checked_at", BigInteger, nullable=False, server_default="0"),
    Column("read_at", BigInteger, nullable=False, server_default="0"),
    # The earliest date in it that lay in the future then; 0 for none.
    Column("later", BigInteger, nullable=False, server_default="0"),
    # It was not there when it was last looked for, and what it told is kept until that is known to be meant.
    Column("away", Boolean, nullable=False, server_default="0"),
)
"""Files as they were read."""

raws = Table(
    "raws",
    catalogue,
    _text("sha256", primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Inputs as they were, compressed, where they are small enough, as long as a file or version needs them."""

articles = Table(
    "articles",
    catalogue,
    Column("id", String(16), primary_key=True, nullable=False),
    _text("key"),
    # The newest version, which was read.
    _number("version"),
    # The one that readers see and passages are of; 0 before there is one.
    _number("live"),
    # Where the newest version was read.
    _text("file"),
    _text("content_hash"),
    # Equal for the same story of the same outlet and day under another address.
    _text("text_hash", index=True),
    # Casefolded, for filters.
    _text("outlet"),
    _text("outlet_name"),
    _text("kind"),
    # YYYYMMDD.
    _number("day", nullable=True, index=True),
    # The recurring blocks (JSON) that the passages of the live version were made without.
    _text("furniture"),
    # Its passages have to be made (again).
    Column("stale", Boolean, nullable=False),
    # The version of the rules by which its passages were cut; 0 for before they had one.
    Column("cutting", Integer, nullable=False, server_default="0"),
)
"""Articles, each with the number of its live version."""

versions = Table(
    "versions",
    catalogue,
    _article_id(),
    _number("number", primary_key=True),
    # Every field of ``index.types.Article`` but the text.
    Column("data", JSON, nullable=False),
    # SHA-256 of the input that it was read from, where that was kept.
    _text("raw", nullable=True),
    # Compressed UTF-8 (lone surrogates pass).
    Column("text", LargeBinary, nullable=False),
    _text("created_at"),
)
"""The states of articles; earlier ones are kept."""

addresses = Table(
    "addresses",
    catalogue,
    _article_id(),
    Column("file", ForeignKey("files.path", ondelete="CASCADE"), primary_key=True, nullable=False),
    _text("address", primary_key=True),
    # The key that the file gives it: another than the article's own for the same text under another address.
    _text("key"),
    # The file's newest reading has it no more; it is kept until that is known to be meant.
    Column("gone", Boolean, nullable=False, server_default="0"),
    Index("addresses_by_file", "file"),
    Index("addresses_by_address", "address"),
)
"""Where articles were found. An article without any address left is removed."""

blocks = Table(
    "blocks",
    catalogue,
    _article_id(),
    _text("digest", primary_key=True),
    _number("length"),
    # Half the size. A file of before has it with row numbers, which nothing relies on.
    sqlite_with_rowid=False,
)
"""The blocks (lines) of articles, by digest: what recurs over an outlet is furniture."""

passages = Table(
    "passages",
    catalogue,
    # The row's number in the full-text index.
    Column("number", _NUMBER, primary_key=True, autoincrement=True, nullable=False),
    Column("id", String(16), nullable=False, unique=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    _number("start"),
    _number("end"),
    # Headline, date and a line break, which are embedded before the quoted text.
    Column("lead", LargeBinary, nullable=False),
    _text("text_hash"),
    # Chroma is known to have it.
    Column("in_vectors", Boolean, nullable=False, index=True),
)
"""The passages of live versions."""

embeddings = Table(
    "embeddings",
    catalogue,
    _text("text_hash", primary_key=True),
    _text("fingerprint", primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""Vectors of texts (float16): no text is embedded twice, and Chroma can be rebuilt without the model."""

tombstones = Table("tombstones", catalogue, _text("passage_id", primary_key=True))
"""Passages that are gone from the catalogue and still have to go from Chroma."""

runs = Table(
    "runs",
    catalogue,
    Column("id", _NUMBER, primary_key=True, autoincrement=True, nullable=False),
    _text("started_at"),
    _text("ended_at", nullable=True),
    Column("counts", JSON, nullable=False),
)
"""Runs of re-indexing; ``ended_at`` is empty where one was cut off."""

answers = Table(
    "answers",
    records,
    Column("id", _NUMBER, primary_key=True, nullable=False),
    _text("at"),
    Column("server", BigInteger, index=True),
    Column("channel", BigInteger),
    _text("asker", index=True),
    _text("conversation", nullable=True),
    # As it was understood.
    _text("question"),
    _text("verdict"),
    # JSON, with excerpts in place of the articles' texts.
    _text("body"),
    Index("answers_by_time", "at"),
    # Buttons under old messages carry the number: that of a forgotten answer must never come to mean another one.
    sqlite_autoincrement=True,
)
"""Answers as they were shown."""

handles = Table(
    "handles",
    records,
    # Random: who sees one answer cannot guess another's.
    _text("handle", primary_key=True),
    Column("answer_id", ForeignKey("answers.id", ondelete="CASCADE"), nullable=False, index=True),
    # It was shown to its asker alone.
    Column("private", Boolean, nullable=False),
)
"""The ids of answers in the buttons below them."""

open_replies = Table(
    "open_replies",
    records,
    Column("id", _NUMBER, primary_key=True, nullable=False),
    _text("at"),
    Column("channel", BigInteger, nullable=False),
    Column("message", BigInteger),
    # With it Discord lets an interaction's reply be edited, for a quarter of an hour.
    _text("token", nullable=True),
    sqlite_autoincrement=True,
)
"""Replies that say how far they are: those that are left at a start belong to a bot that was killed."""

turns = Table(
    "turns",
    records,
    Column("id", _NUMBER, primary_key=True, nullable=False),
    _text("key"),
    _text("at"),
    _text("asker", index=True),
    _text("asked"),
    _text("understood"),
    _text("shown"),
    Index("turns_by_key", "key", "id"),
    sqlite_autoincrement=True,
)
"""Turns of conversations."""

feedback = Table(
    "feedback",
    records,
    Column("answer_id", ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    _text("person", primary_key=True),
    _text("at"),
    Column("up", Boolean, nullable=False),
    _text("reason", nullable=True),
    Index("feedback_by_person", "person"),
)
"""People's verdicts on answers."""

server_settings = Table(
    "server_settings",
    records,
    Column("guild", BigInteger, primary_key=True, autoincrement=False, nullable=False),
    _text("chosen"),
)
"""The settings of Discord servers, as JSON."""

_REVISION = "alembic_version"
catalogue_revision, records_revision = (
    Table(_REVISION, of, Column("version_num", String(32), primary_key=True, nullable=False))
    for of in (catalogue, records)
)
"""Which migration a database is at: Alembic's own table, read and written without it where there is nothing to migrate."""


def with_row_numbers(tables: MetaData) -> MetaData:
    """The same tables as SQLite files with small pages have them: every row with a number of its own."""
    made = MetaData()
    for table in tables.sorted_tables:
        table.to_metadata(made).dialect_options["sqlite"]["with_rowid"] = True
    return made
