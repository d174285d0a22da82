"""Reading without a language model: the sentences that answer, chosen by the cross-encoder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer.expected import Kind, expected, given
from bot.answer.proof.injection import unfit_at
from index.passages import preamble
from index.search.searcher import Ranked
from index.sentences import sentences
from index.types import Reranker, StoredArticle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ECHO = 0.6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How much is read and shown. The defaults were chosen on a third of the news questions of 2022."""

    passages: int = 8
    """Passages that are read sentence by sentence."""
    sentences_in_a_row: int = 3
    grown: int = 12
    """Sentences that are read together with their neighbours."""
    in_context: int = 16
    """Windows that are read a second time, with headline and date."""
    words: int = 120
    """Words of all quotes together."""
    first_words: int = 80
    """Words of the first quote; the others share what it leaves."""
    passage_weight: float = 0.5
    """What the passage's own relevance counts beside its window's logit."""
    expected_bonus: float = 2.0
    """Logits for each kind of answer that the question expects and the window gives."""
    hopeless: float = 8.0
    """A passage that is this much less relevant than the best one is not read."""
    teaser_penalty: float = 2.0
    """Logits by which an article is preferred to a teaser, which only announces one."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Whole sentences in a row, ``[start, end)`` of the stored text of the passage's article."""

    item: Ranked
    start: int
    end: int
    sentences: int = 1

    @property
    def text(self) -> str:
        return self.item.article.article.text[self.start : self.end]

    @property
    def in_context(self) -> str:
        """With headline and date, as the passage was embedded."""
        return f"{preamble(self.item.article.article)}\n{self.text}"

    @property
    def place(self) -> tuple[str, int, int]:
        """The same for windows of two passages that overlap."""
        return self.item.article.id, self.start, self.end

    def __contains__(self, other: Window) -> bool:
        return self.item.article.id == other.item.article.id and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Quote:
    """A window that may be shown. ``logit`` is the mean of the cross-encoder's, alone and in context; ``score`` is ranked by."""

    article: StoredArticle
    start: int
    end: int
    logit: float
    score: float

    @property
    def text(self) -> str:
        return self.article.article.text[self.start : self.end]

    @property
    def words(self) -> int:
        return len(self.text.split())


def read(
    question: str, ranked: Sequence[Ranked], reranker: Reranker, limit: int, settings: ReaderSettings | None = None
) -> list[Quote]:
    """Up to ``limit`` quotes from different articles, best first, together within the word budget.

    Alone a window shows whether it answers by itself; with its headline and date "he" and "Thursday" have a meaning, but a headline
    that answers lends its merit to every sentence below it. The mean of both logits picks the right window far more often than
    either. To read little, single sentences are judged first, then the best of them with their neighbours, and the best windows
    again in context.
    """
    chosen = settings or ReaderSettings()
    best = max((item.relevance for item in ranked), default=0.0)
    kinds = expected(question)
    read_ones = [item for item in ranked[: chosen.passages] if item.relevance >= best - chosen.hopeless]

    def best_of(logits: dict[Window, float], most: int) -> list[Window]:
        return sorted(logits, key=lambda window: -(logits[window] + priors[window]))[:most]

    places: dict[tuple[str, int, int], Window] = {}
    for item in read_ones:
        for window in windows_of(item, chosen.sentences_in_a_row, chosen.first_words, question):
            places.setdefault(
                window.place, window
            )  # passages may overlap: what stands in two is read once, in the better
    windows = list(places.values())
    priors = {window: _prior(question, window, kinds, chosen) for window in windows}
    alone = _logits(question, [window for window in windows if window.sentences == 1], reranker)
    centres = best_of(alone, chosen.grown)
    grown = [window for window in windows if window.sentences > 1 and any(centre in window for centre in centres)]
    alone |= _logits(question, grown, reranker)
    means = _means(question, alone, best_of(alone, chosen.in_context), reranker)
    quotes = [
        Quote(window.item.article, window.start, window.end, mean, mean + priors[window])
        for window, mean in means.items()
    ]
    return select(quotes, limit, chosen)


def mean_logits(question: str, windows: Sequence[Window], reranker: Reranker) -> list[float]:
    """How well each window answers: the mean of its logits alone and in context, as ``read`` judges."""
    return list(_means(question, _logits(question, windows, reranker), windows, reranker).values())


def _logits(question: str, windows: Sequence[Window], reranker: Reranker) -> dict[Window, float]:
    """Each window's logit alone."""
    return _scored(windows, reranker.score(question, [window.text for window in windows]))


def _means(
    question: str, alone: Mapping[Window, float], windows: Sequence[Window], reranker: Reranker
) -> dict[Window, float]:
    """Each window's mean logit: ``alone`` and in context."""
    in_context = _scored(windows, reranker.score(question, [window.in_context for window in windows]))
    return {window: (logit + alone[window]) / 2 for window, logit in in_context.items()}


def _scored(windows: Sequence[Window], logits: NDArray[np.float32]) -> dict[Window, float]:
    return dict(zip(windows, map(float, logits), strict=True))


def _prior(question: str, window: Window, kinds: frozenset[Kind], settings: ReaderSettings) -> float:
    """What a window scores for the passage and the article that it stands in, and for giving what is expected."""
    penalty = settings.teaser_penalty if window.item.article.article.kind == "teaser" else 0.0
    bonus = settings.expected_bonus * given(question, window.text, kinds)
    return settings.passage_weight * window.item.relevance + bonus - penalty


def windows_of(item: Ranked, most: int, most_words: int, question: str = "") -> Iterator[Window]:
    """Sentences of a passage, alone and up to ``most`` in a row; longer than ``most_words`` only where one alone is.

    No window holds ``question`` itself, which a quiz or a headline asks without answering, or what is unfit to be shown (see
    ``unfit_at``), and none is made of questions only.
    """
    text = item.article.article.text
    found = sentences(text, item.passage.start, item.passage.end)
    asks = [text[start:end].rstrip(" \"'”’)").endswith("?") for start, end in found]
    barred = [
        (asked and is_echo(question, text[start:end])) or bool(unfit_at(text, start, end))
        for asked, (start, end) in zip(asks, found, strict=True)
    ]
    for first, (start, _) in enumerate(found):
        for last in range(first, min(first + most, len(found))):
            end = found[last][1]
            if barred[last] or (last > first and len(text[start:end].split()) > most_words):
                break
            if not all(asks[first : last + 1]):
                yield Window(item, start, end, last - first + 1)


def is_echo(question: str, sentence: str) -> bool:
    """Whether the sentence asks the question itself: most of their words are the same (Jaccard index)."""
    asked, said = (set(_WORD.findall(text.casefold())) for text in (question, sentence))
    return bool(asked) and len(asked & said) >= _ECHO * len(asked | said)


def select(quotes: Sequence[Quote], limit: int, settings: ReaderSettings) -> list[Quote]:
    """The best window of each article, best article first, as far as the words go."""
    left = settings.words
    kept: list[Quote] = []
    taken: set[str] = set()
    for rank in range(limit):
        share = settings.first_words if rank == 0 else left // (limit - rank)
        fitting = [quote for quote in quotes if quote.article.id not in taken and quote.words <= share]
        if not fitting:
            break
        best = max(fitting, key=lambda quote: quote.score)
        kept.append(best)
        taken.add(best.article.id)
        left -= best.words
    return kept
