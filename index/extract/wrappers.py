"""Objects that hold a record within another."""

from __future__ import annotations

from collections.abc import Mapping

from index.extract.fields import Fields, even, shapes

_DEEPEST = 3


def unwrapped(record: Mapping[str, object]) -> Mapping[str, object]:
    """A record with the fields of the object in it that holds the story (``{"_source": {...}}``) or tells of it (``{"metadata": {...}}``)."""
    for _ in range(_DEEPEST):
        by_name = {even(str(name)): value for name, value in record.items() if isinstance(value, Mapping)}
        objects = [by_name[even(name)] for name in shapes("wrappers") if even(name) in by_name] if by_name else []
        if not objects:
            break
        told = next((item for item in objects if has(item, "title", "url") and has(item, "text", "blurb")), None)
        if told is not None and not _has_words(record):
            record = {**_without(record, told), **told}
        elif not has(record, "title") and (facts := next((item for item in objects if has(item, "title")), None)):
            record = {**facts, **_without(record, facts)}
        elif not _has_words(record) and (body := next((item for item in objects if Fields(item).text("text")), None)):
            record = {**body, **_without(record, body)}
        else:
            break
    return record


def _without(record: Mapping[str, object], inside: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in record.items() if value is not inside}


def has(record: Mapping[str, object], *parts: str) -> bool:
    """True if a record has a field with something in it for one of these parts of an article."""
    fields = Fields(record)
    return any(any(True for _ in fields.values(part)) for part in parts)


def _has_words(record: Mapping[str, object]) -> bool:
    return any(isinstance(value, str) for value in Fields(record).values("text"))
