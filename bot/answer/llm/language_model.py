"""Calling a language model: through LangChain, bounded in time, tokens and number, every failure a sentence."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_exponential

from bot.answer.llm.budget import Allowance, Ledger, estimate
from bot.answer.llm.failures import LlmError, cut_off, failure, was_cut
from bot.answer.llm.reply_cache import ReplyCache

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

ATTEMPTS = 3
"""Attempts at what the server gives no time to wait for; where it does, as many as the question's time holds."""
_FIRST_PAUSE = 0.5
_SHORTEST = 0.05


@dataclass(frozen=True, slots=True)
class LlmLimits:
    """Bounds on what a model may take. Seconds and tokens are a question's, over all of its calls."""

    seconds: float = 60.0
    tokens: int = 5_000
    reply_tokens: int = 800
    concurrency: int = 2
    cached: int = 0
    """Replies that are kept."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's reply with its cost."""

    text: str
    tokens_in: int
    tokens_out: int
    counted: bool
    """False where the provider did not count and the numbers are estimates."""
    attempts: int
    """0 for a reply that was kept from an earlier call."""
    seconds: float


class Llm:
    """One chat model with its limits. Blocking and safe to use from several threads."""

    def __init__(self, model: BaseChatModel, name: str, limits: LlmLimits, ledger: Ledger) -> None:
        self.name = name
        self.limits = limits
        self._model = model
        self._ledger = ledger
        self._free = threading.BoundedSemaphore(limits.concurrency)
        self._kept: ReplyCache[Completion] = ReplyCache(limits.cached)
        self._structured = True

    def allowance(self) -> Allowance:
        """The budget of a new question."""
        return Allowance(self.limits.seconds, self.limits.tokens)

    def call(
        self,
        messages: Sequence[BaseMessage],
        allowance: Allowance,
        schema: dict[str, Any] | None = None,
        needs: int = 0,
    ) -> Completion:
        """The model's reply to ``messages``, in the shape of ``schema`` where the provider can hold it to that.

        ``needs`` are the tokens that the reply takes; 0 is as many as it may take. It ends with the allowance.

        Raises:
            LlmError: there is none, after a bounded number of attempts and within the allowance's time.
        """
        key = self._kept.key(*((message.type, message.text) for message in messages), schema)
        if kept := self._kept.get(key):
            return replace(kept, tokens_in=0, tokens_out=0, attempts=0, seconds=0.0)
        estimated = sum(estimate(message.text) for message in messages)
        prompt = allowance.expected(estimated)
        reply = min(self.limits.reply_tokens, max(needs or self.limits.reply_tokens, allowance.tokens - prompt))
        most = prompt + reply
        if most > allowance.tokens:
            raise LlmError("The question used up the tokens that LLM_TOKENS_PER_QUESTION allows; raise it.")
        started = time.monotonic()
        deadline = started + allowance.seconds
        if not self._free.acquire(timeout=max(0.0, allowance.seconds)):
            raise LlmError("The language model was busy with other questions; ask again, or raise LLM_CONCURRENCY.")
        try:
            self._reserve(most)
            meter = _Meter(reply)
            used = 0
            try:
                completion = self._completion(messages, deadline, schema, prompt, meter)
                used = completion.tokens_in + completion.tokens_out
                if completion.counted:
                    allowance.learn(estimated, completion.tokens_in)
                self._kept.put(key, completion)
                return completion
            finally:
                used = used or (prompt + meter.tokens if meter.charged else 0)
                allowance.tokens -= used
                self._settle(most, used)
        finally:
            self._free.release()
            allowance.seconds -= time.monotonic() - started

    def _completion(
        self,
        messages: Sequence[BaseMessage],
        deadline: float,
        schema: dict[str, Any] | None,
        prompt: int,
        meter: _Meter,
    ) -> Completion:
        started = time.monotonic()
        pause = wait_exponential(multiplier=_FIRST_PAUSE)

        def wait(state: RetryCallState) -> float:
            return max(pause(state), self._asked_to_wait(state) or 0.0)

        def stop(state: RetryCallState) -> bool:
            out_of_time = time.monotonic() + state.upcoming_sleep >= deadline
            return out_of_time or (state.attempt_number >= ATTEMPTS and self._asked_to_wait(state) is None)

        attempts = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, Exception) and failure(error, self.name).passing),
            stop=stop,
            wait=wait,
            reraise=True,
        )
        try:
            message = attempts(self._attempt, messages, deadline, schema, meter)
        except LlmError:
            raise
        except Exception as error:  # each provider's client raises its own
            raise failure(error, self.name).told from error
        if was_cut(message):
            meter.charged = True
            raise cut_off()
        text = _text_of(message)
        usage = getattr(message, "usage_metadata", None) or {}
        return Completion(
            text=text,
            tokens_in=usage.get("input_tokens") or prompt,
            tokens_out=usage.get("output_tokens") or estimate(text),
            counted=bool(usage.get("input_tokens")),
            attempts=attempts.statistics["attempt_number"],
            seconds=time.monotonic() - started,
        )

    def _attempt(
        self, messages: Sequence[BaseMessage], deadline: float, schema: dict[str, Any] | None, meter: _Meter
    ) -> BaseMessage:
        """One attempt. What a server refuses is left out, and it is asked again at once.

        Reasoning models refuse a temperature; older servers the schema, which the prompt says too.
        """
        for _ in range(2):
            shape = schema if self._structured else None
            try:
                return self._ask_within(deadline, messages, shape, meter)
            except Exception as error:
                refused = failure(error, self.name)
                if refused.refused_temperature and getattr(self._model, "temperature", None) is not None:
                    self._model = self._model.model_copy(update={"temperature": None})
                elif shape and refused.refused_shape:
                    self._structured = False
                else:
                    raise
        return self._ask_within(deadline, messages, schema if self._structured else None, meter)

    def _asked_to_wait(self, state: RetryCallState) -> float | None:
        error = state.outcome.exception() if state.outcome else None
        return failure(error, self.name).wait if isinstance(error, Exception) else None

    def _ask_within(
        self, deadline: float, messages: Sequence[BaseMessage], schema: dict[str, Any] | None, meter: _Meter
    ) -> BaseMessage:
        left = deadline - time.monotonic()
        if left < _SHORTEST:
            raise self._too_slow()
        try:
            return _within(left, partial(self._ask, messages, schema, meter))
        except (TimeoutError, FutureTimeout):
            meter.charged = True  # the provider may bill what it wrote
            raise self._too_slow() from None

    async def _ask(self, messages: Sequence[BaseMessage], schema: dict[str, Any] | None, meter: _Meter) -> BaseMessage:
        config: Any = {"callbacks": [meter.handler()]}
        if schema is not None:
            try:
                shaped = self._model.with_structured_output(schema, include_raw=True)
            except (NotImplementedError, ValueError):
                self._structured = False
            else:
                return (await shaped.ainvoke(list(messages), config))["raw"]  # type: ignore[index,no-any-return]
        return await self._model.ainvoke(list(messages), config)

    def _too_slow(self) -> LlmError:
        return LlmError(
            f"The language model did not finish within the {self.limits.seconds:g} s of LLM_TIMEOUT; raise it."
        )

    def _reserve(self, tokens: int) -> None:
        try:
            if not self._ledger.reserve(tokens):
                raise LlmError("The tokens that LLM_TOKENS_PER_DAY allows are used up for today; raise it.")
        except OSError as error:
            raise LlmError(f"The count of the day's tokens cannot be kept ({error.strerror or error}).") from error

    def _settle(self, reserved: int, used: int) -> None:
        try:
            self._ledger.settle(reserved, used)
        except OSError:
            return  # what was reserved stays counted, which is on the safe side


