"""A language model as the judge of claims: one small call that sees claims and quotes, shuffled with decoys, and no article."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from bot.answer.draft import object_schema, objects_in
from bot.answer.llm.failures import LlmError
from bot.answer.llm.language_model import Llm
from bot.answer.llm.traced_calls import TracedCalls
from bot.answer.proof.polling import SAME, Item, Poll
from bot.answer.proof.prove import CandidateClaim, Verdicts
from bot.answer.proof.support import UNKNOWN_WORD, check

DIFFERENCES = f"{SAME} actor act object number unit time certainty polarity attribution scope addition".split()
UNBELIEVED = "The judge let sentences pass that were made wrong on purpose, so that only quotes are shown."
_A_VERDICT = 30
"""Tokens of the reply for one item, counted rather too many than too few."""


class LlmJudge:
    """Asks a language model, again where its word and the words of the quotes are not enough."""

    def __init__(self, llm: Llm | None = None) -> None:
        """``llm`` None asks the model that wrote the claims."""
        self._llm = llm

    def judged(self, candidates: Sequence[CandidateClaim], calls: TracedCalls) -> tuple[Verdicts | None, str]:
        """See ``bot.answer.llm.judge.Judge``."""
        poll = Poll.on(candidates)
        while not poll.over:
            try:
                said = self._said(poll.items(), calls)
            except LlmError as error:
                if not poll.rounds:
                    return None, f"No judge compared the sentences with their quotes: {error}"
                break  # what is settled stays so; the rest is shown as quotes
            if not said and not poll.rounds:
                return None, "No judge compared the sentences with their quotes: its reply could not be read."
            poll.count(said)
        return poll.verdicts(), "" if poll.believed else UNBELIEVED

    def _said(self, items: Sequence[Item], calls: TracedCalls) -> dict[int, str]:
        messages = calls.messages("judge", items=_shown(items))
        return read_verdicts(calls.call("judge", messages, _schema(), self._llm, needs=_A_VERDICT * len(items)).text)


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


def _shown(items: Sequence[Item]) -> str:
    """The items of the prompt below the quotes that they are about, each of which stands there once."""
    about: dict[str, list[Item]] = {}
    for item in items:
        quotes = " ".join(f"<quote>{_escaped(quote.text)}</quote>" for quote in item.candidate.quotes)
        about.setdefault(quotes, []).append(item)
    return "\n\n".join("\n".join([quotes, *map(_line, told)]) for quotes, told in about.items())


def _line(item: Item) -> str:
    """One item, with what words find in it; a decoy is checked for itself, so that nothing tells it apart."""
    finding = check(item.text, item.candidate.proofs) if item.decoy else item.candidate.finding
    doubt = finding.objection or next((told for told in finding.doubts if not told.startswith(UNKNOWN_WORD)), "")
    hint = f" [Look at this: {_escaped(doubt)}]" if doubt else ""
    return f"Item {item.number}: {_escaped(item.text)}{hint}"


def _escaped(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False)


def _schema() -> dict[str, Any]:
    verdict = object_schema({"item": {"type": "integer"}, "differs": {"type": "string", "enum": DIFFERENCES}})
    return {
        "title": "verdicts",
        "description": "For each item, in what its sentence differs from its quotes.",
        **object_schema({"verdicts": {"type": "array", "items": verdict}}),
    }
