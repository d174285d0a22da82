"""Answering with a language model: understand, search, gate, pick sentences and write, check, judge."""

from __future__ import annotations

import html
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from langchain_core.messages import AIMessage

from bot.answer.answerer import Answerer, LookedUp
from bot.answer.answers import Answer, Claim, newest_day
from bot.answer.choose.deciding import Threshold
from bot.answer.draft import DraftAnswer, DraftError, draft_schema, read_draft
from bot.answer.llm.budget import estimate
from bot.answer.llm.failures import LlmError
from bot.answer.llm.judge import Judge
from bot.answer.llm.language_model import Llm, LlmLimits
from bot.answer.llm.prompting import Prompts, fenced_question
from bot.answer.llm.restating import in_english, standing_alone
from bot.answer.llm.traced_calls import TracedCalls
from bot.answer.llm.translation import needs_translation, translated
from bot.answer.proof.injection import plain
from bot.answer.proof.missing import missing_part
from bot.answer.proof.numbered import Sheet, sheet_of
from bot.answer.proof.prove import Examined, Proven, examine, settle
from bot.answer.query import USUAL_QUOTES, Progress, Query, silent
from bot.answer.search import PassageSearch
from bot.answer.understand.intents import Intent
from bot.answer.understand.language import foreign_language
from bot.answer.understand.request import Request
from bot.answer.ways import Chosen
from index.search.searcher import Ranked
from index.types import Reranker

PASSAGES = 8
"""Passages that the model is shown at most."""
_TOKEN = 3
"""Characters of a token, counted rather too few than too many."""
_OVERHEAD = 1_900
"""Tokens of what the prompts say themselves, the judge's with its claims included."""
_LEAST_READ, _MOST_READ = 300, 3_000
"""Tokens of articles in a prompt."""
_INSTEAD = "These quotes were chosen without it."
_QUOTES = 8
"""Quotes of a model's claims at most, unless fewer than the usual three are asked for: four claims, two sentences each."""
_WANTED = {
    Intent.TOPIC: "what happened",
    Intent.LATEST: "the latest of it, newest first",
    Intent.SUMMARY: "a summary",
    Intent.TIMELINE: "what happened, in the order of time",
    Intent.ADDRESS: "what this article says",
    Intent.COMPARE: "each side by itself",
    Intent.CLAIM: "what the articles say for it and against it",
}
"""Instructions to a model for requests that are no plain questions."""

_UnderstoodBy = Literal["as asked", "rule", "model"]


@dataclass(frozen=True, slots=True)
class _Written:
    """A model's draft with what of it is shown, or why nothing is."""

    draft: DraftAnswer | None = None
    proven: Proven | None = None
    failure: str = ""
    remark: str = ""
    """A sentence on the judge."""

    @property
    def convinces(self) -> bool:
        """There is a claim to show, or a quote that it rests on."""
        return bool(self.proven and self.proven.evidence)

    @property
    def silence(self) -> str:
        """Why nothing of it is shown, as a sentence."""
        if self.failure:
            return self.failure
        if self.draft is None:
            return "The language model's reply could not be read."
        if not self.draft.claims:
            return "The language model found no answer in the articles."
        return "Nothing that the language model said is supported by its quotes."


