"""A language model as the judge of claims: one small call that sees claims and quotes, shuffled with decoys, and no article."""

from __future__ import annotations

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.answer.draft import object_schema, objects_in
from bot.answer.llm.failures import LlmError
from bot.answer.llm.language_model import Llm
from bot.answer.llm.traced_calls import TracedCalls
from bot.answer.proof.decoys import decoys
from bot.answer.proof.prove import CandidateClaim, Verdicts
from bot.answer.proof.support import check

DIFFERENCES = "nothing actor act object number unit time certainty polarity attribution scope addition".split()
UNBELIEVED = "The judge let a sentence pass that was made wrong on purpose, so that only quotes are shown."
_DECOYS = 3
"""Decoys of one answer at most, and of one claim."""


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    candidate: CandidateClaim
    decoy: bool


class LlmJudge:
    """Asks a language model, and believes it only where it sees through every decoy."""

    def __init__(self, llm: Llm | None = None) -> None:
        """``llm`` None asks the model that wrote the claims."""
        self._llm = llm

    def judged(self, candidates: Sequence[CandidateClaim], calls: TracedCalls) -> tuple[Verdicts | None, str]:
        """See ``bot.answer.llm.judge.Judge``."""
        items = shuffled(candidates)
        messages = calls.messages("judge", items="\n\n".join(_shown(n, item) for n, item in enumerate(items, start=1)))
        try:
            reply = calls.call("judge", messages, _schema(), self._llm).text
        except LlmError as error:
            return None, f"No judge compared the sentences with their quotes: {error}"
        said = read_verdicts(reply)
        if not said:
            return None, "No judge compared the sentences with their quotes: its reply could not be read."
        if any(item.decoy and said.get(number, "") in ("", "nothing") for number, item in enumerate(items, start=1)):
            return Verdicts(), UNBELIEVED
        own = {item.candidate.position: said.get(n, "") for n, item in enumerate(items, start=1) if not item.decoy}
        confirmed = frozenset(at for at, differs in own.items() if differs == "nothing")
        return Verdicts(confirmed, {at: differs for at, differs in own.items() if differs not in ("", "nothing")}), ""


def shuffled(candidates: Sequence[CandidateClaim]) -> list[_Item]:
    """The claims among decoys made of them, in an order that is the same whenever the claims are."""
    rng = random.Random("\n".join(item.text for item in candidates))
    each = max(1, _DECOYS // max(1, len(candidates)))
    made = [
        _Item(text, candidate, True)
        for candidate in candidates
        for text in decoys(candidate.text, " ".join(quote.text for quote in candidate.quotes), rng)[:each]
    ]
    items = [*(_Item(item.text, item, False) for item in candidates), *made[: max(_DECOYS, len(candidates))]]
    rng.shuffle(items)
    return items


def read_verdicts(reply: str) -> dict[int, str]:
    """The word on each item of ``reply``, by its number; what cannot be read is left out."""
    for found in objects_in(reply):
        verdicts = found.get("verdicts")
        if isinstance(verdicts, list):
            return {
                one["item"]: one["differs"].strip().casefold()
                for one in verdicts
                if isinstance(one, dict) and isinstance(one.get("item"), int) and isinstance(one.get("differs"), str)
            }
    return {}


def _shown(number: int, item: _Item) -> str:
    """One item of the prompt, with what words leave in doubt; the doubts of a decoy are its own, so that nothing tells it apart."""
    quotes = " ".join(f"<quote>{_escaped(quote.text)}</quote>" for quote in item.candidate.quotes)
    doubts = check(item.text, item.candidate.proofs).doubts if item.decoy else item.candidate.doubts
    doubtful = f"\nLook at this: {_escaped('; '.join(doubts))}" if doubts else ""
    return f"Item {number}\n{quotes}\nSentence: {_escaped(item.text)}{doubtful}"


def _escaped(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False)


def _schema() -> dict[str, Any]:
    verdict = object_schema({"item": {"type": "integer"}, "differs": {"type": "string", "enum": DIFFERENCES}})
    return {
        "title": "verdicts",
        "description": "For each item, in what its sentence differs from its quotes.",
        **object_schema({"verdicts": {"type": "array", "items": verdict}}),
    }
