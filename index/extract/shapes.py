"""Documents of exports: where in them the records are."""

from __future__ import annotations

from collections.abc import Mapping

from index.extract.discovery import discovered, is_article
from index.extract.fields import Fields, even, is_news, names, shapes
from index.extract.known_shapes import known_records
from index.extract.wrappers import has

_LOOKED_AT = 5
_ACTIONS = ("index", "create", "update", "delete")


def records(value: object) -> list[object]:
    """The records of a document: itself, its items, or those of the list that it wraps, by the table of names; where these are no
    articles, what else in it is."""
    if _is_action(value):
        return []
    known = known_records(value)
    if known is not None:
        return known
    found = _by_name(value)
    if any(is_article(record) for record in found[:_LOOKED_AT]):
        return [record for record in found if not _is_action(record)]
    return discovered(value) or found


def _is_action(value: object) -> bool:
    """True for what stands before a document of a bulk request to a search engine (``{"index": {"_id": "1"}}``), or an archive's pages."""
    if not isinstance(value, Mapping):
        return False
    if str(value.get("format")).startswith("json-pages"):
        return True
    if len(value) != 1:
        return False
    ((name, inner),) = value.items()
    return name in _ACTIONS and isinstance(inner, Mapping) and all(str(key).startswith("_") for key in inner)


def _by_name(value: object) -> list[object]:
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


def _pages(item: object) -> list[object]:
    """The records of one item of a list: several where it is a whole answer of an API."""
    if isinstance(item, Mapping) and not has(item, "title") and (found := _list_in(item)) is not None:
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
