"""A bundled model's weights after further training: what was trained is kept as the difference, a tenth of the model's size."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np

from index.models.bundled import ModelError
from index.models.onnx_file import Array

_DROPPED = "dropped"
"""The array of the names of those weights that the tuned model does without: those of layers that it has not."""


def tuned(weights: Mapping[str, Array], tuning: Path) -> dict[str, Array]:
    """The weights with those replaced that the archive ``tuning`` names.

    Weights of eight bits are kept as the steps from the old one to the new, on the old scale, which compress well; others whole. Those of
    layers that are left out are dropped.

    Raises:
        ModelError: the archive is missing or damaged, or belongs to another model.
    """
    try:
        with np.load(BytesIO(tuning.read_bytes())) as archive:
            changes = {name: archive[name] for name in archive.files}
        dropped = set(changes.pop(_DROPPED, np.array([])).tolist())
        changed = {**weights, **{name: _changed(weights[name], change) for name, change in changes.items()}}
        return {name: array for name, array in changed.items() if name not in dropped}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"The weights {tuning.name} are missing or damaged; reinstall newsdesk.") from error


def difference(old: Mapping[str, Array], new: Mapping[str, Array]) -> dict[str, Array]:
    """What ``tuned`` needs to get from the old weights to the new ones, which may lack some."""
    differing = [name for name in old if name in new and not np.array_equal(old[name], new[name])]
    changes = {name: new[name] - old[name] if old[name].dtype == np.int8 else new[name] for name in differing}
    dropped = [name for name in old if name not in new]
    return {**changes, _DROPPED: np.array(dropped)} if dropped else changes


def _changed(weights: Array, change: Array) -> Array:
    if weights.shape != change.shape or weights.dtype != change.dtype:
        raise ValueError("these are the weights of another model")
    return (
        weights + change if weights.dtype == np.int8 else change
    )  # what leaves eight bits comes round, there and back
