"""Words as they are compared."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.answer.understand.language import foreign_language
from index.sentences import sentences
from index.stemming import derived_from, stem

TEXT = (
    "The nationalities of the hopefulness were conditionally requested. Generalizations were rationally digitized, said Dr. "
    "Allison. Feudalism decisively replaced the adjustable allowances; sensibilities were dependently homologous at 5 p.m."
)


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads take turns at nearly every step, so that what they share shows."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_forms_of_a_word_are_one() -> None:
    assert len({stem(word) for word in ("requested", "requests", "Request", "request’s")}) == 1
    assert stem("minister") != stem("minutes")


def stems() -> list[str]:
    return [stem.__wrapped__(word.strip(".,;")) for word in TEXT.split() * 20]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "work",
    [stems, lambda: list(sentences(TEXT * 5)), lambda: foreign_language("Wer hat denn gestern den Anruf verlangt?")],
    ids=["stems", "sentences", "language"],
)
def test_threads_do_not_mix_their_words_up(work: Callable[[], object]) -> None:
    alone = work()
    with ThreadPoolExecutor(8) as threads:
        together = [found.result() for found in [threads.submit(work) for _ in range(32)]]
    assert all(one == alone for one in together)


@pytest.mark.parametrize(
    ("word", "bases"),
    [
        ("pricier", ("pricy", "price")),
        ("biggest", ("bigg", "bigge", "big")),
        ("spoilers", ("spoil", "spoile")),
        ("premium", ()),
    ],
)
def test_a_derived_word_is_led_back_to_what_it_is_derived_from(word: str, bases: tuple[str, ...]) -> None:
    assert derived_from(word) == bases
