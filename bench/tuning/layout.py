"""The weights of the bundled cross-encoder by the names of its layers, as PyTorch has them, and back on the grid of eight bits."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from index.models.onnx_file import Array

LAYERS = 12
UPPER = range(6, LAYERS)
"""The layers that are trained; the first is layer 0."""
MATRICES = (
    *("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"),
    *("intermediate.dense", "output.dense"),
)
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")
HEADS = ("bert.pooler.dense", "classifier")
TABLE = "bert.embeddings."
TABLES = ("word_embeddings", "position_embeddings", "token_type_embeddings")
_NUMBERED = re.compile(r"(onnx::MatMul_(\d{1,6}))_quantized")
_MOST = 127


def layer_name(number: int, part: str) -> str:
    """What a part of a layer is called."""
    return f"bert.encoder.layer.{number}.{part}"


def matrices(weights: Mapping[str, Array]) -> dict[str, str]:
    """What the file calls the matrix of each layer, endings aside: most have numbers only, which follow each other as the layers do."""
    numbered = sorted((int(match[2]), match[1]) for name in weights if (match := _NUMBERED.fullmatch(name)))
    layers = [layer_name(number, part) for number in range(len(numbered) // len(MATRICES)) for part in MATRICES]
    named = {layer: name for layer, (_, name) in zip(layers, numbered, strict=True)}
    return named | {head: f"{head}.weight" for head in HEADS}


def first_layers(weights: Mapping[str, Array], layers: int) -> dict[str, Array]:
    """The weights without those of the layers after the first ``layers``."""
    prefixes = tuple(layer_name(number, "") for number in range(layers, LAYERS))
    numbered = tuple(f"{matrix}_" for layer, matrix in matrices(weights).items() if f"{layer}.".startswith(prefixes))
    return {name: array for name, array in weights.items() if not name.startswith(prefixes + numbered)}


def in_floats(weights: Mapping[str, Array]) -> dict[str, Array]:
    """All weights in full; a matrix has a row for each number that it puts out."""
    found = {name: array for name, array in weights.items() if name.endswith(("bias", "LayerNorm.weight"))}
    for table in (f"{TABLE}{table}.weight" for table in TABLES):
        zero = weights[f"{table}_zero_point"].astype(np.float32)
        found[table] = (weights[f"{table}_quantized"].astype(np.float32) - zero) * weights[f"{table}_scale"]
    for layer, matrix in matrices(weights).items():
        found[f"{layer}.weight"] = (weights[f"{matrix}_quantized"].astype(np.float32) * weights[f"{matrix}_scale"]).T
    return found


def on_grid(trained: Mapping[str, Array], weights: Mapping[str, Array]) -> dict[str, Array]:
    """The file's weights with those of ``trained``, whose matrices are rounded to the steps of the old ones."""
    found = dict(weights)
    named = matrices(weights)
    for name, array in trained.items():
        if matrix := named.get(name.removesuffix(".weight")) if name.endswith(".weight") else None:
            steps = np.round(array.T / weights[f"{matrix}_scale"])
            found[f"{matrix}_quantized"] = np.clip(steps, -_MOST, _MOST).astype(np.int8)
        else:
            found[name] = array.astype(np.float32)
    return found
