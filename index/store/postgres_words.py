"""Full-text search by PostgreSQL: a column of lexemes with its index, ranked by rarity and frequency, as ``words`` by SQLite's.

PostgreSQL's own ranks know nothing of how rare a word is in the corpus, which is most of what BM25 knows. So the words of all
passages are counted as they come and go, and each word of a question weighs as BM25 has it; how often and where it stands in a
passage, and that passage's length, is ``ts_rank``'s part. The counts are what misspelt words are compared with, too.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Subquery,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.dialects.postgresql import insert as upsert

from index.stemming import stem_as_written
from index.store.codec import chunks
from index.store.database import Database
from index.store.schema import articles, passages
from index.store.spelling import LAST_LETTER, TOGETHER, suggestions
from index.store.words import STOP_WORDS, conditions
from index.types import Filters, Found
from index.unicode import encodable

tables = MetaData()
_words = Table(
    "words",
    tables,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("headline", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("terms", TSVECTOR, nullable=False),
    Index("words_by_term", "terms", postgresql_using="gin"),
)
_vocabulary = Table(
    "vocabulary",
    tables,
    # Empty for the number of all passages.
    Column("term", String(collation="C"), primary_key=True),
    Column("passages", Integer, nullable=False),
)

_ALL = ""
_HEADLINE, _BODY = "A", "D"
_WEIGHTS: ColumnElement[object] = literal_column("'{1.0, 0.1, 0.1, 0.6}'::real[]")
"""Of the labels D, C, B and A: a headline counts 0.6 of a body, as in ``words``."""
_BY_LENGTH = 1
"""Have ``ts_rank`` divide by 1 + log(length)."""
_LONGEST, _LAST_PLACE, _PLACES = 500, 16_000, 200
"""PostgreSQL's bounds of a lexeme in bytes, and of places and their number in a passage, kept well away from."""
_MOST_TERMS = 64
_CLOSELY = 4
"""Times as many passages as are wanted are looked at closely."""


