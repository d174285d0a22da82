"""The clients of the other providers, each against a server on loopback that speaks its protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from bot.answer.llm.failures import LlmError, failure
from tests.bot.answer.llm.world import open_model

SAYS = "Hello yourself."
MESSAGES = [SystemMessage("Be kind."), HumanMessage("Hello?")]
SHAPE = {
    "title": "reply",
    "description": "A reply.",
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}


def anthropic() -> str:
    events: list[dict[str, Any]] = [
        {
            "type": "message_start",
            "message": {
                "id": "m",
                "type": "message",
                "role": "assistant",
                "content": [],
                "model": "m",
                "stop_reason": None,
                "usage": {"input_tokens": 12, "output_tokens": 1},
            },
        },
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": SAYS}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 5}},
        {"type": "message_stop"},
    ]
    return "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)


def ollama() -> str:
    about = {"model": "m", "created_at": "2024-01-01T00:00:00Z"}
    end = {"done": True, "done_reason": "stop", "prompt_eval_count": 12, "eval_count": 5}
    lines: list[dict[str, Any]] = [
        about | {"message": {"role": "assistant", "content": SAYS}, "done": False},
        about | {"message": {"role": "assistant", "content": ""}} | end,
    ]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def google() -> str:
    piece = {
        "candidates": [{"content": {"parts": [{"text": SAYS}], "role": "model"}, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {"promptTokenCount": 12, "candidatesTokenCount": 5, "totalTokenCount": 17},
    }
    return f"data: {json.dumps(piece)}\r\n\r\n"


@dataclass
class Provider:
    """A server of one provider's protocol; with a ``status`` other than 200 it refuses."""

    model: str
    path: str
    kind: str
    reply: Callable[[], str]
    status: int = 200
    message: str = "no"
    headers: dict[str, str] = field(default_factory=dict)
    url: str = ""
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


PROVIDERS = {
    "anthropic": ("anthropic:m", "/v1/messages", "text/event-stream", anthropic),
    "ollama": ("ollama:m", "/api/chat", "application/x-ndjson", ollama),
    "google": ("google_genai:m", "/models/m:streamGenerateContent", "text/event-stream", google),
}


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest) -> Iterator[Provider]:
    with playing(Provider(*PROVIDERS[request.param])) as running:
        yield running


@contextmanager
def playing(running: Provider) -> Iterator[Provider]:
    """A server that plays ``running`` for the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            running.asked.append((self.path.partition("?")[0], asked))
            refusal = json.dumps({"error": {"code": running.status, "message": running.message, "type": "error"}})
            body = (running.reply() if running.status == 200 else refusal).encode()
            self.send_response(running.status)
            self.send_header("Content-Type", running.kind if running.status == 200 else "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in running.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield running
    server.shutdown()
    server.server_close()
    thread.join()


def test_google_says_otherwise_that_a_key_is_wrong() -> None:
    from google.genai import errors

    body = {"error": {"code": 400, "message": "API key not valid. Please pass a valid API key.", "status": "INVALID"}}
    assert "refuses the key" in str(failure(errors.ClientError(400, body), "google_genai:m").told)


@pytest.mark.parametrize("schema", [None, SHAPE], ids=["free", "in a shape"])
def test_it_replies(provider: Provider, tmp_path: Path, schema: dict[str, Any] | None) -> None:
    llm = open_model(provider.url, tmp_path, llm_model=provider.model, llm_api_key="k")
    reply = llm.call(MESSAGES, llm.allowance(), schema)
    assert (reply.text, reply.tokens_out, reply.attempts) == (SAYS, 5, 1)
    path, asked = provider.asked[0]
    assert path.endswith(provider.path)  # the version before it is the client's affair
    assert "Hello?" in json.dumps(asked)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "LLM_API_KEY"),
        (404, "LLM_MODEL"),
        (402, "add some"),
        (413, "lower LLM_TOKENS_PER_QUESTION"),
    ],
)
def test_it_refuses(provider: Provider, tmp_path: Path, status: int, says: str) -> None:
    provider.status = status
    llm = open_model(provider.url, tmp_path, llm_model=provider.model, llm_api_key="k")
    with pytest.raises(LlmError, match=says):
        llm.call(MESSAGES, llm.allowance())
    assert len(provider.asked) == 1


def test_it_asks_to_wait_longer_than_there_is_time(provider: Provider, tmp_path: Path) -> None:
    provider.status, provider.headers = 429, {"Retry-After": "600"}
    llm = open_model(provider.url, tmp_path, llm_model=provider.model, llm_api_key="k", llm_timeout=3.0)
    with pytest.raises(LlmError, match="ask again"):
        llm.call(MESSAGES, llm.allowance())


def test_it_takes_no_temperature(provider: Provider, tmp_path: Path) -> None:
    provider.status, provider.message = 400, "temperature is not supported by this model"
    llm = open_model(provider.url, tmp_path, llm_model=provider.model, llm_api_key="k")
    with pytest.raises(LlmError, match="LLM_TEMPERATURE"):
        llm.call(MESSAGES, llm.allowance())
    first, second = (json.dumps(asked) for _, asked in provider.asked)
    assert '"temperature": 0' in first
    assert '"temperature": 0' not in second


@pytest.mark.parametrize("name", ["anthropic", "ollama", "google"])
def test_a_reply_that_is_cut_off_names_its_remedy(name: str, tmp_path: Path) -> None:
    def cut() -> str:
        ends = {"end_turn": "max_tokens", '"done_reason": "stop"': '"done_reason": "length"', '"STOP"': '"MAX_TOKENS"'}
        text = PROVIDERS[name][3]()
        for whole, broken in ends.items():
            text = text.replace(whole, broken)
        return text

    model, path, kind, _ = PROVIDERS[name]
    with playing(Provider(model, path, kind, cut)) as provider:
        llm = open_model(provider.url, tmp_path, llm_model=model, llm_api_key="k")
        with pytest.raises(LlmError, match="LLM_REPLY_TOKENS"):
            llm.call(MESSAGES, llm.allowance())
