"""A question in other words before it is searched: standing alone, or in English. No article is seen here."""

from __future__ import annotations

from bot.answer.draft import without_thoughts
from bot.answer.llm.failures import LlmError
from bot.answer.llm.prompting import fenced_conversation, fenced_question
from bot.answer.llm.traced_calls import TracedCalls
from bot.answer.proof.injection import plain
from bot.answer.query import Query
from bot.answer.understand.followup import is_rewriting
from bot.answer.understand.language import foreign_language

_LONGEST_QUESTION = 300


def in_english(query: Query, model: TracedCalls) -> str:
    """The question in English, by the model; empty where it gave nothing that can be used."""
    messages = model.messages("english_question", question=fenced_question(query.question))
    try:
        reply = model.call("english_question", messages)
    except LlmError:
        return ""
    said = _line_of(reply.text)
    return said if said and len(said) <= _LONGEST_QUESTION and not foreign_language(said) else ""


def standing_alone(query: Query, model: TracedCalls) -> str:
    """The model's rewriting of a follow-up; empty where it gave none that can be used."""
    messages = model.messages(
        "standalone_question",
        conversation=fenced_conversation(query.history),
        question=fenced_question(query.question),
    )
    try:
        reply = model.call("standalone_question", messages)
    except LlmError:
        return ""
    said = _line_of(reply.text)
    return said if is_rewriting(said, query.question, query.history) else ""


def _line_of(reply: str) -> str:
    return plain(without_thoughts(reply).strip().strip("\"“”'`"))
