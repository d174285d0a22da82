"""The failures of a language model, each in a sentence for a person, whatever the provider's client calls them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


class LlmError(Exception):
    """There is no reply; the message is a sentence for a person, without keys, addresses or what was asked."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure of one attempt."""

    told: LlmError
    passing: bool
    """Another attempt may do better."""
    refused_shape: bool
    """The server may be one that knows no structured output."""


def failure(error: Exception, name: str) -> Failure:
    """The meaning of ``error``, raised by a provider's client; ``name`` is the model's."""
    if isinstance(error, LlmError):
        return Failure(error, passing=False, refused_shape=False)
    status = _status(error)
    shape = status in (400, 415, 422, 501)
    if status in (401, 403) or (status == 400 and "api key not valid" in str(error).casefold()):
        return _lasting("The language model's server refuses the key; correct LLM_API_KEY.")
    if status == 402:
        return _lasting("The language model's account has no credit left.")
    if status == 404:
        return _lasting(f"The server knows no language model {name}; correct LLM_MODEL or LLM_BASE_URL.")
    if status == 413 or (status == 400 and "context" in str(error).casefold()):
        return _lasting("The language model cannot read that much; lower LLM_TOKENS_PER_QUESTION.")
    if status == 429:
        empty = "insufficient_quota" in f"{error} {getattr(error, 'code', '')} {getattr(error, 'body', '')}"
        told = (
            "The language model's account has no credit left."
            if empty
            else "The language model is asked too often just now."
        )
        return Failure(LlmError(told), passing=not empty, refused_shape=False)
    if status is not None:
        passing = status >= 500 or status in (408, 409)
        return Failure(LlmError(f"The language model's server fails (HTTP {status})."), passing, shape)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if any("Timeout" in kind for kind in kinds):
        return Failure(LlmError("The language model did not answer in time."), passing=True, refused_shape=False)
    if "ConnectError" in kinds or isinstance(error.__cause__, ConnectionError) or _unreachable(error):
        told = "The language model's server cannot be reached; check LLM_BASE_URL and that it runs."
        return Failure(LlmError(told), passing=True, refused_shape=False)
    if any(word in kind for kind in kinds for word in ("Connection", "Protocol", "Network", "Transport", "Read")):
        return Failure(LlmError("The connection to the language model broke off."), passing=True, refused_shape=False)
    told = f"The language model's server sent what cannot be read ({type(error).__name__})."
    return Failure(LlmError(told), passing=True, refused_shape=False)


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
    return Failure(LlmError(sentence), passing=False, refused_shape=False)
