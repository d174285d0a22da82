"""The documentation's LangChain example runs as it stands, over a store with real models."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.models.embedder import load_embedder
from index.pipeline.reindex import reindex
from index.store import open_store

ROOT = Path(__file__).parents[4]


def test_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "language-models.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(example.strip().splitlines()) <= 10
    embedder = load_embedder()
    with open_store(tmp_path, embedder.fingerprint, exclusive=True) as store:
        file = ROOT / "index/samples/000_2474900130117204.txt"
        reindex(store, embedder, [file], now=datetime.now(UTC))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSDESK_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("LLM_MODEL", raising=False)
    exec(compile(example, "language-models.md", "exec"), {})
    *documents, answered, silent = capsys.readouterr().out.splitlines()
    assert documents
    assert "requested by the Russian side" in answered
    assert silent == "[]"
