"""What the catalogues of several stores hold together; what several hold counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import text

from bot.answer.coverage import Coverage
from index.days import day_of_number
from index.store import Catalogue
from index.store.catalogue import chunks, pairs, with_ids

_KINDS = "SELECT kind, count(*) FROM articles GROUP BY kind"
_DAYS = "SELECT min(day), max(day) FROM articles"
_OUTLETS = "SELECT outlet, max(outlet_name), count(*) FROM articles WHERE outlet != '' GROUP BY outlet"


def coverage(catalogues: Sequence[Catalogue]) -> Coverage:
    """Articles, teasers, outlets and days of all."""
    counts: Counter[str] = Counter()
    days: list[date] = []
    for number, catalogue in enumerate(catalogues):
        with catalogue.engine.connect() as connection:
            counts.update(pairs(connection.execute(text(_KINDS))))
            ends = connection.execute(text(_DAYS)).one()
        days += [day_of_number(number) for number in ends if number]
        for earlier in catalogues[:number]:
            counts.subtract(_common(earlier, catalogue))
    return Coverage(
        articles=counts["article"],
        teasers=counts["teaser"],
        outlets=tuple(outlets(catalogues)),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def outlets(catalogues: Sequence[Catalogue]) -> list[str]:
    """Outlets, most articles first, whatever the case that a store writes them in."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for catalogue in catalogues:
        with catalogue.engine.connect() as connection:
            rows = connection.execute(text(_OUTLETS)).all()
        for folded, name, count in rows:
            names.setdefault(folded, name)
            counts[folded] += count
    return [names[folded] for folded in sorted(counts, key=lambda key: (-counts[key], names[key]))]


def _common(one: Catalogue, other: Catalogue) -> Counter[str]:
    """How many articles and teasers both hold."""
    counts: Counter[str] = Counter()
    with other.engine.connect() as connection:
        for ids in chunks(list(_ids(one))):
            statement = with_ids("SELECT kind, count(*) FROM articles WHERE id IN :ids GROUP BY kind")
            counts.update(pairs(connection.execute(statement, {"ids": ids})))
    return counts


def _ids(catalogue: Catalogue) -> Iterator[str]:
    with catalogue.engine.connect() as connection:
        yield from connection.execute(text("SELECT id FROM articles")).scalars()
