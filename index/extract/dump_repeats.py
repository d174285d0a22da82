"""The lines of a text dump that are told twice: pull quotes, captions, the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.extract.dump_header import Header
from index.extract.dump_roles import ASIDE, Role

_SAID = re.compile(r"\b(?:said|says|told|sagte|dijo|added)\b")
_A_CAPTION = 160
_A_HEADING = 60
_A_TITLE = 20
_BARS = ("|", "-", "–", "—", "·")
_A_PAGE = 60_000
"""Characters of a story in which each of its lines is sought."""


def label_repeats(said: Sequence[str], found: list[Role], header: Header) -> set[int]:
    """Label what is told twice as furniture, and give back the numbers of those lines that stand elsewhere, too."""
    plains = [_bare(line) for line in said]
    counts = Counter(plains)
    headline = _bare(header.headline)
    last = {one: at for at, one in enumerate(plains)}
    seen: set[str] = set()
    again: set[int] = set()
    story = [at for at, role in enumerate(found) if role is Role.STORY]
    whole = "\n".join(plains[at] for at in story)
    whole = whole if len(whole) <= _A_PAGE else ""  # of a longer text, each line would be sought in all of it
    for at, one in enumerate(plains):
        if found[at] in (*ASIDE, Role.ITEM) or at in header.taken or len(one) < 3:
            continue
        is_told_again = counts[one] > 1 and len(one) < _A_CAPTION and not _SAID.search(one) and "“" not in said[at]
        if (
            is_told_again
            or one == headline
            or _holds_headline(one, headline)
            or (counts[one] > 1 and (one in seen or found[at] is Role.SHORT))
            or (len(one) > 25 and counts[one] == 1 and whole.count(one) > (found[at] is Role.STORY))
        ):
            found[at] = Role.FURNITURE
            if counts[one] == 1 or last[one] != at:
                again.add(at)
        seen.add(one)
    return again


def _holds_headline(one: str, headline: str) -> bool:
    """True for the title of a page or its path: the headline, or how it begins, beside a few other words."""
    if not len(headline) > _A_TITLE or len(one) > len(headline) + _A_HEADING:
        return False
    return (one.startswith(headline) and one[len(headline) :].lstrip()[:1] in _BARS) or (
        " > " in one and headline.startswith(one.rpartition(" > ")[2].rstrip(".… "))
    )


def _bare(line: str) -> str:
    """A line in small letters, without the marks of quotation around it."""
    return " ".join(line.casefold().split()).strip("“”‘’\"'.,:;!… ")
