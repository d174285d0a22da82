"""Questions whose matter stands before them: "harbour fire: who lit it and what did it cost", "ada marr how old is she". Pure."""

from __future__ import annotations

import re

from bot.answer.understand.parts import parts

_ASKS = r"(?:(?:in|on|at|by|to|from|for|of|with|since|until) )?(?:who|whom|whose|what|which|when|where|why|how|do|does|did|is|are|was|were|has|have)\b"
_LED = re.compile(
    rf"^(?P<matter>(?!{_ASKS})[\w$€£’'.&-]+(?: [\w$€£’'.&-]+){{0,7}}?)(?:\s*[:,;]\s+|\s+[–—-]\s+|\s+)(?P<asks>{_ASKS}.+)$",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"(?:what|when|where|why|how)(?: [\w’'-]+){0,2}? (?:is|are|was|were|did|does|do|has|have|had|will|would|can|could)\b|how (?:many|much)\b",
    re.IGNORECASE,
)
"""Begins a question also where no colon stands before it: "who resigned" goes on with "the mayor", or "the mayor, "."""
_GOES_ON = re.compile(
    r"\b(?:and|or|but|of|in|on|at|by|to|for|from|with|about|that|than|as|if|know|tell|me|us|say|says|said|explain|list|name|show|find|the|a|an|"
    r"see|learn|hear|wonder|wondering|why|when|i|we|you|not|sure|whatever|no matter)\Z",
    re.IGNORECASE,
)
"""Words before a question word that make what follows a clause."""


def led(question: str) -> tuple[str, tuple[str, ...]] | None:
    """The matter that ``question`` begins with, and the several questions that it asks of it; None where it asks but one, or names none."""
    match = _LED.match(question)
    if match is None or _GOES_ON.search(match["matter"]):
        return None
    sign = question[match.end("matter") : match.start("asks")].strip(" ,")
    if not sign and not _INVERTED.match(match["asks"]):
        return None
    asked = parts(match["asks"])
    return (match["matter"], asked) if len(asked) > 1 else None
