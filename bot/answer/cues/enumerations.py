"""Enumerations in an article: sentences that name several things, and lists whose items stand on lines of their own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.search.windows import Window, windows_of_block
from index.types import StoredArticle

_BETWEEN = re.compile(r"[,;]\s{1,3}(?:and |or |as well as )?|\s(?:and|or|as well as)\s|\n+")
_ITEM_WORDS = 7
"""Words of an item within a sentence, at most."""
_LINE_WORDS, _LEAST_LINES = 14, 3
"""Words of an item on a line of its own, and how many of these make a list."""
_TOLD_WORDS = 20
"""Words of an item where the line before the list ends with a colon."""
_LIST_WORDS = 75
"""Words of a list that is quoted as a whole; a longer one is cut."""
_ANNOUNCES = re.compile(
    r"\b(?:includ(?:es?|ed|ing)|such as|among them|namely|as follows|consists? of|are:|were:)|\A(?:Others?|Another|Also|In addition)\b"
)
_INTRO_WORDS = 30
_NAME = re.compile(r"[A-Z][\w’'-]*(?:[ .]{1,2}[A-Z][\w’'-]*)*")
_INTRODUCES = re.compile(r"[:?]\s*\Z")
_SPEAKS = re.compile(r"[\"“‘]")


def items_in(text: str) -> int:
    """The number of items of the longest enumeration in ``text``: 1 where it enumerates nothing."""
    longest = run = 1
    pieces = _BETWEEN.split(text)
    for place, piece in enumerate(pieces):
        if not place:
            continue
        run += 1
        longest = max(longest, run)
        if len(piece.split()) > _ITEM_WORDS:
            run = 1
    return longest


def names_in(text: str) -> set[str]:
    """Words with a capital within sentences of ``text``, in a row as one."""
    return {
        match[0]
        for match in _NAME.finditer(text)
        if match.start() and text[match.start() - 2 : match.start()] not in (". ", "\n\n")
    }


def announces(text: str) -> bool:
    """``text`` announces an enumeration, or goes on with one."""
    return _ANNOUNCES.search(text) is not None


def follows(first: Window, second: Window) -> bool:
    """Two parts of one list: line upon line, with nothing but white space between them."""
    text = first.article.article.text
    are_lines = "\n" in first.text and "\n" in second.text
    return are_lines and first.end <= second.start and not text[first.end : second.start].strip()


def lists_of(article: StoredArticle) -> Iterator[Window]:
    """The lists of an article whose items stand on lines of their own, each with the line that introduces it."""
    text = article.article.text
    run: list[tuple[int, int]] = []
    last: tuple[int, int] | None = None
    intro: tuple[int, int] | None = None
    for span in article.article.body:
        line = text[span.start : span.end]
        joined = last is not None and not text[last[1] : span.start].strip()
        goes_on = bool(run) and joined and _goes_on(line, text[run[0][0] : run[0][1]], told=intro is not None)
        if not goes_on:
            yield from _listed(article, intro, run)
            run = []
            intro = last if joined and last and _introduces(text[last[0] : last[1]]) else None
        if goes_on or _is_item(line, told=intro is not None):
            run.append((span.start, span.end))
        last = (span.start, span.end)
    yield from _listed(article, intro, run)


def _is_item(line: str, *, told: bool) -> bool:
    """``line`` may be an item; ``told``: of a list that the line before it introduces."""
    most = _TOLD_WORDS if told else _LINE_WORDS
    return len(line.split()) <= most and not _INTRODUCES.search(line)


def _goes_on(line: str, first: str, *, told: bool) -> bool:
    """``line`` may be an item of the list of the ``first``: a list of sentences may have items that are none, not the other way round."""
    is_same = is_sentence(line) is is_sentence(first) or (told and is_sentence(first))
    return is_same and not (told and _SPEAKS.match(line)) and _is_item(line, told=told)


def is_sentence(line: str) -> bool:
    """``line`` ends as a sentence does; of a list either all lines do, or none."""
    return line.rstrip(" \"'”’)").endswith((".", "!", "?"))


def _introduces(line: str) -> bool:
    return _INTRODUCES.search(line) is not None and len(line.split()) <= _INTRO_WORDS


def enumerating(article: StoredArticle, least: int) -> Iterator[Window]:
    """The windows of an article that enumerate at least ``least`` items."""
    yield from lists_of(article)
    for span in article.article.body:
        for window in windows_of_block(article, span.start, span.end):
            if items_in(window.text) >= least:
                yield window


def _listed(article: StoredArticle, intro: tuple[int, int] | None, run: list[tuple[int, int]]) -> Iterator[Window]:
    """A run of short lines as windows of no more words than are quoted."""
    if len(run) < _LEAST_LINES:
        return
    text = article.article.text
    start, stop = (intro or run[0])[0], run[0][1]
    for begins, ends in run[1:]:
        if len(text[start:ends].split()) > _LIST_WORDS:
            yield Window(article, start, stop)
            start = begins
        stop = ends
    yield Window(article, start, stop)
