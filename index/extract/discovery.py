"""Records of documents whose shape nobody named: found by what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.extract.fields import Fields
from index.extract.urls import canonical_url
from index.extract.wrappers import unwrapped

Record = Mapping[str, object]

_DEEPEST = 6
_MOST = 20_000
"""Values of a document that are looked at."""
_LOOKED_AT = 5
"""Items of a list by which it is known."""


def discovered(value: object) -> list[object]:
    """The records of a document: of a table its rows, else the nearest list of articles, or mapping of them, or single article."""
    level, seen = [value], 0
    for _ in range(_DEEPEST):
        for inner in level:
            if found := _rows(inner) or _listed(inner):
                return found
        if single := next((inner for inner in level if isinstance(inner, Mapping) and is_article(inner)), None):
            return [single]
        level = [part for inner in level for part in _parts(inner)]
        seen += len(level)
        if seen > _MOST:
            break
    return []


def is_article(record: object) -> bool:
    """True for a record with a title or an address, and a text or a blurb with words."""
    if not isinstance(record, Mapping):
        return False
    fields = Fields(unwrapped(record))
    named = any(True for part in ("title", "url") for _ in fields.values(part))
    return named and bool(fields.text("text") or fields.text("blurb"))


def _listed(value: object) -> list[object]:
    """The items of a list of articles, or the values of a mapping of them; what wraps each item is taken off."""
    if isinstance(value, list):
        items, keys = value, [""] * len(value)
    elif isinstance(value, Mapping) and value and all(isinstance(item, Mapping) for item in value.values()):
        items, keys = list(value.values()), list(map(str, value))
    else:
        return []
    for unwrap in (_itself, _only):
        bare = list(map(unwrap, items[:_LOOKED_AT]))
        if bare and sum(map(is_article, bare)) * 2 > len(bare):
            return [_with_key(unwrap(item), key) for item, key in zip(items, keys, strict=True)]
    return []


def _itself(item: object) -> object:
    return item


def _only(item: object) -> object:
    """The only object within an item: ``{"cursor": "x", "node": {...}}``."""
    inner = [part for part in item.values() if isinstance(part, Mapping)] if isinstance(item, Mapping) else []
    return inner[0] if len(inner) == 1 else item


def _with_key(item: object, key: str) -> object:
    """An item that stood under its address, with that."""
    if isinstance(item, Mapping) and canonical_url(key) and not any(True for _ in Fields(item).values("url")):
        return {"url": key, **item}
    return item


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        yield from list(value.values())[:_MOST]
    elif isinstance(value, list):
        yield from value[:_LOOKED_AT]


def _rows(value: object) -> list[object]:
    """The rows of a table: names with rows below them, or columns by their names."""
    if isinstance(value, list):
        return _named(value[0], value[1:]) if value else []
    if not isinstance(value, Mapping):
        return []
    for part in ("data", "rows", "values"):
        rows = value.get(part)
        if (
            isinstance(rows, list)
            and rows
            and (found := _named(value.get("columns"), rows) or _named(rows[0], rows[1:]))
        ):
            return found
    columns = list(value.values())
    if not columns or not all(any(True for _ in Fields(value).values(part)) for part in ("title", "text")):
        return []
    first = columns[0]
    if isinstance(first, Mapping) and all(isinstance(one, Mapping) and one.keys() == first.keys() for one in columns):
        return [{name: one[key] for name, one in value.items()} for key in first]
    if isinstance(first, list) and all(isinstance(one, list) and len(one) == len(first) for one in columns):
        return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]
    return []


def _named(names: object, rows: Sequence[object]) -> list[object]:
    if not (isinstance(names, list) and names and all(isinstance(name, str) for name in names)):
        return []
    made = [dict(zip(names, row, strict=False)) for row in rows if isinstance(row, list)]
    return list(made) if len(made) == len(rows) and any(map(is_article, made[:_LOOKED_AT])) else []
