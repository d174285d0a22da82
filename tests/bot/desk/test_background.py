"""Embedding beside questions: the same vectors, in steps that can be stopped, on a thread that gives way."""

from __future__ import annotations

import os
import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.background import InSteps, give_way
from bot.desk.progress import Latest


class Lengths:
    """Embeds a text as its length and first letter; counts how it was called."""

    fingerprint = "lengths/1"
    max_tokens = 9

    def __init__(self) -> None:
        self.calls: list[int] = []

    def count_tokens(self, texts: list[str]) -> list[int]:
        return [len(text) for text in texts]

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        self.calls.append(len(texts))
        return np.array([[len(text), ord(text[0])] for text in texts], dtype=np.float32).reshape(len(texts), 2)

    def embed_question(self, question: str) -> np.ndarray:
        return self.embed_passages([question])


@given(st.lists(st.text(min_size=1, max_size=30), max_size=40))
def test_the_vectors_are_the_same_and_in_the_same_order(texts: list[str]) -> None:
    looked: list[int] = []
    inner = Lengths()
    stepped = InSteps(inner, lambda: looked.append(1)).embed_passages(texts)
    assert np.array_equal(stepped, Lengths().embed_passages(texts))
    assert max(inner.calls, default=0) <= 8
    assert not texts or len(looked) == len(inner.calls)


def test_it_stops_between_two_steps() -> None:
    inner = Lengths()

    def stop() -> None:
        if len(inner.calls) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        InSteps(inner, stop).embed_passages(["text"] * 100)
    assert inner.calls == [8, 8]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities of threads")
def test_one_thread_gives_way_and_no_other() -> None:
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    seen: list[int] = []

    def work() -> None:
        give_way()
        give_way()  # as low as it gets
        seen.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [min(19, before + 30)]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


def test_only_the_latest_is_told() -> None:
    waiting: list[object] = []

    class Loop:
        def call_soon_threadsafe(self, call: object) -> None:
            waiting.append(call)

    told: list[tuple[str, int, int]] = []
    latest = Latest(Loop(), lambda *args: told.append(args))  # type: ignore[arg-type]
    for n in range(5):
        latest("reading", n, 5)
    assert len(waiting) == 1
    waiting.pop()()  # type: ignore[operator]
    latest("reading", 5, 5)
    waiting.pop()()  # type: ignore[operator]
    assert told == [("reading", 4, 5), ("reading", 5, 5)]
