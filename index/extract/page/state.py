"""The story of a page that a program fills in where it is looked at: in the data that the page brings for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.extract.fields import Fields
from index.extract.page.called_state import called_value, is_called
from index.extract.page.streamed_state import is_pushed, numbered_value, pushed_value
from index.extract.rendering import plain
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SMALLEST, _LARGEST = 500, 4 * 2**20
_GIVEN = re.compile(r"(?:[=,]|push\()\s{0,9}(JSON\.parse\(\s{0,9}(?=[\"'])|(?=[{\[]))")
_HEAD, _TRIES = 2000, 8
_MOST = 100_000
"""Values of one script that are looked at."""
_DEEPEST = 40
_TITLE = 12
"""Letters of a title by which it is sure to be the same."""
_STORY = 200
_PROSE = 60
_ENDS = (".", "!", "?", "”", '"', "…", "。", "»")
_ASIDE = re.compile(
    r"desc|excerpt|summary|teaser|seo|meta|alt|caption|bio|author|related|recommend|comment|legal|cookie|subscri|newsletter|promo|advert|tracking",
    re.IGNORECASE,
)


def state_scripts(tree: HtmlElement) -> list[str]:
    """The scripts of a page that hold data; they are looked at only where the page itself has no story."""
    found: list[str] = []
    for script in tree.iter("script"):
        kind, text = (script.get("type") or "").lower(), script.text
        if text and is_pushed(text):
            found.append(text)
            continue
        if not text or script.get("src") or not _SMALLEST <= len(text) <= _LARGEST or "ld+json" in kind:
            continue
        if "json" in kind or is_called(text) or _GIVEN.search(text, 0, _HEAD):
            found.append(text)
    return found


@dataclass(frozen=True, slots=True)
class StateStory:
    """A story in a page's data, and what stands beside it there: who wrote it, and when it was published."""

    text: str
    authors: tuple[str, ...]
    published: str


def state_story(scripts: Sequence[str], titles: Sequence[str]) -> StateStory | None:
    """The longest text that stands beside one of the page's own titles; None where there is none of a story's length."""
    own = {key for title in titles if len(key := squeezed(title)) >= _TITLE}
    best, length = None, _STORY - 1
    for value in _values(scripts) if own else ():
        for node in _nodes(value):
            fields = Fields(node)
            if any(_agree(squeezed(title), own) for title in fields.lines("title")):
                text = _text(node)
                if len(text) > length:
                    best, length = StateStory(text, tuple(fields.lines("authors")), fields.line("published")), len(text)
    return best


def _values(scripts: Sequence[str]) -> Iterator[object]:
    """The data of each script, and of those that push it piece by piece that of all together."""
    if pushed := [script for script in scripts if is_pushed(script)]:
        yield pushed_value(pushed)
    for script in scripts:
        if not is_pushed(script):
            yield called_value(script) if is_called(script) else numbered_value(_value(script.strip()))


def _agree(title: str, own: set[str]) -> bool:
    return len(title) >= _TITLE and any(title in other or other in title for other in own)


def _value(script: str) -> object:
    """The data of a script: all of it, or the first of any length that it gives to a name or a list."""
    if script.startswith(("{", "[")):
        return _parsed(script)
    decoder = json.JSONDecoder()
    for match in islice(_GIVEN.finditer(script, 0, _HEAD), _TRIES):
        try:
            value, end = decoder.raw_decode(script, match.end())
        except (ValueError, RecursionError):
            continue
        if end - match.end() >= _SMALLEST:
            return _parsed(value) if match[1] and isinstance(value, str) else value
    return None


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[Mapping[str, object]]:
    """Every object within a value, from the outside."""
    level, seen = [value], 0
    for _ in range(_DEEPEST):
        inner: list[object] = []
        for item in level:
            if isinstance(item, Mapping):
                yield item
                inner += item.values()
            elif isinstance(item, list):
                inner += item
        seen += len(inner)
        if not inner or seen > _MOST:
            return
        level = inner


def _text(node: Mapping[str, object]) -> str:
    """The text of an object: of the field that is for it, else all of its prose."""
    named = plain(Fields(node).text("text"))
    return named if len(named) >= _STORY else "\n\n".join(_prose(node))


def _prose(value: object) -> Iterator[str]:
    """The sentences within an object in their order, but what its fields call something else than the story."""
    stack: list[tuple[object, int]] = [(value, 0)]
    seen = 0
    while stack and seen < _MOST:
        item, depth = stack.pop()
        seen += 1
        if isinstance(item, Mapping) and depth < _DEEPEST:
            stack += [(part, depth + 1) for name, part in reversed(list(item.items())) if not _ASIDE.search(str(name))]
        elif isinstance(item, list) and depth < _DEEPEST:
            stack += [(part, depth + 1) for part in reversed(item)]
        elif isinstance(item, str) and len(item) >= _PROSE and (text := plain(item).strip()).endswith(_ENDS):
            yield text
