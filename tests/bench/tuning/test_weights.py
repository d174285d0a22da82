"""From the published weights to floats, and from trained ones to what ships."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.tuning.average import averaged
from bench.tuning.layout import LAYERS, MATRICES, first_layers, in_floats, layer_name, on_grid
from index.models.onnx_file import Array
from index.models.tuned import difference, tuned


def published() -> dict[str, Array]:
    """A model of the published layout, each matrix two by three."""
    random = np.random.default_rng(1)
    found: dict[str, Array] = {"classifier.bias": np.zeros(1, np.float32)}
    names = [f"onnx::MatMul_{95 + number}" for number in range(LAYERS * len(MATRICES))]
    for name in [*names, "bert.pooler.dense.weight", "classifier.weight"]:
        found[f"{name}_quantized"] = random.integers(-127, 128, (2, 3), np.int8)
        found[f"{name}_scale"] = np.array(0.02, np.float32)
    for table in ("word", "position", "token_type"):
        name = f"bert.embeddings.{table}_embeddings.weight"
        found |= {f"{name}_quantized": np.array([[7, 9]], np.uint8), f"{name}_scale": np.array(0.5, np.float32)}
        found[f"{name}_zero_point"] = np.array(8, np.uint8)
    return found


PUBLISHED = published()
LAST = layer_name(LAYERS - 1, MATRICES[-1])


def same(some: Mapping[str, Array], others: Mapping[str, Array]) -> bool:
    return some.keys() == others.keys() and all(np.array_equal(some[name], others[name]) for name in some)


def test_floats_come_back_to_where_they_were_on_the_grid() -> None:
    floats = in_floats(PUBLISHED)
    assert floats[f"{LAST}.weight"].shape == (3, 2)
    assert floats["bert.embeddings.word_embeddings.weight"].tolist() == [[-0.5, 0.5]]
    trained = {name: array for name, array in floats.items() if "embeddings" not in name}
    assert same(on_grid(trained, PUBLISHED), PUBLISHED)


def test_matrices_follow_each_other_by_their_numbers() -> None:
    last = f"onnx::MatMul_{95 + LAYERS * len(MATRICES) - 1}"  # names as strings have another order
    expected = PUBLISHED[f"{last}_quantized"].T * np.float32(0.02)
    assert np.allclose(in_floats(PUBLISHED)[f"{LAST}.weight"], expected)


@given(st.lists(st.floats(-9, 9, width=32), min_size=6, max_size=6))
def test_what_is_off_the_grid_goes_to_the_nearest_step(numbers: list[float]) -> None:
    weight = np.array(numbers, np.float32).reshape(3, 2)
    found = in_floats(on_grid({f"{LAST}.weight": weight}, PUBLISHED))[f"{LAST}.weight"]
    assert np.abs(found - np.clip(weight, -127 * 0.02, 127 * 0.02)).max() <= 0.0101


def test_the_average_of_trainings_is_moved_to_where_thresholds_are() -> None:
    trained = [{**PUBLISHED, "classifier.bias": np.array([bias], np.float32)} for bias in (0.5, 1.5)]
    found = averaged(trained, PUBLISHED, stretch=1.5, shift=0.25)
    assert found.keys() == PUBLISHED.keys()
    assert found["classifier.bias"].tolist() == pytest.approx([1.75])
    assert found["classifier.weight_scale"] == pytest.approx(1.5 * PUBLISHED["classifier.weight_scale"])
    assert [name for name in found if not np.array_equal(found[name], PUBLISHED[name])] == [
        "classifier.bias",
        "classifier.weight_scale",
    ]


def test_layers_that_are_left_out_stay_so(tmp_path: Path) -> None:
    short = first_layers(PUBLISHED, LAYERS - 2)
    assert len(PUBLISHED) - len(short) == 2 * len(MATRICES) * 2  # each has a scale
    averaged_short = averaged([short], PUBLISHED)
    np.savez_compressed(tmp_path / "tuning.npz", allow_pickle=False, **difference(PUBLISHED, averaged_short))
    assert same(tuned(PUBLISHED, tmp_path / "tuning.npz"), short)


def test_what_is_written_leads_from_the_published_to_the_averaged(tmp_path: Path) -> None:
    old = in_floats(PUBLISHED)[f"{LAST}.weight"]
    new = averaged([on_grid({f"{LAST}.weight": old[::-1]}, PUBLISHED)], PUBLISHED)
    assert not same(new, PUBLISHED)
    np.savez_compressed(tmp_path / "tuning.npz", allow_pickle=False, **difference(PUBLISHED, new))
    assert same(tuned(PUBLISHED, tmp_path / "tuning.npz"), new)
