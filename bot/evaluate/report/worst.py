"""Which questions to look at first. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.evaluate.judge import right
from bot.evaluate.question_result import FULL, QuestionResult
from bot.evaluate.questions import Question


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its result, what went wrong in words, and how bad it is (0: nothing did)."""

    question: Question
    result: QuestionResult
    outcome: str
    why: str
    badness: float


def worst_first(questions: Sequence[Question], results: Mapping[str, QuestionResult]) -> list[Case]:
    """Wrong and sure of it first, then wrong, then needlessly silent, then right."""
    cases = [_case(question, results[question.id]) for question in questions if question.id in results]
    return sorted(cases, key=lambda case: -case.badness)


def rank(question: Question, result: QuestionResult) -> int | None:
    """Place, from 1, of the first passage that holds an answer (without answer strings: of a named article)."""
    hits = result.rows[FULL]
    wanted = (hit.holds if question.answers else hit.article in result.relevant_articles for hit in hits)
    return next((place for place, found in enumerate(wanted, start=1) if found), None)


def _case(question: Question, result: QuestionResult) -> Case:
    reply, confidence = result.reply, result.reply.confidence
    if not question.answerable:
        if reply.shown:
            return Case(question, result, "false answer", "answered, though there is no answer", 3 + confidence)
        return Case(question, result, "rightly silent", "silent, as it should be", 0)
    place = rank(question, result)
    where = f"the answer stands in passage {place}" if place else "the answer was not found"
    if right(question, reply, shown_only=True):
        return Case(question, result, "right", "answered right", 0)
    if not reply.shown:
        hidden = " and in a quote below the threshold" if right(question, reply) else ""
        return Case(question, result, "silent", f"silent, but {where}{hidden}", 1 + (1 - confidence) / 2)
    return Case(question, result, "wrong", f"no quote holds the answer; {where}", 2 + confidence)