class PostgresWords:
    """Finds passages by the words in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(self, question: str, limit: int, filters: Filters) -> list[Found]:
        """The passages with any word of the question, best first."""
        asked = asked_terms(question)
        if not asked:
            return []
        with self._database.reading() as connection:
            counted = select(_vocabulary.c.term, _vocabulary.c.passages).where(_vocabulary.c.term.in_([_ALL, *asked]))
            counts: dict[str, int] = dict(connection.execute(counted).all())
            weights = rarities([term for term in asked if term in counts], counts)
            if not weights:
                return []
            near = _nearest(weights, _CLOSELY * limit, filters)
            read = select(_words.c.number, _in_memory(_words.c.terms)).join(near, near.c.number == _words.c.number)
            whole = read.offset(0).subquery()  # an offset keeps PostgreSQL from putting the column's own value back
            rank = _rank(weights, whole.c.terms)
            wanted = select(passages.c.id, rank).join_from(whole, passages, passages.c.number == whole.c.number)
            wanted = wanted.order_by(rank.desc(), passages.c.number).limit(limit)
            return [Found(key, score) for key, score in connection.execute(wanted)]

    def suggest(self, words: Sequence[str]) -> dict[str, str]:
        """The corpus's own spelling of those ``words`` that it does not hold and that something in it resembles."""
        with self._database.reading() as connection:

            def held(query: str, most: int) -> list[str]:
                text_of = select(_words.c.headline + " " + _words.c.body).where(
                    _words.c.terms.op("@@")(cast(literal(query), TSQUERY))
                )
                return list(connection.execute(text_of.limit(most)).scalars())

            def holding(word: str, most: int) -> list[str] | None:
                terms = asked_terms(word)
                return held(" | ".join(f"'{term}'" for term in terms), most) if terms else None

            def beginning(term: str, most: int) -> list[str]:
                return [*held(f"'{term}'", most), *held(f"'{term}':*", most)]

            def known(start: str) -> list[tuple[str, int]]:
                term = _vocabulary.c.term
                those = select(term, _vocabulary.c.passages).where(term >= start, term <= start + LAST_LETTER)
                return [(term, count) for term, count in connection.execute(those)]

            def together(first: str, second: str) -> list[str]:
                terms = [asked_terms(word) for word in (first, second)]
                return held(" <-> ".join(f"'{own[0]}'" for own in terms), TOGETHER) if all(terms) else []

            return suggestions(words, holding, beginning, known, together)

    def add(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Add (passage number, headline, body)."""
        if not rows:
            return
        values = [
            {"number": number, "headline": encodable(head), "body": encodable(body), "lexemes": lexemes(head, body)}
            for number, head, body in rows
        ]
        added = insert(_words).values(terms=cast(bindparam("lexemes", type_=Text), TSVECTOR))
        with self._database.writing() as connection:
            connection.execute(added, values)
            self._count([number for number, _, _ in rows], 1)

    def remove(self, numbers: Sequence[int]) -> None:
        """Remove passages by number."""
        with self._database.writing() as connection:
            for chunk in chunks(numbers):
                self._count(chunk, -1)
                connection.execute(delete(_words).where(_words.c.number.in_(chunk)))

    def is_damaged(self) -> bool:
        """The counts do not fit what was counted."""
        counted = select(_vocabulary.c.passages).where(_vocabulary.c.term == _ALL)
        with self._database.reading() as connection:
            there = connection.execute(select(func.count()).select_from(_words)).scalar_one()
            return (connection.execute(counted).scalar() or 0) != there

    def clear(self) -> None:
        """Forget everything."""
        with self._database.writing() as connection:
            for table in (_words, _vocabulary):
                connection.execute(text(f"TRUNCATE {table.name}"))

    def numbers(self) -> set[int]:
        """The numbers of all passages in the index."""
        with self._database.reading() as connection:
            return set(connection.execute(select(_words.c.number)).scalars())

    def _count(self, numbers: Sequence[int], sign: int) -> None:
        """Count the words of these passages in, or with -1 out again."""
        mine = _words.c.number.in_(numbers)
        each = select(func.unnest(func.tsvector_to_array(_words.c.terms)).label("term")).where(mine).subquery()
        of_terms = select(each.c.term, literal(sign) * func.count()).group_by(each.c.term)
        of_all = select(literal(_ALL), literal(sign) * func.count()).select_from(_words).where(mine)
        with self._database.writing() as connection:
            for counted in (of_terms, of_all):
                wanted = upsert(_vocabulary).from_select(["term", "passages"], counted)
                total = _vocabulary.c.passages + wanted.excluded.passages
                connection.execute(wanted.on_conflict_do_update(index_elements=["term"], set_={"passages": total}))
            if sign < 0:
                connection.execute(delete(_vocabulary).where(_vocabulary.c.passages <= 0))


def terms_of(written: str) -> list[str]:
    """The words of a text as they are compared: without case, accents and endings."""
    plain = unicodedata.normalize("NFKD", encodable(written).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [stem_as_written(word) for word in re.findall(r"[^\W_]+", plain)]


def asked_terms(question: str) -> list[str]:
    """The words of a question that tell something, each once; all of them where none does."""
    words = list(dict.fromkeys(re.findall(r"\w+", encodable(question).casefold())))
    telling = [word for word in words if word not in STOP_WORDS] or words
    return list(dict.fromkeys(term for word in telling[:_MOST_TERMS] for term in terms_of(word) if _fits(term)))


def lexemes(headline: str, body: str) -> str:
    """The words of a passage with their places, as PostgreSQL writes them."""
    places: dict[str, list[str]] = {}
    place = 0
    for label, written in ((_HEADLINE, headline), (_BODY, body)):
        for term in terms_of(written):
            place = min(place + 1, _LAST_PLACE)
            if _fits(term) and len(known := places.setdefault(term, [])) < _PLACES:
                known.append(f"{place}{label}")
    return " ".join(f"'{term}':{','.join(known)}" for term, known in places.items())


def rarities(terms: Sequence[str], counts: Mapping[str, int]) -> dict[str, float]:
    """BM25's weight of each term (Robertson and Zaragoza, 2009): the fewer passages hold it, the more it tells."""
    of = max(counts.get(_ALL, 0), 1)
    return {term: math.log(1 + (max(of - counts[term], 0) + 0.5) / (counts[term] + 0.5)) for term in terms}


def _nearest(weights: Mapping[str, float], most: int, filters: Filters) -> Subquery:
    """The numbers of the passages whose words weigh most, each counted once: what the index knows without reading a passage.

    More than ``most`` where several weigh the same.
    """
    held = union_all(
        *(
            select(_words.c.number, literal(weight, Float).label("weight")).where(
                _words.c.terms.op("@@")(_any_of([term]))
            )
            for term, weight in weights.items()
        )
    ).subquery()
    near = select(held.c.number)
    if where := conditions(filters):
        near = near.join(passages, passages.c.number == held.c.number)
        near = near.join(articles, articles.c.id == passages.c.article_id).where(*where)
    in_order = near.group_by(held.c.number).order_by(func.sum(held.c.weight).desc())
    return in_order.fetch(most, with_ties=True).subquery()


def _in_memory(terms: ColumnElement[object]) -> ColumnElement[object]:
    """The value as it is once it was read: of the column itself, every use in a statement reads and unpacks it anew."""
    return terms.op("||")(cast(literal(""), TSVECTOR)).label("terms")


def _rank(weights: Mapping[str, float], terms: ColumnElement[object]) -> ColumnElement[float]:
    parts = [
        literal(weight, Float) * func.ts_rank(_WEIGHTS, terms, _any_of([term]), _BY_LENGTH)
        for term, weight in weights.items()
    ]
    rank: ColumnElement[float] = parts[0]
    for part in parts[1:]:
        rank = rank + part
    return rank


def _any_of(terms: Sequence[str] | Mapping[str, float]) -> ColumnElement[str]:
    return cast(literal(" | ".join(f"'{term}'" for term in terms)), TSQUERY)


def _fits(term: str) -> bool:
    return 0 < len(term.encode()) <= _LONGEST
