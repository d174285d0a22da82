"""A model's draft against the stored articles: only what is proven comes through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answer.answers import Claim, Evidence
from bot.answer.date_mentions import made_absolute
from bot.answer.deciding import Threshold
from bot.answer.draft import DraftAnswer, DraftQuote
from bot.answer.proof.injection import plain, unfit_at
from bot.answer.proof.locate import MIN_WORDS, locate, normalise, words
from bot.answer.proof.support import Proof, unproven
from bot.answer.reader import Quote, logits_in_context
from bot.answer.trace import TracedClaim, TracedQuote
from bot.answer.understand.parts import asks
from index.search.searcher import Ranked
from index.search.windows import Window
from index.sentences import sentences
from index.types import Reranker

Verify = Callable[[str, Sequence[Quote]], tuple[Evidence, ...]]
"""Compares quotes with the store as it is now; see ``Answerer.verified``."""

MAX_SENTENCES = 4
_LONGEST_QUOTE = 120
_LONGEST_CLAIM = 80
_SECOND_QUOTE = 3.0
"""Logits below the threshold that a quote may lie where another one of the answer lies above it: a detail that rounds an
answer off scores less than the answer. What an article says to a model, and not about the question, scores far less."""


@dataclass(frozen=True, slots=True)
class Proven:
    """The claims of a draft that are proven, with their evidence, and the fate of the rest."""

    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    disagreements: tuple[tuple[int, ...], ...]
    quotes: tuple[TracedQuote, ...]
    traced: tuple[TracedClaim, ...]

    @property
    def problems(self) -> str:
        """Why quotes and claims were dropped, for the model."""
        told = [f"the quote {item.given[:200]!r}: {item.reason}" for item in self.quotes if item.outcome == "dropped"]
        told += [f"the claim {item.text[:200]!r}: {item.reason}" for item in self.traced if not item.kept]
        return "; ".join(told)


@dataclass(frozen=True, slots=True)
class _Candidate:
    claim: int
    given: DraftQuote
    window: Window | None
    outcome: TracedQuote


def prove(
    draft: DraftAnswer,
    questions: Sequence[str],
    passages: Sequence[Ranked],
    reranker: Reranker,
    threshold: Threshold,
    verify: Verify,
    limit: int,
) -> Proven:
    """The claims of ``draft`` that their quotes prove, with up to ``limit`` quotes as evidence.

    ``questions`` are what was asked, as a whole first and then its parts; a quote counts by the one that it answers best.
    ``passages`` are those that the model was shown, in the order of their numbers there.
    """
    candidates = [_find(number, quote, passages) for number, claim in enumerate(draft.claims) for quote in claim.quotes]
    windows = {item.window.place: item.window for item in candidates if item.window}
    scores = [logits_in_context(question, list(windows.values()), reranker) for question in questions]
    logits = [max(column) for column in zip(*scores, strict=True)]
    quotes = {
        place: Quote(window.article, window.start, window.end, logit, logit)
        for (place, window), logit in zip(windows.items(), logits, strict=True)
    }
    weak = threshold.logit - _SECOND_QUOTE
    traced_quotes = tuple(_judged(item, quotes, weak) for item in candidates)
    good: dict[int, list[Quote]] = {}
    for candidate, outcome in zip(candidates, traced_quotes, strict=True):
        if candidate.window and outcome.outcome != "dropped":
            good.setdefault(candidate.claim, []).append(quotes[candidate.window.place])
    texts, reasons = _kept(draft, good, limit)
    used = _unique(quote for position in texts for quote in good[position])
    if max((quote.logit for quote in used), default=threshold.logit) < threshold.logit:
        reasons |= dict.fromkeys(texts, "none of the quotes answers the question convincingly")
        texts, used = {}, []
    evidence = verify(questions[0], used)
    numbers = {(item.article_id, item.start, item.end): item.number for item in evidence}
    claims: dict[int, Claim] = {}
    for position, text in texts.items():
        citations = sorted({numbers.get((q.article.id, q.start, q.end), 0) for q in good[position]})
        if citations[0]:
            claims[position] = Claim(text, tuple(citations))
        else:
            reasons[position] = "its article changed meanwhile"
    cited = {number for claim in claims.values() for number in claim.citations}
    claims, evidence = _renumbered(claims, tuple(item for item in evidence if item.number in cited))
    traced = tuple(
        TracedClaim(claim.text, position in claims, reasons.get(position, ""))
        for position, claim in enumerate(draft.claims)
    )
    return Proven(tuple(claims.values()), evidence, _differing(draft, claims, evidence), traced_quotes, traced)


def missing_part(missing: str, question: str) -> str:
    """``missing`` as it stands in ``question``; empty where it is not a true part of it, but a model's own words."""
    location = (
        locate(missing.casefold().strip(" ?"), question.casefold())
        if len(question.casefold()) == len(question)
        else None
    )
    if location is None:
        return ""
    part = question[location.start : location.end]
    return part if asks(part) and 2 <= len(words(part)) < len(words(question)) else ""


