"""The short lines of a text dump in a row: headings, items of lists or furniture, by where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from index.extract.dump_header import Header
from index.extract.dump_kinds import names_points
from index.extract.dump_roles import Role
from index.extract.furniture import is_sentence
from index.extract.line_stems import stems, stems_of

HEADING_WORDS = 12
"""Words that a heading between paragraphs may have."""
_TELLING_WORDS = 8
_SHARED = 2
"""Words that a summary has in common with its story."""


def label_shorts(said: Sequence[str], found: list[Role], header: Header) -> set[int]:
    """Short lines, by where they stand: headings between paragraphs, items of lists, else furniture.

    Those of a summary, and those under the heading of its main points, are given back: they surely tell the story.
    """
    story = [at for at, role in enumerate(found) if role is Role.STORY and at not in header.taken]
    if not story:
        for at, role in enumerate(found):
            if role in (Role.SHORT, Role.ITEM):
                found[at] = Role.STORY if at > header.headline_line else Role.FURNITURE
        return set()
    told = _summary(said, found, header, story)
    after_header = [at for at in story if at > header.last]
    first, last = (after_header or story)[0], story[-1]
    at = 0
    while at < len(said):
        if found[at] not in (Role.SHORT, Role.ITEM):
            at += 1
            continue
        stop = at
        while stop < len(said) and found[stop] in (Role.SHORT, Role.ITEM):
            stop += 1
        run = range(at, stop)
        are_points = run[0] > 0 and names_points(said[run[0] - 1])
        role = Role.ITEM if are_points and run[0] <= last else _of_run(run, said, found, header, first, last)
        if are_points and role is Role.ITEM:
            told.update(run)
        for one in run:
            if one in told:
                found[one] = Role.ITEM
                continue
            if role is Role.ITEM and found[one] is Role.SHORT and found[min(one + 1, len(said) - 1)] is Role.ITEM:
                found[one] = Role.HEADING  # over the items below it
                continue
            found[one] = role if role is not Role.ITEM or len(said[one].split()) > 1 else Role.FURNITURE
        at = stop
    return told


def _summary(said: Sequence[str], found: Sequence[Role], header: Header, story: Sequence[int]) -> set[int]:
    """The line right below the headline that tells in some words, without a full stop, what the story does."""
    at = header.headline_line + 1
    if not at or at >= len(said) - 1 or found[at] not in (Role.SHORT, Role.ITEM) or found[at + 1] is Role.CAPTION:
        return set()
    told = stems_of(said[one] for one in story if one > at)
    tells = len(said[at].split()) >= _TELLING_WORDS and len(stems(said[at]) & told) >= _SHARED
    return {at} if tells else set()


def _of_run(run: range, said: Sequence[str], found: Sequence[Role], header: Header, first: int, last: int) -> Role:
    """The kind of short lines in a row."""
    above = found[run[0] - 1] if run[0] else Role.FURNITURE
    below = found[run[-1] + 1] if run[-1] + 1 < len(found) else Role.FURNITURE
    if len(run) == 1 and header.last < run[0] < first and below is Role.STORY and said[run[0]].endswith(":"):
        return Role.HEADING  # of the story's main points
    if run[0] > header.last and below is Role.STORY and all(found[one] is Role.ITEM for one in run):
        return Role.ITEM
    if run[0] < first:
        is_standfirst = header.headline_line in (run[0] - 1, run[0] - 2) and len(said[run[0]].split()) > 4
        return Role.ITEM if is_standfirst and run[0] < header.last else Role.FURNITURE
    is_list = all(found[one] is Role.ITEM for one in run)
    if run[0] > last:
        tells = sum(
            len(said[one].split()) >= (_TELLING_WORDS if is_sentence(said[one]) else 2 * _TELLING_WORDS) for one in run
        )
        return Role.ITEM if is_list and (above is Role.STORY or 2 * tells > len(run)) else Role.FURNITURE
    if Role.FURNITURE in (above, below) and not is_list:
        return Role.FURNITURE
    if len(run) == 1 and found[run[0]] is Role.SHORT:
        line = said[run[0]]
        is_link = line.isupper() and len(line.split()) > 3
        return Role.HEADING if len(line.split()) <= HEADING_WORDS and not is_link else Role.FURNITURE
    return Role.ITEM
