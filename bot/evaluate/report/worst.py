"""Which questions to look at first. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.evaluate.judge import right
from bot.evaluate.questions import Question
from bot.evaluate.record import FULL, Record


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its record, what went wrong in words, and how bad it is (0: nothing did)."""

    question: Question
    record: Record
    outcome: str
    why: str
    badness: float


def worst_first(questions: Sequence[Question], records: Mapping[str, Record]) -> list[Case]:
    """Wrong and sure of it first, then wrong, then needlessly silent, then right."""
    cases = [_case(question, records[question.id]) for question in questions if question.id in records]
    return sorted(cases, key=lambda case: -case.badness)


def rank(question: Question, record: Record) -> int | None:
    """Place, from 1, of the first passage that holds an answer (without answer strings: of a named article)."""
    hits = record.rows[FULL]
    wanted = (hit.holds if question.answers else hit.article in record.relevant_articles for hit in hits)
    return next((place for place, found in enumerate(wanted, start=1) if found), None)


def _case(question: Question, record: Record) -> Case:
    reply, confidence = record.reply, record.reply.confidence
    if not question.answerable:
        if reply.shown:
            return Case(question, record, "false answer", "answered, though there is no answer", 3 + confidence)
        return Case(question, record, "rightly silent", "silent, as it should be", 0)
    place = rank(question, record)
    where = f"the answer stands in passage {place}" if place else "the answer was not found"
    if right(question, reply, shown_only=True):
        return Case(question, record, "right", "answered right", 0)
    if not reply.shown:
        hidden = " and in a quote below the threshold" if right(question, reply) else ""
        return Case(question, record, "silent", f"silent, but {where}{hidden}", 1 + (1 - confidence) / 2)
    return Case(question, record, "wrong", f"no quote holds the answer; {where}", 2 + confidence)
