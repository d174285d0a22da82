"""Labels for a body of text: paragraphs, furniture, and the dateline that opens it."""

from __future__ import annotations

import re

from index.extract.furniture import is_furniture
from index.extract.outlets import AGENCIES, agency
from index.model import Label, Span
from index.sentences import trimmed

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
_AGENCY = "|".join(sorted(AGENCIES, key=len, reverse=True))
_DATELINE = re.compile(
    rf"""^(?:
      (?P<capitals>[A-Z][A-Z.’'\-]+(?:[ /][A-Z.’'\-]+){{0,3}}(?:,\ [A-Z][\w.’']+(?:\ [A-Z][\w.’']+){{0,2}})?)
        \ (?:\((?P<wire>[^()]{{2,30}})\)\ )?(?:—|–|--?)\s?
    | (?P<mixed>[A-Z][\w.’']+(?:\ [A-Z][\w.’']+){{0,2}}(?:,\ [A-Z][\w.’']+)?)
        \ (?:\((?P<bracketed>(?i:{_AGENCY}))(?:\ [A-Z]\w+)?\)\s?(?:(?:—|–|--?)\s?)?|(?P<plain>CNN)(?:\ [A-Z]\w+)?\ —\s?)
    | \((?P<lone>(?i:{_AGENCY}))\)\ (?:(?:—|–|--?)\ )?
    | CNN\ —\s?
    )""",
    re.X,
)


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the lines of ``text[start:end]`` that are not blank, without the white space at their ends."""
    found = [
        trimmed(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text, start, len(text) if end is None else end)
    ]
    return [(a, b) for a, b in found if a < b]


def labelled(text: str, start: int = 0, end: int | None = None) -> tuple[list[Span], str, str]:
    """Label the body ``text[start:end]``; returns (spans, dateline's place, agency's name)."""
    spans: list[Span] = []
    place = wire = ""
    opened = False
    for left, right in paragraphs(text, start, end):
        line = text[left:right]
        if is_furniture(line):
            spans.append(Span(left, right, Label.FURNITURE))
            continue
        cut = left
        if not opened:
            opened = True
            match = _DATELINE.match(line)
            if match:
                place = (match["capitals"] or match["mixed"] or "").strip()
                wire = agency(match["wire"] or match["bracketed"] or match["plain"] or match["lone"] or "")
                cut = left + match.end()
                spans.append(Span(*trimmed(text, left, cut), Label.DATELINE))
        cut, right = trimmed(text, cut, right)
        if cut < right:
            spans.append(Span(cut, right, Label.BODY))
    return spans, place, wire
