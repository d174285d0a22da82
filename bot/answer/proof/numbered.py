"""Passages as a model reads them: fenced articles whose sentences are numbered, so that it names a sentence and copies none."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.cues.date_mentions import long_day
from bot.answer.proof.injection import unfit_at
from index.search.searcher import Ranked
from index.search.windows import Window
from index.sentences import sentences
from index.types import Article

_LONGEST = 120
"""Words of a sentence that may be shown as a quote."""
_HEADLINE = 200
_LEFT_OUT = "[…]"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text for the prompt, and the sentence behind each number, counted from 1 over all articles."""

    text: str
    sentences: tuple[Window, ...]

    def sentence(self, number: int) -> Window | None:
        """The sentence of this number; None where there is none."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None


def sheet_of(passages: Sequence[Ranked], characters: int) -> Sheet:
    """The passages in order, each with the sentences around its best one, as many as its share of ``characters`` holds.

    Escaping leaves an article no way to close its fence. What gives orders to a language model, and sentences far too long to be
    quoted, are left out. A sentence that two passages share stands once.
    """
    told: list[str] = []
    numbered: list[Window] = []
    seen: set[tuple[str, int, int]] = set()
    left = characters
    for place, item in enumerate(passages):
        head = _head(item.article.article)
        share = left // (len(passages) - place) - len(head) - len("\n</article>")
        rows, used = [], 0
        before = None
        for window in _around_the_best(item, share, seen):
            if before is not None and window.start - before > 2:
                rows.append(_LEFT_OUT)
            before = window.end
            seen.add(window.place)
            numbered.append(window)
            rows.append(_row(len(numbered), window))
            used += len(rows[-1]) + 1
        if rows:
            told.append("\n".join([head, *rows, "</article>"]))
            left -= used + len(head) + len("\n</article>")
    return Sheet("\n\n".join(told), tuple(numbered))


def _row(number: int, window: Window) -> str:
    return f"[{number}] {html.escape(' '.join(window.text.split()), quote=False)}"


def _head(article: Article) -> str:
    facts = {
        "outlet": article.outlet,
        "published": long_day(article.day) if article.day else "unknown",
        "headline": article.headline[:_HEADLINE],
    }
    attributes = " ".join(f'{name}="{html.escape(" ".join(value.split()))}"' for name, value in facts.items())
    return f"<article {attributes}>"


def _around_the_best(item: Ranked, characters: int, seen: set[tuple[str, int, int]]) -> list[Window]:
    """The sentences nearest to the best window of the passage, in order, in ``characters``; always one, if there is any."""
    article, text = item.article, item.article.article.text
    found = [
        window
        for start, end in sentences(text, item.passage.start, item.passage.end)
        if (window := Window(article, start, end)).place not in seen
        and len(window.text.split()) <= _LONGEST
        and not unfit_at(text, start, end)
    ]
    best = max(item.windows, key=lambda read: read.logit, default=None)
    center = (best.window.start + best.window.end) // 2 if best else item.passage.start
    nearest = sorted(found, key=lambda window: max(window.start - center, center - window.end, 0))
    kept: list[Window] = []
    for window in nearest:
        characters -= len(_row(100, window)) + 1
        if kept and characters < 0:
            break
        kept.append(window)
    return sorted(kept, key=lambda window: window.start)
