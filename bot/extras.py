"""Parts that are installed on demand: the extras of the package, such as ``eval`` and ``openai``."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from index.errors import UserError


class MissingExtra(UserError):
    """Something was asked for whose extra is not installed."""

    public_sentence = "That part of the bot is not installed."


def how_to_install(extra: str) -> str:
    """The command that installs an extra; newsdesk is installed from its source, so it is given there."""
    is_uv_tool = Path(sys.prefix, "uv-receipt.toml").exists()
    return f"{'uv tool' if is_uv_tool else 'pip'} install '.[{extra}]' in the folder of newsdesk's source"


def require_extra(extra: str, *modules: str, needed_by: str) -> None:
    """Raises MissingExtra where one of the extra's ``modules`` is absent."""
    if any(find_spec(module) is None for module in modules):
        raise MissingExtra(f"{needed_by} needs the extra {extra}, which is not installed: {how_to_install(extra)}.")
