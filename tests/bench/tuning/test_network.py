from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch

from bench.tuning.batches import batch, load_tokenizer
from bench.tuning.groups import Group
from bench.tuning.layout import HEADS, MATRICES, in_floats, matrices
from bench.tuning.network import Lower, Upper, scales_of
from bench.tuning.train import Training
from index.models.bundled import CROSS_ENCODER
from index.models.onnx import OnnxModel
from index.models.onnx_file import read_weights
from index.models.tuned import tuned

GROUP = Group(
    "who opened the bridge",
    ("The bridge was opened by Ana Ruiz.", "The bridge cost 12 million.", "It rained on Friday."),
    1,
    "made up",
    span=(25, 33),
)


@pytest.mark.usefixtures("one_thread")
def test_the_network_says_what_the_shipped_one_says() -> None:
    weights = read_weights(CROSS_ENCODER.read())
    floats, scales = in_floats(weights), scales_of(weights)
    lower, upper = Lower(floats, scales), Upper(floats, scales).eval()
    made = batch([GROUP], load_tokenizer(), Random(1))
    with torch.no_grad():
        told = upper(lower(made.ids, made.types, made.mask), made.mask).logits.numpy()
    order = [GROUP.texts[0], *(GROUP.texts[number] for number in Random(1).sample(range(1, 3), 2))]
    shipped = np.concatenate(OnnxModel(CROSS_ENCODER, threads=1).run([(GROUP.question, text) for text in order]))
    assert np.abs(told - shipped).max() < 1.0  # the shipped one rounds what goes into its matrices too
    assert set(upper.published_names()) < set(floats)


@pytest.mark.usefixtures("one_thread")
def test_what_is_trained_may_have_fewer_layers(tmp_path: Path) -> None:
    training = Training(torch.device("cpu"), range(9, 10), 1e-3)
    made = batch([GROUP], load_tokenizer(), Random(1))
    assert all(training.step(made, 1.0).total() > 0 for _ in range(2))
    training.write(tmp_path / "short.npz")
    weights = tuned(read_weights(CROSS_ENCODER.read()), tmp_path / "short.npz")
    assert len(matrices(weights)) == 10 * len(MATRICES) + len(HEADS)
    model = OnnxModel(CROSS_ENCODER, threads=1, tuning=tmp_path / "short.npz")
    logits = np.concatenate(model.run([(GROUP.question, text) for text in GROUP.texts]))
    assert logits.shape == (3,) and np.isfinite(logits).all()
