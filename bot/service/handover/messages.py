"""Orders to the owner of a data folder, and its replies: one JSON object a line.

An order is ``{"newsdesk": version, "settings": {...}, "do": name, "order": {...}}``. Of the replies each has one field: ``alive``
(true) at once and every other second; any number of ``waiting`` (true: other work goes first), ``progress`` (stage, done, total) and
``stage`` (of an answer); ``read`` once a re-indexing can be asked; at last ``done``, ``failed`` (a sentence) or ``refused`` (a
sentence: nothing was begun).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import TypeAdapter, ValidationError

from bot.answer.answers import Answer
from bot.answer.query import Query
from bot.service.operator_work import CheckOrder, FillOrder, ReadOutcome, ReindexOrder, RemoveOrder
from bot.service.refusals import Refused
from bot.settings import Settings, setting_name
from index.types import FutureDate, Skipped
from index.unicode import encodable

if TYPE_CHECKING:
    from index.pipeline.checking import Examination
    from index.pipeline.reindex import Report

Order: TypeAlias = ReindexOrder | FillOrder | RemoveOrder | CheckOrder | Query
Message: TypeAlias = Mapping[str, Any]

LONGEST = 4 * 2**20
"""Bytes of an order: a command line of the system has no more."""

_KINDS: dict[str, type[Order]] = {
    "reindex": ReindexOrder,
    "fill": FillOrder,
    "remove": RemoveOrder,
    "check": CheckOrder,
    "ask": Query,
}
_SETTINGS: dict[type[Order], tuple[str, ...]] = {
    ReindexOrder: ("embedding_model", "keep_versions", "keep_inputs_mb"),
    FillOrder: ("embedding_model",),
    RemoveOrder: ("embedding_model",),
    CheckOrder: ("embedding_model",),
    Query: (
        "embedding_model",
        "rerank_model",
        "answer_threshold",
        "llm_model",
        "llm_base_url",
        "llm_judge_model",
        "llm_temperature",
        "llm_tokens_per_question",
        "llm_reply_tokens",
        "prompts_dir",
    ),
}
"""Settings of the one who asks that decide what comes of an order."""


def line(message: Message) -> bytes:
    """A message as it is sent."""
    return json.dumps(message, default=_plain).encode("ascii") + b"\n"


def order_message(order: Order, settings: Settings) -> Message:
    """The order as it is sent by a process with these settings."""
    kind = type(order)
    name = next(name for name, own in _KINDS.items() if own is kind)
    return {
        "newsdesk": program_version(),
        "settings": _shown(settings, kind),
        "do": name,
        "order": json.loads(encodable(json.dumps(asdict(order), ensure_ascii=False, default=_plain))),
    }


def read_order(sent: bytes, settings: Settings) -> Order:
    """The order, for an owner with these settings.

    Raises:
        Refused: it is none, or comes from a newsdesk of another version or with other settings.
    """
    try:
        message = json.loads(sent)
        theirs, named, kind = str(message["newsdesk"]), dict(message["settings"]), _KINDS[message["do"]]
        fields = message["order"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused("That is no order for newsdesk.") from None
    if theirs != program_version():
        raise Refused(
            f"The newsdesk that serves from here has the version {program_version()}, this one {theirs}; "
            "restart `newsdesk serve`, so that both are the same."
        )
    ours = _shown(settings, kind)
    if other := [setting_name(name) for name in ours if named.get(name) != ours[name]]:
        raise Refused(
            f"The newsdesk that serves from here has other settings ({', '.join(other)}); "
            "set both alike, and restart `newsdesk serve`."
        )
    try:
        read: Order = TypeAdapter(kind).validate_python(fields)
    except ValidationError:
        raise Refused("That is no order for newsdesk.") from None
    return read


@cache
def program_version() -> str:
    """The version of newsdesk that runs; empty where it was not installed."""
    try:
        return version("newsdesk")
    except PackageNotFoundError:
        return ""


def outcome_message(outcome: ReadOutcome) -> Message:
    """The outcome of a re-indexing as it is sent."""
    return {"report": asdict(outcome.report), "held": outcome.held}


def read_outcome(message: Message) -> ReadOutcome:
    """Read what ``outcome_message`` made."""
    from index.pipeline.reindex import Gone, Report

    fields = dict(message["report"])
    fields["skipped"] = [(FutureDate if "at" in item else Skipped)(**item) for item in fields["skipped"]]
    fields["gone"] = [Gone(**item) for item in fields["gone"]]
    report: Report = Report(**fields)
    return ReadOutcome(report, message["held"])


def examinations_message(found: Mapping[int | None, Examination]) -> list[Message]:
    """The state of all stores as it is sent."""
    return [{"server": server, "examination": asdict(examined)} for server, examined in found.items()]


def read_examinations(sent: Sequence[Message]) -> dict[int | None, Examination]:
    """Read what ``examinations_message`` made."""
    from index.pipeline.checking import Examination

    read = TypeAdapter(Examination).validate_python
    return {item["server"]: read(item["examination"]) for item in sent}


def answer_message(answer: Answer) -> Message:
    """An answer as it is sent, whole."""
    message: Message = json.loads(encodable(json.dumps(asdict(answer), ensure_ascii=False, default=_plain)))
    return message


def read_answer(message: Message) -> Answer:
    """Read what ``answer_message`` made."""
    return _answers().validate_python(message)


def _shown(settings: Settings, kind: type[Order]) -> dict[str, str]:
    return {name: str(getattr(settings, name)) for name in _SETTINGS[kind]}


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be sent")


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
