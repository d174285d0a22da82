"""A cross-encoder in a folder as the judge: tiny ones that are built here, with labels in any order. They know nothing of sense."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.answer.llm.judge_from_settings import check_judge, open_judge
from bot.answer.llm.llm_judge import UNBELIEVED
from bot.answer.llm.local_judge import load_local_judge
from bot.answer.query import Query
from bot.settings import Settings
from index.models.bundled import ModelError
from tests.bot.answer.llm.scripted import draft, scripted
from tests.bot.answer.llm.world import claims_from, open_model
from tests.support.search import StubSearch, article

pytestmark = pytest.mark.slow  # torch takes seconds to load

QUOTE = "The council of Ald closed the bridge, an engineer said."
CLAIM = "According to an engineer, the council of Ald closed the bridge."
THREE = ("contradiction", "entailment", "neutral")


def build(folder: Path, labels: Sequence[str], says: int) -> str:
    """A model in ``folder`` with ``labels`` in this order, which says the one at ``says`` of everything."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "council", "bridge", "not"]
    (folder / "vocab.txt").write_text("\n".join(words))
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = BertForSequenceClassification(config)
    model.classifier.weight.data.zero_()
    model.classifier.bias.data.zero_()
    model.classifier.bias.data[says] = 1.0
    model.save_pretrained(folder)
    return str(folder)


@pytest.mark.parametrize(
    ("labels", "says", "entailed"),
    [
        (THREE, 1, True),
        (THREE, 0, False),
        (("ENTAILMENT", "NEUTRAL", "CONTRADICTION"), 0, True),
        (("ENTAILMENT", "NEUTRAL", "CONTRADICTION"), 1, False),
        (("entailment", "not_entailment"), 0, True),
        (("entailment", "not_entailment"), 1, False),
    ],
)
def test_entailment_is_found_by_its_name_wherever_it_stands(
    tmp_path: Path, labels: Sequence[str], says: int, entailed: bool
) -> None:
    judge = load_local_judge(build(tmp_path, labels, says))
    assert list(judge._entails([(QUOTE, CLAIM), (QUOTE, "No.")])) == [entailed, entailed]


def test_a_whole_answer_with_a_judge_in_a_folder(tmp_path: Path) -> None:
    settings = Settings(llm_model="openai:x", llm_api_key="k", llm_judge_model=f"local:{build(tmp_path, THREE, 1)}")  # type: ignore[arg-type]
    assert check_judge(settings) is None
    with scripted() as server:
        server.script = [lambda request: draft(request, (CLAIM, [QUOTE]))]
        chain = claims_from(
            open_model(server.url, tmp_path), StubSearch([article("a", QUOTE)]), judge=open_judge(settings)
        )
        answer = chain.ask(Query("Who closed the bridge?"))
        assert (answer.claims, answer.note) == ((), UNBELIEVED), "it takes every decoy for entailed"
        assert [item.quote for item in answer.evidence] == [QUOTE]
        assert len(server.asked) == 1, "it costs no call"


def test_what_is_no_such_model_is_one_sentence(tmp_path: Path) -> None:
    ranker = build(tmp_path, ["LABEL_0"], 0)
    for name, says in ((ranker, "tells no entailment"), (str(tmp_path / "none"), "cannot be loaded")):
        with pytest.raises(ModelError, match=says) as caught:
            load_local_judge(name)
        assert "\n" not in str(caught.value)
        told = check_judge(Settings(llm_model="openai:x", llm_judge_model=f"local:{name}"))
        assert says in (told or "")
