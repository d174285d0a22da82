"""JSON values out of text, and one clear sentence where there is none."""

from __future__ import annotations

import json
from dataclasses import dataclass

from index.types import Skipped


@dataclass(frozen=True, slots=True)
class Parsed:
    """A JSON value, which may be None."""

    value: object


def parsed(text: str, where: str) -> Parsed | Skipped:
    """The value that a text is."""
    try:
        return Parsed(json.loads(text))
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            return Skipped(where, f"JSON cut short ({at}); fetch it again")
        return Skipped(where, f"not valid JSON at {at}: {error.msg.lower()}")
    except RecursionError:
        return Skipped(where, "JSON nested too deeply")
    except ValueError:
        return Skipped(where, "JSON with a number that is too long")
