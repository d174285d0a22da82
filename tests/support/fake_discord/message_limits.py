"""Limits of messages and modals that Discord documents; its OpenAPI document leaves some out and has others looser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.support.fake_discord.protocol import (
    ACTION_ROW,
    BUTTON,
    JSON,
    LINK_STYLE,
    TEXT_DISPLAY,
    TEXT_INPUT,
    V2,
    Problem,
    walk,
)

_LONGEST = {"label": 80, "custom_id": 100, "url": 512, "placeholder": 150}
_EMBED = {"title": 256, "description": 4096}
_EMBED_URLS = (
    *(("url",), ("image", "url"), ("thumbnail", "url")),
    *(("author", "url"), ("author", "icon_url"), ("footer", "icon_url")),
)
_LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


def message_problems(body: JSON, flags: int, file_names: Sequence[str]) -> list[Problem]:
    """The faults that Discord would find in a message that is sent or edited."""
    return [
        *_too_long(("content",), body.get("content"), 2000),
        *_embed_problems(body.get("embeds") or []),
        *(_v2_problems(body) if flags & V2 else _legacy_problems(body)),
        *component_problems(body.get("components")),
        *_attachment_problems(body.get("attachments") or [], file_names),
        *_mention_problems(body.get("allowed_mentions") or {}),
    ]


def modal_problems(data: JSON) -> list[Problem]:
    """The faults that Discord would find in a modal."""
    found = [
        *_too_long(("data", "title"), data.get("title"), 45),
        *_too_long(("data", "custom_id"), data.get("custom_id"), 100),
    ]
    if not 1 <= len(data.get("components") or []) <= 5:
        found.append((("data", "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length."))
    for component in walk(data.get("components")):
        if component.get("type") == TEXT_INPUT:
            found += _too_long(("data", "components", "label"), component.get("label"), 45)
            found += _too_long(("data", "components", "placeholder"), component.get("placeholder"), 100)
            found += _too_long(("data", "components", "value"), component.get("value"), 4000)
    return found


def choice_problems(choices: Sequence[JSON]) -> list[Problem]:
    """The faults that Discord would find in the choices that an autocompletion offers."""
    place = ("data", "choices")
    found: list[Problem] = []
    if len(choices) > 25:
        found.append((place, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length."))
    for number, choice in enumerate(choices):
        for key in ("name", "value"):
            found += _too_long((*place, number, key), choice.get(key), 100)
    return found


def component_problems(components: Any) -> Iterator[Problem]:
    """The faults that Discord would find in rows, buttons and menus."""
    place = ("components",)
    seen: set[str] = set()
    for component in walk(components):
        kind = component.get("type")
        for key, most in _LONGEST.items():
            yield from _too_long((*place, key), component.get(key), most)
        if len(component.get("options") or []) > 25:
            yield (*place, "options"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length."
        if kind == ACTION_ROW:
            inside = component.get("components") or []
            if len(inside) > 5 or (len(inside) > 1 and any(item.get("type") != BUTTON for item in inside)):
                yield place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width"
        if kind == BUTTON:
            yield from _button_problems(component)
        if custom_id := component.get("custom_id"):
            if custom_id in seen:
                yield place, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
            seen.add(custom_id)


def _button_problems(button: JSON) -> Iterator[Problem]:
    link = button.get("style") == LINK_STYLE
    if link == bool(button.get("custom_id")) or link != bool(button.get("url")):
        said = "A link button has a url and no custom_id, any other the reverse."
        yield ("components",), "BUTTON_COMPONENT_INVALID", said
    if bad := _url_problem(button.get("url"), ("http", "https", "discord")):
        yield ("components", "url"), *bad
    if not button.get("label") and not button.get("emoji"):
        yield ("components", "label"), "BUTTON_COMPONENT_EMPTY", "A button must have a label or emoji."


def _v2_problems(body: JSON) -> Iterator[Problem]:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(key):
            yield (key,), _LEGACY, f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
    components = list(walk(body.get("components")))
    if len(components) > 40:
        yield ("components",), "BASE_TYPE_MAX_LENGTH", "The total number of components cannot exceed 40."
    if sum(len(c.get("content") or "") for c in components if c.get("type") == TEXT_DISPLAY) > 4000:
        yield ("components",), "COMPONENT_MAX_TEXT_LENGTH", "Displayable text exceeds 4000."


def _legacy_problems(body: JSON) -> Iterator[Problem]:
    rows = body.get("components") or []
    if len(rows) > 5:
        yield ("components",), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length."
    for number, row in enumerate(rows):
        if row.get("type") != ACTION_ROW:
            said = 'Value of field "type" must be one of (1,).'
            yield ("components", number, "type"), "UNION_TYPE_CHOICES", said


def _embed_problems(embeds: Sequence[JSON]) -> Iterator[Problem]:
    if len(embeds) > 10:
        yield ("embeds",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length."
    total = 0
    for number, embed in enumerate(embeds):
        at = ("embeds", number)
        fields = embed.get("fields") or []
        footer, author = (embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")
        texts = [embed.get("title"), embed.get("description"), footer, author]
        texts += [field.get(key) for field in fields for key in ("name", "value")]
        total += sum(len(text or "") for text in texts)
        for key, most in _EMBED.items():
            yield from _too_long((*at, key), embed.get(key), most)
        yield from _too_long((*at, "footer", "text"), footer, 2048)
        yield from _too_long((*at, "author", "name"), author, 256)
        if len(fields) > 25:
            yield (*at, "fields"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length."
        for place, field in enumerate(fields):
            for key, most in (("name", 256), ("value", 1024)):
                yield from _too_long((*at, "fields", place, key), field.get(key), most)
                if not str(field.get(key) or "").strip():
                    yield (*at, "fields", place, key), "BASE_TYPE_REQUIRED", "This field is required"
        for path in _EMBED_URLS:
            value: Any = embed
            for part in path:
                value = value.get(part) if isinstance(value, dict) else None
            schemes = ("http", "https") if path == ("url",) else ("http", "https", "attachment")
            if bad := _url_problem(value, schemes):
                yield (*at, *path), *bad
        if not any(texts) and not any(embed.get(key) for key in ("image", "thumbnail", "video")):
            yield at, "EMBED_EMPTY", "This embed is empty."
    if total > 6000:
        yield ("embeds",), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000"


def _attachment_problems(attachments: Sequence[JSON], file_names: Sequence[str]) -> Iterator[Problem]:
    for attachment in attachments:
        number = str(attachment.get("id", ""))
        # Small numbers mean files of this very request, large ones attachments that stay.
        if number.isdigit() and len(file_names) <= int(number) < 10:
            yield ("attachments",), "ATTACHMENT_NOT_FOUND", "Attachment data not found."


def _mention_problems(mentions: JSON) -> Iterator[Problem]:
    for kind in ("users", "roles"):
        if kind in (mentions.get("parse") or []) and mentions.get(kind):
            said = f"parse:[{kind}] and {kind}: [ids...] are mutually exclusive."
            yield ("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", said
        if len(mentions.get(kind) or []) > 100:
            yield ("allowed_mentions", kind), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length."


def _too_long(place: tuple[str | int, ...], text: Any, most: int) -> Iterator[Problem]:
    if isinstance(text, str) and len(text) > most:
        yield place, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length."


def _url_problem(url: Any, schemes: tuple[str, ...]) -> tuple[str, str] | None:
    if not isinstance(url, str) or not url:
        return None
    if url.split(":", 1)[0].lower() not in schemes:
        return "URL_TYPE_INVALID_SCHEME", f"Scheme must be one of {schemes}."
    if re.search(r"\s", url) or not re.match(r"^[a-z]+://[^/\s]+", url):
        return "URL_TYPE_INVALID_URL", "Not a well formed URL."
    return None
