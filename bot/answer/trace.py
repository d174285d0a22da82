"""The making of an answer, as ``newsdesk ask --trace`` shows it. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.search.searcher import Ranked
from index.types import Filters


@dataclass(frozen=True, slots=True)
class TracedPassage:
    """A passage as it went through the stages; a store that did not find it gave it no rank (from 1)."""

    number: int
    passage_id: str
    article_id: str
    headline: str
    start: int
    end: int
    logit: float
    """The cross-encoder's."""
    score: float
    """The score that it was ranked by: logit, fused rank, freshness and repetition together."""
    words_rank: int | None = None
    vectors_rank: int | None = None


@dataclass(frozen=True, slots=True)
class TracedCall:
    """One call of the language model, with the retries that it took."""

    prompt: str
    """Name and version of the prompt, such as ``answer 1``."""
    reply: str
    """Raw, as the model sent it; empty where it failed."""
    tokens_in: int
    tokens_out: int
    counted: bool
    """False where the provider did not count and the numbers are estimates."""
    attempts: int
    seconds: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TracedQuote:
    """The fate of a sentence that the model named."""

    claim: int
    """From 1, within its reply."""
    number: int
    """In the prompt."""
    text: str
    outcome: Literal["stands", "dropped"]
    reason: str = ""
    logit: float | None = None


ClaimOutcome = Literal["confirmed", "shown", "quoted", "dropped"]
"""Confirmed by a judge, shown without one, shown only as its quotes, or left out with them."""


@dataclass(frozen=True, slots=True)
class TracedClaim:
    """The fate of a claim that the model made."""

    text: str
    outcome: ClaimOutcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything in the order in which it happened."""

    asked: str
    standalone: str
    understood_by: Literal["as asked", "rule", "model"] = "as asked"
    filters: Filters = field(default_factory=Filters)
    passages: tuple[TracedPassage, ...] = ()
    calls: tuple[TracedCall, ...] = ()
    quotes: tuple[TracedQuote, ...] = ()
    claims: tuple[TracedClaim, ...] = ()
    threshold: float = 0.0
    """Logit below which nothing is shown."""
    gate: float | None = None
    """The best quote's logit; None where there was nothing to read. Below the threshold no model is asked."""
    seconds: dict[str, float] = field(default_factory=dict)


def traced_passages(passages: Sequence[Ranked]) -> tuple[TracedPassage, ...]:
    """The passages in their final order."""
    return tuple(
        TracedPassage(
            number=number,
            passage_id=item.passage.id,
            article_id=item.article.id,
            headline=item.article.article.headline,
            start=item.passage.start,
            end=item.passage.end,
            logit=item.logit,
            score=item.score,
            words_rank=item.words_rank,
            vectors_rank=item.vectors_rank,
        )
        for number, item in enumerate(passages, start=1)
    )
