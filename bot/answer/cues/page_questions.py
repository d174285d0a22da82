"""Questions that a page asks itself, over the paragraphs that answer them: "Is she married?". Pure."""

from __future__ import annotations

from index.search.answer_types import expected
from index.search.terms import terms
from index.search.windows import Window, following_window

_SAME = 0.6
"""The share of the words of both that two questions have in common which ask the same."""
_LEAST_WORDS = 4


def answer_below(question: str, window: Window) -> Window | None:
    """The paragraph below ``window``, where this is one of the page's own questions and asks the same; else None."""
    text = window.text.rstrip(" \"'”’)")
    if not text.endswith("?") or "\n" in text or not asks_the_same(question, text):
        return None
    below = following_window(window.article, window.end)
    if below is None or len(below.text.split()) < _LEAST_WORDS or below.text.rstrip(" \"'”’)").endswith("?"):
        return None
    return below


def asks_the_same(question: str, other: str) -> bool:
    """Both ask for the same of the same."""
    asked, said = terms(question), terms(other)
    return bool(asked) and len(asked & said) >= _SAME * len(asked | said) and expected(question) == expected(other)
