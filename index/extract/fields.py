"""The names that exports give to an article's parts, by the table, and the fields of a record by these names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import cast

from index.extract.field_table import Table, joined
from index.types import Form
from index.unicode import join_surrogates, squeezed

_SECTIONS = ("summary", "headline", "paragraphs", "sections")
_NAMES = (("first_name", "last_name"), ("firstName", "lastName"), ("givenName", "familyName"), ("given", "family"))
_DEEPEST = 6
_PROSE, _WORDS = 1000, 10
_A_NOTICE = 100
_MOST = 4000
"""Values of one record that are looked at: a list of ten million numbers is no article."""


_added: Table = {}


def extend(added: Table) -> None:
    """Have this process read by these names too: of a run's reader, before its first file."""
    global _added
    if added != _added:
        _added = added
        for cached in (_table, names, _known, _ranks, shapes, forms, _notices):
            cached.cache_clear()


@cache
def names(part: str) -> tuple[str, ...]:
    """The names of a part of an article ("text", "title" ...), the likeliest first, evened out."""
    return tuple(map(even, _table()["names"][part]))


@cache
def _ranks(part: str) -> tuple[Mapping[str, int], tuple[tuple[int, str, str], ...]]:
    """The places of a part's names in the table; of those with a dot also the name before it."""
    ranks: dict[str, int] = {}
    for name in names(part):
        ranks.setdefault(name, len(ranks))
    return ranks, tuple((rank, name.split(".", 1)[0], name) for name, rank in ranks.items() if "." in name)


@cache
def _known() -> frozenset[str]:
    """The names of all parts."""
    return frozenset(map(even, chain.from_iterable(_table()["names"].values())))


@cache
def shapes(part: str) -> tuple[str, ...]:
    """The names of a kind ("lists", "wrappers" ...), as the table gives them."""
    return tuple(_table()["shapes"][part])


@cache
def forms() -> Mapping[str, Form]:
    """The forms of articles by what they are called, letters and digits alone."""
    return {squeezed(name): cast(Form, form) for form, called in _table()["forms"].items() for name in called}


@cache
def _notices() -> frozenset[str]:
    return frozenset(map(squeezed, shapes("notices")))


@cache
def _table() -> Table:
    return joined(_added)


@lru_cache(maxsize=4096)
def even(name: str) -> str:
    """A field's name without what makes no difference: "Published_At" is "publishedat", Drupal's "field_byline" is "byline"."""
    return re.sub(r"(?<=.)[_\-\s]+", "", name.strip().removeprefix("field_")).casefold()


def is_news(value: object) -> bool:
    """True if a value of ``@type`` is one of schema.org's types of what is news."""
    given = value if isinstance(value, list) else [value]
    return any(isinstance(one, str) and one.rsplit("/", 1)[-1] in shapes("news_types") for one in given)


