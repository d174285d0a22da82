"""The embedders that are compared: what each reads, and that it knows what is asked."""

from __future__ import annotations

import numpy as np
import pytest

from bench.embedders.models import DEFAULT, MODELS, BgeSmall, CutShort, Embeds, FullPrecision, Model, first_tokens, unit
from index.models.bert_tokens import count_tokens
from index.models.embedder import MiniLmEmbedder

TEXTS = [
    "The bridge over the Fenwick cost nine million pounds, the council said.",
    "Cats sleep for most of the day, and hunt at dusk.",
    "The choir of Oakham won the prize for the third time in a row.",
]


def test_the_default_comes_first_and_names_are_told_apart() -> None:
    assert MODELS[0].name == DEFAULT
    assert len({model.name for model in MODELS}) == len({model.told for model in MODELS}) == len(MODELS)
    assert MODELS[0].is_there
    assert not Model("other", "Another", BgeSmall, package="no_such_package_of_models").is_there


def test_a_long_text_is_cut_at_a_number_of_tokens_and_a_short_one_is_not() -> None:
    long = "Ferries resumed unexpectedly. " * 40
    (cut, whole) = first_tokens([long, TEXTS[0]], 128)
    assert whole == TEXTS[0]
    assert long.startswith(cut)
    assert count_tokens([cut]) == [128]


def test_what_is_cut_off_is_not_read() -> None:
    short, whole = CutShort(), MiniLmEmbedder(threads=1)
    text = "Ferries resumed. " * 60
    assert np.allclose(short.embed_passages([text]), short.embed_passages([text + "Cats sleep."]))
    assert np.allclose(short.embed_passages(TEXTS), whole.embed_passages(TEXTS))


@pytest.mark.parametrize("load", [CutShort, BgeSmall, FullPrecision])
def test_the_passage_that_answers_is_nearest(load: type[Embeds]) -> None:
    model = load()
    vectors = model.embed_passages(TEXTS)
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert int(np.argmax(vectors @ model.embed_question("How much was the bridge?")[0])) == 0


def test_weights_of_32_bits_say_nearly_the_same_as_those_of_eight() -> None:
    near = (FullPrecision().embed_passages(TEXTS) * MiniLmEmbedder(threads=1).embed_passages(TEXTS)).sum(axis=1)
    assert near.min() > 0.97


def test_nothing_has_no_length() -> None:
    assert unit(np.zeros((1, 3), np.float32)).tolist() == [[0.0, 0.0, 0.0]]
