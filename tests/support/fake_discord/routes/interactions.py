"""Endpoints that answer interactions: one acknowledgement within three seconds, then messages for fifteen minutes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.support.fake_discord.message_limits import choice_problems, modal_problems
from tests.support.fake_discord.protocol import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    EPHEMERAL,
    JSON,
    LOADING,
    MODAL,
    ApiError,
    form_error,
)
from tests.support.fake_discord.records import Interaction
from tests.support.fake_discord.routing import NO_CONTENT, Call, Reply, route

if TYPE_CHECKING:
    from tests.support.fake_discord.server import FakeDiscord

_MESSAGE, _DEFERRED, _DEFERRED_UPDATE, _UPDATE, _CHOICES, _FORM, _LAUNCH = 4, 5, 6, 7, 8, 9, 12
_LEGAL = {
    COMMAND: (_MESSAGE, _DEFERRED, _FORM, _LAUNCH),
    COMPONENT: (_MESSAGE, _DEFERRED, _DEFERRED_UPDATE, _UPDATE, _FORM, _LAUNCH),
    AUTOCOMPLETE: (_CHOICES,),
    MODAL: (_MESSAGE, _DEFERRED, _DEFERRED_UPDATE, _UPDATE, _LAUNCH),
}
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_MESSAGES = tuple(f"{_WEBHOOK}/messages/{tail}" for tail in ("@original", "{message_id}"))


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
async def acknowledge(fake: FakeDiscord, call: Call) -> Any:
    ix = fake.interactions.get(call.params["interaction_token"])
    if ix is None or ix.id != call.params["interaction_id"] or time.monotonic() - ix.created > fake.ack_window:
        said = f"acknowledged after {fake.ack_window} s or unknown"
        fake.violations.append(f"interaction {call.params['interaction_id']}: {said}")
        raise ApiError(404, 10062, "Unknown interaction")
    if ix.acked:
        raise ApiError(400, 40060, "Interaction has already been acknowledged.")
    kind = call.body["type"]
    if kind not in _LEGAL[ix.type]:
        said = f"type {kind} does not answer interaction type {ix.type}"
        raise form_error([(("type",), "INTERACTION_CALLBACK_TYPE", said)])
    await _carry_out(fake, ix, kind, call)
    ix.acked, ix.ack = time.monotonic(), call.body
    ix.changed.set()
    if ix.original and kind in (_MESSAGE, _DEFERRED):
        await fake.announce(ix.channel, ix.original)
    if call.query.get("with_response", "").lower() not in ("1", "true"):
        return NO_CONTENT
    return _response(ix, kind)


@route("POST", _WEBHOOK)
async def follow_up(fake: FakeDiscord, call: Call) -> Any:
    ix = _interaction(fake, call)
    body = call.body or {}
    fake.check(body, call.files, body.get("flags") or 0, creating=True)
    if ix.original and ix.loading:  # what follows up a deferred answer becomes it
        message = ix.original
        await fake.edit(ix.channel, message, body, call.files)
    else:
        message = fake.write(ix.channel, fake.bot, body, call.files, base={**_origin(fake, ix), "type": 0})
        ix.followups.append(await fake.send(ix.channel, message))
    ix.changed.set()
    return message if call.query.get("wait", "true").lower() in ("1", "true") else NO_CONTENT


@route("GET", *_MESSAGES)
async def answer(fake: FakeDiscord, call: Call) -> JSON:
    return _own_message(fake, call)[1]


@route("PATCH", *_MESSAGES)
async def edit_answer(fake: FakeDiscord, call: Call) -> JSON:
    ix, message = _own_message(fake, call)
    await fake.edit(ix.channel, message, call.body or {}, call.files)
    ix.changed.set()
    return message


@route("DELETE", *_MESSAGES)
async def delete_answer(fake: FakeDiscord, call: Call) -> Reply:
    ix, message = _own_message(fake, call)
    await fake.remove(ix.channel, message)
    if message is ix.original:
        ix.original = None
    ix.changed.set()
    return NO_CONTENT


async def _carry_out(fake: FakeDiscord, ix: Interaction, kind: int, call: Call) -> None:
    data = call.body.get("data") or {}
    flags = data.get("flags") or 0
    if kind == _MESSAGE:
        fake.check(data, call.files, flags, creating=True)
        message = fake.write(ix.channel, fake.bot, data, call.files, base=_origin(fake, ix))
        ix.original = fake.keep(ix.channel, message)
    elif kind == _DEFERRED:
        thinking = LOADING | (flags & EPHEMERAL)
        message = fake.write(ix.channel, fake.bot, {}, flags=thinking, base=_origin(fake, ix))
        ix.original = fake.keep(ix.channel, message)
    elif kind == _DEFERRED_UPDATE:
        ix.original = ix.message
    elif kind == _UPDATE and ix.message:
        ix.original = ix.message
        await fake.edit(ix.channel, ix.message, data, call.files)
    elif (kind == _CHOICES and (problems := choice_problems(data.get("choices") or []))) or (
        kind == _FORM and (problems := modal_problems(data))
    ):
        raise form_error(problems)


def _response(ix: Interaction, kind: int) -> JSON:
    about: JSON = {"id": ix.id, "type": ix.type, "channel_id": ix.channel["id"]}
    if ix.channel.get("guild_id"):
        about["guild_id"] = ix.channel["guild_id"]
    if not ix.original or kind not in (_MESSAGE, _DEFERRED, _UPDATE):
        return {"interaction": about}
    about |= {
        "response_message_id": ix.original["id"],
        "response_message_loading": bool(ix.original["flags"] & LOADING),
        "response_message_ephemeral": bool(ix.original["flags"] & EPHEMERAL),
    }
    resource = {"type": _UPDATE if kind == _UPDATE else _MESSAGE, "message": ix.original}
    return {"interaction": about, "resource": resource}


def _origin(fake: FakeDiscord, ix: Interaction) -> JSON:
    """The interaction as a message that answers it tells of it."""
    owners = ix.payload["authorizing_integration_owners"]
    meta = {"id": ix.id, "type": ix.type, "user": ix.user, "authorizing_integration_owners": owners}
    if ix.type == COMMAND:
        meta |= {"name": ix.payload["data"]["name"], "command_type": ix.payload["data"]["type"]}
    elif ix.type == COMPONENT and ix.message:
        meta["interacted_message_id"] = ix.message["id"]
    elif ix.type == MODAL:
        meta["triggering_interaction_metadata"] = {**meta, "type": COMMAND, "name": "modal"}
    app = fake.app["id"]
    kind = 20 if ix.type == COMMAND else 0
    return {"application_id": app, "webhook_id": app, "interaction_metadata": meta, "type": kind}


def _interaction(fake: FakeDiscord, call: Call) -> Interaction:
    ix = fake.interactions.get(call.params["webhook_token"])
    if ix is None or call.params["webhook_id"] != fake.app["id"] or not ix.acked:
        raise ApiError(404, 10015, "Unknown Webhook")
    if time.monotonic() - ix.created > fake.token_lifetime:
        raise ApiError(401, 50027, "Invalid Webhook Token")
    return ix


def _own_message(fake: FakeDiscord, call: Call) -> tuple[Interaction, JSON]:
    ix = _interaction(fake, call)
    key = call.params.get("message_id")
    message = ix.original if key is None else next((sent for sent in ix.messages if sent["id"] == key), None)
    if message is None or message["id"] not in fake.messages[ix.channel["id"]]:
        raise ApiError(404, 10008, "Unknown Message")
    return ix, message
