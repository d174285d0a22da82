"""An OpenAI-compatible server on loopback that plays back what a test scripts: right replies, wrong ones, and failures.

Over real HTTP, so that the real client's parsing, streaming, timeouts and errors are what is tested.
"""

from __future__ import annotations

import contextlib
import html
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]


@dataclass(frozen=True)
class Says:
    """A whole reply: ``text`` is the assistant's message."""

    text: str
    tokens: tuple[int, int] | None = (900, 60)
    finish: str = "stop"


@dataclass(frozen=True)
class Fails:
    """An HTTP error."""

    status: int
    message: str = "scripted"
    code: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cut:
    """A reply that breaks off, its connection closed in the middle."""

    text: str = '{"claims": [{"te'


@dataclass(frozen=True)
class Silent:
    """No reply until the server is stopped."""


@dataclass(frozen=True)
class Endless:
    """A reply that goes on for ever, a piece every ``pause`` seconds."""

    pause: float = 0.0
    piece: str = "and so on "


@dataclass(frozen=True)
class Garbage:
    """Bytes that are no chat completion."""

    body: str = "<html>502 from a proxy that says 200</html>"


Step = Says | Fails | Cut | Silent | Endless | Garbage | Callable[[Request], Any]
"""What the server does with one request; a callable decides by it."""


@dataclass
class Server:
    """The running server: its address, what it is to do next (the last step goes on), and what it was asked."""

    url: str
    script: list[Step] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def next(self, request: Request) -> Step:
        self.asked.append(request)
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        while callable(step):
            step = step(request)
        return step


@contextlib.contextmanager
def scripted() -> Iterator[Server]:
    """Run a server for the block."""

    class Handler(_Handler):
        pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Server(f"http://127.0.0.1:{http.server_port}/v1")
    Handler.server_state = server
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        http.shutdown()
        http.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_state: Server

    def log_message(self, *_: Any) -> None:
        pass

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        request = json.loads(self.rfile.read(length) or b"{}") | {"authorization": self.headers.get("Authorization")}
        step = self.server_state.next(request)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._play(step, request)

    def _play(self, step: Any, request: Request) -> None:
        stream = bool(request.get("stream"))
        if isinstance(step, Fails):
            error = {"message": step.message, "type": "scripted", "code": step.code}
            self._whole(json.dumps({"error": error}), step.status, headers=step.headers)
        elif isinstance(step, Garbage):
            self._whole(step.body, 200, "text/html")
        elif isinstance(step, Silent):
            self.server_state.stopped.wait(60)
            self.close_connection = True
        elif not stream:
            assert isinstance(step, Says), "scripts beyond whole replies are for streams"
            self._whole(json.dumps(_completion(step)), 200)
        elif isinstance(step, Says):
            self._begin()
            for start in range(0, len(step.text), 40):
                self._event(_chunk({"content": step.text[start : start + 40]}))
            self._event(_chunk({}, step.finish, step.tokens))
            self._write(b"data: [DONE]\n\n")
            self._end()
        elif isinstance(step, Cut):
            self._begin()
            self._event(_chunk({"content": step.text}))
            self.close_connection = True
        elif isinstance(step, Endless):
            self._begin()
            while not self.server_state.stopped.is_set():
                self._event(_chunk({"content": step.piece}))
                time.sleep(step.pause)
            self.close_connection = True

    def _whole(
        self, body: str, status: int, kind: str = "application/json", headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _event(self, data: Request) -> None:
        self._write(f"data: {json.dumps(data)}\n\n".encode())

    def _write(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _end(self) -> None:
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()


def _usage(tokens: tuple[int, int] | None) -> Request | None:
    return tokens and {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}


def _completion(step: Says) -> Request:
    message = {"role": "assistant", "content": step.text}
    choice = {"index": 0, "message": message, "finish_reason": step.finish}
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
        "usage": _usage(step.tokens),
    }


def _chunk(delta: Request, finish: str | None = None, tokens: tuple[int, int] | None = None) -> Request:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    chunk = {
        "id": "scripted",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }
    return chunk | ({"usage": _usage(tokens)} if tokens else {})


def sentences_of(request: Request) -> dict[int, str]:
    """The numbered sentences that a request shows the model, as they stand in the articles."""
    told = "\n".join(message["content"] for message in request["messages"])
    articles = re.findall(r"<article [^>]*>\n(.*?)\n</article>", told, re.DOTALL)
    rows = re.findall(r"^\[(\d+)\] (.*)$", "\n".join(articles), re.MULTILINE)
    return {int(number): html.unescape(text) for number, text in rows}


def draft(request: Request, *claims: tuple[str, list[str]], **more: Any) -> Says:
    """A reply with ``claims``, each with the sentences that it rests on; 999 stands for one that no article has."""
    shown = sentences_of(request)

    def number(quote: str) -> int:
        return next((n for n, text in shown.items() if quote in text), 999)

    made = [{"sentences": [number(quote) for quote in quotes], "text": text} for text, quotes in claims]
    evidence = sorted({n for claim in made for n in claim["sentences"]})
    reply = {"evidence": evidence, "claims": made, "differ": [], "missing": "", "language": "en"} | more
    return Says(json.dumps(reply, ensure_ascii=False))


def items_of(request: Request) -> dict[int, tuple[str, str]]:
    """The items that a judge is asked about: by number, the quotes and the sentence."""
    found: dict[int, tuple[str, str]] = {}
    quotes = ""
    for line in request["messages"][-1]["content"].splitlines():
        if line.startswith("<quote>"):
            quotes = html.unescape(" ".join(re.findall(r"<quote>(.*?)</quote>", line)))
        elif item := re.fullmatch(r"Item (\d+): (.*?)( \[Look at this: .*\])?", line):
            found[int(item[1])] = (quotes, html.unescape(item[2]))
    return found


def judging(right: Callable[[str, str], bool]) -> Callable[[Request], Says]:
    """A judge that finds nothing wrong in the sentences (given with their quotes) that ``right`` is true of."""

    def judge(request: Request) -> Says:
        verdicts = [
            {"item": number, "differs": "nothing" if right(quotes, sentence) else "act"}
            for number, (quotes, sentence) in items_of(request).items()
        ]
        return Says(json.dumps({"verdicts": verdicts}))

    return judge
