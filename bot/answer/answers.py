"""The parts of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from bot.answer.query import Progress, Query, Turn
from bot.answer.trace import Trace
from bot.answer.understand.intents import Intent
from index.types import Article

Verdict = Literal["answered", "partial", "related", "not_found"]
"""``related``: no article says it; what is closest is shown, plainly not as an answer."""
Stance = Literal["", "for", "against"]
Label = Literal["", "correction", "corrected"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote: ``article.text[start:end] == quote``, checked just before it is handed out.

    ``marks`` are the telling words, as ``[start, end)`` offsets into ``quote``.
    """

    number: int
    quote: str
    start: int
    end: int
    article_id: str
    version: int
    article: Article
    score: float
    marks: tuple[tuple[int, int], ...] = ()
    seen_on: str | None = None
    """For a teaser: the headline of the page that it was seen on."""
    stance: Stance = ""
    """Of a claim that was to be checked: whether the quote speaks for it or against it."""
    part: int = 0
    """Of several questions in one, the position (from 1) of the one that it answers; of a comparison, of the side."""
    also_in: tuple[str, ...] = ()
    """Other outlets that carry the same words."""
    label: Label = ""
    """A correction, or what was corrected since."""
    context: str = ""
    """The page's own words over the quote: the time of an entry, the heading of an item, the speaker of a turn, the head of a table."""


def newest_day(evidence: Sequence[Evidence]) -> date | None:
    """The day that an answer from ``evidence`` is "as of"; None where nothing in it is dated."""
    return max((item.article.day for item in evidence if item.article.day), default=None)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence in a model's words; plain text without links, mentions or markdown. The proof are its quotes alone."""

    text: str
    citations: tuple[int, ...]
    """Numbers of the evidence that it rests on; never empty."""
    confirmed: bool = False
    """A judge that saw through sentences made wrong on purpose finds the same in the quotes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one message. ``not_found`` never carries evidence; with ``related`` it is the closest there is, and no answer.

    Without ``claims`` the quotes themselves are the answer; with them the quotes are their proof.
    """

    question: str
    """As it was understood: standing alone, whatever conversation it came from."""
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    as_of: date | None = None
    """The newest evidence's date."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Time by stage: embed, search, rerank, read."""
    claims: tuple[Claim, ...] = ()
    disagreements: tuple[tuple[int, ...], ...] = ()
    """Groups of claims whose accounts differ, as positions (from 0) in ``claims``."""
    missing: str = ""
    """With ``partial``: the part of the question, in the question's own words, that is not answered."""
    model: str = ""
    """Name of the model whose words the claims are."""
    left_out: int = 0
    """Claims of the model that are not shown, because their quotes do not support them."""
    note: str = ""
    """A sentence for the person on how the answer came about, such as why no model wrote it."""
    trace: Trace | None = None
    """The making of the answer, for ``ask --trace``."""
    intent: Intent = Intent.FACT
    """The intent of the question, which decides the form of the answer."""
    parts: tuple[str, ...] = ()
    """The several questions, or the sides of a comparison, that the evidence's ``part`` counts."""
    following: str = ""
    """The earlier question that this one was taken to follow up."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words as they were typed, and as the corpus spells them."""
    reply: str = ""
    """Words instead of an answer: to thanks, or in the language of a question that cannot be read."""


class Asks(Protocol):
    """An answerer of questions: with quotes alone, or with a model's claims and their proof. Blocking."""

    def ask(self, query: Query, *, progress: Progress = ...) -> Answer:
        """Answer ``query``; ``progress`` is told each stage."""
        ...


def turn_of(asked: str, answer: Answer) -> Turn:
    """The turn that the next question of a conversation leans on."""
    told = [claim.text for claim in answer.claims] or [item.quote for item in answer.evidence]
    understood = answer.trace.standalone if answer.trace else answer.question
    return Turn(asked, understood, "\n".join(told))
