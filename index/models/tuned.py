"""A bundled model's weights after further training: what was trained is kept as the difference, a tenth of the model's size."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np

from index.models.bundled import ModelError
from index.models.onnx_file import Array


def tuned(weights: Mapping[str, Array], tuning: Path) -> dict[str, Array]:
    """The weights with those replaced that the archive ``tuning`` names.

    Weights of eight bits are kept as the steps from the old one to the new, on the old scale, which compress well; others whole.

    Raises:
        ModelError: the archive is missing or damaged, or belongs to another model.
    """
    try:
        with np.load(BytesIO(tuning.read_bytes())) as archive:
            changes = {name: archive[name] for name in archive.files}
        return {**weights, **{name: _changed(weights[name], change) for name, change in changes.items()}}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"The weights {tuning.name} are missing or damaged; reinstall newsdesk.") from error


def difference(old: Mapping[str, Array], new: Mapping[str, Array]) -> dict[str, Array]:
    """What ``tuned`` needs to get from the old weights to the new ones."""
    differing = [name for name in old if not np.array_equal(old[name], new[name])]
    return {name: new[name] - old[name] if old[name].dtype == np.int8 else new[name] for name in differing}


def _changed(weights: Array, change: Array) -> Array:
    if weights.shape != change.shape or weights.dtype != change.dtype:
        raise ValueError("these are the weights of another model")
    return (
        weights + change if weights.dtype == np.int8 else change
    )  # what leaves eight bits comes round, there and back
