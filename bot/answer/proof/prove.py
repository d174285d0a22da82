"""A model's draft against the stored articles: only what is proven comes through.

The sentences that a model names are stored text by construction; what it makes of them is checked word by word, then judged, and
where neither settles it the sentences stand for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.answer.answers import Claim, Evidence
from bot.answer.choose.deciding import Threshold
from bot.answer.choose.reader import Quote, logits_in_context
from bot.answer.cues.date_mentions import made_absolute
from bot.answer.draft import DraftAnswer
from bot.answer.proof.contradiction import contradict
from bot.answer.proof.injection import plain
from bot.answer.proof.numbered import Sheet
from bot.answer.proof.support import Proof, WordCheck, check
from bot.answer.trace import ClaimOutcome, TracedClaim, TracedQuote
from index.sentences import sentences
from index.types import Reranker

Verify = Callable[[str, Sequence[Quote]], tuple[Evidence, ...]]
"""Compares quotes with the store as it is now; see ``Answerer.verified``."""

MAX_SENTENCES = 4
_LONGEST_CLAIM = 80
_SECOND_QUOTE = 3.0
"""Logits below the threshold that a quote may lie where another one of the answer lies above it: a detail that rounds an
answer off scores less than the answer. What an article says to a model, and not about the question, scores far less."""


@dataclass(frozen=True, slots=True)
class CandidateClaim:
    """A claim that no check of words refuses, with the quotes that carry it and what words find in it."""

    position: int
    text: str
    quotes: tuple[Quote, ...]
    finding: WordCheck

    @property
    def objection(self) -> str:
        """The objection of words to it."""
        return self.finding.objection

    @property
    def doubts(self) -> tuple[str, ...]:
        """Questions that words cannot settle."""
        return self.finding.doubts

    @property
    def proofs(self) -> list[Proof]:
        """The quotes, with what is known of their articles."""
        return _proofs(self.quotes)


@dataclass(frozen=True, slots=True)
class Examined:
    """A draft after the check of words: the claims that may be shown, and why the others may not."""

    draft: DraftAnswer
    candidates: tuple[CandidateClaim, ...]
    reasons: dict[int, str]
    """By the position of a claim, why it is dropped."""
    quotes: tuple[TracedQuote, ...]

    def promising(self, judged: bool) -> bool:
        """Something may be shown of it; a claim that words object to only where a judge is asked."""
        return any(judged or not item.objection for item in self.candidates)

    @property
    def problems(self) -> str:
        """Why sentences and claims were dropped, for the model."""
        told = [f"sentence {item.number}: {item.reason}" for item in self.quotes if item.outcome == "dropped"]
        claims = self.draft.claims
        reasons = self.reasons | {item.position: item.objection for item in self.candidates if item.objection}
        told += [f"the claim {claims[at].text[:200]!r}: {reason}" for at, reason in reasons.items()]
        return "; ".join(told)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The judge's word on the claims of one answer, by their positions."""

    confirmed: frozenset[int] = frozenset()
    rejected: dict[int, str] = field(default_factory=dict)
    """With the reason."""


@dataclass(frozen=True, slots=True)
class Proven:
    """The part of a draft that is shown: claims, and quotes with or without one; and the fate of the rest."""

    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    disagreements: tuple[tuple[int, ...], ...]
    quotes: tuple[TracedQuote, ...]
    traced: tuple[TracedClaim, ...]

    @property
    def left_out(self) -> int:
        """Claims that are not shown because they are not supported."""
        return sum(item.outcome == "dropped" for item in self.traced)


def examine(
    draft: DraftAnswer,
    sheet: Sheet,
    questions: Sequence[str],
    reranker: Reranker,
    threshold: Threshold,
    limit: int,
) -> Examined:
    """``draft`` after the check of words, with up to ``limit`` quotes.

    ``questions`` are what was asked, as a whole first and then its parts; a sentence counts by the one that it answers best.
    """
    named = [(at + 1, number) for at, claim in enumerate(draft.claims) for number in claim.sentences]
    windows = {number: window for _, number in named if (window := sheet.sentence(number))}
    scores = [logits_in_context(question, list(windows.values()), reranker) for question in questions]
    logits = [max(column) for column in zip(*scores, strict=True)]
    quotes = {
        number: Quote(window.article, window.start, window.end, logit, logit)
        for (number, window), logit in zip(windows.items(), logits, strict=True)
    }
    traced = tuple(
        _traced(claim, number, quotes.get(number), threshold.logit - _SECOND_QUOTE) for claim, number in named
    )
    dropped = {(item.claim, item.number) for item in traced if item.outcome == "dropped"}
    good = {
        at: [quotes[number] for number in claim.sentences if (at + 1, number) not in dropped]
        for at, claim in enumerate(draft.claims)
    }
    candidates, reasons = _candidates(draft, good, limit)
    used = [quote.logit for item in candidates for quote in item.quotes]
    if max(used, default=threshold.logit) < threshold.logit:
        weak = "none of the quotes answers the question convincingly"
        candidates, reasons = [], reasons | {item.position: weak for item in candidates}
    return Examined(draft, tuple(candidates), reasons, traced)


