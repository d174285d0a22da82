"""Front matter of a text: its fields, read within bounds before any parser may be led astray by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

_LONGEST = 2**15
"""Characters; real front matter has a tenth of it. Numbers in base 60 take time that grows with their square."""
_DEEPEST = 16
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainYaml(YAMLHandler):
    def load(self, fm: str, **_: object) -> Any:  # noqa: ANN401  # as the library has it
        _require_plain(fm)
        return yaml.load(fm, Loader=_LOADER)


_HANDLERS = [_PlainYaml() if isinstance(handler, YAMLHandler) else handler for handler in frontmatter.handlers]


def parts(text: str) -> tuple[dict[str, object], str]:
    """Front matter and the rest. Front matter that is no mapping, or no plain one, is text like any other."""
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
