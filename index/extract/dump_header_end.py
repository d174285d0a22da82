"""Where the header of a text dump ends and its story begins, though a summary may stand between the header's lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from index.extract.byline_roles import ends_in_role
from index.extract.captions import is_caption, is_credit
from index.extract.datelines import dateline
from index.extract.dump_header import Header
from index.extract.dump_names import is_prose
from index.extract.furniture import is_doubted, is_list_heading, is_sentence, points
from index.extract.header_lines import HeaderLine, read_header_line
from index.extract.headline_features import A_HEADLINE, BULLET

_SUMMARY, _OPENING = re.compile(r"^[^\W\d_][^·\n]{1,40} · "), 60
"""The place before a summary, which stands over the names and dates, as German papers have it, and the characters in which it stands."""
_MOST_LINES, _FAR = 60, 300
"""Lines in which the header is looked for: those of more words than a menu's, and all."""
LONG = 110
"""Characters from which a line is long for a headline."""
A_NAME = 4
"""Words that the name of a section may have."""
BELOW = 5
"""Lines below a headline or a long summary in which the header may go on."""
_POINTS = 5
"""Sentences over a header that has told nothing yet: a summary's, or a story's main points."""
_PROSE_LINES = 2
"""Lines of prose after which no header line is looked for."""


def header_end(
    text: str, lines: Sequence[tuple[int, int]], found: dict[int, HeaderLine], now: datetime, header: Header
) -> int:
    """The number of the first line that is surely the story's; the header lines above it are put into ``found``."""
    prose = told = 0
    for at, (start, end) in enumerate(lines[: header.headline_line + 1 + _FAR]):
        line = text[start:end]
        is_over = at <= header.headline_line
        told += line.count(" ") >= A_NAME and not is_over
        if told > _MOST_LINES:
            return at
        if at in header.taken and at != header.headline_line:
            continue
        if not is_over and (opens_story(text, start, end) or (prose and is_list_heading(line))):
            return at
        if end - start > A_HEADLINE:
            if is_over or is_caption(line):
                continue
            if ". " not in line and not is_sentence(line):
                continue  # a menu in a row
            prose += 1
            is_told = any(one.is_sure for one in found.values())
            if prose > _PROSE_LINES or not _goes_on(text, lines[at + 1 : at + 1 + BELOW], now, int(not is_told)):
                return at
            continue
        known = read_header_line(line, now)
        if known and known.byline and _is_credit_alone(known, line):
            continue
        if known and (known.is_sure or not is_doubted(line) or _has_mail(known, line)):
            found[at] = known
        if (known and known.is_sure) or is_doubted(line) or is_caption(line) or BULLET.match(line):
            continue
        tells = is_prose(line) and points(line) <= 0 and not (line.endswith("?") and end - start <= LONG)
        if known and not tells:
            continue
        prose += tells and not is_over
        is_told = any(one.is_sure for one in found.values())
        if prose >= _PROSE_LINES and (
            prose > (_PROSE_LINES if is_told else _POINTS)
            or not _goes_on(text, lines[at + 1 : at + 1 + BELOW], now, 0 if is_told else _POINTS - prose)
        ):
            return at
    return min(len(lines), header.headline_line + 1 + _FAR)


def _is_credit_alone(known: HeaderLine, line: str) -> bool:
    """True for a picture's credit, which looks like a byline."""
    byline = known.byline
    is_signed = byline is not None and (byline.is_marked or len(byline.persons) > 1 or _is_writers(line))
    return not (known.outlet or is_signed) and is_credit(line)


def _is_writers(line: str) -> bool:
    """True for a name and what the person is behind a slash, as pictures are credited, of somebody who took none."""
    return "/" in line and ends_in_role(line) and "photo" not in line.casefold()


def _goes_on(text: str, below: Sequence[tuple[int, int]], now: datetime, spare: int) -> bool:
    """True if the header goes on below a long summary: a byline that says so or a day stands there, over the next paragraph.

    ``spare``: it may stand below so many more, for the header has told nothing yet.
    """
    for start, end in below:
        line = text[start:end]
        spare -= is_prose(line)
        if opens_story(text, start, end) or spare < 0:
            return False
        known = read_header_line(line, now)
        if known and known.is_sure and not is_credit(line) and not known.rest:
            return True
    return False


def opens_story(text: str, start: int, end: int) -> bool:
    """True for a paragraph with a wire's dateline; "INVESTIGATION: ..." over a story looks like one, and ends like no sentence."""
    line = text[start:end]
    if _SUMMARY.search(line, 0, _OPENING):
        return False
    return (is_sentence(line) or line.endswith((":", "—", "–", "-")) or len(line) > LONG) and dateline(
        text, start, end
    ) is not None


def _has_mail(known: HeaderLine, line: str) -> bool:
    """True if a line is a name and where to write to it."""
    return "@" in line and bool(
        known.byline and line.casefold().startswith(tuple(n.casefold() for n in known.byline.persons))
    )
