"""Protocol buffers and ONNX files, written and read again."""

from __future__ import annotations

import contextlib

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.models.fused_bert import fused
from index.models.onnx_file import GraphWriter, read_weights
from index.models.protobuf import field, fields, opening, signed, varints

NUMBERS = st.integers(1, 2**29 - 1)
WHOLE = st.integers(-(2**63), 2**63 - 1)


@given(st.lists(st.tuples(NUMBERS, WHOLE | st.binary(max_size=300))))
def test_what_is_written_is_read(written: list[tuple[int, int | bytes]]) -> None:
    message = b"".join(field(number, value) for number, value in written)
    read = [
        (number, signed(value) if isinstance(value, int) else bytes(value))
        for number, value in fields(memoryview(message))
    ]
    assert read == written


@given(st.binary(max_size=60))
def test_no_bytes_are_more_than_no_message(data: bytes) -> None:
    for read in (lambda: list(fields(memoryview(data))), lambda: varints(memoryview(data)), lambda: read_weights(data)):
        with contextlib.suppress(ValueError):
            read()


def test_a_message_that_is_cut_off_is_refused() -> None:
    whole = memoryview(field(3, b"twelve bytes") + field(4, 1 << 40))
    for end in range(1, len(whole)):
        if end != len(field(3, b"twelve bytes")):
            with pytest.raises(ValueError, match="cut off"):
                list(fields(whole[:end]))
    with pytest.raises(ValueError, match="no end"):
        list(fields(memoryview(b"\xff" * 11)))


@pytest.mark.parametrize("kind", [np.float32, np.uint8, np.int8, np.int32, np.int64])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
def test_constants_are_read_as_they_were_written(kind: type, shape: tuple[int, ...]) -> None:
    array = np.arange(6).astype(kind)[: int(np.prod(shape, dtype=int))].reshape(shape)
    writer = GraphWriter()
    name = writer.constant(array)
    (read,) = read_weights(writer.model(["input_ids"], name)).values()
    assert read.dtype == array.dtype
    assert np.array_equal(read, array)


def test_numbers_in_the_fields_of_their_type_are_read() -> None:
    packed = field(5, b"\x01\x7f" + b"\xff" * 9 + b"\x01")  # 1, 127, -1
    tensor = field(1, 3) + field(2, 3) + packed + field(8, "zero_point")
    floats = field(1, 2) + field(2, 1) + field(4, np.array([0.5, -2], "<f4").tobytes()) + field(8, "scale")
    weights = read_weights(field(7, field(5, tensor) + field(5, floats)))
    assert {name: array.tolist() for name, array in weights.items()} == {"zero_point": [1, 127, -1], "scale": [0.5, -2]}
    assert opening(5, 300) + b"x" * 300 == field(5, b"x" * 300)


def test_a_graph_is_run() -> None:
    writer = GraphWriter()
    table = writer.constant(np.arange(12, dtype=np.float32).reshape(4, 3))
    first, _ = writer.nodes(2, "Split", writer.node("Gather", table, "input_ids"), axis=2, num_outputs=2)
    summed = writer.node("ReduceMean", first, writer.constant(np.array([1], np.int64)), keepdims=0)
    session = onnxruntime.InferenceSession(writer.model(["input_ids"], summed), providers=["CPUExecutionProvider"])
    assert session.run(None, {"input_ids": np.array([[0, 1, 3]])})[0].tolist() == [[4.0, 5.0]]


def test_other_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="BERT"):
        fused({"weight": np.zeros(3, np.float32)})
