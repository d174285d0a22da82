"""The buttons below an answer. The answer's handle stands in the button itself, so that it works after a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Literal, Self, cast

import discord
from discord import ui

from bot.discord.context import ContextBot, Interaction
from bot.discord.features import feedback, follow, quotes
from bot.discord.reporting import report

Action = Literal["up", "down", "quotes", "follow"]

_LOOKS: dict[Action, tuple[str, discord.ButtonStyle]] = {
    "up": ("👍", discord.ButtonStyle.secondary),
    "down": ("👎", discord.ButtonStyle.secondary),
    "quotes": ("Quotes", discord.ButtonStyle.primary),
    "follow": ("Follow up", discord.ButtonStyle.primary),
}
_ACTIONS: dict[Action, Callable[[Interaction, str], Awaitable[None]]] = {
    "up": feedback.up,
    "down": feedback.down,
    "quotes": quotes.show_quotes,
    "follow": follow.open_thread,
}


class AnswerButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"newsdesk:(?P<form>[12]):(?P<action>up|down|quotes|follow):(?P<answer>[\w-]{0,64})",
):
    """A button that does ``action`` with the answer that has the handle ``answer``: none below a message of old."""

    def __init__(self, action: Action, answer: str) -> None:
        label, style = _LOOKS[action]
        custom_id = f"newsdesk:2:{action}:{answer}"
        super().__init__(ui.Button(label=label, style=style, custom_id=custom_id))
        self.action: Action = action
        self.answer = answer

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(cast(Action, match["action"]), _handle(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it. discord.py would only log an error of a dynamic item."""
        bot = cast(ContextBot, interaction.client)
        with bot.context.pending.under_way():
            try:
                await _ACTIONS[self.action](cast(Interaction, interaction), self.answer)
            except Exception as error:
                await report(interaction, error)


def answer_buttons(answer: str, *, found: bool, can_follow: bool) -> Sequence[ui.Item[Any]]:
    """The buttons that make sense below the answer."""
    actions: list[Action] = ["up", "down"]
    if found:
        actions.append("quotes")
        if can_follow:
            actions.append("follow")
    return [AnswerButton(action, answer) for action in actions]


def answer_handle(components: Iterable[Any]) -> str | None:
    """The handle of the answer that a message's components belong to; None where it is no answer, empty for one of old."""
    pattern = AnswerButton.__discord_ui_compiled_template__
    for component in components:
        if match := pattern.fullmatch(getattr(component, "custom_id", None) or ""):
            return _handle(match)
        if (found := answer_handle(getattr(component, "children", ()))) is not None:
            return found
    return None


def _handle(match: re.Match[str]) -> str:
    """The first answers had a number in their buttons, which anybody could count up."""
    return match["answer"] if match["form"] == "2" else ""