def _find(claim: int, quote: DraftQuote, passages: Sequence[Ranked]) -> _Candidate:
    """Where the quote stands in the very passage that it names, widened to whole sentences."""

    def dropped(reason: str) -> _Candidate:
        return _Candidate(claim, quote, None, TracedQuote(claim + 1, quote.passage, quote.text, "dropped", reason))

    if not 1 <= quote.passage <= len(passages):
        return dropped("there is no passage with this number")
    item = passages[quote.passage - 1]
    text, passage = item.article.article.text, item.passage
    location = locate(quote.text, text, passage.start, passage.end)
    if location is None:
        return dropped("it does not stand in this passage")
    touched = [
        (start, end)
        for start, end in sentences(text, passage.start, passage.end)
        if start < location.end and location.start < end
    ]
    start, end = min(touched)[0], max(touched)[1]
    whole = text[start:end]
    if len(words(quote.text)) < MIN_WORDS and normalise(quote.text)[0] != normalise(whole)[0]:
        return dropped("it is too short to prove anything")
    if len(whole.split()) > _LONGEST_QUOTE:
        return dropped("it is too long to be shown")
    if reason := unfit_at(text, start, end):
        return dropped(reason)
    found = TracedQuote(claim + 1, quote.passage, quote.text, location.how)
    return _Candidate(claim, quote, Window(item.article, start, end), found)


def _judged(candidate: _Candidate, quotes: dict[tuple[str, int, int], Quote], weak: float) -> TracedQuote:
    outcome = candidate.outcome
    if candidate.window is None:
        return outcome
    logit = quotes[candidate.window.place].logit
    if logit < weak:
        return TracedQuote(
            outcome.claim, outcome.passage, outcome.given, "dropped", "it has little to do with the question", logit
        )
    return TracedQuote(outcome.claim, outcome.passage, outcome.given, outcome.outcome, "", logit)


def _kept(draft: DraftAnswer, good: dict[int, list[Quote]], limit: int) -> tuple[dict[int, str], dict[int, str]]:
    """Texts of the claims that their quotes prove, by position, within the limits; and why the others are not kept."""
    texts: dict[int, str] = {}
    reasons: dict[int, str] = {}
    shown: list[Quote] = []
    told = 0
    for position, claim in enumerate(draft.claims):
        quotes = good.get(position, [])
        text = plain(claim.text)
        proofs = [Proof(quote.text, _day(quote), quote.article.article.outlet) for quote in quotes]
        length = len(sentences(text))
        wider = _unique([*shown, *quotes])
        if not quotes:
            reasons[position] = "none of its quotes stands"
        elif not text or len(text.split()) > _LONGEST_CLAIM:
            reasons[position] = "it is empty or far too long"
        elif reason := unproven(text, proofs):
            reasons[position] = reason
        elif told + length > MAX_SENTENCES:
            reasons[position] = "the answer is long enough without it"
        elif len(wider) > limit:
            reasons[position] = "it needs more quotes than are to be shown"
        else:
            told, shown = told + length, wider
            sourced = [(q.text[a:b], _day(q)) for q in quotes for a, b in sentences(q.text)]
            texts[position] = made_absolute(text, sourced)
    return texts, reasons


def _differing(
    draft: DraftAnswer, claims: dict[int, Claim], evidence: Sequence[Evidence]
) -> tuple[tuple[int, ...], ...]:
    """The claims that contradict each other, as positions among those kept; one article does not contradict itself."""
    order = list(claims)
    sides = [position - 1 for position in dict.fromkeys(draft.differ) if position - 1 in claims]
    articles = {item.number: item.article_id for item in evidence}
    cited = [frozenset(articles[number] for number in claims[position].citations) for position in sides]
    return (tuple(order.index(position) for position in sides),) if len(set(cited)) > 1 else ()


def _renumbered(
    claims: dict[int, Claim], evidence: tuple[Evidence, ...]
) -> tuple[dict[int, Claim], tuple[Evidence, ...]]:
    """Numbers from 1 without gaps, after a claim was dropped with its quotes."""
    new = {item.number: number for number, item in enumerate(evidence, start=1)}
    again = {
        position: Claim(claim.text, tuple(new[number] for number in claim.citations))
        for position, claim in claims.items()
    }
    return again, tuple(replace(item, number=new[item.number]) for item in evidence)


def _unique(quotes: Iterable[Quote]) -> list[Quote]:
    return list({(quote.article.id, quote.start, quote.end): quote for quote in quotes}.values())


def _day(quote: Quote) -> date | None:
    published = quote.article.article.published
    return published.at.date() if published else None
