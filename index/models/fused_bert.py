"""BERT encoders whose weights have eight bits, as a graph of ONNX Runtime's fused operators.

The bundled files hold the graph as it was exported: a thousand small operators, which ONNX Runtime can merge in part only. Made of
the same weights, this one takes a quarter less time, loads sooner, and puts out the same but for rounding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from index.models.onnx_file import Array, GraphWriter

Pooling = Literal["first", "mean"]
"""A text's vector: the state of its first token, or the mean of all."""

_HEADS = 12
_EPSILON = 1e-12
_BIASES = (
    *("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"),
    *("intermediate.dense", "output.dense"),
)
"""The names of a layer's biases, in the order of its matrices, which have numbers only."""
_LAYER_SIZE = len(_BIASES)
_MATRIX = re.compile(r"((?:onnx::MatMul|val)_(\d{1,6}))_(?:q|quantized)")
_SUFFIXES = ("_quantized", "_q")
_FLOAT = 1


def fused(weights: Mapping[str, Array], pooling: Pooling = "first", head: Array | None = None) -> bytes:
    """The model of these weights: ``input_ids`` and ``token_type_ids`` of texts of one length in, no padding, a row for each out.

    A row is a text's vector, or the logit of weights that end with a classifier. With a ``head`` of (size of a state, n) each token has n
    numbers as well: its state before the last layer, which is told of the first alone, times the head.

    Raises:
        ValueError: the weights are not those of a BERT encoder.
    """
    return _Builder(weights).model(pooling, head)


@dataclass(frozen=True, slots=True)
class _Matrix:
    """A matrix of eight bits with the scale and the zero of each of its columns, and what is added to its product."""

    weights: Array
    scale: Array
    zero: Array
    bias: Array


