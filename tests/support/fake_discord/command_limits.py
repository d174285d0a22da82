"""Limits of application commands (Discord's documentation: interactions/application-commands)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.support.fake_discord.protocol import JSON, Problem

_MOST = {1: 100, 2: 15, 3: 15}
_SUBCOMMANDS = (1, 2)


def command_problems(commands: Sequence[JSON]) -> Iterator[Problem]:
    """The faults that Discord would find in a set of commands that is registered."""
    names: set[tuple[int, str | None]] = set()
    for number, command in enumerate(commands):
        kind, name = command.get("type") or 1, command.get("name")
        if (kind, name) in names:
            yield (number,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
        names.add((kind, name))
        if kind != 1 and command.get("description"):
            said = "Context menu commands cannot have a description"
            yield (number, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", said
        if kind != 1 and len(name or "") > 32:
            yield (number, "name"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length."
        if _size(command) > 8000:
            yield (number,), "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)"
        yield from _option_problems(command, (number,), is_chat=kind == 1)
    for kind, most in _MOST.items():
        if sum((command.get("type") or 1) == kind for command in commands) > most:
            yield (), "APPLICATION_COMMANDS_TOO_MANY", f"At most {most} commands of type {kind}."


def _size(node: JSON) -> int:
    """Characters of names, descriptions and values of choices."""
    return (
        len(node.get("name") or "")
        + len(node.get("description") or "")
        + sum(len(choice["name"]) + len(str(choice["value"])) for choice in node.get("choices") or [])
        + sum(_size(option) for option in node.get("options") or [])
    )


def _option_problems(node: JSON, path: tuple[str | int, ...], *, is_chat: bool) -> Iterator[Problem]:
    name = node.get("name") or ""
    if is_chat and (not re.fullmatch(r"[-_'\w]{1,32}", name) or name != name.lower()):
        yield (*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"
    if is_chat and not 1 <= len(node.get("description") or "") <= 100:
        yield (*path, "description"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length."
    for key in ("options", "choices"):
        if len(node.get(key) or []) > 25:
            yield (*path, key), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length."
    optional = False
    for number, option in enumerate(node.get("options") or []):
        at = (*path, "options", number)
        if option.get("type", 0) not in _SUBCOMMANDS:
            if option.get("required") and optional:
                said = "Required options must be placed before non-required options"
                yield at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", said
            optional |= not option.get("required")
        if option.get("choices") and option.get("autocomplete"):
            yield at, "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", "autocomplete may not be set with choices"
        yield from _option_problems(option, at, is_chat=True)
