"""``newsdesk doctor``: whether everything is there that newsdesk needs, and what to do where it is not."""

from __future__ import annotations

from bot.doctor.finding import Finding, Level
from bot.doctor.local import examine_machine
from bot.doctor.token import examine_discord

__all__ = ["Finding", "Level", "examine_discord", "examine_machine"]
