"""Reading and writing the catalogue."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, bindparam, text

from index.days import day_number
from index.errors import UserError
from index.extract.recurring import without
from index.store.schema import SCHEMA_VERSION, Base
from index.store.sqlite import make_tables, sqlite_engine
from index.types import Article, Label, Passage, Published, Span, StoredArticle, digest
from index.unicode import encodable


class StoreError(UserError):
    """The store cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What the catalogue holds. Days are YYYYMMDD."""

    articles: int
    teasers: int
    passages: int
    outlets: dict[str, int]
    """Articles of each, most first; 0 for one that only teasers come from."""
    oldest: int | None
    newest: int | None
    last_run: str | None
    bytes_on_disk: int


def open_engine(path: Path) -> Engine:
    """The catalogue's database, its tables made where they are missing.

    Raises:
        StoreError: the file was written by a newer newsdesk.
    """
    engine = sqlite_engine(path, "synchronous = FULL")
    with engine.connect() as connection:
        version = connection.execute(text("PRAGMA user_version")).scalar_one()
    if version > SCHEMA_VERSION:
        engine.dispose()
        raise StoreError(f"{path} was written by a newer newsdesk; update newsdesk to read it.")
    make_tables(engine, Base.metadata, f"PRAGMA user_version = {SCHEMA_VERSION}")
    return engine


class Catalogue:
    """Articles, passages and where they came from."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The live passages among ``ids``."""
        return {item.id: item for item in self._passages("passages.id IN :ids", ids)}

    def passages_of(self, article_ids: Sequence[str]) -> list[Passage]:
        """The live passages of these articles, in order."""
        return self._passages("passages.article_id IN :ids", article_ids)

    def articles(self, ids: Sequence[str], *, as_found: bool = False) -> dict[str, StoredArticle]:
        """The live articles among ``ids``; blocks that recur over their outlet are labelled as furniture.

        ``as_found``: the newest versions instead, nothing relabelled.
        """
        found: dict[str, StoredArticle] = {}
        with self.engine.connect() as connection:
            for chunk in chunks(ids):
                addresses: dict[str, list[str]] = {}
                for key, address, file in connection.execute(with_ids(_ADDRESSES), {"ids": chunk}):
                    addresses.setdefault(key, []).extend((address, file))
                for key, number, hidden, data, body in connection.execute(
                    with_ids(_NEWEST if as_found else _LIVE), {"ids": chunk}
                ):
                    own = tuple(dict.fromkeys(addresses.get(key, ())))
                    article = article_from(data, body)
                    recurring = set(json.loads(hidden)) if hidden and not as_found else set()
                    found[key] = StoredArticle(key, number, without(article, recurring) if recurring else article, own)
        return found

    def article(self, name: str) -> StoredArticle | None:
        """The article with this id, the start of an id (6 characters or more), key, URL or path."""
        with self.engine.connect() as connection:
            row = connection.execute(
                text(
                    "SELECT id FROM articles WHERE id = :n OR key = :n OR (length(:n) >= 6 AND substr(id, 1, length(:n)) = :n) "
                    "UNION SELECT article_id FROM addresses WHERE address = :n OR file = :n LIMIT 1"
                ),
                {"n": encodable(name)},
            ).first()
        return self.articles([row[0]]).get(row[0]) if row else None

    def stats(self) -> Stats:
        """Counts, outlets and dates."""
        with self.engine.connect() as connection:
            kinds = pairs(connection.execute(text("SELECT kind, count(*) FROM articles GROUP BY kind")))
            outlets = connection.execute(
                text(
                    "SELECT max(outlet_name), sum(kind = 'article') FROM articles WHERE outlet != '' "
                    "GROUP BY outlet ORDER BY 2 DESC, count(*) DESC, 1"
                )
            )
            passages = connection.execute(text("SELECT count(*) FROM passages")).scalar_one()
            oldest, newest = connection.execute(text("SELECT min(day), max(day) FROM articles")).one()
            last = connection.execute(text("SELECT max(ended_at) FROM runs")).scalar()
            return Stats(
                articles=kinds.get("article", 0),
                teasers=kinds.get("teaser", 0),
                passages=passages,
                outlets=pairs(outlets),
                oldest=oldest,
                newest=newest,
                last_run=last,
                bytes_on_disk=sum(f.stat().st_size for f in self.path.parent.rglob("*") if f.is_file()),
            )

    def _passages(self, where: str, ids: Sequence[str]) -> list[Passage]:
        """Passages with what is embedded for them, which is their lead and their part of the article's text."""
        rows: list[tuple[str, str, int, int, bytes]] = []
        texts: dict[str, str] = {}
        with self.engine.connect() as connection:
            for chunk in chunks(ids):
                statement = with_ids(
                    f'SELECT id, article_id, start, "end", lead FROM passages WHERE {where} ORDER BY article_id, start'
                )
                rows += [tuple(row) for row in connection.execute(statement, {"ids": chunk})]
            for chunk in chunks(list({row[1] for row in rows})):
                statement = with_ids(_TEXT + " WHERE a.id IN :ids")
                texts |= {key: unpack(body) for key, body in connection.execute(statement, {"ids": chunk})}
        return [Passage(a, b, start, end, decode(lead) + texts[b][start:end]) for a, b, start, end, lead in rows]


