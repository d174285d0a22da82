"""Embedding beside questions: the same vectors, in steps that can be stopped and give way."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.background import InSteps, Lane, RightOfWay
from bot.service.progress import Latest


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
    stepped = InSteps(inner, lambda: looked.append(1), Lane()).embed_passages(texts)
    assert np.array_equal(stepped, Lengths().embed_passages(texts))
    assert max(inner.calls, default=0) <= 8
    assert not texts or len(looked) == len(inner.calls)


def test_it_stops_between_two_steps() -> None:
    inner = Lengths()

    def stop() -> None:
        if len(inner.calls) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        InSteps(inner, stop, Lane()).embed_passages(["text"] * 100)
    assert inner.calls == [8, 8]


def test_who_gives_way_waits_for_all_who_go_first() -> None:
    way, passed = RightOfWay(patience=60), threading.Event()
    way.give_way(lambda: False)
    with way.taken():
        with way.taken():
            thread = threading.Thread(target=lambda: (way.give_way(lambda: False), passed.set()))
            thread.start()
            assert not passed.wait(0.05)
        assert not passed.wait(0.05)
    assert passed.wait(30)
    thread.join()


def test_nobody_gives_way_for_ever_or_when_it_is_over() -> None:
    impatient, stopped = RightOfWay(patience=0.01), RightOfWay(patience=3600)
    with impatient.taken(), stopped.taken():
        impatient.give_way(lambda: False)
        stopped.give_way(lambda: True)


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
