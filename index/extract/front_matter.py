"""Front matter of a text: its fields, read within bounds before any parser may be led astray by them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler, YAMLHandler

_LONGEST = 2**15
"""Characters; real front matter has a tenth of it. Numbers in base 60 take time that grows with their square."""
_DEEPEST = 16
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainYaml(YAMLHandler):
    def load(self, fm: str, **_: object) -> Any:  # noqa: ANN401  # as the library has it
        _require_plain(fm)
        return yaml.load(fm, Loader=_LOADER)


class _Toml(BaseHandler):
    """TOML between lines of plus signs, as site generators have it."""

    FM_BOUNDARY = re.compile(r"^\+{3,99}[ \t]{0,99}$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str) -> Any:  # noqa: ANN401  # as the library has it
        if len(fm) > _LONGEST:
            raise ValueError("long")
        return tomllib.loads(fm)


_HANDLERS = [
    *(_PlainYaml() if isinstance(handler, YAMLHandler) else handler for handler in frontmatter.handlers),
    _Toml(),
]
_LINE = re.compile(r"(Title|URL Source|Published Time): ([^\n]{1,2000})")
_CONTENT = "\nMarkdown Content:\n"
_HEAD = 8000


def parts(text: str) -> tuple[dict[str, object], str]:
    """Front matter and the rest. Front matter that is no mapping, or no plain one, is text like any other."""
    if found := _of_reader(text):
        return found
    try:
        fields, body = frontmatter.parse(text, handler=frontmatter.detect_format(text.strip(), _HANDLERS))
    except Exception:  # PyYAML and its constructors let many kinds through on odd input
        return {}, text
    if not isinstance(fields, Mapping):
        return {}, text
    return {str(name): value for name, value in fields.items()}, body


def _require_plain(text: str) -> None:
    """Look at YAML event by event, which takes no recursion: what comes after may crash over depth, and grow over aliases.

    Raises:
        ValueError: it is long, deep, or has aliases (which merge keys multiply).
    """
    if len(text) > _LONGEST:
        raise ValueError("long")
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            raise ValueError("not plain")


def _of_reader(text: str) -> tuple[dict[str, object], str] | None:
    """The lines that a reader for language models puts before a page's Markdown, and the rest; None where there are none."""
    end = text.find(_CONTENT, 0, _HEAD)
    if end < 0 or not text.lstrip().startswith("Title: "):
        return None
    told = (_LINE.fullmatch(line.strip()) for line in text[:end].split("\n"))
    fields: dict[str, object] = {match[1]: match[2].strip() for match in told if match}
    named = {"Title": "title", "URL Source": "url", "Published Time": "date"}
    return {named[name]: value for name, value in fields.items()}, text[end + len(_CONTENT) :]
