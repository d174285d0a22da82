"""Fixtures of the evaluator's tests."""

from __future__ import annotations

from bot.evaluate.plugin import newsdesk_eval

__all__ = ["newsdesk_eval"]
