"""The processor's products of eight bits, tried out."""

from __future__ import annotations

from functools import cache

import numpy as np

from index.models.onnx_file import GraphWriter

_FLOAT = 1
_SIZE, _MOST = 64, 127


@cache
def products_overflow() -> bool:
    """The processor adds up products of eight bits in sixteen, and cuts off what exceeds them: it has AVX2 or AVX-512, but not VNNI.

    A product of the largest numbers is made and looked at, since names of instructions are told differently by each system.
    """
    import onnxruntime

    graph = GraphWriter()
    weights = graph.constant(np.full((_SIZE, _SIZE), _MOST, np.int8))
    scale = graph.constant(np.ones(_SIZE, np.float32))
    numbers = graph.node("Cast", "numbers", to=_FLOAT)
    model = graph.model(("numbers",), graph.node("DynamicQuantizeMatMul", numbers, weights, scale, own=True))
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (product,) = session.run(None, {"numbers": np.ones((_SIZE, _SIZE), np.int64)})
    return bool(product.min() < 0.99 * _SIZE * _MOST)