_SELECT = (
    "SELECT a.id, v.number, a.furniture, v.data, v.text FROM articles a "
    "JOIN versions v ON v.article_id = a.id AND v.number = a.{} WHERE a.id IN :ids"
)
_LIVE = _SELECT.format("live")
_ADDRESSES = (
    "SELECT d.article_id, d.address, d.file FROM addresses d JOIN articles a ON a.id = d.article_id "
    "WHERE a.id IN :ids ORDER BY d.key != a.key, d.rowid"
)
_NEWEST = _SELECT.format("version")
_TEXT = "SELECT a.id, v.text FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.live"


def article_data(article: Article) -> str:
    """Every field but the text, as JSON."""
    published = article.published
    return json.dumps(
        {
            "key": article.key,
            "spans": [[span.start, span.end, span.label] for span in article.spans],
            "headline": article.headline,
            "url": article.url,
            "outlet": article.outlet,
            "agency": article.agency,
            "byline": article.byline,
            "dateline": article.dateline,
            "published": [published.at.isoformat(), published.precision, published.source] if published else None,
            "language": article.language,
            "kind": article.kind,
            "seen_on": article.seen_on,
        }
    )


def article_from(data: str, body: bytes) -> Article:
    """The article that ``article_data`` and ``pack`` wrote."""
    fields = json.loads(data)
    published = fields.pop("published")
    if published:
        published = Published(datetime.fromisoformat(published[0]), published[1], published[2])
    spans = tuple(Span(start, end, Label(label)) for start, end, label in fields.pop("spans"))
    return Article(text=unpack(body), spans=spans, published=published, byline=tuple(fields.pop("byline")), **fields)


def encode(text_: str) -> bytes:
    return text_.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def pack(text_: str) -> bytes:
    return zlib.compress(encode(text_), 6)


def unpack(data: bytes) -> str:
    return decode(zlib.decompress(data))


def day_of(article: Article) -> int | None:
    """The day of publication as YYYYMMDD."""
    return day_number(article.published.at.date()) if article.published else None


def text_hash(article: Article) -> str:
    """Equal for the same story under two addresses of one outlet; another outlet or day is found, and filtered, by itself."""
    told = " ".join(f"{article.headline} {article.text}".split())
    return digest("\x1f".join((told, article.outlet.casefold(), article.kind, str(day_of(article)))))


def chunks(ids: Sequence[str], size: int = 500) -> Iterator[list[str]]:
    """SQLite takes a bounded number of parameters."""
    for first in range(0, len(ids), size):
        yield list(ids[first : first + size])


def pairs(rows: Iterable[Any]) -> dict[Any, Any]:
    """Rows of two columns as a dictionary."""
    return {row[0]: row[1] for row in rows}


def with_ids(statement: str) -> Any:  # noqa: ANN401 - SQLAlchemy's TextClause after bindparams
    """The statement with ``:ids`` taking a list."""
    return text(statement).bindparams(bindparam("ids", expanding=True))
