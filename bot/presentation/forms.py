"""The form of an answer: what stands before its quotes, how these are grouped, and how each is introduced. Pure.

The terminal and Discord show the same sections under the same headings; only their markup differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.answer.answers import Answer, Evidence, Label, Stance
from bot.answer.choose.timing import day_told
from bot.answer.cues.chronicle import entry_of
from bot.answer.understand.intents import Intent
from bot.presentation.safe_text import clean_line
from bot.presentation.unsaid import unsaid
from bot.presentation.wording import format_day

_CLOSEST = 3
_TIME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.-]{0,60}")
"""A time as a question names it, which has no character that a terminal or Discord would take for markup."""
_STANCES: dict[Stance, str] = {
    "for": "What speaks for it",
    "against": "What speaks against it",
    "": "Also said",
}
_ON_NEITHER_SIDE = "What is said of it"
"""The heading of quotes that come first, because they are the most telling, but whose words show no side."""
_LABELS: dict[Label, str] = {"": "", "correction": "Correction", "corrected": "Corrected since"}
_UNDATED = "Undated"


@dataclass(frozen=True, slots=True)
class Section:
    """Quotes that belong together; the heading is empty where the answer has one section only."""

    heading: str
    evidence: tuple[Evidence, ...]


def is_answer(answer: Answer) -> bool:
    """Something answers the question, so that its quotes are cited as sources; what is merely closest is not."""
    return bool(answer.evidence) and answer.verdict in ("answered", "partial")


def is_closest(answer: Answer) -> bool:
    """Nothing answers the question, but something is close to it."""
    return bool(answer.evidence) and answer.verdict == "related"


def nothing_found(answer: Answer, otherwise: str) -> str:
    """The sentence that says that there is no answer: of an address that it is not indexed, else ``otherwise``."""
    return "No article with that address is indexed; none is fetched." if answer.intent is Intent.ADDRESS else otherwise


def opening(answer: Answer) -> str:
    """The sentence before what is closest, which says that it is no answer; empty with an answer."""
    if not is_closest(answer):
        return ""
    if answer.intent is Intent.ADDRESS:
        return "That article does not say so. It does say:"
    said = {Intent.CLAIM: "says so", Intent.WHO_IS: "says that"}.get(answer.intent)
    said = said or ("tells of that" if answer.intent.is_briefing else "answers that")
    when = f" {answer.missing}" if _TIME.fullmatch(answer.missing) else ""
    return f"No article {said}{when}. Closest:"


def how_it_was_read(answer: Answer) -> list[str]:
    """The question followed up, and words that were read as others; empty where the question was read as typed."""
    told = [f"Following up on: {clean_line(answer.following)}"] if answer.following.strip() else []
    if answer.corrected:
        words = (f"{clean_line(read)} (typed {clean_line(typed)})" for typed, read in answer.corrected)
        told.append(f"Read as: {', '.join(words)}")
    return told


def unanswered(answer: Answer, where: str) -> str:
    """The parts of the question without an answer; ``where`` says in what there is none for a part that a model names."""
    missing = clean_line(answer.missing)
    if not missing or is_closest(answer):
        return ""
    if not answer.parts:
        return f"Not in {where}: “{missing}”."
    if answer.intent is Intent.SEVERAL:
        return unsaid([name.strip(" ?!.") for name in missing.split("; ")])
    return f"Not answered: {missing}"


def sections(answer: Answer, most: int | None = None) -> list[Section]:
    """The quotes in the order in which they are shown. Of more than ``most`` those stay that come first in their sections."""
    made = [Section(heading, tuple(items)) for heading, items in _grouped(answer) if items]
    if len(made) == 1 and answer.intent is Intent.CLAIM and not made[0].evidence[0].stance:
        made = [Section("", made[0].evidence)]
    return made if most is None else _at_most(made, most)


def shown_evidence(answer: Answer, most: int | None = None) -> list[Evidence]:
    """The quotes of ``sections``, one after the other."""
    return [item for section in sections(answer, most) for item in section.evidence]


def introduction(answer: Answer, item: Evidence) -> str:
    """Day and outlet before a quote that tells a part of a story; in a timeline the day is the heading already."""
    if not answer.intent.is_briefing or not is_answer(answer):
        return ""
    outlet = clean_line(item.article.outlet)
    if answer.intent is Intent.TIMELINE:
        return outlet
    return ", ".join(part for part in (_day(item), outlet) if part)


def label_of(item: Evidence) -> str:
    """That the quote is a correction, or was corrected since; empty for most."""
    return _LABELS[item.label]


def _grouped(answer: Answer) -> Iterable[tuple[str, Sequence[Evidence]]]:
    evidence = answer.evidence
    if is_closest(answer):
        return [("", _closest(answer))]
    if answer.intent is Intent.CLAIM:
        sides = dict.fromkeys(item.stance for item in evidence)
        headings = _STANCES | ({"": _ON_NEITHER_SIDE} if evidence and not evidence[0].stance else {})
        return [(headings[side], [item for item in evidence if item.stance == side]) for side in sides]
    if answer.intent is Intent.TIMELINE:
        return [(day, list(items)) for day, items in groupby(evidence, _day_told)]
    if answer.parts:
        named = [
            (clean_line(name), [item for item in evidence if item.part == number])
            for number, name in enumerate(answer.parts, start=1)
        ]
        together = [item for item in evidence if not 1 <= item.part <= len(answer.parts)]
        return [*named, ("On both" if answer.intent is Intent.COMPARE else "Also said", together)]
    return [("", evidence)]


def _closest(answer: Answer) -> Sequence[Evidence]:
    """One quote from each of a few articles; of a page that was asked about, its first."""
    if answer.intent is Intent.ADDRESS:
        return answer.evidence[:_CLOSEST]
    by_article: dict[str, Evidence] = {}
    for item in answer.evidence:
        by_article.setdefault(item.article_id, item)
    return list(by_article.values())[:_CLOSEST]


def _at_most(made: Sequence[Section], most: int) -> list[Section]:
    places = sorted((place, number) for number, section in enumerate(made) for place in range(len(section.evidence)))
    kept = set(places[:most])
    cut = (
        Section(section.heading, tuple(item for place, item in enumerate(section.evidence) if (place, number) in kept))
        for number, section in enumerate(made)
    )
    return [section for section in cut if section.evidence]


def _day_told(item: Evidence) -> str:
    entry = entry_of(item.quote, item.article.day)
    if entry and not any(map(str.isdigit, entry.said.removesuffix(str(entry.first.year)))):
        return clean_line(entry.said)  # a month or a year is all that is told
    day = day_told(item.quote, item.article.day)
    return format_day(day) if day else _UNDATED


def _day(item: Evidence) -> str:
    return format_day(item.article.day) if item.article.day else _UNDATED
