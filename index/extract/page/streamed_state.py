"""The data of pages whose programs send it in a form of their own: Next's pushed rows, and Nuxt's values by number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

_PUSH = "self.__next_f.push("
_ROW = re.compile(r"([0-9a-f]{1,6}):(?:T([0-9a-f]{1,7}),)?")
_REFERENCE = re.compile(r"\$([0-9a-f]{1,6})")
_DEEPEST = 40
_MOST = 100_000
"""Values that are put together."""
_REACTIVE = ("Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef", "Set", "Map", "Date")
_LARGEST = 8 * 2**20


def is_pushed(script: str) -> bool:
    """True for a script that pushes a piece of Next's rows."""
    return script.lstrip().startswith(_PUSH)


def pushed_value(scripts: Sequence[str]) -> list[object]:
    """The values of the rows that these scripts push piece by piece, texts in the place of their numbers."""
    stream = "".join(filter(None, map(_piece, scripts)))[:_LARGEST]
    texts: dict[str, str] = {}
    values: list[object] = []
    at = 0
    while match := _ROW.match(stream, at):
        if match[2]:
            text, at = _text(stream, match.end(), int(match[2], 16))
            texts[match[1]] = text
            continue
        end = stream.find("\n", match.end())
        end = len(stream) if end < 0 else end
        if stream[match.end() : match.end() + 1] in ("[", "{"):
            values += _parsed(stream[match.end() : end])
        at = end + 1
    return [_with_texts(value, texts) for value in values]


def _piece(script: str) -> str:
    start = script.find("[", script.find(_PUSH))
    try:
        value, _ = json.JSONDecoder().raw_decode(script, start) if start >= 0 else (None, 0)
    except (ValueError, RecursionError):
        return ""
    return value[1] if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str) else ""


def _text(stream: str, start: int, size: int) -> tuple[str, int]:
    """A text of so many bytes, and where it ends: a letter has up to four of them."""
    data = stream[start : start + size].encode("utf-8", "surrogatepass")[:size]
    text = data.decode("utf-8", "ignore")
    return text, start + len(text)


def _parsed(row: str) -> Iterator[object]:
    try:
        yield json.loads(row)
    except (ValueError, RecursionError):
        return


def _with_texts(value: object, texts: dict[str, str], depth: int = 0) -> object:
    if isinstance(value, str):
        match = _REFERENCE.fullmatch(value)
        return texts.get(match[1], value) if match else value
    if depth >= _DEEPEST:
        return None
    if isinstance(value, list):
        return [_with_texts(item, texts, depth + 1) for item in value]
    if isinstance(value, dict):
        return {name: _with_texts(item, texts, depth + 1) for name, item in value.items()}
    return value


def numbered_value(value: object) -> object:
    """What Nuxt's list of values stands for, in which each names its parts by their places; anything else as it is."""
    if not isinstance(value, list) or len(value) < 2 or not _is_first(value[0]):
        return value
    left = _MOST

    def at(place: object, depth: int) -> object:
        nonlocal left
        left -= 1
        if not isinstance(place, int) or not 0 <= place < len(value) or depth >= _DEEPEST or left < 0:
            return None
        found = value[place]
        if isinstance(found, dict):
            return {name: at(part, depth + 1) for name, part in found.items()}
        if isinstance(found, list):
            if len(found) == 2 and found[0] in _REACTIVE:
                return at(found[1], depth + 1)
            return [at(part, depth + 1) for part in found]
        return found

    return at(0, 0)


def _is_first(value: object) -> bool:
    """True for the first of Nuxt's values, which names only places."""
    if isinstance(value, list):
        return len(value) == 2 and value[0] in _REACTIVE and isinstance(value[1], int)
    return isinstance(value, dict) and bool(value) and all(isinstance(part, int) for part in value.values())
