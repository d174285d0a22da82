from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from bench.tuning.answer_words import SIZE, Example, examples, right, train, write
from bench.tuning.groups import Group
from index.models.bert_tokens import tokens_of

GROUP = Group(
    "who opened the bridge",
    ("The bridge was opened by Ana Ruiz.", "The bridge cost 12 million."),
    1,
    "squad",
    span=(25, 33),
)
NOTHING = Group("who closed the bridge", ("The bridge was opened by Ana Ruiz.",), 0, "squad-none")


def test_of_a_group_the_right_text_and_a_wrong_one_are_read() -> None:
    answered, other, nothing = examples(iter([GROUP, NOTHING]), Random(1))
    (encoding,) = tokens_of([(GROUP.question, GROUP.texts[0])])
    assert answered.states.shape == (len(encoding.ids), SIZE)
    assert encoding.tokens[answered.text] == "the"
    assert encoding.tokens[answered.start : answered.end + 1] == ["ana", "ruiz"]
    assert (other.start, other.end) == (nothing.start, nothing.end) == (0, 0)


def told(numbers: np.random.Generator, *, has_answer: bool) -> Example:
    """An example whose states say where the answer begins and ends, or that there is none."""
    states = numbers.normal(size=(20, SIZE)).astype(np.float16)
    start = int(numbers.integers(8, 14)) if has_answer else 0
    end = start + int(numbers.integers(0, 3)) if has_answer else 0
    states[start, :16] += 4
    states[end, 16:32] += 4
    return Example(states, 6, start, end)


@pytest.mark.usefixtures("one_thread")
def test_the_head_learns_where_answers_begin_and_end(tmp_path: Path) -> None:
    numbers = np.random.default_rng(1)
    given = [told(numbers, has_answer=bool(number % 3)) for number in range(600)]
    head = train(given, Random(1))
    assert right(head, [told(numbers, has_answer=True) for _ in range(60)]) > 0.9
    write(head, tmp_path / "words.npz")
    assert np.load(tmp_path / "words.npz")["weights"].shape == (SIZE, 4)