class _Builder:
    def __init__(self, weights: Mapping[str, Array]) -> None:
        found = [name for name in weights if name.endswith("embeddings.LayerNorm.weight")]
        numbered = sorted((int(match[2]), match[1]) for name in weights if (match := _MATRIX.fullmatch(name)))
        if len(found) != 1 or not numbered or len(numbered) % _LAYER_SIZE:
            raise ValueError("these are not the weights of a BERT encoder")
        self._weights = weights
        self._prefix = found[0].removesuffix("embeddings.LayerNorm.weight")
        self._matrices = [name for _, name in numbered]  # numbered as they follow each other
        self._graph = GraphWriter()
        self._zero, self._one = (self._graph.constant(np.array([number], np.int64)) for number in (0, 1))

    def model(self, pooling: Pooling, head: Array | None) -> bytes:
        graph, states = self._graph, self._embedded()
        layers = len(self._matrices) // _LAYER_SIZE
        before = states
        for number in range(layers):
            before = states
            states = self._layer(number, states, first_only=pooling == "first" and number == layers - 1)
        row = graph.node("ReduceMean", states, self._one, keepdims=0)
        if "classifier.bias" in self._weights:
            pooler, classifier = (self._matrix(f"{name}.weight", name) for name in ("bert.pooler.dense", "classifier"))
            row = self._product(graph.node("Tanh", self._product(row, pooler)), classifier)
        by_token = "" if head is None else graph.node("MatMul", before, graph.constant(head))
        return graph.model(("input_ids", "token_type_ids"), row, by_token)

    def _embedded(self) -> str:
        """The embeddings of words, positions and types, added up."""
        graph = self._graph
        end = graph.node("Slice", graph.node("Shape", "input_ids"), self._one, graph.constant(np.array([2], np.int64)))
        positions = graph.constant(self._table("position_embeddings"))
        place = graph.node("Slice", positions, self._zero, end, self._zero)
        kind = graph.node("Gather", graph.constant(self._table("token_type_embeddings")), "token_type_ids")
        summed = graph.node("Add", graph.node("Add", self._words(), place), kind)
        return self._normal(summed, f"{self._prefix}embeddings.LayerNorm")

    def _words(self) -> str:
        """The rows of the largest table, which is kept in eight bits."""
        graph = self._graph
        rows, scale, zero = self._eight_bits(f"{self._prefix}embeddings.word_embeddings.weight")
        scales = np.broadcast_to(scale.reshape(-1, 1), (len(rows), 1))
        exact = graph.node("Cast", graph.node("Gather", graph.constant(rows), "input_ids"), to=_FLOAT)
        centred = graph.node("Sub", exact, graph.constant(zero.astype(np.float32)))
        return graph.node("Mul", centred, graph.node("Gather", graph.constant(scales), "input_ids"))

    def _layer(self, number: int, states: str, *, first_only: bool) -> str:
        graph, name = self._graph, f"{self._prefix}encoder.layer.{number}"
        names = self._matrices[number * _LAYER_SIZE : (number + 1) * _LAYER_SIZE]
        query, key, value, after, wide, narrow = (
            self._matrix(matrix, f"{name}.{bias}") for matrix, bias in zip(names, _BIASES, strict=True)
        )
        if first_only:
            first = graph.node("Slice", states, self._zero, self._one, self._one)
            parts = [self._product(first, query), *self._products(states, [key, value])]
            states = first
        else:
            parts = self._products(states, [query, key, value])
        attended = graph.node("MultiHeadAttention", *parts, own=True, num_heads=_HEADS)
        states = self._normal(
            graph.node("Add", self._product(attended, after), states), f"{name}.attention.output.LayerNorm"
        )
        inner = graph.node("Gelu", self._product(states, wide), own=True)
        return self._normal(graph.node("Add", self._product(inner, narrow), states), f"{name}.output.LayerNorm")

    def _products(self, states: str, matrices: Sequence[_Matrix]) -> list[str]:
        """The states times each matrix, in one go."""
        joined = _Matrix(
            np.concatenate([matrix.weights for matrix in matrices], axis=1),
            np.concatenate([matrix.scale for matrix in matrices]),
            np.concatenate([matrix.zero for matrix in matrices]),
            np.concatenate([matrix.bias for matrix in matrices]),
        )
        sizes = self._graph.constant(np.array([len(matrix.bias) for matrix in matrices], np.int64))
        return self._graph.nodes(len(matrices), "Split", self._product(states, joined), sizes, axis=2)

    def _product(self, states: str, matrix: _Matrix) -> str:
        constant = self._graph.constant
        zero = constant(matrix.zero) if matrix.zero.any() else ""
        inputs = (constant(matrix.weights), constant(matrix.scale), zero, constant(matrix.bias))
        return self._graph.node("DynamicQuantizeMatMul", states, *inputs, own=True)

    def _normal(self, states: str, name: str) -> str:
        scale, bias = (self._graph.constant(self._weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self._graph.node("LayerNormalization", states, scale, bias, axis=-1, epsilon=_EPSILON)

    def _matrix(self, name: str, layer: str) -> _Matrix:
        weights, scale, zero = self._eight_bits(name)
        scale, zero = (np.broadcast_to(values.reshape(-1), weights.shape[1]) for values in (scale, zero))
        return _Matrix(weights, scale, zero, self._weights[f"{layer}.bias"])

    def _table(self, name: str) -> Array:
        """A small table of embeddings, in full."""
        whole = f"{self._prefix}embeddings.{name}.weight"
        if whole in self._weights:
            return self._weights[whole]
        rows, scale, zero = self._eight_bits(whole)
        return (rows.astype(np.float32) - zero.astype(np.float32)) * scale

    def _eight_bits(self, name: str) -> tuple[Array, Array, Array]:
        """What stands in eight bits under this name, with its scale and zero."""
        rows = next(self._weights[name + end] for end in _SUFFIXES if name + end in self._weights)
        zero = self._weights.get(f"{name}_zero_point", np.zeros((), rows.dtype))
        return rows, self._weights[f"{name}_scale"], zero
