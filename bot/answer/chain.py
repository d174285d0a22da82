"""Answering with a language model: understand, search, gate, write, prove. A claim without proof is never shown."""

from __future__ import annotations

import html
import re
import time
from dataclasses import dataclass, replace
from typing import Literal

from langchain_core.messages import AIMessage

from bot.answer.answerer import Answerer, with_trace
from bot.answer.answers import Answer, Claim, newest_day
from bot.answer.followup import is_rewriting, standalone
from bot.answer.llm.draft import DraftAnswer, DraftError, draft_schema, read_draft
from bot.answer.llm.failures import LlmError
from bot.answer.llm.language_model import Llm
from bot.answer.llm.prompting import Prompts, fenced_conversation, fenced_passages, fenced_question
from bot.answer.llm.traced_calls import TracedCalls
from bot.answer.llm.translation import needs_translation, translated
from bot.answer.parts import alone, joined, parts
from bot.answer.proof.injection import plain
from bot.answer.proof.prove import Proven, missing_part, prove
from bot.answer.query import Progress, Query, silent
from bot.answer.retriever import NewsRetriever
from index.search.searcher import Results
from index.types import Reranker

PASSAGES = 8
"""Passages that the model is shown at most."""
_PROMPT_SHARE = 0.75
"""Characters of articles in a prompt, for each token that a question may cost: about a quarter of the tokens."""
_INSTEAD = "These quotes were chosen without it."

_UnderstoodBy = Literal["as asked", "rule", "model"]


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A question that was understood and searched, with its answer in quotes alone.

    That answer is the gate, and what is shown where the model gives nothing that is proven.
    """

    question: str
    parts: tuple[str, ...]
    """The parts of a question that asks several things, each made to stand alone; else empty."""
    results: Results
    answer: Answer


@dataclass(frozen=True, slots=True)
class _Written:
    """A model's draft with what of it is proven, or why there is none."""

    draft: DraftAnswer | None = None
    proven: Proven | None = None
    failure: str = ""

    @property
    def convinces(self) -> bool:
        """There is a claim to show."""
        return bool(self.proven and self.proven.claims)

    @property
    def silence(self) -> str:
        """Why nothing of it is shown, as a sentence."""
        if self.failure:
            return self.failure
        if self.draft is None:
            return "The language model's reply could not be read."
        if not self.draft.claims:
            return "The language model found no answer in the articles."
        return "Nothing that the language model said could be proven."


