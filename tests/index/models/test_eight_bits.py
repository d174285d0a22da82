"""Products of eight bits overflow where the processor adds them up in sixteen."""

from __future__ import annotations

import platform
from pathlib import Path

import numpy as np
import pytest

from index.models.eight_bits import products_overflow

CPUINFO = Path("/proc/cpuinfo")
ADDING_IN_32_BITS = {"avx512_vnni", "avx_vnni"}


@pytest.mark.skipif(not CPUINFO.exists() or platform.machine() != "x86_64", reason="the system does not tell")
def test_products_overflow_where_there_is_no_vnni() -> None:
    flags = set(next(line for line in CPUINFO.read_text().splitlines() if line.startswith("flags")).split())
    assert products_overflow() is ("avx2" in flags and not flags & ADDING_IN_32_BITS)


def test_what_is_cut_off_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Session:
        def __init__(self, *_: object, **__: object) -> None: ...

        def run(self, *_: object) -> list[object]:
            return [np.full((64, 64), 0.51 * 64 * 127)]

    monkeypatch.setattr("onnxruntime.InferenceSession", Session)
    assert products_overflow.__wrapped__()
