"""Writing articles: their versions, their blocks, and which version readers see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import bindparam, delete, insert, select, update

from index.store.codec import article_fields, chunks, day_of, pack, text_hash, to_json
from index.store.database import Database
from index.store.files import told_by_its_file
from index.store.passages import Passages
from index.store.schema import addresses, articles, blocks, embeddings, passages, versions
from index.types import Article, StoredArticle
from index.unicode import encodable

_STATE = ("updated", "section", "access", "form", "is_excerpt")
"""What is told of an article that may change while its words stay."""
_ROWS = 5_000
"""Blocks written at a time: an article of 30 MB has hundreds of thousands."""

_KNOWN = select(articles.c.version, articles.c.content_hash, articles.c.file, told_by_its_file().label("told")).where(
    articles.c.id == bindparam("which")
)
_NEWEST = (
    select(versions.c.data, versions.c.number)
    .join(articles, (versions.c.article_id == articles.c.id) & (versions.c.number == articles.c.version))
    .where(articles.c.id == bindparam("which"))
)
_TWIN = select(articles.c.id).where(articles.c.text_hash == bindparam("text"), told_by_its_file())
_ADD_VERSION, _ADD_BLOCKS = insert(versions), insert(blocks)
_DROP_BLOCKS = delete(blocks).where(blocks.c.article_id == bindparam("which"))
"""Made once: of a large file each is needed a hundred thousand times."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article as it is kept."""

    version: int
    content_hash: str
    file: Path
    """Where its newest version was read."""
    told: bool
    """That file still tells of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article that some file tells of, as its furniture is found."""

    id: str
    outlet: str
    is_teaser: bool
    furniture: str | None
    """The mark of what its passages were made without, as ``mark``; None where they have to be made again."""


