"""The names in a story's first paragraph, which its interview, table or lists do not repeat: "Marta Voss", "Elmore"."""

from __future__ import annotations

import re

from index.sentences import sentences
from index.types import Article

_LEAD = 600
_MOST = 4
_WORD = r"[^\W\d_a-z][\w’'-]{1,30}"
_NAME = re.compile(rf"{_WORD}(?:\s(?:(?:de|da|del|von|van|of|al)\s)?{_WORD}){{0,3}}")
_PLACED = re.compile(r"\b(?:the|in|at|near)\s\Z", re.IGNORECASE)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split()
)


def names_in_lead(article: Article, *, of_persons: bool = True) -> tuple[str, ...]:
    """The names of the first paragraph of the body that its headline has not, as they come; a sentence's first word alone is none.

    ``of_persons``: also those of several words that no article or place's preposition tells to be other than a person's.
    """
    if not article.body:
        return ()
    first = article.body[0]
    found: dict[str, None] = {}
    headline = article.headline.casefold()
    for start, end in sentences(article.text, first.start, min(first.end, first.start + _LEAD)):
        for match in _NAME.finditer(article.text, start, end):
            name = match[0]
            if (match.start() == start and " " not in name) or name.casefold() in _DAYS or name.casefold() in headline:
                continue
            if (
                not of_persons
                and " " in name
                and not _PLACED.search(article.text, max(start, match.start() - 5), match.start())
            ):
                continue
            found.setdefault(name)
    return tuple(found)[:_MOST]
