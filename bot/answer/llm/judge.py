"""The judge of a model's claims: whoever it is, it can only take away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.answer.llm.traced_calls import TracedCalls
from bot.answer.proof.prove import CandidateClaim, Verdicts


class Judge(Protocol):
    """Compares claims with their quotes."""

    def judged(self, candidates: Sequence[CandidateClaim], calls: TracedCalls) -> tuple[Verdicts | None, str]:
        """Its word on each claim, and a sentence for the person where something is to be said of the judging.

        Verdicts that say nothing of any claim where it cannot be believed; None where it did not judge at all. Calls of a
        language model are noted in ``calls``. Never raises for what a model or its server do.
        """
        ...
