"""The failures of a language model, each in a sentence for a person, whatever the provider's client calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any


class LlmError(Exception):
    """There is no reply; the message is a sentence for a person, without keys, addresses or what was asked."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure of one attempt."""

    told: LlmError
    passing: bool = False
    """Another attempt may do better."""
    refused_shape: bool = False
    """The server may be one that knows no structured output."""
    refused_temperature: bool = False
    """The model may be one that takes no temperature, as reasoning models are."""
    wait: float | None = None
    """Seconds that the server asks to wait."""


def failure(error: Exception, name: str) -> Failure:
    """The meaning of ``error``, raised by a provider's client; ``name`` is the model's."""
    if isinstance(error, LlmError):
        return Failure(error)
    status = _status(error)
    said = str(error).casefold()
    if status in (401, 403) or (status == 400 and "api key not valid" in said):
        return _lasting("The language model's server refuses the key; correct LLM_API_KEY.")
    if status == 402:
        return _lasting(_NO_CREDIT)
    if status == 404:
        return _lasting(f"The server knows no language model {name}; correct LLM_MODEL or LLM_BASE_URL.")
    if status in (400, 422) and "temperature" in said:
        told = f"The language model refuses LLM_TEMPERATURE; set LLM_MODEL to another than {name}."
        return Failure(LlmError(told), refused_temperature=True)
    if status == 413 or (status == 400 and "context" in said):
        return _lasting("The language model cannot read that much; lower LLM_TOKENS_PER_QUESTION.")
    if status == 429:
        if "insufficient_quota" in f"{error} {getattr(error, 'code', '')} {getattr(error, 'body', '')}":
            return _lasting(_NO_CREDIT)
        wait = retry_after(error)
        when = f"in {wait:.0f} s" if wait else "later"
        told = f"The language model is asked too often just now; ask again {when}, or lower LLM_CONCURRENCY."
        return Failure(LlmError(told), passing=True, wait=wait)
    if status is not None:
        passing = status >= 500 or status in (408, 409)
        remedy = "ask again later" if passing else "set LLM_MODEL or LLM_BASE_URL to another"
        told = f"The language model's server fails (HTTP {status}); {remedy}."
        return Failure(LlmError(told), passing, refused_shape=status in (400, 415, 422, 501), wait=retry_after(error))
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "LengthFinishReasonError" in kinds:
        return Failure(cut_off())
    if any("Timeout" in kind for kind in kinds):
        return Failure(LlmError("The language model did not answer in time; raise LLM_TIMEOUT."), passing=True)
    if "ConnectError" in kinds or isinstance(error.__cause__, ConnectionError) or _unreachable(error):
        told = "The language model's server cannot be reached; check LLM_BASE_URL and that it runs."
        return Failure(LlmError(told), passing=True)
    if any(word in kind for kind in kinds for word in ("Connection", "Protocol", "Network", "Transport", "Read")):
        return Failure(LlmError("The connection to the language model broke off; ask again."), passing=True)
    told = f"The language model's server sent what cannot be read ({type(error).__name__}); check LLM_BASE_URL."
    return Failure(LlmError(told), passing=True)


_NO_CREDIT = "The language model's account has no credit left; add some, or set LLM_MODEL to another."
_CUT = ("length", "max_tokens", "max_output_tokens")


def was_cut(message: Any) -> bool:  # noqa: ANN401 - LangChain's message
    """True if ``message`` ends where its length limit cut it off."""
    told = getattr(message, "response_metadata", None) or {}
    reasons = (told.get(name) for name in ("finish_reason", "stop_reason", "done_reason"))
    return any(str(reason).casefold() in _CUT for reason in reasons if reason)


def cut_off() -> LlmError:
    """The failure of a reply that reached its length limit."""
    return LlmError(
        "The language model's reply was cut off at LLM_REPLY_TOKENS; raise it with LLM_TOKENS_PER_QUESTION: "
        "a reasoning model's thoughts count."
    )


def retry_after(error: BaseException) -> float | None:
    """Seconds that the server asks to wait, by its header or, of Google's, its message; None where it does not say."""
    for cause in _causes(error):
        headers = getattr(getattr(cause, "response", None), "headers", None)
        if headers is not None:
            for name, scale in (("retry-after-ms", 1000), ("retry-after", 1)):
                if re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", value := str(headers.get(name) or "").strip()):
                    return float(value) / scale
            if (until := _between(str(headers.get("date") or ""), str(headers.get("retry-after") or ""))) is not None:
                return until
    delay = re.search(r"retryDelay\W{1,6}(\d{1,6}(?:\.\d{1,9})?)s", str(error))
    return float(delay[1]) if delay else None


def _between(now: str, then: str) -> float | None:
    """Seconds between two dates of HTTP headers, both by the server's clock; None where one is no date."""
    try:
        return max(0.0, (parsedate_to_datetime(then) - parsedate_to_datetime(now)).total_seconds())
    except (TypeError, ValueError):
        return None


def _unreachable(error: BaseException) -> bool:
    """True if no connection came about at all."""
    unreachable = ("ConnectError", "ConnectionRefusedError", "gaierror", "ClientConnectorError")
    return any(type(cause).__name__ in unreachable for cause in _causes(error))


def _status(error: BaseException) -> int | None:
    """The HTTP status that a provider's error, or the one that it was made from, carries."""
    for cause in _causes(error):
        for name in ("status_code", "code", "http_status"):
            value = getattr(cause, name, None)
            if isinstance(value, int) and 100 <= value < 600:
                return value
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """``error`` and what it was made from: clients wrap one another's errors."""
    cause: BaseException | None = error
    for _ in range(8):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__


def _lasting(sentence: str) -> Failure:
    return Failure(LlmError(sentence))
