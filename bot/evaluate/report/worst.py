"""Which questions to look at first. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.evaluate.nuggets import nuggets_told, wrongly_told
from bot.evaluate.question_result import FULL, QuestionResult
from bot.evaluate.questions import Question
from bot.evaluate.scoring import right


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
    if question.nuggets:
        return _nugget_case(question, result)
    place = rank(question, result)
    where = f"the answer stands in passage {place}" if place else "the answer was not found"
    if right(question, reply, shown_only=True):
        return Case(question, result, "right", "answered right", 0)
    if not reply.shown:
        hidden = " and in a quote below the threshold" if right(question, reply) else ""
        return Case(question, result, "silent", f"silent, but {where}{hidden}", 1 + (1 - confidence) / 2)
    return Case(question, result, "wrong", f"no quote holds the answer; {where}", 2 + confidence)


def _nugget_case(question: Question, result: QuestionResult) -> Case:
    reply, confidence = result.reply, result.reply.confidence
    told = nuggets_told(question, [item.quote for item in reply.shown])
    if not reply.shown:
        kept = "only what is closest is shown" if reply.verdict == "related" else "silent"
        return Case(question, result, "silent", f"{kept}, though there is an answer", 1 + (1 - confidence) / 2)
    if wrong := wrongly_told(question, reply):
        return Case(question, result, "wrong", f"the first quote holds the wrong answer “{wrong[0]}”", 2 + confidence)
    if not any(told):
        return Case(question, result, "wrong", "no quote holds a nugget", 2 + confidence)
    if not all(told):
        missing = next(nugget[0] for nugget, is_told in zip(question.nuggets, told, strict=True) if not is_told)
        why = f"{sum(told)} of {len(told)} nuggets, without “{missing}”"
        return Case(question, result, "incomplete", why, 1 - sum(told) / len(told))
    return Case(question, result, "right", "every nugget is told", 0)
