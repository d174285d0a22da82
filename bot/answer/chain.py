"""The chain with a language model: understand, search, gate, write, prove. A claim without proof is never shown."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda

from bot.answer.answerer import Answerer, with_trace
from bot.answer.answers import Answer, Claim, newest_day
from bot.answer.followup import is_rewriting, standalone
from bot.answer.llm.budget import Allowance
from bot.answer.llm.client import Llm, Reply
from bot.answer.llm.draft import Draft, DraftError, draft_schema, read_draft
from bot.answer.llm.failures import LlmError
from bot.answer.llm.prompting import Prompts, fenced_conversation, fenced_passages, fenced_question
from bot.answer.llm.translation import needs_translation, translated
from bot.answer.parts import alone, joined, parts
from bot.answer.proof.injection import plain
from bot.answer.proof.prove import Proven, missing_part, prove
from bot.answer.query import Progress, Query, silent
from bot.answer.retriever import NewsRetriever
from bot.answer.trace import TracedCall
from index.search.searcher import Results
from index.types import Reranker

PASSAGES = 8
"""Passages that the model is shown at most."""
_PROMPT_SHARE = 0.75
"""Characters of articles in a prompt, for each token that a question may cost: about a quarter of the tokens."""
_INSTEAD = "These quotes were chosen without it."


@dataclass(slots=True)
class _Work:
    """One question on its way through the chain."""

    query: Query
    progress: Progress
    allowance: Allowance
    question: str = ""
    parts: tuple[str, ...] = ()
    """What the question asks, where that is several things."""
    understood_by: Literal["as asked", "rule", "model"] = "as asked"
    results: Results = field(default_factory=Results)
    quoted: Answer = field(default_factory=lambda: Answer("", "not_found"))
    """The answer in quotes alone: the gate, and what is shown where the model gives nothing that is proven."""
    calls: list[TracedCall] = field(default_factory=list)
    proven: Proven | None = None
    draft: Draft | None = None
    seconds: dict[str, float] = field(default_factory=dict)


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
        convincing = RunnableLambda(self._write, name="write") | RunnableLambda(self._finish, name="finish")
        self.chain: Runnable[_Work, Answer] = (
            RunnableLambda(self._understand, name="understand")
            | RunnableLambda(self._search, name="search")
            | RunnableLambda(self._gate, name="gate")
            | RunnableBranch(
                (lambda work: work.quoted.verdict != "not_found", convincing),
                RunnableLambda(self._finish, name="finish"),
            )
        )

    def ask(self, query: Query, *, progress: Progress = silent) -> Answer:
        """Answer ``query`` with one to four proven claims, with quotes alone, or with ``not_found``.

        Never raises for what the model or its server do: the answer's ``note`` says what was wrong.
        """
        query = replace(query, question=" ".join(query.question.split()))
        return self.chain.invoke(_Work(query, progress, self._llm.allowance()))

    def _understand(self, work: _Work) -> _Work:
        work.progress("searching")
        work.question = standalone(work.query.question, work.query.history)
        work.understood_by = "as asked" if work.question == work.query.question else "rule"
        if work.query.history and (rewritten := self._rewritten(work)):
            work.question = rewritten
            work.understood_by = "as asked" if rewritten == work.query.question else "model"
        return work

    def _search(self, work: _Work) -> _Work:
        work.results = self._retriever.results(work.question, work.query.filters)
        return work

    def _gate(self, work: _Work) -> _Work:
        """Where the cross-encoder finds nothing convincing the model is not asked: it would make something up.

        Of a question that asks several things, one that is answered convincingly opens the gate.
        """
        work.progress("reading")
        work.quoted = self._extractive.answer_from(work.question, work.results, work.query.limit)
        asked = parts(work.question)
        if len(asked) > 1:
            work.parts = alone(asked)
            if work.quoted.verdict == "not_found":
                answers = [self._extractive.answer_from(part, work.results, work.query.limit) for part in work.parts]
                work.quoted = joined(work.quoted, dict(zip(asked, answers, strict=True)), work.query.limit)
        work.seconds |= work.quoted.seconds
        return work

    def _write(self, work: _Work) -> _Work:
        """Ask the model, prove what it says, and let it mend once what cannot be used."""
        started = time.perf_counter()
        note = ""
        try:
            messages = self._prompts["answer"].template.format_messages(
                articles=fenced_passages(
                    work.results.passages[:PASSAGES], int(self._llm.limits.tokens * _PROMPT_SHARE)
                ),
                question=fenced_question(work.question),
                shape=self._prompts["shape"].text(),
            )
            reply = self._call(work, "answer", messages, draft_schema())
            problems = self._prove(work, reply)
            if problems and not (work.proven and work.proven.claims):
                repair = self._prompts["repair"].template.format_messages(problems=html.escape(problems, quote=False))
                again = [*messages, AIMessage(reply.text[:8_000]), *repair]
                self._prove(work, self._call(work, "repair", again, draft_schema()))
        except LlmError as error:
            note = str(error)
        work.seconds["model"] = time.perf_counter() - started
        if not (work.proven and work.proven.claims):
            work.quoted = replace(work.quoted, note=f"{note or self._silence(work)} {_INSTEAD}")
        return work

    def _prove(self, work: _Work, reply: Reply) -> str:
        """What is wrong with ``reply``, for the model; empty where something of it is proven, or it claims nothing."""
        work.progress("checking")
        try:
            work.draft = read_draft(reply.text)
        except DraftError as error:
            return str(error)
        work.proven = prove(
            work.draft,
            (work.question, *work.parts),
            work.results.passages[:PASSAGES],
            self._reranker,
            self._extractive.threshold,
            self._extractive.verified,
            work.query.limit,
        )
        return work.proven.problems

    @staticmethod
    def _silence(work: _Work) -> str:
        if work.draft is None:
            return "The language model's reply could not be read."
        if not work.draft.claims:
            return "The language model found no answer in the articles."
        return "Nothing that the language model said could be proven."

    def _finish(self, work: _Work) -> Answer:
        quoted, proven = work.quoted, work.proven
        answer = quoted
        if proven and proven.claims and work.draft:
            missing = missing_part(plain(work.draft.missing), work.question)
            answer = Answer(
                question=work.question,
                verdict="partial" if missing else "answered",
                evidence=proven.evidence,
                confidence=self._extractive.threshold.confidence(max(item.score for item in proven.evidence)),
                as_of=newest_day(proven.evidence),
                claims=self._in_language_of(work, proven, work.draft.language),
                disagreements=proven.disagreements,
                missing=missing,
            )
        trace = with_trace(quoted, work.query.question, work.understood_by, work.query.filters)
        if trace:
            trace = replace(
                trace,
                calls=tuple(work.calls),
                quotes=proven.quotes if proven else (),
                claims=proven.traced if proven else (),
                seconds=work.seconds,
            )
        return replace(answer, seconds=work.seconds, trace=trace)

    def _in_language_of(self, work: _Work, proven: Proven, language: str) -> tuple[Claim, ...]:
        claims = proven.claims
        if not needs_translation(work.question, language, [item.quote for item in proven.evidence]):
            return claims
        lines = "\n".join(f"{number}. {claim.text}" for number, claim in enumerate(claims, start=1))
        messages = self._prompts["translate"].template.format_messages(claims=lines, language=language)
        try:
            return translated(claims, self._call(work, "translate", messages).text)
        except LlmError:
            return claims

    def _rewritten(self, work: _Work) -> str:
        """The model's rewriting of a follow-up; empty where it gave none that can be used."""
        messages = self._prompts["standalone_question"].template.format_messages(
            conversation=fenced_conversation(work.query.history), question=fenced_question(work.query.question)
        )
        try:
            reply = self._call(work, "standalone_question", messages)
        except LlmError:
            return ""
        text = re.sub(r"<think>.*?(?:</think>|$)", "", reply.text, flags=re.DOTALL).strip()
        said = plain(text.strip(" \"“”'`"))
        return said if is_rewriting(said, work.query.question, work.query.history) else ""

    def _call(
        self, work: _Work, name: str, messages: Sequence[BaseMessage], schema: dict[str, object] | None = None
    ) -> Reply:
        label = self._prompts[name].label
        started = time.monotonic()
        try:
            reply = self._llm.call(messages, work.allowance, schema)
        except LlmError as error:
            work.calls.append(TracedCall(label, "", 0, 0, False, 0, time.monotonic() - started, str(error)))
            raise
        work.calls.append(
            TracedCall(
                label, reply.text, reply.tokens_in, reply.tokens_out, reply.counted, reply.attempts, reply.seconds
            )
        )
        return reply
