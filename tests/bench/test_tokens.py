"""The counting model of ``bench.tokens`` gives each system what it asks for, and counts it."""

from __future__ import annotations

import json
import urllib.request

from bench.tokens.server import OPENING, counting, reply


def test_it_counts_by_key() -> None:
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": "one two three"}]}).encode()
    with counting(lambda text: len(text.split())) as (address, tally):
        for key in ("a", "b", "a"):
            request = urllib.request.Request(f"{address}/chat/completions", body, {"Authorization": f"Bearer {key}"})
            with urllib.request.urlopen(request) as response:
                assert json.load(response)["usage"]["prompt_tokens"] == 3
    assert {key: (of["calls"], of["read"]) for key, of in tally.of.items()} == {"a": (2, 6), "b": (1, 3)}


def test_it_writes_judges_and_calls_tools() -> None:
    told = "[1] The council of Ald closed the old bridge on Friday."
    claim = json.loads(reply({"messages": [{"role": "user", "content": told}]})["content"])["claims"][0]
    assert (claim["sentences"], claim["text"]) == ([1], OPENING + told[4:])
    items = f"<quote>{told[4:]}</quote>\nItem 1: {claim['text']}\nItem 2: The council of Bor closed it."
    verdicts = json.loads(reply({"messages": [{"role": "user", "content": items}]})["content"])["verdicts"]
    assert [item["differs"] for item in verdicts] == ["nothing", "act"]
    tool = {"name": "search", "parameters": {"required": ["query"], "properties": {"query": {"type": "string"}}}}
    asked = {"messages": [{"role": "user", "content": "Who?"}], "tools": [{"type": "function", "function": tool}]}
    call = reply(asked)["tool_calls"][0]["function"]
    assert (call["name"], json.loads(call["arguments"])) == ("search", {"query": "Who?"})
