"""ONNX files without the ``onnx`` package: the weights of one read, a graph of operators written.

The numbers are those of the fields in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.models.protobuf import Value, field, fields, opening, signed, varints

Array = NDArray[Any]

_TYPES: dict[int, np.dtype[Any]] = {
    1: np.dtype("<f4"),
    2: np.dtype("u1"),
    3: np.dtype("i1"),
    6: np.dtype("<i4"),
    7: np.dtype("<i8"),
}
_CODES = {kind: code for code, kind in _TYPES.items()}
_IR_VERSION, _OPSET = 9, 18
_CONTRIBUTED = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""


def read_weights(model: bytes) -> dict[str, Array]:
    """The named constants of a model, views of its bytes.

    Raises:
        ValueError: it is no model.
    """
    (graph,) = [value for number, value in fields(memoryview(model)) if number == 7]
    return dict(_tensor(_sized(value)) for number, value in fields(_sized(graph)) if number == 5)


def _tensor(message: memoryview) -> tuple[str, Array]:
    shape: list[int] = []
    name, kind, array = "", 0, np.array([])
    for number, value in fields(message):
        if number == 1:
            shape += [signed(value)] if isinstance(value, int) else varints(_sized(value))
        elif number == 2 and isinstance(value, int):
            kind = value
        elif number == 8:
            name = bytes(_sized(value)).decode()
        elif number in (4, 9):  # of floats, or of any type
            array = np.frombuffer(_sized(value), np.uint8)
        elif number in (5, 7):  # small integers of any type, one a varint
            array = np.array(varints(_sized(value)), _TYPES[kind]).view(np.uint8)
    return name, array.view(_TYPES.get(kind, np.dtype("u1"))).reshape(shape)


def _sized(value: Value) -> memoryview:
    if isinstance(value, memoryview):
        return value
    raise ValueError("a message was expected, and there is a number")


class GraphWriter:
    """A model, made constant by constant and node by node."""

    def __init__(self) -> None:
        self._parts: list[bytes | memoryview] = [field(2, "graph")]
        self._names = (f"v{number}" for number in count())

    def constant(self, array: Array) -> str:
        """Weights, or a constant; returns its name."""
        name = next(self._names)
        data = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data  # not copied until all is written
        dimensions = [field(1, size) for size in array.shape]
        about = b"".join([*dimensions, field(2, _CODES[array.dtype]), field(8, name), opening(9, len(data))])
        self._parts += [opening(5, len(about) + len(data)), about, data]
        return name

    def node(self, operator: str, *inputs: str, own: bool = False, **attributes: float) -> str:
        """An operator with its inputs, "" for one that is left out; ``own``: of ONNX Runtime's. Returns the name of its output."""
        return self.nodes(1, operator, *inputs, own=own, **attributes)[0]

    def nodes(self, outputs: int, operator: str, *inputs: str, own: bool = False, **attributes: float) -> list[str]:
        """The same for an operator with several outputs."""
        names = [next(self._names) for _ in range(outputs)]
        parts = [*(field(1, name) for name in inputs), *(field(2, name) for name in names), field(4, operator)]
        parts += [field(5, field(1, name) + _number(value)) for name, value in attributes.items()]
        parts += [field(7, _CONTRIBUTED)] if own else []
        self._parts.append(field(1, b"".join(parts)))
        return names

    def model(self, inputs: Sequence[str], output: str, by_token: str = "") -> bytes:
        """The model as ONNX Runtime loads it: whole numbers for each token of each row in, values for each row out, and maybe others
        for each token of each.
        """
        self._parts += [field(11, _described(name, 7, ("rows", "tokens"))) for name in inputs]
        self._parts.append(field(12, _described(output, 1, ("rows", "values"))))
        self._parts += [field(12, _described(by_token, 1, ("rows", "tokens", "values")))] if by_token else []
        versions = [field(1, _IR_VERSION), field(8, field(1, "") + field(2, _OPSET))]
        versions += [field(8, field(1, _CONTRIBUTED) + field(2, 1)), opening(7, sum(map(len, self._parts)))]
        return b"".join([*versions, *self._parts])


def _number(value: float) -> bytes:
    return field(3, value) + field(20, 2) if isinstance(value, int) else field(2, value) + field(20, 1)


def _described(name: str, kind: int, dimensions: Sequence[str]) -> bytes:
    shape = b"".join(field(1, field(2, dimension)) for dimension in dimensions)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))
