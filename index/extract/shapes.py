"""Documents of exports: where in them the records are."""

from __future__ import annotations

from collections.abc import Mapping

from index.extract.fields import Fields, even, is_news, names, shapes

_DEEPEST = 3


def records(value: object) -> list[object]:
    """The records of a document: itself, its items, or those of the list that it wraps."""
    if isinstance(value, list):
        return _news_of([record for item in value for record in _pages(item)])
    if isinstance(value, Mapping):
        found = _list_in(value)
        return [value] if found is None else _news_of([_from_feed(value, item) for item in found])
    return [value]


def _from_feed(feed: Mapping[str, object], item: object) -> object:
    """An item of a JSON Feed with the feed's name, which is its outlet's where the item names none."""
    if "title" in feed and isinstance(item, Mapping) and ("home_page_url" in feed or "feed_url" in feed):
        return {**item, "feed_title": feed["title"]}
    return item


def unwrapped(record: Mapping[str, object]) -> Mapping[str, object]:
    """A record with the fields of the object in it that holds the story (``{"_source": {...}}``) or tells of it (``{"metadata": {...}}``)."""
    for _ in range(_DEEPEST):
        by_name = {even(str(name)): value for name, value in record.items() if isinstance(value, Mapping)}
        objects = [by_name[even(name)] for name in shapes("wrappers") if even(name) in by_name] if by_name else []
        if not objects:
            break
        told = next((item for item in objects if _has(item, "title", "url") and _has(item, "text", "blurb")), None)
        if told is not None and not _has_words(record):
            record = {**_without(record, told), **told}
        elif not _has(record, "title") and (facts := next((item for item in objects if _has(item, "title")), None)):
            record = {**facts, **_without(record, facts)}
        else:
            break
    return record


def _without(record: Mapping[str, object], inside: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in record.items() if value is not inside}


def _has(record: Mapping[str, object], *parts: str) -> bool:
    fields = Fields(record)
    return any(any(True for _ in fields.values(part)) for part in parts)


def _has_words(record: Mapping[str, object]) -> bool:
    return any(isinstance(value, str) for value in Fields(record).values("text"))


def _pages(item: object) -> list[object]:
    """The records of one item of a list: several where it is a whole answer of an API."""
    if isinstance(item, Mapping) and not _has(item, "title") and (found := _list_in(item)) is not None:
        return found
    return [item]


def _list_in(value: Mapping[str, object]) -> list[object] | None:
    fields = Fields(value)
    if any(isinstance(fields.get(name), str) for name in names("text")):
        return None
    for name in shapes("lists"):
        found = fields.get(".".join(map(even, name.split("."))))
        if isinstance(found, list) and (not found or any(isinstance(item, Mapping) for item in found)):
            return found
    return None


def _news_of(found: list[object]) -> list[object]:
    """Of a graph of schema.org only what is news: not the page, the publisher and the breadcrumbs around it."""
    news = [item for item in found if isinstance(item, Mapping) and is_news(item.get("@type"))]
    return list(news) or found
