"""Waiting for other processes, of which a person is told."""

from __future__ import annotations

TOLD_SECONDS = 1.0
"""Seconds to wait in silence."""


def say_meanwhile(sentence: str) -> None:
    """Tell, on standard error, what one waits for, or what happened meanwhile."""
    from bot.cli.terminal import say

    say(f"newsdesk: {sentence}")
