"""A language model on loopback that gives each system the reply it hopes for, and counts what it was asked and said.

It speaks OpenAI's protocol. A system tells itself apart by its key. Every reply is of the shape that the request wants; tools are
called once each, in the order in which they are given. Tokens are counted by newsdesk's own tokenizer, the same for all.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import json
import random
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]
Count = Callable[[str], int]
OPENING = "As the article has it, "
"""The sentences of newsdesk's model begin so, which leaves its words in doubt, so that the judge is asked as for free wording."""
ANSWER = (
    "According to the articles, the events took place as described there: officials gave the figures and the dates that are "
    "quoted, and the people who are named confirmed them. Further details are still expected, and other accounts differ little."
)
_DIMENSION = 384


class Tally:
    """Calls, and tokens read and written, of each system."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._lock = threading.Lock()
        self.of: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, system: str, request: Request, said: str) -> tuple[int, int]:
        """Note one call; the tokens read and written."""
        asked = [json.dumps(request[name]) for name in ("tools", "response_format") if request.get(name)]
        asked += [_text(message) for message in request["messages"]]
        cost = sum(map(self._count, asked)), self._count(said)
        with self._lock:
            self.of[system].update(calls=1, read=cost[0], written=cost[1])
        return cost


@contextlib.contextmanager
def counting(count: Count) -> Iterator[tuple[str, Tally]]:
    """The address of a server that runs for the block, and what it counts."""
    tally = Tally(count)

    class Handler(_Handler):
        pass

    Handler.tally = tally
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{http.server_port}/v1", tally
    finally:
        http.shutdown()
        http.server_close()


class _Handler(BaseHTTPRequestHandler):
    tally: Tally

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        system = str(self.headers.get("Authorization", "")).removeprefix("Bearer ")
        if self.path.endswith("/embeddings"):
            self._send(json.dumps(_embedded(request)))
            return
        message = reply(request)
        said = message["content"] or json.dumps(message["tool_calls"])
        read, written = self.tally.add(system, request, said)
        usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
        finish = "tool_calls" if message.get("tool_calls") else "stop"
        about = {"id": "counted", "created": 0, "model": request["model"], "usage": usage}
        if not request.get("stream"):
            choice = {"index": 0, "message": message, "finish_reason": finish}
            self._send(json.dumps(about | {"object": "chat.completion", "choices": [choice]}))
            return
        choice = {"index": 0, "delta": message, "finish_reason": finish}
        chunk = json.dumps(about | {"object": "chat.completion.chunk", "choices": [choice]})
        self._send(f"data: {chunk}\n\ndata: [DONE]\n\n", "text/event-stream")

    def _send(self, body: str, kind: str = "application/json") -> None:
        data = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def reply(request: Request) -> Request:
    """The assistant's message to ``request``."""
    told = "\n".join(_text(message) for message in request["messages"])
    if tools := request.get("tools"):
        called = {
            call["function"]["name"] for message in request["messages"] for call in message.get("tool_calls") or ()
        }
        for tool in (tool["function"] for tool in tools):
            if tool["name"] not in called | {"execute_code", "reset"}:
                return _call(tool, request["messages"], told)
    if "relevance_score" in told:
        said = json.dumps({"summary": ANSWER, "relevance_score": 8})
    elif shown := re.findall(r"^\[(\d+)\] (.+)$", told, re.MULTILINE):
        claims = [
            {"sentences": [int(number)], "text": f"{OPENING}{html.unescape(text)}"}
            for number, text in shown
            if 8 <= len(text.split()) <= 40
        ][:3]
        numbers = [number for claim in claims for number in claim["sentences"]]
        said = json.dumps({"evidence": numbers, "claims": claims, "differ": [], "missing": "", "language": "en"})
    elif items := re.findall(r"^Item (\d+): (.*?)(?: \[Look at this: .*\])?$", told, re.MULTILINE):
        quotes = html.unescape(" ".join(re.findall(r"<quote>(.*?)</quote>", told)))
        true = [text for _, text in items if html.unescape(text).removeprefix(OPENING) in quotes]
        said = json.dumps(
            {"verdicts": [{"item": int(n), "differs": "nothing" if text in true else "act"} for n, text in items]}
        )
    else:
        said = ANSWER
    return {"role": "assistant", "content": said}


def _call(tool: Request, messages: list[Request], told: str) -> Request:
    """A call of ``tool`` with arguments of the types that it wants: the question, and identifiers that stood in what tools said."""
    asked = next((_text(message) for message in messages if message["role"] == "user"), "")
    seen = re.findall(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", told)
    wanted = tool.get("parameters", {})
    values: dict[str, Any] = {}
    for name in wanted.get("required", ()):
        kind = wanted["properties"][name].get("type")
        values[name] = {"array": seen[:3], "boolean": True, "integer": 3}.get(kind, " ".join(asked.split())[:200])
    function = {"name": tool["name"], "arguments": json.dumps(values)}
    call = {"index": 0, "id": f"call-{tool['name']}", "type": "function", "function": function}
    return {"role": "assistant", "content": None, "tool_calls": [call]}


def _text(message: Request) -> str:
    content = message.get("content") or ""
    said = content if isinstance(content, str) else " ".join(str(part.get("text", "")) for part in content)
    return said + "".join(json.dumps(call["function"]) for call in message.get("tool_calls") or ())


def _embedded(request: Request) -> Request:
    """Vectors by the words of a text: texts that share words are near each other."""
    texts = request["input"] if isinstance(request["input"], list) else [request["input"]]
    data = [{"object": "embedding", "index": n, "embedding": _vector(str(text))} for n, text in enumerate(texts)]
    return {"object": "list", "model": request["model"], "data": data, "usage": {"prompt_tokens": 0, "total_tokens": 0}}


def _vector(text: str) -> list[float]:
    vector = [0.0] * _DIMENSION
    for word in re.findall(r"[^\W\d_]{4,}|\d+", text.casefold()):
        rng = random.Random(hashlib.sha256(word.encode()).digest())
        vector[rng.randrange(_DIMENSION)] += 1.0
    size = sum(value * value for value in vector) ** 0.5 or 1.0
    return [value / size for value in vector]
