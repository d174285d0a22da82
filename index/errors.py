"""Errors that a person is told as they are."""

from __future__ import annotations


class UserError(Exception):
    """An error whose message is one sentence for a person: what is wrong, and what to do next."""