class Articles:
    """Articles as they are written. Every method is a transaction, or part of the caller's."""

    def __init__(self, database: Database, passages: Passages) -> None:
        self._database = database
        self._passages = passages

    def known(self, article_id: str) -> Known | None:
        """The article as it is kept."""
        with self._database.reading() as connection:
            row = connection.execute(_KNOWN, {"which": article_id}).first()
        return Known(row.version, row.content_hash, Path(row.file), bool(row.told)) if row else None

    def updated(self, article_id: str) -> datetime | None:
        """When the newest version of an article says that it was last changed."""
        with self._database.reading() as connection:
            data = connection.execute(_NEWEST, {"which": article_id}).scalars().first()
        told = data.get("updated") if data else None
        return datetime.fromisoformat(told) if told else None

    def twin(self, article: Article) -> str | None:
        """The id of an article that is the same story of the same outlet and day, under another address."""
        with self._database.reading() as connection:
            return connection.execute(_TWIN, {"text": text_hash(article)}).scalar()

    def write(
        self, article: Article, version: int, *, file: Path, raw: str | None, lines: Mapping[str, int], now: datetime
    ) -> None:
        """Add an article, or a version to it, which goes live with its passages. ``lines``: its blocks with their lengths."""
        row = {
            "id": article.id,
            "key": encodable(article.key),
            "version": version,
            "live": 0,
            "file": str(file),
            "content_hash": article.content_hash,
            "text_hash": text_hash(article),
            "furniture": "[]",
            "stale": True,
            "cutting": 0,
            **_facts(article),
        }
        state = {
            "article_id": article.id,
            "number": version,
            "data": article_fields(article),
            "raw": raw,
            "text": pack(article.text),
            "created_at": now.isoformat(),
        }
        kept = ("key", "live", "furniture", "cutting", *_facts(article))
        with self._database.writing() as connection:
            connection.execute(self._database.dialect.upsert(articles, but=kept), row)
            connection.execute(_ADD_VERSION, state)
            connection.execute(_DROP_BLOCKS, {"which": article.id})
            rows = ({"article_id": article.id, "digest": key, "length": size} for key, size in lines.items())
            while some := list(islice(rows, _ROWS)):
                connection.execute(_ADD_BLOCKS, some)

    def retell(self, article: Article) -> None:
        """Keep what is told of an article beside its words, which are the same: that it was opened to all, say, or changed."""
        told = article_fields(article)
        with self._database.writing() as connection:
            row = connection.execute(_NEWEST, {"which": article.id}).first()
            if row is None or all((row.data.get(name) or None) == (told[name] or None) for name in _STATE):
                return
            kept = datetime.fromisoformat(row.data["updated"]) if row.data.get("updated") else None
            if kept and article.updated and article.updated < kept:
                return
            newest = (versions.c.article_id == article.id) & (versions.c.number == row.number)
            data = {**row.data, **{name: told[name] for name in _STATE}}
            connection.execute(update(versions).where(newest).values(data=data))

    def move(self, article_id: str, file: Path) -> None:
        """The article's text is found in another file now."""
        with self._database.writing() as connection:
            connection.execute(update(articles).where(articles.c.id == article_id).values(file=str(file)))

    # From read to shown

    def mark_all_stale(self) -> None:
        """Have the passages of every article made again."""
        with self._database.writing() as connection:
            connection.execute(update(articles).values(stale=True))

    def recut(self, cutting: int) -> None:
        """Have the passages made again that were cut by older rules than these."""
        older = (articles.c.cutting < cutting) & articles.c.stale.is_(False)
        with self._database.writing() as connection:
            connection.execute(update(articles).where(older).values(stale=True))

    def any_stale(self) -> bool:
        """Some article's passages have to be made (again)."""
        with self._database.reading() as connection:
            return connection.execute(select(1).where(articles.c.stale.is_(True)).limit(1)).first() is not None

    def told(self) -> list[Told]:
        """Every article that some file tells of, its newest version."""
        told = articles.c.id.in_(select(addresses.c.article_id))
        wanted = select(
            articles.c.id, articles.c.outlet, articles.c.kind, articles.c.furniture, articles.c.stale
        ).where(told)
        newer = (
            select(articles.c.id, versions.c.data)
            .join(versions, (versions.c.article_id == articles.c.id) & (versions.c.number == articles.c.version))
            .where(told, articles.c.live != articles.c.version)
        )
        with self._database.reading() as connection:
            new = {key: (_folded(data["outlet"]), data["kind"]) for key, data in connection.execute(newer)}
            found = []
            for row in connection.execute(wanted):
                outlet, kind = new.get(row.id, (row.outlet, row.kind))
                found.append(Told(row.id, outlet, kind == "teaser", None if row.stale else row.furniture))
            return found

    def blocks(self) -> Iterator[tuple[str, str, int]]:
        """Article id, digest and length of every block."""
        with self._database.reading() as connection:
            yield from connection.execute(select(blocks.c.article_id, blocks.c.digest, blocks.c.length))

    def set_live(self, article: StoredArticle, furniture: str, cutting: int) -> None:
        """Show this version to readers; its passages, cut by these rules, are written in the same transaction."""
        values = {
            "live": article.version,
            "furniture": furniture,
            "stale": articles.c.version != article.version,
            "cutting": cutting,
            **_facts(article.article),
        }
        with self._database.writing() as connection:
            connection.execute(update(articles).where(articles.c.id == article.id).values(values))

    # Going

    def orphans(self) -> list[str]:
        """Articles that no file tells of any more."""
        wanted = select(articles.c.id).where(articles.c.id.not_in(select(addresses.c.article_id)))
        with self._database.reading() as connection:
            return list(connection.execute(wanted).scalars())

    def drop(self, ids: Sequence[str]) -> None:
        """Remove articles with everything that hangs on them."""
        with self._database.writing() as connection:
            for chunk in chunks(ids):
                self._passages.drop_of(chunk)
                gone = delete(articles).where(articles.c.id == bindparam("gone"))
                connection.execute(gone, [{"gone": key} for key in chunk])

    def drop_unused(self, fingerprint: str) -> None:
        """Forget this model's vectors of texts that no passage has."""
        unused = embeddings.c.text_hash.not_in(select(passages.c.text_hash))
        with self._database.writing() as connection:
            connection.execute(delete(embeddings).where(embeddings.c.fingerprint == fingerprint, unused))


def _facts(article: Article) -> dict[str, str | int | None]:
    """What readers filter and count by, as it is for the version that they see."""
    return {
        "outlet": _folded(article.outlet),
        "outlet_name": encodable(article.outlet),
        "kind": article.kind,
        "day": day_of(article),
    }


def _folded(outlet: str) -> str:
    return encodable(outlet.casefold())


def mark(blocks: set[str]) -> str:
    """A set of blocks as it is kept with an article."""
    return to_json(sorted(blocks))
