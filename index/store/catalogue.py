"""Reading the catalogue: articles, passages, and what there is of them."""

from __future__ import annotations

import contextlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, case, func, or_, select, union_all

from index.extract import RULES_VERSION
from index.extract.recurring import without
from index.passages import CUTTING_VERSION
from index.store.codec import Fields, article_from, chunks, decode, unpack
from index.store.database import Database
from index.store.errors import DamagedStore
from index.store.fading import Fading
from index.store.schema import addresses, articles, files, meta, passages, runs, versions
from index.store.sources import Sources
from index.types import Article, Passage, StoredArticle
from index.unicode import encodable


@dataclass(frozen=True, slots=True)
class Stats:
    """The size of the catalogue. Days are YYYYMMDD."""

    articles: int
    teasers: int
    passages: int
    outlets: dict[str, int]
    """Articles of each, most first; 0 for one that only teasers come from."""
    oldest: int | None
    newest: int | None
    last_run: str | None
    bytes_on_disk: int
    outdated: int = 0
    """Articles and teasers that were read, or cut into passages, by older rules than this newsdesk's."""
    unfinished: bool = False
    """The last run was cut off."""
    held: int = 0
    """Articles that no file tells of any more, and that are kept until that is known to be meant."""
    waiting: int = 0
    """Passages that have no vector yet, and are found by their words alone."""
    spare_bytes: int = 0
    """Bytes of those on disk that nothing stands in."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as some store knows it."""

    folded: str
    """Its name for comparing."""
    name: str
    entries: int
    """Articles and teasers."""