class _Meter:
    """Counts what streams in, and stops a reply that does not end."""

    def __init__(self, reply_tokens: int) -> None:
        self._most = reply_tokens * 8
        self._characters = 0
        self.charged = False
        """A failed reply cost tokens."""

    @property
    def tokens(self) -> int:
        return self._characters // 3

    def handler(self) -> Any:  # noqa: ANN401 - LangChain's class, imported late
        from langchain_core.callbacks import AsyncCallbackHandler

        meter = self

        class Handler(AsyncCallbackHandler):
            raise_error = True

            async def on_llm_new_token(self, token: Any, **_: Any) -> None:  # noqa: ANN401
                meter._characters += len(str(token))
                meter.charged = True
                if meter._characters > meter._most:
                    raise LlmError("The language model's reply did not end; ask again, or set LLM_MODEL to another.")

        return Handler()


def _text_of(message: BaseMessage) -> str:
    """The reply's text; with providers that shape replies by a tool call, its arguments as JSON."""
    import json

    calls = getattr(message, "tool_calls", None)
    return json.dumps(calls[0]["args"]) if calls else str(message.text)


def _within(seconds: float, ask: Callable[[], Awaitable[BaseMessage]]) -> BaseMessage:
    """Run ``ask`` to its end, or cancel it after ``seconds``: connections are closed, whatever is still coming in.

    Raises:
        TimeoutError: it took longer.
    """

    async def bounded() -> BaseMessage:
        return await asyncio.wait_for(ask(), seconds)

    future = asyncio.run_coroutine_threadsafe(bounded(), _loop())
    try:
        return future.result(seconds + 1)  # a client that blocks its loop cannot be cancelled, only left
    except BaseException:
        future.cancel()
        raise


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One event loop for all model clients of the process, which share connections that belong to the loop they began in."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="language model", daemon=True).start()
    return loop