class ClaimAnswerer:
    """Answers with a model's claims and their proof, or with quotes alone where that fails. Blocking."""

    def __init__(
        self,
        searcher: PassageSearch,
        extractive: Answerer,
        llm: Llm,
        prompts: Prompts,
        reranker: Reranker,
        judge: Judge | None,
    ) -> None:
        """``judge`` None shows claims that words leave in doubt only as their quotes."""
        self._searcher = searcher
        self._extractive = extractive
        self._llm = llm
        self._prompts = prompts
        self._reranker = reranker
        self._judge = judge

    def ask(self, query: Query, *, progress: Progress = silent) -> Answer:
        """Answer ``query`` with one to four claims over their quotes, or as quotes alone answer it.

        Never raises for what the model or its server do: the answer's ``note`` says what was wrong.
        """
        query = replace(query, question=" ".join(query.question.split()))
        model = TracedCalls(self._llm, self._prompts)
        progress("searching")
        request, understood_by = self._understood(query, model)
        quoted = self._extractive.looked_up(query, request, progress=_until_checking(progress))
        answer, written, seconds = quoted.answer, _Written(), quoted.answer.seconds
        # Where no article is about the question the model is not asked: it would make something up.
        if answer.verdict != "not_found":
            started = time.perf_counter()
            shown = self._passages(quoted)
            written = self._written(quoted, shown, query.limit, model, progress)
            seconds = seconds | {"model": time.perf_counter() - started}
            if written.draft and written.proven and written.convinces:
                answer = self._claimed(query, quoted, written, written.draft, written.proven, model)
            else:
                answer = replace(answer, note=f"{written.silence} {_INSTEAD}")
        trace = quoted.answer.trace and replace(
            quoted.answer.trace,
            standalone=request.standing,
            understood_by=understood_by,
            calls=tuple(model.calls),
            quotes=written.proven.quotes if written.proven else (),
            claims=written.proven.traced if written.proven else (),
            seconds=seconds,
        )
        return replace(answer, seconds=seconds, trace=trace)

    def _understood(self, query: Query, model: TracedCalls) -> tuple[Request, _UnderstoodBy]:
        """The request, in the model's words where the question leans on a conversation or is in another language."""
        request = self._extractive.understood(query)
        rewritten = ""
        if request.intent is Intent.FOREIGN:
            rewritten = in_english(query, model)
        elif query.history and request.intent not in (Intent.SMALL_TALK, Intent.ADDRESS):
            rewritten = standing_alone(query, model)
        if not rewritten:
            return request, "as asked" if request.standing == query.question else "rule"
        again = self._extractive.understood(replace(query, question=rewritten, history=()))
        if rewritten == query.question:
            return again, "as asked"
        following = query.history[-1].understood if query.history else ""
        return replace(again, following=following), "model"

    def _passages(self, quoted: LookedUp) -> tuple[Ranked, ...]:
        """The passages that the model is shown: those of the quotes that were chosen, and unless a story is told, the best others."""
        found = quoted.outcome.results.passages
        shown = {item.passage.id: item for item in map(self._holding(found), quoted.outcome.chosen) if item}
        if quoted.request.intent.is_briefing:
            return tuple(shown.values())[:PASSAGES]
        for item in found:
            if len(shown) < PASSAGES:
                shown.setdefault(item.passage.id, item)
        rank = {item.passage.id: place for place, item in enumerate(found)}
        return tuple(sorted(shown.values(), key=lambda item: rank.get(item.passage.id, -1)))[:PASSAGES]

    def _holding(self, found: Sequence[Ranked]) -> Callable[[Chosen], Ranked | None]:
        def holding(chosen: Chosen) -> Ranked | None:
            quote = chosen.quote

            def shared(item: Ranked) -> int:
                return min(item.passage.end, quote.end) - max(item.passage.start, quote.start)

            own = [item for item in found if item.article.id == quote.article.id and shared(item) > 0]
            own = own or [item for item in self._searcher.passages_of(quote.article).passages if shared(item) > 0]
            return max(own, key=shared, default=None)

        return holding

    def _written(
        self, quoted: LookedUp, shown: Sequence[Ranked], limit: int, model: TracedCalls, progress: Progress
    ) -> _Written:
        """Ask the model, check what it says, and let it mend once what cannot be used."""
        sheet = sheet_of(shown, _room(self._llm.limits))
        draft, examined = None, None
        try:
            messages = model.messages(
                "answer",
                articles=sheet.text,
                question=fenced_question(quoted.request.standing, _WANTED.get(quoted.request.intent, "")),
                shape=self._prompts["shape"].text(),
            )
            progress("writing")
            reply = model.call("answer", messages, draft_schema()).text
            progress("checking")
            draft, examined, problems = self._examined(reply, quoted, sheet, limit)
            if problems:
                repair = model.messages("repair", problems=html.escape(problems, quote=False))
                again = [*messages, AIMessage(reply[:8_000]), *repair]
                # As a rule a mended reply is no longer than the first.
                reply = model.call("repair", again, draft_schema(), needs=estimate(reply)).text
                progress("checking")
                mended, better, _ = self._examined(reply, quoted, sheet, limit)
                draft, examined = mended or draft, better or examined
        except LlmError as error:
            return _Written(draft, failure=str(error))
        if draft is None or examined is None:
            return _Written()
        verdicts, remark = None, ""
        if self._judge and examined.candidates:
            progress("judging")
            verdicts, remark = self._judge.judged(examined.candidates, model)
        proven = settle(examined, verdicts, quoted.request.standing, self._extractive.verified)
        return _Written(draft, proven, remark=remark)

    def _examined(
        self, reply: str, quoted: LookedUp, sheet: Sheet, limit: int
    ) -> tuple[DraftAnswer | None, Examined | None, str]:
        """``reply`` read and its words checked, and for the model what is wrong with it.

        Nothing is wrong where something of it may be shown, or it claims nothing.
        """
        try:
            draft = read_draft(reply)
        except DraftError as error:
            return None, None, str(error)
        examined = examine(
            draft,
            sheet,
            _questions(quoted.request),
            self._reranker,
            _least_convincing(self._extractive.threshold, quoted),
            max(limit, _QUOTES) if limit >= USUAL_QUOTES else limit,
        )
        promising = examined.promising(judged=self._judge is not None)
        return draft, examined, "" if promising else examined.problems

    def _claimed(
        self,
        query: Query,
        quoted: LookedUp,
        written: _Written,
        draft: DraftAnswer,
        proven: Proven,
        model: TracedCalls,
    ) -> Answer:
        request = quoted.request
        missing = missing_part(plain(draft.missing), request.question)
        spoken = query.question if foreign_language(query.question) else request.question
        return replace(
            quoted.answer,
            verdict="partial" if missing else "answered",
            evidence=proven.evidence,
            confidence=self._extractive.threshold.confidence(max(item.score for item in proven.evidence)),
            as_of=newest_day(proven.evidence),
            claims=_in_language_of(spoken, proven, draft.language, model),
            model=self._llm.name,
            left_out=proven.left_out,
            disagreements=proven.disagreements,
            missing=missing,
            parts=(),
            note=written.remark,
        )


