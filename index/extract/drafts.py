"""Records that were never published, or are no longer: an editorial system's export holds them beside the others."""

from __future__ import annotations

from index.extract.fields import Fields, shapes

_STATES = ("status", "poststatus", "publicationstatus", "state")
_SAYS_NO = ("ispublished", "published")


def is_draft(fields: Fields) -> bool:
    """True if a record says that it is a draft, was thrown away, or is not published."""
    if any(str(fields.get(name)).strip().casefold() in shapes("unpublished") for name in _STATES):
        return True
    return fields.get("draft") is True or any(_is_no(fields.get(name)) for name in _SAYS_NO)


def _is_no(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.casefold() == "false")
