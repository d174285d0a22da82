"""Reading without a language model: the sentences that answer, chosen by the cross-encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.model import Article, Reranker, StoredArticle
from index.passages import preamble
from index.search import Ranked
from index.sentences import sentences


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How much is read and shown. The defaults were chosen on a part of the news questions of 2022; ``bench/quality.py`` measures them."""

    passages: int = 8
    """Passages that are read sentence by sentence."""
    sentences_in_a_row: int = 3
    words: int = 120
    """Words of all quotes together."""
    first_words: int = 80
    """Words of the first quote; the others share what it leaves."""
    passage_weight: float = 0.5
    """What the passage's own score counts beside its window's."""
    hopeless: float = 8.0
    """A passage that scores this much below the best one is not read."""
    teaser_penalty: float = 1.0
    """Logits by which an article is preferred to a teaser, which only announces one."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A window of whole sentences ``[start, end)`` of an article's stored text, with the cross-encoder's logit."""

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
    """Up to ``limit`` quotes from different articles, best first, together within the word budget."""
    chosen = settings or ReaderSettings()
    best = max((item.score for item in ranked), default=0.0)
    windows = [
        (item, start, end)
        for item in ranked[: chosen.passages]
        if item.score >= best - chosen.hopeless
        for start, end in windows_of(item, chosen.sentences_in_a_row, chosen.first_words)
    ]
    logits = reranker.score(question, [in_context(item.article.article, start, end) for item, start, end in windows])
    quotes = [
        Quote(item.article, start, end, float(logit), float(logit) + _prior(item, chosen))
        for (item, start, end), logit in zip(windows, logits, strict=True)
    ]
    return select(quotes, limit, chosen)


def _prior(item: Ranked, settings: ReaderSettings) -> float:
    """What a window scores for the passage and the article that it stands in."""
    penalty = settings.teaser_penalty if item.article.article.kind == "teaser" else 0.0
    return settings.passage_weight * item.score - penalty


def windows_of(item: Ranked, most: int, most_words: int) -> Iterator[tuple[int, int]]:
    """Sentences of a passage, alone and up to ``most`` in a row; longer than ``most_words`` only where one alone is."""
    text = item.article.article.text
    found = sentences(text, item.passage.start, item.passage.end)
    for first, (start, _) in enumerate(found):
        for last in range(first, min(first + most, len(found))):
            end = found[last][1]
            if last > first and len(text[start:end].split()) > most_words:
                break
            yield start, end


def in_context(article: Article, start: int, end: int) -> str:
    """What the cross-encoder reads for a window: headline and date give "he" and "Thursday" a meaning."""
    return f"{preamble(article)}\n{article.text[start:end]}"


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
