"""Cards as Discord's components: a layout (components V2), or text with rows of buttons where a layout is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.discord.reporting import report
from bot.discord.text.cards import Card, CardPart

Buttons = Callable[[], Sequence[ui.Item[Any]]]
"""Makes the buttons below a card anew: Discord's objects belong to one message."""

_FOUND, _NOT_FOUND = discord.Colour(0x3B6EA5), discord.Colour(0x8A8F98)


def no_buttons() -> Sequence[ui.Item[Any]]:
    """For a card that needs none."""
    return ()


@dataclass(frozen=True, slots=True)
class Post:
    """A message: its card for a layout, the same in fewer characters, and its buttons."""

    card: Card
    short: Card
    buttons: Buttons = no_buttons


class LayoutCard(ui.LayoutView):
    """A card as a container: a text for each part, with a link button where it has an address, then the buttons.

    It never times out and keeps nothing: its buttons are dynamic items or links.
    """

    def __init__(self, post: Post) -> None:
        super().__init__(timeout=None)
        card = post.card
        box: ui.Container[LayoutCard] = ui.Container(accent_colour=_FOUND if card.found else _NOT_FOUND)
        box.add_item(ui.TextDisplay(card.head))
        for part in card.parts:
            text: ui.TextDisplay[LayoutCard] = ui.TextDisplay(part.text)
            box.add_item(ui.Section(text, accessory=_link(part, "Open")) if part.url else text)
        if card.foot:
            box.add_item(ui.TextDisplay(card.foot))
        self.add_item(box)
        if buttons := post.buttons():
            self.add_item(ui.ActionRow(*buttons))

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, item: ui.Item[Any], /) -> None:
        await report(interaction, error)


class PlainCard(ui.View):
    """The controls below a plain-text card: a row of links, unless there are to be none, and a row of buttons."""

    def __init__(self, post: Post, *, links: bool = True) -> None:
        super().__init__(timeout=None)
        addresses = [_link(part, f"Open {part.called}") for part in post.short.parts if part.url and links]
        for row, items in enumerate(row for row in (addresses, post.buttons()) if row):
            for item in items:
                item.row = row
                self.add_item(item)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, item: ui.Item[Any], /) -> None:
        await report(interaction, error)


def _link(part: CardPart, label: str) -> ui.Button[Any]:
    return ui.Button(label=label, url=part.url)
