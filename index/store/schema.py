"""The catalogue's tables. It is the truth: vectors and words can be rebuilt from it."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SCHEMA_VERSION = 1


class Base(DeclarativeBase):
    """Declarative base of all tables."""


class MetaRow(Base):
    """Single facts about the store: the embedder's fingerprint."""

    __tablename__ = "meta"
    name: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str]


class SourceRow(Base):
    """A file or folder that `newsdesk reindex` looks at when it is given none."""

    __tablename__ = "sources"
    path: Mapped[str] = mapped_column(String, primary_key=True)


class FileRow(Base):
    """A file as it was read. ``done`` is set with the last of its articles; an unfinished file is read again."""

    __tablename__ = "files"
    path: Mapped[str] = mapped_column(String, primary_key=True)
    size: Mapped[int]
    mtime_ns: Mapped[int]
    sha256: Mapped[str]
    done: Mapped[bool]
    skips: Mapped[list[dict[str, object]]] = mapped_column(JSON)
    """What was left out, and why, so that a later run over the unchanged file can still say it."""


class RawRow(Base):
    """An input as it was, compressed, where it is small enough (see ``RAW_LIMIT``), as long as a file or version needs it."""

    __tablename__ = "raws"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class ArticleRow(Base):
    """An article and the number of its live version."""

    __tablename__ = "articles"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str]
    version: Mapped[int]
    """The newest, which was read."""
    live: Mapped[int] = mapped_column(default=0)
    """The one that readers see and passages are of; 0 before there is one."""
    file: Mapped[str]
    """Where the newest version was read."""
    content_hash: Mapped[str]
    text_hash: Mapped[str] = mapped_column(index=True)
    """Equal for the same story of the same outlet and day under another address."""
    outlet: Mapped[str]
    """Casefolded, for filters."""
    outlet_name: Mapped[str]
    kind: Mapped[str]
    day: Mapped[int | None] = mapped_column(index=True)
    """YYYYMMDD."""
    furniture: Mapped[str] = mapped_column(default="[]")
    """The recurring blocks (JSON) that the passages of the live version were made without."""
    stale: Mapped[bool] = mapped_column(default=True)
    """Its passages have to be made (again)."""


class VersionRow(Base):
    """One state of an article; earlier ones are kept."""

    __tablename__ = "versions"
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[dict[str, object]] = mapped_column(JSON)
    """Every field of ``index.types.Article`` but the text."""
    raw: Mapped[str | None]
    """SHA-256 of the input that it was read from, where that was kept."""
    text: Mapped[bytes] = mapped_column(LargeBinary)
    """Compressed UTF-8 (lone surrogates pass)."""
    created_at: Mapped[str]


class AddressRow(Base):
    """Where an article was found. An article without any address left is removed."""

    __tablename__ = "addresses"
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    file: Mapped[str] = mapped_column(ForeignKey("files.path", ondelete="CASCADE"), primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]
    """The key that the file gives it: another than the article's own for the same text under another address."""
    __table_args__ = (Index("addresses_by_file", "file"), Index("addresses_by_address", "address"))


class BlockRow(Base):
    """The blocks (lines) of an article, by digest: what recurs over an outlet is furniture."""

    __tablename__ = "blocks"
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    length: Mapped[int]


class PassageRow(Base):
    """A passage of a live version. ``in_vectors`` says whether Chroma is known to have it."""

    __tablename__ = "passages"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    """The row's number in the full-text index."""
    id: Mapped[str] = mapped_column(String(16), unique=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    lead: Mapped[bytes] = mapped_column(LargeBinary)
    """Headline, date and a line break, which are embedded before the quoted text."""
    text_hash: Mapped[str]
    in_vectors: Mapped[bool] = mapped_column(default=False, index=True)


class EmbeddingRow(Base):
    """The vector of a text (float16): no text is embedded twice, and Chroma can be rebuilt without the model."""

    __tablename__ = "embeddings"
    text_hash: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class TombstoneRow(Base):
    """A passage that is gone from the catalogue and still has to go from Chroma."""

    __tablename__ = "tombstones"
    passage_id: Mapped[str] = mapped_column(primary_key=True)


class RunRow(Base):
    """A run of re-indexing; ``ended_at`` is empty where it was cut off."""

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    started_at: Mapped[str]
    ended_at: Mapped[str | None]
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
