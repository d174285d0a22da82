"""Labels the body of a text: paragraphs, the wire's dateline, furniture, promotions. Everything here is offsets; no text is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.extract.captions import is_caption
from index.extract.corrections import is_correction
from index.extract.datelines import dateline
from index.extract.furniture import is_furniture, promotions
from index.extract.outlets import is_agency
from index.extract.structure import days, structure
from index.types import Label, Span

_LONG = 120  # a paragraph of this length is the story's
_SEARCHED = 2  # such paragraphs, a summary and the first, in which a dateline is looked for
_DATELINE_ALONE = 60  # but a page's second story may have one in a line of its own
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_GAP = re.compile(r"\n[^\S\n]*\n")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space around it."""
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return start, end
    piece = text[start:end]
    first = end - len(piece.lstrip())
    return first, max(first, start + len(piece.rstrip()))


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that are not blank, white space around them left out."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        first, last = trim(text, *match.span())
        if first < last:
            yield first, last


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets of paragraphs: lines, those that were wrapped at a fixed width put together again."""
    open_: tuple[int, int] | None = None
    for first, last in lines(text, start, end):
        if open_ and _wrapped(text, open_, first):
            open_ = (open_[0], last)
            continue
        if open_:
            yield open_
        open_ = (first, last)
    if open_:
        yield open_


def _wrapped(text: str, before: tuple[int, int], start: int) -> bool:
    """True if the line at ``start`` goes on in the sentence of the paragraph before it."""
    line_start = max(before[0], text.rfind("\n", before[0], before[1]) + 1)
    return (
        50 <= before[1] - line_start <= 110
        and not _GAP.search(text, before[1], start)
        and text[before[1] - 1] not in '.!?:”"…'
        and text[start].isalnum()
        and (text[start].islower() or text[before[1] - 1].isalnum() or text[before[1] - 1] in ",;")
    )


def label_paragraph(text: str, start: int, end: int, *, has_captions: bool = True) -> list[Span]:
    """A paragraph's spans: a correction, furniture, a caption, or body with the sign-up sentences in it taken out."""
    line = text[start:end]
    if is_correction(line):
        return [Span(start, end, Label.CORRECTION)]
    if is_furniture(line):
        return [Span(start, end, Label.FURNITURE)]
    if has_captions and is_caption(line):
        return [Span(start, end, Label.CAPTION)]
    promoted = list(promotions(text, start, end))
    if not promoted:
        return [Span(*trim(text, start, end), Label.BODY)]
    spans: list[Span] = []
    at = start
    for first, stop in promoted:
        spans += _body(text, at, first)
        spans.append(Span(*trim(text, first, stop), Label.FURNITURE))
        at = stop
    if not spans:
        return [Span(start, end, Label.BODY)]
    spans += _body(text, at, end)
    if not any(span.label is Label.BODY for span in spans):
        return [Span(start, end, Label.FURNITURE)]
    return spans


def _body(text: str, start: int, end: int) -> list[Span]:
    start, end = trim(text, start, end)
    label = Label.FURNITURE if is_furniture(text[start:end]) else Label.BODY
    return [Span(start, end, label)] if start < end else []


@dataclass(frozen=True, slots=True)
class Labelled:
    """A body's spans, and what its dateline tells."""

    spans: list[Span]
    dateline: str = ""
    agency: str = ""
    author: str = ""


def label_body(text: str, pieces: Iterable[tuple[int, int]], *, has_captions: bool = True) -> Labelled:
    """Label paragraphs; the first that is body may start with a dateline. Without ``has_captions``, none is told by its wording."""
    spans: list[Span] = []
    place = agency = author = ""
    left = _SEARCHED
    pieces = list(pieces)
    shaped = days(text, pieces) | structure(text, pieces)
    for at, (start, end) in enumerate(pieces):
        if at in shaped:
            spans += shaped[at]
            continue
        found = dateline(text, start, end) if left > 0 or end - start < _DATELINE_ALONE else None
        if found and (left > 0 or found.end == end) and not is_furniture(text[start:end]):
            spans.append(Span(start, found.end, Label.DATELINE))
            place = place or found.place
            agency = agency or (found.agency if is_agency(found.agency) else "")
            author = author or found.author
            start = found.end
            left = 0
        labelled = label_paragraph(text, start, end, has_captions=has_captions) if start < end else []
        if end - start > _LONG and any(span.label is Label.BODY for span in labelled):
            left -= 1
        spans += labelled
    return Labelled(spans, place, agency, author)
