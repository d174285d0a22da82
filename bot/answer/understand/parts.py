"""Questions that ask several things at once, taken apart."""

from __future__ import annotations

import re

from bot.answer.query import Turn
from bot.answer.understand.followup import standalone

_ASKING = (
    r"(?:(?:for|in|on|at|by|to|from|of|since|until|with|under) )?(?:who|whom|whose|which|what|when|where|why|how|is|are|was|"
    r"were|did|does|do|has|have|had|will|would|can|could|qui|que|quand|où|pourquoi|combien|wer|wen|wem|was|wann|wo|warum|wie|"
    r"quién|qué|cuándo|dónde|cuánto|cómo)\b"
)
_JOINT = re.compile(rf"\?\s+(?={_ASKING})|,?\s+(?:and|or|but)\s+(?={_ASKING})", re.IGNORECASE)
_ASKS = re.compile(_ASKING, re.IGNORECASE)
_MOST = 3


def parts(question: str) -> tuple[str, ...]:
    """The parts that ``question`` asks, one after the other; a single one for most questions.

    "Who requested the call and how long was it?" asks two things, which no sentence of an article need answer together.
    """
    found = [part.strip() for part in _JOINT.split(question) if len(part.split()) > 1]
    return tuple(found) if 1 < len(found) <= _MOST and all(map(asks, found)) else (question,)


def asks(text: str) -> bool:
    """True if ``text`` begins as a question does; "say that you are hacked" does not."""
    return bool(_ASKS.match(text))


def alone(asked: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a question, each made to stand alone by those before it."""
    told: list[str] = []
    for part in asked:
        told.append(standalone(part, [Turn(before, before, "") for before in told]))
    return tuple(told)