class Catalogue:
    """Articles, passages and where they came from. Readers see a consistent state at any time, whoever writes."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.sources = Sources(database)

    @property
    def engine(self) -> Engine:
        """Of the database."""
        return self.database.engine

    @property
    def path(self) -> Path:
        """The database's file."""
        return self.database.path

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    # Articles and passages

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The live passages among ``ids``."""
        return {item.id: item for item in self._passages(passages.c.id, ids)}

    def passages_of(self, article_ids: Sequence[str]) -> list[Passage]:
        """The live passages of these articles, in order."""
        return self._passages(passages.c.article_id, article_ids)

    def waiting(self, ids: Sequence[str]) -> set[str]:
        """Those of these passages that have no vector yet."""
        found: set[str] = set()
        with self.database.reading() as connection:
            for chunk in chunks(ids):
                wanted = select(passages.c.id).where(passages.c.id.in_(chunk), passages.c.in_vectors.is_(False))
                found.update(connection.execute(wanted).scalars())
        return found

    def count_passages(self) -> int:
        """The number of live passages."""
        with self.database.reading() as connection:
            return connection.execute(select(func.count()).select_from(passages)).scalar_one()

    def count_waiting(self) -> int:
        """The number of those that have no vector yet."""
        wanted = select(func.count()).select_from(passages).where(passages.c.in_vectors.is_(False))
        with self.database.reading() as connection:
            return connection.execute(wanted).scalar_one()

    def articles(self, ids: Sequence[str], *, as_found: bool = False) -> dict[str, StoredArticle]:
        """The live articles among ``ids``; blocks that recur over their outlet are labelled as furniture.

        ``as_found``: the newest versions instead, nothing relabelled.
        """
        found: dict[str, StoredArticle] = {}
        with self.database.reading() as connection:
            for chunk in chunks(ids):
                places: dict[str, list[str]] = {}
                for key, address, file in connection.execute(
                    _addresses(chunk, self.database.dialect.row_order(addresses))
                ):
                    places.setdefault(key, []).extend((address, file))
                for row in connection.execute(_texts(chunk, newest=as_found)):
                    own = tuple(dict.fromkeys(places.get(row.id, ())))
                    article = self._article(row.id, row.data, row.text)
                    recurring = set(json.loads(row.furniture)) if not as_found else set()
                    shown = without(article, recurring) if recurring else article
                    found[row.id] = StoredArticle(row.id, row.number, shown, own)
        return found

    def unsound(self, ids: Sequence[str]) -> list[str]:
        """Those of these articles whose newest version is lost, or not as it was stored."""
        sound = set()
        with self.database.reading() as connection:
            for chunk in chunks(ids):
                for row in connection.execute(_texts(chunk, newest=True).add_columns(articles.c.content_hash)):
                    with contextlib.suppress(DamagedStore):
                        if self._article(row.id, row.data, row.text).content_hash == row.content_hash:
                            sound.add(row.id)
        return [key for key in ids if key not in sound]

    def article(self, name: str) -> StoredArticle | None:
        """The article with this id, the start of an id (6 characters or more), key, URL or path."""
        wanted = encodable(name)
        same = [articles.c.id == wanted, articles.c.key == wanted]
        if len(wanted) >= 6:
            same.append(func.substr(articles.c.id, 1, len(wanted)) == wanted)
        by_place = select(addresses.c.article_id).where(or_(addresses.c.address == wanted, addresses.c.file == wanted))
        exact = or_(articles.c.id == wanted, articles.c.key == wanted)
        # A page's path is that of its teasers as well.
        likeliest = case((exact, 0), (articles.c.kind == "article", 1), else_=2)
        named = select(articles.c.id).where(or_(*same, articles.c.id.in_(by_place))).order_by(likeliest, articles.c.id)
        with self.database.reading() as connection:
            key = connection.execute(named.limit(1)).scalar()
        return self.articles([key]).get(key) if key else None

    # What there is

    def stats(self) -> Stats:
        """Counts, outlets and dates."""
        of_kind = func.sum(case((articles.c.kind == "article", 1), else_=0))
        outlets = (
            select(func.max(articles.c.outlet_name), of_kind)
            .where(articles.c.outlet != "")
            .group_by(articles.c.outlet)
            .order_by(of_kind.desc(), func.count().desc(), func.max(articles.c.outlet_name))
        )
        ended = select(runs.c.ended_at).order_by(runs.c.id.desc())  # a clock may be wrong, numbers are not
        with self.database.reading() as connection:
            kinds = self.kinds()
            oldest, newest = self.days()
            return Stats(
                articles=kinds["article"],
                teasers=kinds["teaser"],
                passages=self.count_passages(),
                outlets=dict(connection.execute(outlets).all()),
                oldest=oldest,
                newest=newest,
                last_run=connection.execute(ended.where(runs.c.ended_at.is_not(None)).limit(1)).scalar(),
                bytes_on_disk=self.database.dialect.size(connection, self.path),
                outdated=self.outdated(),
                unfinished=connection.execute(ended.limit(1)).first() == (None,),
                held=Fading(self.database).count(),
                waiting=self.count_waiting(),
                spare_bytes=self.database.dialect.spare(connection),
            )

    def kinds(self, among: Sequence[str] | None = None) -> Counter[str]:
        """The number of articles and teasers, or of those among these ids."""
        counted = select(articles.c.kind, func.count()).group_by(articles.c.kind)
        found: Counter[str] = Counter()
        with self.database.reading() as connection:
            for chunk in [None] if among is None else chunks(among):
                wanted = counted if chunk is None else counted.where(articles.c.id.in_(chunk))
                found.update(dict(connection.execute(wanted).all()))
        return found

    def days(self) -> tuple[int | None, int | None]:
        """The first and the last day of what readers see, as YYYYMMDD."""
        dated = select(articles.c.day).where(articles.c.live > 0, articles.c.day.is_not(None)).limit(1)
        with self.database.reading() as connection:  # each from its end of the index of days
            first = connection.execute(dated.order_by(articles.c.day)).scalar()
            return first, connection.execute(dated.order_by(articles.c.day.desc())).scalar()

    def outlets(self) -> list[Outlet]:
        """Every outlet that something is from."""
        wanted = (
            select(articles.c.outlet, func.max(articles.c.outlet_name), func.count())
            .where(articles.c.outlet != "")
            .group_by(articles.c.outlet)
        )
        with self.database.reading() as connection:
            return [Outlet(folded, name, count) for folded, name, count in connection.execute(wanted)]

    def ids(self, *, live_articles: bool = False) -> list[str]:
        """The ids of all articles and teasers, sorted; ``live_articles``: of the articles that readers see only."""
        wanted = select(articles.c.id).order_by(articles.c.id)
        if live_articles:
            wanted = wanted.where(articles.c.live > 0, articles.c.kind == "article")
        with self.database.reading() as connection:
            return list(connection.execute(wanted).scalars())

    def contents(self) -> list[tuple[str, str]]:
        """Ids and content hashes of what readers see, sorted."""
        wanted = select(articles.c.id, articles.c.content_hash).where(articles.c.live > 0).order_by(articles.c.id)
        with self.database.reading() as connection:
            return [(key, content) for key, content in connection.execute(wanted)]

    def names(self) -> Iterator[tuple[str, str, str, str]]:
        """Id, file, address and key of everything, under each address that it was found at."""
        found = select(addresses.c.article_id, addresses.c.file, addresses.c.address, addresses.c.key)
        own = select(articles.c.id, articles.c.file, articles.c.key, articles.c.key)
        with self.database.reading() as connection:
            yield from connection.execute(union_all(found, own))

    def outdated(self) -> int:
        """The number of articles and teasers that were read, or cut into passages, by older rules than this newsdesk's."""
        older = select(files.c.path).where(files.c.rules < RULES_VERSION)
        wanted = (
            select(func.count())
            .select_from(articles)
            .where(or_(articles.c.file.in_(older), (articles.c.cutting < CUTTING_VERSION) & (articles.c.live > 0)))
        )
        with self.database.reading() as connection:
            return connection.execute(wanted).scalar_one()

    def made_with(self) -> str | None:
        """Fingerprint of the embedder that the vectors were made with; None for an empty store."""
        with self.database.reading() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.name == "embedder")).scalar()

    def _passages(self, column: ColumnElement[str], ids: Sequence[str]) -> list[Passage]:
        """Passages with what is embedded for them, which is their lead and their part of the article's text."""
        rows: list[Any] = []
        texts: dict[str, str] = {}
        live = select(articles.c.id, versions.c.text).join(
            versions, (versions.c.article_id == articles.c.id) & (versions.c.number == articles.c.live)
        )
        with self.database.reading() as connection:
            for chunk in chunks(ids):
                wanted = select(
                    passages.c.id, passages.c.article_id, passages.c.start, passages.c.end, passages.c.lead
                ).where(column.in_(chunk))
                rows += connection.execute(wanted.order_by(passages.c.article_id, passages.c.start)).all()
            for keys in chunks(list({row.article_id for row in rows})):
                for key, body in connection.execute(live.where(articles.c.id.in_(keys))):
                    texts[key] = self._unpacked(body)
        return [
            Passage(
                row.id,
                row.article_id,
                row.start,
                row.end,
                decode(row.lead) + texts[row.article_id][row.start : row.end],
            )
            for row in rows
        ]

    def _article(self, key: str, fields: Fields, body: bytes) -> Article:
        try:
            return article_from(fields, body)
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            raise DamagedStore(self.path, f"the text of article {key}") from error

    def _unpacked(self, body: bytes) -> str:
        try:
            return unpack(body)
        except (zlib.error, ValueError) as error:
            raise DamagedStore(self.path, "the text of an article") from error


def _texts(ids: Sequence[str], *, newest: bool) -> Select[Any]:
    """The newest, else the live versions of these articles."""
    number = articles.c.version if newest else articles.c.live
    return (
        select(articles.c.id, versions.c.number, articles.c.furniture, versions.c.data, versions.c.text)
        .join(versions, (versions.c.article_id == articles.c.id) & (versions.c.number == number))
        .where(articles.c.id.in_(ids))
    )


def _addresses(ids: Sequence[str], order: ColumnElement[int]) -> Select[Any]:
    """Where these articles were found: under their own key first, then in the order in which it was seen."""
    return (
        select(addresses.c.article_id, addresses.c.address, addresses.c.file)
        .join(articles, articles.c.id == addresses.c.article_id)
        .where(articles.c.id.in_(ids))
        .order_by(addresses.c.key != articles.c.key, order)
    )
