"""When a story was changed by the note that says so: "This article was amended on 5 May", "Correction (May 5, 2024): ..."."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from index.extract import publication_dates
from index.extract.corrections import is_correction
from index.extract.date_text import find_dates
from index.extract.header_lines import with_year
from index.types import Published

_CHANGED = re.compile(
    r"\b(?:amended|corrected|updated|revised|clarified|changed|edited)(?: at \d[\w:.]{0,6}(?: [ap]\.?m\.?)?(?: [A-Z]{2,4})?,?)? on (?P<day>[^\n]{4,60})",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[\W_]{0,6}(?:correction|clarification|update|rättelse|rettelse|korrektur|berichtigung|rectificatif|corrección|rectificación|rettifica|correctie|correção)\b"
    r"[\s:,.(–—-]{1,3}(?:on |vom |du |del? |do |den )?(?P<day>[^\n]{4,60})",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[^:)\]—–\n]{0,20}(?:[:)\]—–]|$)")
"""What ends a label's day, behind its clock."""
_A_WEEKDAY = 12
"""Characters before a day in which its weekday stands."""


def amended(line: str, published: Published, now: datetime) -> Published | None:
    """The day on which a note says that a story of this day was changed; without its year it is the first such day after that."""
    label = _LABEL.match(line)
    match = label or (_CHANGED.search(line) if is_correction(line) else None)
    if not match:
        return None
    for year in (published.at.year, published.at.year + 1):
        told = match["day"] if any(find_dates(match["day"])) else with_year(match["day"], year)
        date = next(find_dates(told), None)
        if not date or date.start > _A_WEEKDAY or (label and not _ENDS.match(told, date.end)):
            return None
        found = publication_dates.of_text(date, "text", now)
        if found and found.at.date() >= published.at.date():
            return replace(found, at=found.at.replace(hour=0, minute=0), precision="day")
    return None
