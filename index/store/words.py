"""Full-text search (SQLite FTS5, BM25) over passages, in the catalogue's own database file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, bindparam, text

from index.types import Filters, Found
from index.unicode import encodable

_CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    headline, body, tokenize = "porter unicode61 remove_diacritics 2"
)"""

_SEARCH = """
SELECT passages.id, -bm25(words, :headline, 1.0) FROM words JOIN passages ON passages.number = words.rowid {join}
WHERE words MATCH :query {where} ORDER BY bm25(words, :headline, 1.0) LIMIT :limit"""

_HEADLINE_WEIGHT = 0.6

_STOP_WORDS = frozenset(
    "a an and are as at be been but by did do does for from had has have he her his how if in into is it its of on or s she "
    "that the their there they this to was were what when where which who whom whose why will with would you your".split()
)
"""They are in nearly every passage: reading their postings takes two thirds of the time and moves no rank."""


class Words:
    """Finds passages by the words in them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with engine.begin() as connection:
            connection.execute(text(_CREATE))

    def search(self, question: str, limit: int, filters: Filters) -> list[Found]:
        """The passages with any word of the question, best BM25 first."""
        query = fts_query(question)
        if not query:
            return []
        where, parameters = conditions(filters)
        join = "JOIN articles ON articles.id = passages.article_id" if where else ""
        statement = text(_SEARCH.format(join=join, where="".join(f" AND {item}" for item in where)))
        if filters.outlets:
            statement = statement.bindparams(bindparam("outlets", expanding=True))
        values = {"headline": _HEADLINE_WEIGHT, "query": query, "limit": limit, **parameters}
        with self._engine.connect() as connection:
            return [Found(row[0], row[1]) for row in connection.execute(statement, values)]

    def add(self, connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
        """Add (passage number, headline, body) within the caller's transaction."""
        if rows:
            values = [{"number": a, "headline": encodable(b), "body": encodable(c)} for a, b, c in rows]
            connection.execute(
                text("INSERT INTO words (rowid, headline, body) VALUES (:number, :headline, :body)"), values
            )

    def remove(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Remove passages by number, within the caller's transaction."""
        if numbers:
            connection.execute(text("DELETE FROM words WHERE rowid = :number"), [{"number": n} for n in numbers])

    def clear(self, connection: Connection) -> None:
        """Forget everything, a damaged index included."""
        connection.execute(text("DROP TABLE IF EXISTS words"))
        connection.execute(text(_CREATE))

    def numbers(self) -> set[int]:
        """The numbers of all passages in the index."""
        with self._engine.connect() as connection:
            return {row[0] for row in connection.execute(text("SELECT rowid FROM words"))}


def fts_query(question: str) -> str:
    """An FTS5 query for any of the question's words, each quoted so that nothing in it is an operator."""
    words = list(dict.fromkeys(re.findall(r"\w+", encodable(question).casefold())))
    telling = [word for word in words if word not in _STOP_WORDS] or words
    return " OR ".join(f'"{word}"' for word in telling[:64])


def conditions(filters: Filters) -> tuple[list[str], dict[str, object]]:
    """SQL conditions on the articles table, and their parameters."""
    where: list[str] = []
    parameters: dict[str, object] = {}
    if filters.outlets:
        where.append("articles.outlet IN :outlets")
        parameters["outlets"] = [encodable(outlet.casefold()) for outlet in filters.outlets]
    if filters.since is not None:
        where.append("articles.day >= :since")
        parameters["since"] = filters.since
    if filters.until is not None:
        where.append("articles.day <= :until")
        parameters["until"] = filters.until
    return where, parameters
