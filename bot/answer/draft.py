"""The draft that a language model is asked for, and reading it out of a reply."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, Field, ValidationError

MAX_CLAIMS = 8
"""Claims of one reply that are looked at; far more than are shown."""
MAX_QUOTES = 4
_OBJECTS = 50
"""Braces of one reply at which an object is looked for."""


class DraftQuote(BaseModel):
    """A sentence that the model says it copied from a passage."""

    passage: int
    """The number that the passage has in the prompt, from 1."""
    text: str


class DraftClaim(BaseModel):
    """A sentence with its alleged proof."""

    text: str
    quotes: list[DraftQuote]


class DraftAnswer(BaseModel):
    """A reply, none of it believed yet."""

    claims: list[DraftClaim]
    differ: list[int] = Field(default_factory=list)
    """Positions (from 1) of claims that contradict each other."""
    missing: str = ""
    language: str = ""


class DraftError(Exception):
    """The reply has another shape; the message tells the model which."""


def draft_schema() -> dict[str, Any]:
    """JSON schema of ``DraftAnswer``, every field required, for providers with structured output."""
    quote = _object({"passage": {"type": "integer"}, "text": {"type": "string"}})
    claim = _object({"text": {"type": "string"}, "quotes": {"type": "array", "items": quote}})
    fields = {
        "claims": {"type": "array", "items": claim},
        "differ": {"type": "array", "items": {"type": "integer"}},
        "missing": {"type": "string"},
        "language": {"type": "string"},
    }
    return {
        "title": "answer",
        "description": "Claims about the news with the quotes that prove them.",
        **_object(fields),
    }


def read_draft(reply: str) -> DraftAnswer:
    """The draft in ``reply``, which may stand in a code fence or after a model's thoughts.

    Raises:
        DraftError: there is none.
    """
    text = re.sub(r"<think>.*?(?:</think>|$)", "", reply, flags=re.DOTALL)
    if not text.strip():
        raise DraftError("it is empty.")
    problem = ""
    for found in _objects(text):
        try:
            draft = DraftAnswer.model_validate(_without_nulls(found))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the object"
            problem = problem or f"in {where}: {first['msg']}."
            continue
        draft.claims = draft.claims[:MAX_CLAIMS]
        for claim in draft.claims:
            claim.quotes = claim.quotes[:MAX_QUOTES]
        return draft
    raise DraftError(problem or "it holds no complete JSON object.")


def _objects(text: str) -> Iterator[Any]:
    """The JSON objects in ``text``, one after the other; models put one before the one that was asked for."""
    position = text.find("{")
    for _ in range(_OBJECTS):
        if position < 0:
            return
        try:
            found, end = json.JSONDecoder().raw_decode(text, position)
        except (ValueError, RecursionError):
            end = position + 1
        else:
            yield found
        position = text.find("{", end)


def _without_nulls(found: Any) -> Any:  # noqa: ANN401 - JSON
    """``found`` without fields that are null, which models write for lists and texts that are empty."""
    if isinstance(found, dict):
        return {key: _without_nulls(value) for key, value in found.items() if value is not None}
    return [_without_nulls(value) for value in found if value is not None] if isinstance(found, list) else found


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
