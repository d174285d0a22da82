"""The fate of a language model's claims, and how well they are cited (ALCE; Gao et al., 2023). Pure.

A claim counts as supported where it was shown: by a judge's word, or by the check of words where that leaves no doubt. A citation is
needed where it supports the claim by itself, or the others do not without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from bot.answer.answers import Answer
from bot.answer.proof.support import Proof, unproven
from bot.evaluate.question_result import ObservedAnswer, ObservedClaim

SUPPORTED = ("confirmed", "shown")
_REASONS = 8
_PARTICULAR = re.compile(r"'[^']{0,200}'|\([^)]{0,80}\)|\b\d[\d,.]{0,20}")


def observed_claims(answer: Answer) -> tuple[ObservedClaim, ...]:
    """The claims that a model made, shown or not, with the sentences that it named."""
    if answer.trace is None:
        return ()
    days = {item.quote: item.article.day for item in answer.evidence if item.article.day}
    found: list[ObservedClaim] = []
    for position, claim in enumerate(answer.trace.claims, start=1):
        named = tuple(quote.text for quote in answer.trace.quotes if quote.claim == position)
        supported = claim.outcome in SUPPORTED
        needed = tuple(supported and _needed(claim.text, named, place, days) for place in range(len(named)))
        found.append(ObservedClaim(claim.text, claim.outcome, claim.reason, named, needed))
    return tuple(found)


def citation_values(reply: ObservedAnswer) -> dict[str, float]:
    """The measures of one reply's claims; nothing where no model made any."""
    values: dict[str, float] = {}
    if reply.calls:
        values |= {"llm_tokens": float(reply.tokens), "llm_calls": float(reply.calls)}
    if reply.claims:
        made = len(reply.claims)
        outcomes = Counter(claim.outcome for claim in reply.claims)
        values |= {f"claims_{name}": outcomes[name] / made for name in (*SUPPORTED, "quoted", "dropped")}
        values["claims_made"] = float(made)
        values["alce_recall"] = sum(outcomes[name] for name in SUPPORTED) / made
        if cited := [needed for claim in reply.claims for needed in claim.needed]:
            values["alce_precision"] = sum(cited) / len(cited)
    return values


def told_of_claims(replies: Iterable[ObservedAnswer]) -> str:
    """One sentence on what became of all claims, and why those that are not shown are not; empty without any."""
    claims = [claim for reply in replies for claim in reply.claims]
    if not claims:
        return ""
    outcomes = Counter(claim.outcome for claim in claims)
    told = ", ".join(f"{outcomes[name]} {name}" for name in (*SUPPORTED, "quoted", "dropped"))
    reasons = Counter(kind for claim in claims if claim.outcome not in SUPPORTED for kind in _kinds(claim.reason))
    why = "; ".join(f"{reason} ({number})" for reason, number in reasons.most_common(_REASONS))
    return f"Of {len(claims)} claims {told}." + (f" Not shown as claims because: {why}." if why else "")


def _kinds(reason: str) -> set[str]:
    """The reasons without what was wrong in the particular case."""
    return {_PARTICULAR.sub("…", part) for part in reason.split("; ") if part}


def _needed(claim: str, named: tuple[str, ...], place: int, days: dict[str, date]) -> bool:
    proofs = [Proof(text, days.get(text)) for text in named]
    return not unproven(claim, [proofs[place]]) or bool(unproven(claim, proofs[:place] + proofs[place + 1 :]))
