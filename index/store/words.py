"""Full-text search (SQLite FTS5, BM25) over passages, in the catalogue's own database file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, column, delete, func, insert, literal_column, select, table

from index.store.database import Database
from index.store.errors import DamagedStore
from index.store.schema import articles, passages
from index.types import Filters, Found
from index.unicode import encodable

CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    headline, body, tokenize = "porter unicode61 remove_diacritics 2"
)"""

_words = table("words", column("rowid"), column("headline"), column("body"))
_whole: ColumnElement[str] = literal_column("words")
"""FTS5 names the whole index by a column of the table's name."""
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'row')"
_vocabulary = table("vocabulary", column("term"), column("doc"), schema="temp")
_HEADLINE_WEIGHT = 0.6

STOP_WORDS = frozenset(
    "a an and are as at be been but by did do does for from had has have he her his how if in into is it its of on or s she "
    "that the their there they this to was were what when where which who whom whose why will with would you your".split()
)
"""They are in nearly every passage: reading their postings takes two thirds of the time and moves no rank."""


class Words:
    """Finds passages by the words in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(self, question: str, limit: int, filters: Filters) -> list[Found]:
        """The passages with any word of the question, best BM25 first."""
        query = fts_query(question)
        if not query:
            return []
        matches, rank = _whole.op("MATCH")(query), func.bm25(_whole, _HEADLINE_WEIGHT, 1.0)
        if where := conditions(filters):
            wanted = select(passages.c.id, -rank).join_from(_words, passages, passages.c.number == _words.c.rowid)
            wanted = wanted.join(articles, articles.c.id == passages.c.article_id).where(matches, *where)
            wanted = wanted.order_by(rank).limit(limit)
        else:  # only what is found is looked up among the passages, not all that matches
            found = select(_words.c.rowid, rank.label("rank")).where(matches).order_by(rank).limit(limit).subquery()
            wanted = select(passages.c.id, -found.c.rank).join_from(found, passages, passages.c.number == found.c.rowid)
            wanted = wanted.order_by(found.c.rank)
        with self._database.reading() as connection:
            return [Found(key, score) for key, score in connection.execute(wanted)]

    def suggest(self, words: Sequence[str]) -> dict[str, str]:
        """The corpus's own spelling of those ``words`` that it does not hold and that something in it resembles."""
        from index.store.spelling import LAST_LETTER, TOGETHER, suggestions

        with self._database.reading() as connection:

            def held(query: str, most: int) -> list[str]:
                text = select(_words.c.headline + " " + _words.c.body).where(_whole.op("MATCH")(query)).limit(most)
                return list(connection.execute(text).scalars())

            def holding(word: str, most: int) -> list[str] | None:
                return held(query, most) if (query := fts_query(word)) else None

            def beginning(term: str, most: int) -> list[str]:
                return [*held(f'"{term}"', most), *held(f'"{term}" *', most)]

            def known(start: str) -> list[tuple[str, int]]:
                connection.exec_driver_sql(_VOCABULARY)
                term = _vocabulary.c.term
                those = select(term, _vocabulary.c.doc).where(term >= start, term <= start + LAST_LETTER)
                return [(term, count) for term, count in connection.execute(those)]

            def together(first: str, second: str) -> list[str]:
                return held(f'"{first} {second}"', TOGETHER)

            return suggestions(words, holding, beginning, known, together)

    def add(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Add (passage number, headline, body)."""
        if rows:
            values = [{"rowid": a, "headline": encodable(b), "body": encodable(c)} for a, b, c in rows]
            with self._database.writing() as connection:
                connection.execute(insert(_words), values)

    def remove(self, numbers: Sequence[int]) -> None:
        """Remove passages by number."""
        if numbers:
            gone = delete(_words).where(_words.c.rowid == bindparam("gone"))
            with self._database.writing() as connection:
                connection.execute(gone, [{"gone": number} for number in numbers])

    def is_damaged(self) -> bool:
        """The index cannot be read, or does not fit what it was made of."""
        try:
            with self._database.writing() as connection:
                connection.exec_driver_sql("INSERT INTO words (words) VALUES ('integrity-check')")
        except DamagedStore:
            return True
        return False

    def clear(self) -> None:
        """Forget everything, a damaged index included."""
        with self._database.writing() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS words")
            connection.exec_driver_sql(CREATE)

    def numbers(self) -> set[int]:
        """The numbers of all passages in the index."""
        with self._database.reading() as connection:
            return set(connection.execute(select(_words.c.rowid)).scalars())


def fts_query(question: str) -> str:
    """An FTS5 query for any of the question's words, each quoted so that nothing in it is an operator."""
    words = list(dict.fromkeys(re.findall(r"\w+", encodable(question).casefold())))
    telling = [word for word in words if word not in STOP_WORDS] or words
    return " OR ".join(f'"{word}"' for word in telling[:64])


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """The filters as conditions on an article."""
    where: list[ColumnElement[bool]] = []
    if filters.outlets:
        where.append(articles.c.outlet.in_([encodable(outlet.casefold()) for outlet in filters.outlets]))
    if filters.since is not None:
        where.append(articles.c.day >= filters.since)
    if filters.until is not None:
        where.append(articles.c.day <= filters.until)
    return where
