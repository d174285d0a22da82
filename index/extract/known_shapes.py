"""Exports whose records are told apart from what belongs to them: authors in another list, posts of a channel, previews in a chat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.extract.fields import even, names

Record = Mapping[str, object]

_CHANNELS = ("public_channel", "private_channel")
_HEADLINE = 200


def known_records(value: object) -> list[object] | None:
    """The records of a document in one of these shapes; None for any other."""
    if isinstance(value, list):
        return _of_slack(value) or _of_rows(value)
    if not isinstance(value, Mapping):
        return None
    return _of_ghost(value) or _of_json_api(value) or _of_telegram(value) or _of_discord(value)


def _of_ghost(value: Record) -> list[object] | None:
    """Posts of a Ghost export with the names of their authors, which are users by their number."""
    outer = value.get("db")
    data = (outer[0] if isinstance(outer, list) and outer and isinstance(outer[0], Mapping) else value).get("data")
    if not isinstance(data, Mapping) or not isinstance(data.get("posts"), list):
        return None
    users = {user.get("id"): user.get("name") for user in _objects(data.get("users"))}
    authors: dict[object, list[object]] = {}
    for pair in _objects(data.get("posts_authors")):
        authors.setdefault(pair.get("post_id"), []).append(users.get(pair.get("author_id")))
    posts = _objects(data["posts"])
    return [{"authors": authors.get(post.get("id")) or users.get(post.get("author_id")), **post} for post in posts]


def _of_json_api(value: Record) -> list[object] | None:
    """Records of JSON:API with the authors that they refer to."""
    included = {(item.get("type"), item.get("id")): item.get("attributes") for item in _objects(value.get("included"))}
    if not included:
        return None
    data = value.get("data")
    return [_with_authors(item, included) for item in _objects(data if isinstance(data, list) else [data])]


def _with_authors(item: Record, included: Mapping[tuple[object, object], object]) -> Record:
    relations = item.get("relationships")
    found: list[object] = []
    for name, relation in relations.items() if isinstance(relations, Mapping) else ():
        if even(str(name).removeprefix("field_")) in (*names("authors"), "uid") and isinstance(relation, Mapping):
            told = relation.get("data")
            found += [
                included.get((one.get("type"), one.get("id")))
                for one in _objects(told if isinstance(told, list) else [told])
            ]
    return {**item, "authors": [one for one in found if one]} if any(found) else item


def _of_telegram(value: Record) -> list[object] | None:
    """Posts of a Telegram channel, whose name is their outlet's; what is bold at the beginning of a post is its headline."""
    if value.get("type") not in _CHANNELS:
        return None
    posts = (post for post in _objects(value.get("messages")) if post.get("type") == "message" and post.get("text"))
    return [{**post, "outlet": value.get("name"), "title": _bold(post.get("text"))} for post in posts]


def _bold(text: object) -> object:
    first = text[0] if isinstance(text, list) and len(text) > 1 else None
    said = first.get("text") if isinstance(first, Mapping) and first.get("type") == "bold" else None
    return said if isinstance(said, str) and "\n" not in said.strip() and len(said) < _HEADLINE else None


def _of_slack(value: list[object]) -> list[object] | None:
    """What a day of a Slack channel shows of the pages that are linked in it."""
    messages = _objects(value)
    if not messages or not all(message.get("type") == "message" and "ts" in message for message in messages):
        return None
    previews = (preview for message in messages for preview in _objects(message.get("attachments")))
    return [
        {
            "title": preview.get("title"),
            "url": preview.get("title_link") or preview.get("from_url"),
            "outlet": preview.get("service_name"),
            "summary": preview.get("text"),
        }
        for preview in previews
        if preview.get("text")
    ]


def _of_discord(value: Record) -> list[object] | None:
    """The same of a channel of Discord, as DiscordChatExporter writes it."""
    if not all(isinstance(value.get(name), Mapping) for name in ("guild", "channel")):
        return None
    previews = (preview for message in _objects(value.get("messages")) for preview in _objects(message.get("embeds")))
    return [
        {"title": preview.get("title"), "url": preview.get("url"), "summary": preview.get("description")}
        for preview in previews
        if preview.get("description")
    ]


def _of_rows(value: list[object]) -> list[object] | None:
    """Rows below a row of names ("urlkey", "timestamp", "original"), of which some name an address."""
    first = value[0] if len(value) > 1 else None
    if not isinstance(first, list) or not all(isinstance(name, str) for name in first):
        return None
    if not all(isinstance(row, list) and len(row) == len(first) for row in value):
        return None
    if not any(even(name) in names("url") for name in first):
        return None
    return [dict(zip(first, row, strict=True)) for row in _lists(value[1:])]


def _objects(value: object) -> list[Record]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _lists(value: list[object]) -> Iterator[list[object]]:
    return (row for row in value if isinstance(row, list))