class ClaimAnswerer:
    """Answers with a model's claims and their proof, or with quotes alone where that fails. Blocking."""

    def __init__(
        self, retriever: NewsRetriever, extractive: Answerer, llm: Llm, prompts: Prompts, reranker: Reranker
    ) -> None:
        self._retriever = retriever
        self._extractive = extractive
        self._llm = llm
        self._prompts = prompts
        self._reranker = reranker

    def ask(self, query: Query, *, progress: Progress = silent) -> Answer:
        """Answer ``query`` with one to four proven claims, with quotes alone, or with ``not_found``.

        Never raises for what the model or its server do: the answer's ``note`` says what was wrong.
        """
        query = replace(query, question=" ".join(query.question.split()))
        model = TracedCalls(self._llm, self._prompts)
        progress("searching")
        question, understood_by = _understood(query, model)
        results = self._retriever.results(question, query.filters)
        progress("reading")
        quoted = self._quoted(question, results, query.limit)
        answer, written, seconds = quoted.answer, _Written(), quoted.answer.seconds
        # Where the cross-encoder finds nothing convincing the model is not asked: it would make something up.
        if answer.verdict != "not_found":
            started = time.perf_counter()
            written = self._written(quoted, query.limit, model, progress)
            seconds = seconds | {"model": time.perf_counter() - started}
            if written.draft and written.proven and written.proven.claims:
                answer = self._claimed(quoted, written.draft, written.proven, model)
            else:
                answer = replace(answer, note=f"{written.silence} {_INSTEAD}")
        trace = with_trace(quoted.answer, query.question, understood_by, query.filters)
        if trace:
            trace = replace(
                trace,
                calls=tuple(model.calls),
                quotes=written.proven.quotes if written.proven else (),
                claims=written.proven.traced if written.proven else (),
                seconds=seconds,
            )
        return replace(answer, seconds=seconds, trace=trace)

    def _quoted(self, question: str, results: Results, limit: int) -> _Quoted:
        """The answer in quotes. Of a question that asks several things, one that is answered convincingly opens the gate."""
        answer = self._extractive.answer_from(question, results, limit)
        asked = parts(question)
        if len(asked) == 1:
            return _Quoted(question, (), results, answer)
        each = alone(asked)
        if answer.verdict == "not_found":
            answers = [self._extractive.answer_from(part, results, limit) for part in each]
            answer = joined(answer, dict(zip(asked, answers, strict=True)), limit)
        return _Quoted(question, each, results, answer)

    def _written(self, quoted: _Quoted, limit: int, model: TracedCalls, progress: Progress) -> _Written:
        """Ask the model, prove what it says, and let it mend once what cannot be used."""
        written = _Written()
        try:
            messages = model.messages(
                "answer",
                articles=fenced_passages(
                    quoted.results.passages[:PASSAGES], int(self._llm.limits.tokens * _PROMPT_SHARE)
                ),
                question=fenced_question(quoted.question),
                shape=self._prompts["shape"].text(),
            )
            reply = model.call("answer", messages, draft_schema()).text
            progress("checking")
            written, problems = self._proven(reply, written, quoted, limit)
            if problems and not written.convinces:
                repair = model.messages("repair", problems=html.escape(problems, quote=False))
                again = [*messages, AIMessage(reply[:8_000]), *repair]
                reply = model.call("repair", again, draft_schema()).text
                progress("checking")
                written, _ = self._proven(reply, written, quoted, limit)
        except LlmError as error:
            return replace(written, failure=str(error))
        return written

    def _proven(self, reply: str, before: _Written, quoted: _Quoted, limit: int) -> tuple[_Written, str]:
        """Read and prove ``reply`` (``before`` where it cannot be read), and say for the model what is wrong with it.

        Nothing is wrong where something of it is proven, or it claims nothing.
        """
        try:
            draft = read_draft(reply)
        except DraftError as error:
            return before, str(error)
        proven = prove(
            draft,
            (quoted.question, *quoted.parts),
            quoted.results.passages[:PASSAGES],
            self._reranker,
            self._extractive.threshold,
            self._extractive.verified,
            limit,
        )
        return _Written(draft, proven), proven.problems

    def _claimed(self, quoted: _Quoted, draft: DraftAnswer, proven: Proven, model: TracedCalls) -> Answer:
        missing = missing_part(plain(draft.missing), quoted.question)
        return Answer(
            question=quoted.question,
            verdict="partial" if missing else "answered",
            evidence=proven.evidence,
            confidence=self._extractive.threshold.confidence(max(item.score for item in proven.evidence)),
            as_of=newest_day(proven.evidence),
            claims=_in_language_of(quoted.question, proven, draft.language, model),
            disagreements=proven.disagreements,
            missing=missing,
        )


def _understood(query: Query, model: TracedCalls) -> tuple[str, _UnderstoodBy]:
    """The question made to stand alone, by the model where it leans on a conversation, else by a rule."""
    question = (query.history and _rewritten(query, model)) or ""
    by: _UnderstoodBy = "model"
    if not question:
        question, by = standalone(query.question, query.history), "rule"
    return question, "as asked" if question == query.question else by


def _rewritten(query: Query, model: TracedCalls) -> str:
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
    text = re.sub(r"<think>.*?(?:</think>|$)", "", reply.text, flags=re.DOTALL).strip()
    said = plain(text.strip(" \"“”'`"))
    return said if is_rewriting(said, query.question, query.history) else ""


def _in_language_of(question: str, proven: Proven, language: str, model: TracedCalls) -> tuple[Claim, ...]:
    claims = proven.claims
    if not needs_translation(question, language, [item.quote for item in proven.evidence]):
        return claims
    lines = "\n".join(f"{number}. {claim.text}" for number, claim in enumerate(claims, start=1))
    try:
        return translated(
            claims, model.call("translate", model.messages("translate", claims=lines, language=language)).text
        )
    except LlmError:
        return claims
