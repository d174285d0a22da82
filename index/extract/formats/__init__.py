"""A module for each kind of file, named after the kind, with one function ``read`` that gives its articles.

To add a format: its ending in ``KINDS`` of ``index/sources/files.py``, a module here, and a test module of the same name.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from index.extract.input import Input
from index.types import Article, Skipped


class Reader(Protocol):
    """Reads a file: the articles in it, one at a time, and a sentence for each thing in it that is none."""

    def __call__(self, file: Input) -> Iterator[Article | Skipped]: ...


def reader(kind: str) -> Reader:
    """The function that reads files of a kind. Its libraries are only loaded with it."""
    return cast(Reader, import_module(f"{__name__}.{kind}").read)
