from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.models.bundled import CROSS_ENCODER, ModelError
from index.models.onnx import OnnxModel
from index.models.onnx_file import Array, read_weights
from index.models.reranker import NEWS_TUNING, load_reranker
from index.models.tuned import difference, tuned

OLD: dict[str, Array] = {
    "matrix_quantized": np.array([[-127, 0], [5, 127]], np.int8),
    "matrix_scale": np.array(0.02, np.float32),
    "layer.bias": np.array([0.5, -1.0], np.float32),
}


def archive(folder: Path, **changes: Array) -> Path:
    path = folder / "tuning.npz"
    np.savez_compressed(path, **changes)
    return path


@given(st.lists(st.integers(-127, 127), min_size=4, max_size=4), st.floats(-9, 9, width=32))
def test_the_difference_leads_from_the_old_weights_to_the_new(numbers: list[int], bias: float) -> None:
    new = {
        **OLD,
        "matrix_quantized": np.array(numbers, np.int8).reshape(2, 2),
        "layer.bias": np.array([bias, -1.0], np.float32),
    }
    changes = difference(OLD, new)
    assert "matrix_scale" not in changes
    replaced = {name: OLD[name] + change if change.dtype == np.int8 else change for name, change in changes.items()}
    assert all(np.array_equal({**OLD, **replaced}[name], weights) for name, weights in new.items())


def test_an_archive_replaces_what_it_names(tmp_path: Path) -> None:
    new = {**OLD, "matrix_quantized": OLD["matrix_quantized"][::-1].copy(), "layer.bias": np.zeros(2, np.float32)}
    found = tuned(OLD, archive(tmp_path, **difference(OLD, new)))
    assert all(np.array_equal(found[name], new[name]) for name in OLD)


@pytest.mark.parametrize("kind", ["missing", "damaged", "of another model", "of another shape"])
def test_weights_that_do_not_fit_are_told_in_one_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "tuning.npz"
    if kind == "damaged":
        path.write_bytes(archive(tmp_path, **{"layer.bias": OLD["layer.bias"]}).read_bytes()[:60])
    elif kind == "of another model":
        archive(tmp_path, other=np.zeros(2, np.float32))
    elif kind == "of another shape":
        archive(tmp_path, **{"layer.bias": np.zeros(3, np.float32)})
    with pytest.raises(ModelError, match="reinstall newsdesk"):
        tuned(OLD, path)


def test_the_tuning_belongs_to_the_bundled_weights() -> None:
    published = read_weights(CROSS_ENCODER.read())
    shipped = tuned(published, NEWS_TUNING)
    changed = difference(published, shipped)
    assert numbers(changed) == {"4", "5", "6", "7", "8", "9"}  # matrices have numbers for names
    assert numbers(published) - numbers(shipped) == {"10", "11"}


def numbers(names: Iterable[str]) -> set[str]:
    """The layers whose biases or norms are among ``names``."""
    return {name.split(".layer.")[1].split(".")[0] for name in names if ".layer." in name}


def test_what_is_left_out_stays_left_out(tmp_path: Path) -> None:
    new = {name: array for name, array in OLD.items() if name != "layer.bias"}
    assert tuned(OLD, archive(tmp_path, **difference(OLD, new))).keys() == new.keys()


@pytest.mark.parametrize(
    ("question", "raised"), [("who opened it", -1.1), (" ".join(["who"] * 14), 0.0), (" ".join(["who"] * 30), 0.6)]
)
def test_the_logits_of_long_questions_are_raised(question: str, raised: float) -> None:
    text = "The bridge was opened by the harbour master."
    bare = OnnxModel(CROSS_ENCODER, threads=1, tuning=NEWS_TUNING, same_everywhere=True).run([(question, text)])[0]
    assert float(load_reranker().score(question, [text])[0]) == pytest.approx(float(bare[0]) + raised, abs=1e-4)


def test_an_answer_stands_out_from_what_only_belongs_to_the_matter() -> None:
    answer = "The bridge was opened by the harbour master, Ana Ruiz, on Friday."
    beside = "The bridge, which cost 12 million euros, was opened on a windy day, as visitors said."
    reranker = load_reranker()
    tuned_margin, published_margin = (
        float(np.subtract(*score("Who opened the bridge?", [answer, beside])))
        for score in (reranker.score, reranker.relevance)
    )
    assert tuned_margin > published_margin > 0