def settle(examined: Examined, verdicts: Verdicts | None, question: str, verify: Verify) -> Proven:
    """The part of ``examined`` that is shown: claims that are confirmed or beyond doubt; of those in doubt, only their quotes.

    ``verdicts`` is None where no judge was asked, or none gave its word. Without it a claim that words object to is dropped, and one
    about who did what to whom or with two numbers stands as its quotes.
    """
    reasons = dict(examined.reasons)
    judged = verdicts or Verdicts()
    reasons |= {
        item.position: item.objection
        for item in examined.candidates
        if item.objection and item.position not in judged.confirmed
    }
    reasons |= {at: f"the judge finds another {what} in it" for at, what in judged.rejected.items()}
    kept = [item for item in examined.candidates if item.position not in reasons]
    evidence = verify(question, _unique(quote for item in kept for quote in item.quotes))
    numbers = {(item.article_id, item.start, item.end): item.number for item in evidence}
    claims: dict[int, Claim] = {}
    outcomes: dict[int, ClaimOutcome] = {}
    cited: set[int] = set()
    for item in kept:
        citations = sorted({numbers.get((q.article.id, q.start, q.end), 0) for q in item.quotes})
        if not citations[0]:
            reasons[item.position] = "its article changed meanwhile"
            continue
        cited |= set(citations)
        confirmed = item.position in judged.confirmed
        doubts = item.doubts or tuple(filter(None, [item.finding.delicate]))
        if confirmed or not (doubts or verdicts):
            claims[item.position] = Claim(item.text, tuple(citations), confirmed)
            outcomes[item.position] = "confirmed" if confirmed else "shown"
        else:
            outcomes[item.position] = "quoted"
            reasons[item.position] = "; ".join(doubts) or "the judge says nothing of it"
    claims, evidence = _renumbered(claims, tuple(item for item in evidence if item.number in cited))
    traced = tuple(
        TracedClaim(claim.text, outcomes.get(at, "dropped"), reasons.get(at, ""))
        for at, claim in enumerate(examined.draft.claims)
    )
    differing = _differing(examined.draft.differ, claims, evidence)
    return Proven(tuple(claims.values()), evidence, differing, examined.quotes, traced)


def _traced(claim: int, number: int, quote: Quote | None, weak: float) -> TracedQuote:
    if quote is None:
        return TracedQuote(claim, number, "", "dropped", "there is no sentence with this number")
    if quote.logit < weak:
        return TracedQuote(claim, number, quote.text, "dropped", "it has little to do with the question", quote.logit)
    return TracedQuote(claim, number, quote.text, "stands", "", quote.logit)


def _candidates(
    draft: DraftAnswer, good: dict[int, list[Quote]], limit: int
) -> tuple[list[CandidateClaim], dict[int, str]]:
    """The claims that their quotes may prove, within the limits; and by position why the others are dropped."""
    found: list[CandidateClaim] = []
    reasons: dict[int, str] = {}
    shown: list[Quote] = []
    told = 0
    for position, claim in enumerate(draft.claims):
        quotes, text = good[position], plain(claim.text)
        length, wider = len(sentences(text)), _unique([*shown, *quotes])
        finding = check(text, _proofs(quotes)) if quotes and text else WordCheck()
        if not quotes:
            reasons[position] = "none of its sentences stands"
        elif not text or len(text.split()) > _LONGEST_CLAIM:
            reasons[position] = "it is empty or far too long"
        elif finding.refused:
            reasons[position] = finding.refused
        elif told + length > MAX_SENTENCES:
            reasons[position] = "the answer is long enough without it"
        elif len(wider) > limit:
            reasons[position] = "it needs more quotes than are to be shown"
        else:
            told, shown = told + length, wider
            sourced = [(q.text[a:b], q.article.article.day) for q in quotes for a, b in sentences(q.text)]
            found.append(CandidateClaim(position, made_absolute(text, sourced), tuple(quotes), finding))
    return found, reasons


def _differing(
    said: Sequence[int], claims: dict[int, Claim], evidence: Sequence[Evidence]
) -> tuple[tuple[int, ...], ...]:
    """The claims that contradict each other, as positions among those kept; one article does not contradict itself."""
    order = list(claims)
    articles = {item.number: item.article_id for item in evidence}

    def cited(position: int) -> Collection[str]:
        return frozenset(articles[number] for number in claims[position].citations)

    sides = [position - 1 for position in dict.fromkeys(said) if position - 1 in claims]
    differing = [
        one
        for one in sides
        if any(cited(one) != cited(two) and contradict(claims[one].text, claims[two].text) for two in sides)
    ]
    return (tuple(order.index(position) for position in differing),) if len(differing) > 1 else ()


def _renumbered(
    claims: dict[int, Claim], evidence: tuple[Evidence, ...]
) -> tuple[dict[int, Claim], tuple[Evidence, ...]]:
    """Numbers from 1 without gaps, after a claim was dropped with its quotes."""
    new = {item.number: number for number, item in enumerate(evidence, start=1)}
    again = {
        position: replace(claim, citations=tuple(new[number] for number in claim.citations))
        for position, claim in claims.items()
    }
    return again, tuple(replace(item, number=new[item.number]) for item in evidence)


def _unique(quotes: Iterable[Quote]) -> list[Quote]:
    return list({quote.place: quote for quote in quotes}.values())


def _proofs(quotes: Iterable[Quote]) -> list[Proof]:
    return [Proof(quote.text, quote.article.article.day, quote.article.article.outlet) for quote in quotes]
