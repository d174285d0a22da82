"""The calls that one question makes to a language model."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.answer.llm.failures import LlmError
from bot.answer.llm.language_model import Completion, Llm
from bot.answer.llm.prompting import Prompts
from bot.answer.trace import TracedCall

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


class TracedCalls:
    """Calls within one question's allowance, each noted in ``calls``, those that fail too."""

    def __init__(self, llm: Llm, prompts: Prompts) -> None:
        self.calls: list[TracedCall] = []
        self._llm = llm
        self._prompts = prompts
        self._allowance = llm.allowance()

    def messages(self, prompt: str, **values: str) -> list[BaseMessage]:
        """The prompt of this name, filled in."""
        return self._prompts[prompt].template.format_messages(**values)

    def call(
        self,
        prompt: str,
        messages: Sequence[BaseMessage],
        schema: dict[str, Any] | None = None,
        llm: Llm | None = None,
        needs: int = 0,
    ) -> Completion:
        """The reply of ``llm``, or of the usual model, to ``messages``, which ``prompt`` gave. Raises LlmError where there is none.

        ``needs`` is how many tokens its reply takes, where that is less than it may take.
        """
        label = self._prompts[prompt].label
        started = time.monotonic()
        try:
            reply = (llm or self._llm).call(messages, self._allowance, schema, needs)
        except LlmError as error:
            self.calls.append(TracedCall(label, "", 0, 0, False, 0, time.monotonic() - started, str(error)))
            raise
        cost = (reply.tokens_in, reply.tokens_out, reply.counted, reply.attempts, reply.seconds)
        self.calls.append(TracedCall(label, reply.text, *cost))
        return reply