class Fields:
    """A record's fields by their evened-out names, those of objects within it after a dot."""

    def __init__(self, record: Mapping[str, object]) -> None:
        self._values = {even(str(name)): value for name, value in list(record.items())[:_MOST]}
        self._shown = [str(name) for name in record]

    def get(self, name: str) -> object:
        """The value of an evened-out name; with a dot, of a field of an object."""
        if name in self._values or "." not in name:
            return self._values.get(name)
        outer, inner = name.split(".", 1)
        value = self._values.get(outer)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        return Fields(value).get(inner) if isinstance(value, Mapping) else None

    def has(self, part: str) -> bool:
        """True if the record has a field of that part, even an empty one."""
        ranks, inner = _ranks(part)
        return not ranks.keys().isdisjoint(self._values) or any(self.get(name) is not None for _, _, name in inner)

    def values(self, part: str) -> Iterator[object]:
        """The values in the fields of a part, the likeliest first; empty ones are left out."""
        ranks, inner = _ranks(part)
        found = [(ranks[name], value) for name, value in self._values.items() if name in ranks]
        found += [
            (rank, self.get(name)) for rank, outer, name in inner if outer in self._values and name not in self._values
        ]
        for _, value in sorted(found, key=itemgetter(0)):
            if value is not None and value != "" and value != [] and value != {}:
                yield value

    def text(self, part: str) -> str:
        """The first field of a part that holds words, as text: paragraphs of a list apart from each other."""
        texts = (text for value in self.values(part) if (text := words_of(value)).strip())
        return next((text for text in texts if len(text) > _A_NOTICE or squeezed(text) not in _notices()), "")

    def lines(self, part: str) -> Iterator[str]:
        """The texts that the fields of a part stand for, each on one line."""
        for value in self.values(part):
            for text in names_of(value):
                yield " ".join(text.split())

    def line(self, part: str) -> str:
        """The first field of a part that stands for something, on one line."""
        return next(self.lines(part), "")

    def unnamed(self) -> Iterator[str]:
        """The texts in fields whose names the table does not have."""
        for name, value in self._values.items():
            if isinstance(value, str) and value.strip() and name not in _known():
                yield join_surrogates(value)

    def hold_prose(self) -> bool:
        """True if some field, whatever its name, holds a sentence or more."""
        return any(isinstance(value, str) and value.count(" ", 0, _PROSE) >= _WORDS for value in self._values.values())

    def seen(self) -> str:
        """The names of the fields, for a person."""
        shown = [join_surrogates(name)[:40] for name in self._shown[:20] if name.isprintable()]
        return ", ".join(shown) + (" …" if len(self._shown) > 20 else "")


def words_of(value: object, depth: int = 0) -> str:
    """The words of a value: of a list its items' as paragraphs, of an object what it stands for or its sections."""
    if isinstance(value, str):
        return join_surrogates(value)
    if depth >= _DEEPEST:
        return ""
    if isinstance(value, list):
        if any(map(_is_run, value[:_MOST])):
            return "".join(words_of(item, depth + 1) for item in value[:_MOST])
        parts = (item for item in value[:_MOST] if not (isinstance(item, Mapping) and _is_aside(item)))
        return "\n\n".join(text for item in parts if (text := words_of(item, depth + 1)).strip())
    if isinstance(value, Mapping):
        for name in shapes("words"):
            if (text := words_of(value.get(name), depth + 1)).strip():
                return text
        return words_of([value.get(name) for name in _SECTIONS], depth + 1)
    return ""


def _is_aside(part: Mapping[str, object]) -> bool:
    """True for a part of a story that is none of its words: a link to another story, a picture."""
    kind = part.get("type")
    return isinstance(kind, str) and kind in shapes("asides")


def _is_run(value: object) -> bool:
    """True for a run of letters of an editor's document, which goes on in the next: they are one paragraph."""
    if not isinstance(value, Mapping) or not any(isinstance(value.get(name), str) for name in ("text", "value")):
        return False
    return "marks" in value or "text" in (value.get("nodeType"), value.get("type")) or value.get("_type") == "span"


def names_of(value: object, depth: int = 0) -> Iterator[str]:
    """The text that a value stands for: a name, a day, an address; of a list each item."""
    if isinstance(value, str):
        if value.strip():
            yield join_surrogates(value.strip())
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list) and depth < _DEEPEST:
        for item in value[:_MOST]:
            yield from names_of(item, depth + 1)
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        if whole := _of_person(value):
            yield whole
            return
        for name in (*shapes("inner"), *shapes("addresses")):
            if found := list(names_of(value.get(name), depth + 1)):
                yield from found
                return


def _of_person(value: Mapping[str, object]) -> str:
    """A name that is told in two parts, or empty."""
    for first, last in _NAMES:
        given, family = value.get(first), value.get(last)
        if isinstance(given, str) and isinstance(family, str):
            return f"{given} {family}".strip()
    return ""
