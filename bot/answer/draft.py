"""The draft that a language model is asked for, and reading it out of a reply."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

MAX_CLAIMS = 8
"""Claims of one reply that are looked at; more than are shown."""
MAX_SENTENCES = 4
"""Sentences that a claim may rest on."""
_OBJECTS = 50
"""Braces of one reply at which an object is looked for."""


def _read_numbers(given: Any) -> Any:  # noqa: ANN401 - JSON
    """Numbers as models write them: 3, "3", "[3]", or one alone where a list is wanted; what holds none is left out."""
    listed = given if isinstance(given, list) else [given]
    return [int(found[0]) for item in listed if (found := re.search(r"\d{1,6}", str(item)))]


_Numbers = Annotated[list[int], BeforeValidator(_read_numbers)]


class DraftClaim(BaseModel):
    """A sentence in a model's words, with the numbers of the sentences that it says carry it."""

    sentences: _Numbers = Field(default_factory=list)
    text: str


class DraftAnswer(BaseModel):
    """A reply, none of it believed yet."""

    evidence: _Numbers = Field(default_factory=list)
    """Numbers of the sentences that the model picked before it wrote."""
    claims: list[DraftClaim] = Field(default_factory=list)
    differ: _Numbers = Field(default_factory=list)
    """Positions (from 1) of claims that contradict each other."""
    missing: str = ""
    language: str = ""


class DraftError(Exception):
    """The reply has another shape; the message tells the model which."""


def draft_schema() -> dict[str, Any]:
    """JSON schema of ``DraftAnswer``, every field required, the evidence before what is made of it."""
    numbers = {"type": "array", "items": {"type": "integer"}}
    claim = object_schema({"sentences": numbers, "text": {"type": "string"}})
    fields = {
        "evidence": numbers,
        "claims": {"type": "array", "items": claim},
        "differ": numbers,
        "missing": {"type": "string"},
        "language": {"type": "string"},
    }
    return {
        "title": "answer",
        "description": "Numbers of the sentences that answer, then claims that rest on them.",
        **object_schema(fields),
    }


def object_schema(fields: dict[str, Any]) -> dict[str, Any]:
    """JSON schema of an object that has ``fields`` and no others."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def read_draft(reply: str) -> DraftAnswer:
    """The draft in ``reply``, which may stand in a code fence, or after a model's thoughts or other JSON.

    Of several the first that claims something; where none does, the first.

    Raises:
        DraftError: there is none.
    """
    problem = "it is empty." if not without_thoughts(reply).strip() else ""
    empty: DraftAnswer | None = None
    for found in _objects(reply):
        if not found.keys() & DraftAnswer.model_fields.keys():
            problem = problem or "in claims: Field required."
            continue
        try:
            draft = DraftAnswer.model_validate(_without_nulls(found))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the object"
            problem = problem or f"in {where}: {first['msg']}."
            continue
        draft.claims = draft.claims[:MAX_CLAIMS]
        for claim in draft.claims:
            claim.sentences = list(dict.fromkeys(claim.sentences))[:MAX_SENTENCES]
        if draft.claims:
            return draft
        empty = empty or draft
    if empty:
        return empty
    raise DraftError(problem or "it holds no complete JSON object.")


def without_thoughts(reply: str) -> str:
    """``reply`` without what a model thought aloud before it."""
    return re.sub(r"<(think(?:ing)?|thoughts?|reasoning)>.*?(?:</\1>|$)", "", reply, flags=re.DOTALL)


def objects_in(reply: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in ``reply``, one after the other, without fields that are null: models write it for what is empty."""
    return map(_without_nulls, _objects(reply))


def _objects(reply: str) -> Iterator[dict[str, Any]]:
    text = without_thoughts(reply)
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
    if isinstance(found, dict):
        return {key: _without_nulls(value) for key, value in found.items() if value is not None}
    return [_without_nulls(value) for value in found if value is not None] if isinstance(found, list) else found