def _room(limits: LlmLimits) -> int:
    """Characters of articles that leave a question's tokens for two replies: the claims and what the judge says of them."""
    return _TOKEN * min(_MOST_READ, max(_LEAST_READ, limits.tokens - 2 * limits.reply_tokens - _OVERHEAD))


def _questions(request: Request) -> tuple[str, ...]:
    """The questions that a quote may answer: the request as a whole, each of its parts, or the story that it is about."""
    sides = (f"{side} {request.about}".strip() for side in request.sides)
    story = (request.subject,) if request.subject and request.intent.is_briefing else ()
    return (request.standing, *request.parts, *sides, *story)


def _least_convincing(threshold: Threshold, quoted: LookedUp) -> Threshold:
    """The threshold for the quotes of a model's claims: no more than what the quotes that answer without it reached.

    Where these only came close, the model's word that it is an answer counts for something.
    """
    if quoted.request.intent is Intent.ADDRESS or quoted.request.intent.is_briefing:
        return replace(
            threshold, logit=-math.inf
        )  # the passages were chosen for what they add to the story, not one by one
    if quoted.outcome.verdict == "related":
        return replace(threshold, logit=threshold.logit - threshold.beside)
    reached = max((item.quote.logit for item in quoted.outcome.chosen), default=threshold.logit)
    return replace(threshold, logit=min(threshold.logit, reached))


def _until_checking(progress: Progress) -> Progress:
    """``progress`` for the search alone: what is checked last are the model's claims."""
    return lambda stage: None if stage == "checking" else progress(stage)


def _in_language_of(question: str, proven: Proven, language: str, model: TracedCalls) -> tuple[Claim, ...]:
    claims = proven.claims
    if not claims or not needs_translation(question, language, [item.quote for item in proven.evidence]):
        return claims
    lines = "\n".join(f"{number}. {claim.text}" for number, claim in enumerate(claims, start=1))
    try:
        return translated(
            claims, model.call("translate", model.messages("translate", claims=lines, language=language)).text
        )
    except LlmError:
        return claims
