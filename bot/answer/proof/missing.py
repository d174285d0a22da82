"""The part of a question that a model says it could not answer."""

from __future__ import annotations

from bot.answer.proof.locate import locate, words
from bot.answer.understand.parts import asks


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
