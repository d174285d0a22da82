"""Names and numbers of Discord's API that every part here uses, and its two ways of saying no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

JSON = dict[str, Any]
Problem = tuple[tuple[str | int, ...], str, str]
"""Where in a body something is wrong, Discord's code for it, and its sentence."""

HOSTS = ("discord.com", "gateway.discord.gg", "cdn.discordapp.com")

# Intents (Discord's documentation: events/gateway).
GUILDS, GUILD_MEMBERS, PRESENCES, GUILD_MESSAGES = 1 << 0, 1 << 1, 1 << 8, 1 << 9
DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 12, 1 << 15
PRIVILEGED = {"members": GUILD_MEMBERS, "presences": PRESENCES, "message_content": MESSAGE_CONTENT}

# Permissions (topics/permissions).
ADD_REACTIONS, VIEW_CHANNEL, SEND_MESSAGES, MANAGE_MESSAGES = 1 << 6, 1 << 10, 1 << 11, 1 << 13
EMBED_LINKS, ATTACH_FILES, READ_HISTORY, MENTION_EVERYONE = 1 << 14, 1 << 15, 1 << 16, 1 << 17
CREATE_THREADS, SEND_IN_THREADS = 1 << 35, 1 << 38
EVERY_PERMISSION = (1 << 50) - 1
BOT_PERMISSIONS = (ADD_REACTIONS | VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES) | (
    READ_HISTORY | CREATE_THREADS | SEND_IN_THREADS
)

# Flags of messages (resources/message).
SUPPRESS_EMBEDS, HAS_THREAD, EPHEMERAL, LOADING, V2 = 1 << 2, 1 << 5, 1 << 6, 1 << 7, 1 << 15

# Types of channels, interactions and components.
DIRECT, THREADS = 1, (10, 11, 12)
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
ACTION_ROW, BUTTON, TEXT_INPUT, TEXT_DISPLAY, LINK_STYLE = 1, 2, 4, 10, 5


class ApiError(Exception):
    """A refusal as Discord's REST API words it."""

    def __init__(self, status: int, code: int, message: str, errors: JSON | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.body: JSON = {"message": message, "code": code} | ({"errors": errors} if errors else {})


class ClientRefused(AssertionError):
    """The simulated person tried something that Discord's client would not let them do."""


def form_error(problems: Iterable[Problem]) -> ApiError:
    """The refusal of a body, with Discord's tree of what is wrong where."""
    tree: JSON = {}
    for path, code, message in problems:
        node = tree
        for part in path:
            node = node.setdefault(str(part), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})
    return ApiError(400, 50035, "Invalid Form Body", tree)


def walk(components: Any) -> Iterator[JSON]:
    """All components of a message or modal, nested ones too."""
    for component in components or []:
        yield component
        yield from walk(component.get("components"))
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]])


def walk_options(options: Any) -> Iterator[JSON]:
    """All options of a command, nested ones too."""
    for option in options or []:
        yield option
        yield from walk_options(option.get("options"))
