"""The outcome of a question: only facts, kept as a line of JSON. Their worth is judged in ``bot.evaluate.scoring``."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, and whether an answer string stands in it."""

    passage: str
    article: str
    holds: bool


@dataclass(frozen=True, slots=True)
class ObservedQuote:
    """A quote of a reply. ``shown`` is false where only a lower threshold would show it."""

    quote: str
    article: str
    headline: str
    outlet: str
    day: str
    url: str
    score: float
    mark: str
    """Its telling words, which serve as the short answer."""
    shown: bool
    verbatim: bool
    """Found again, character for character, in the catalogue."""
    holds: bool
    """An answer string stands in it."""
    contains: bool
    """An answer's words stand in it in a row; see ``bot.evaluate.matching.contains``."""
    from_holding: bool
    """Its article is one that the question names, or holds an answer string."""


@dataclass(frozen=True, slots=True)
class ObservedClaim:
    """A sentence of a language model, shown or not."""

    text: str
    outcome: str
    """See ``bot.answer.trace.ClaimOutcome``."""
    reason: str
    sentences: tuple[str, ...]
    """Those that it rests on, as the model named them."""
    needed: tuple[bool, ...]
    """Which of them it needs."""


@dataclass(frozen=True, slots=True)
class ObservedAnswer:
    """An answer: the quotes that are shown, in their order, then those that a lower threshold would show.

    ``confidence`` is the chance that the best quote answers, whether it was shown or not. What is shown as ``related``, plainly
    not as an answer, is not shown in this sense.
    """

    cited: tuple[ObservedQuote, ...]
    confidence: float
    seconds: float
    stages: dict[str, float] = field(default_factory=dict)
    text: str = ""
    """A model's own words, where it wrote any."""
    verdict: str = ""
    intent: str = ""
    """The intent that was read from the question."""
    claims: tuple[ObservedClaim, ...] = ()
    calls: int = 0
    """Calls of a language model."""
    tokens: int = 0
    """Their cost."""

    @property
    def shown(self) -> tuple[ObservedQuote, ...]:
        """The quotes that a person sees."""
        return tuple(item for item in self.cited if item.shown)


@dataclass(frozen=True, slots=True)
class ObservedPassage:
    """A passage at the top of the list, for people to look at."""

    headline: str
    outlet: str
    day: str
    text: str
    holds: bool
    logit: float


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question's outcome. ``rows`` are the lists of each way of searching, the program's own under ``FULL``."""

    id: str
    understood: str
    reply: ObservedAnswer
    without: ObservedAnswer | None
    """The reply when every article that holds the answer was left out."""
    rows: dict[str, tuple[Hit, ...]]
    relevant_passages: tuple[str, ...]
    """Those that hold an answer string, among all that any row found and all of the named articles."""
    relevant_articles: tuple[str, ...]
    """Those that the question names and the corpus has."""
    passages: tuple[ObservedPassage, ...]
    outlet: str = ""
    day: str = ""
    """Outlet and day of the first relevant article."""


FULL = "fused + reranked"
ANSWERED = ("answered", "partial")
"""Verdicts whose quotes are an answer; with any other the bot is silent."""


def to_json(result: QuestionResult) -> dict[str, Any]:
    """The result as JSON's types."""
    fields = asdict(result)
    fields["rows"] = {name: [[h.passage, h.article, int(h.holds)] for h in hits] for name, hits in result.rows.items()}
    return fields


def from_json(fields: dict[str, Any]) -> QuestionResult:
    """The result that ``to_json`` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    return QuestionResult(
        **{
            **fields,
            "reply": _reply(fields["reply"]),
            "without": _reply(fields["without"]) if fields["without"] else None,
            "rows": {name: tuple(Hit(p, a, bool(h)) for p, a, h in hits) for name, hits in fields["rows"].items()},
            "relevant_passages": tuple(fields["relevant_passages"]),
            "relevant_articles": tuple(fields["relevant_articles"]),
            "passages": tuple(ObservedPassage(**item) for item in fields["passages"]),
        }
    )


def _reply(fields: dict[str, Any]) -> ObservedAnswer:
    claims = tuple(
        ObservedClaim(**{**item, "sentences": tuple(item["sentences"]), "needed": tuple(item["needed"])})
        for item in fields.get("claims", ())
    )
    cited = tuple(ObservedQuote(**item) for item in fields["cited"])
    return ObservedAnswer(**{**fields, "cited": cited, "claims": claims})
