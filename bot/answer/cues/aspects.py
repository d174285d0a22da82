"""The aspects under which an editor tells an event, by their words: its toll, its cause, what the courts did, what comes next. Pure.

They follow those of guided summarization (Owczarzak and Dang, 2011), and serve to tell several of them rather than one five times.
"""

from __future__ import annotations

import re

TOLL = "(toll)"
_COUNT = r"(?:\d[\d,.]{0,12}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)"
_ASPECTS = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in {
        "toll": rf"{_COUNT}\b[^.]{{0,60}}\b(?:killed|dead|died|deaths?|slain|injured|wounded|missing|hospitali[sz]ed|victims)"
        rf"|(?:killed|killing|injur\w{{0,6}}|wound\w{{0,6}}|death toll|left|dead)\b[^.]{{0,40}}\b{_COUNT}",
        "damage": r"destroy\w{0,6}|evacuat\w{0,6}|displaced|without (?:power|water|electricity)|power outages?|damaged?|homes|buildings"
        r"|structures|washed away|collapsed?",
        "law": r"arrest\w{0,6}|charged|charges|indict\w{0,6}|sentenc\w{0,6}|convict\w{0,6}|plead\w{0,6}|extradit\w{0,6}|sued|suing|lawsuits?"
        r"|settle\w{0,6}|acquitt\w{0,6}|jury|verdict|ruled|ruling|custody|detained|warrants?",
        "office": r"resign\w{0,6}|fired|ousted|expel\w{0,6}|impeach\w{0,6}|step(?:ped|ping|s)? (?:down|aside)|sworn in|elected|appoint\w{0,6}"
        r"|suspended|terminat\w{0,6}|nominat\w{0,6}",
        "decision": r"voted?|votes|passed|approv\w{0,6}|reject\w{0,6}|bill|legislation|signed|veto\w{0,6}|deal|agreement|agreed",
        "money": r"million|billion|dollars|euros|pounds",
        "cause": r"caus(?:e|ed|ing) (?:by|of)|because|due to|triggered|sparked|fueled by|blamed|malfunction\w{0,6}|motive|investigat\w{0,6}"
        r"|result of|after",
        "next": r"expected to|scheduled|set to|will (?:be|appear|vote|meet|hold|take|begin|return|face)|plans? to|next (?:week|month|year)",
        "rank": r"deadliest|worst|largest|biggest|strongest|first[- ](?:ever|time)|the first|most powerful|longest|record|unprecedented"
        r"|historic",
    }.items()
}


def aspects_of(text: str) -> frozenset[str]:
    """The aspects that ``text`` tells, in brackets, which no word has."""
    return frozenset(f"({name})" for name, words in _ASPECTS.items() if words.search(text))
