"""Calling a model over real HTTP: what is retried, what is bounded, and what a person is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage

from bot.answer.llm.budget import Allowance, Ledger, estimate
from bot.answer.llm.failures import LlmError
from bot.answer.llm.language_model import ATTEMPTS
from bot.answer.llm.llm_from_settings import check_llm, open_llm
from bot.settings import Settings, SettingsError
from tests.bot.answer.llm.scripted import Cut, Endless, Fails, Garbage, Says, Server, Silent, Step, scripted
from tests.bot.answer.llm.world import open_model

HELLO = [HumanMessage("Hello?")]


@pytest.fixture
def server() -> Iterator[Server]:
    with scripted() as running:
        yield running


def test_a_reply_with_what_it_cost(server: Server, tmp_path: Path) -> None:
    server.script = [Says("Hello yourself.", tokens=(12, 5))]
    llm = open_model(server.url, tmp_path)
    allowance = llm.allowance()
    reply = llm.call(HELLO, allowance)
    assert (reply.text, reply.tokens_in, reply.tokens_out, reply.counted, reply.attempts) == (
        "Hello yourself.",
        12,
        5,
        True,
        1,
    )
    assert allowance.tokens == 5_000 - 17
    assert server.asked[0]["stream"] is True


def test_a_reply_that_nobody_counted_is_estimated(server: Server, tmp_path: Path) -> None:
    server.script = [Says("Hello yourself.", tokens=None)]
    reply = open_model(server.url, tmp_path).call(HELLO, Allowance(60, 5_000))
    assert (reply.counted, reply.tokens_out) == (False, estimate("Hello yourself."))


@pytest.mark.parametrize(
    ("step", "says", "requests"),
    [
        (Fails(401), "refuses the key", 1),
        (Fails(403), "refuses the key", 1),
        (Fails(404), "knows no language model openai:scripted", 1),
        (Fails(402), "no credit", 1),
        (Fails(429), "too often", ATTEMPTS),
        (Fails(429, code="insufficient_quota"), "no credit", 1),
        (Fails(500), "HTTP 500", ATTEMPTS),
        (Fails(503), "HTTP 503", ATTEMPTS),
        (Fails(400, "This model's maximum context length is 5"), "cannot read that much", 1),
        (Cut(), "broke off", ATTEMPTS),
        (Silent(), "did not finish", 1),
        (Endless(), "did not end", 1),
        (Endless(pause=0.3, piece="x"), "did not finish", 1),
        (Garbage(), "cannot be read", ATTEMPTS),
        (Says('{"a": "b', finish="length"), "raise it with LLM_TOKENS_PER_QUESTION", 1),
        (Fails(429, headers=(("Retry-After", "500"),)), "ask again in 500 s", 1),
        (Fails(429, headers=(("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT"),)), "ask again in ", 1),
    ],
    ids=lambda value: repr(value) if not isinstance(value, int) else str(value),
)
def test_every_failure_is_bounded_and_a_sentence(
    server: Server, tmp_path: Path, step: Step, says: str, requests: int
) -> None:
    server.script = [step]
    llm = open_model(server.url, tmp_path, llm_api_key="s3cret", llm_timeout=0.5 if "finish" in says else 60.0)
    with pytest.raises(LlmError) as caught:
        llm.call(HELLO, llm.allowance())
    message = str(caught.value)
    assert says in message
    assert message.endswith(".")
    assert "\n" not in message
    assert "s3cret" not in message
    assert len(server.asked) == requests


def test_a_temperature_that_is_refused_is_left_out_from_then_on(server: Server, tmp_path: Path) -> None:
    refusal = (
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
    )
    server.script = [Fails(400, refusal), Says("There."), Says("Again.")]
    llm = open_model(server.url, tmp_path)
    assert llm.call(HELLO, llm.allowance()).text == "There."
    assert llm.call(HELLO, llm.allowance()).text == "Again."
    assert ["temperature" in request for request in server.asked] == [True, False, False]


def test_temperature_and_shape_may_both_be_refused(server: Server, tmp_path: Path) -> None:
    schema = {"title": "answer", "description": "x", "type": "object", "properties": {"a": {"type": "string"}}}
    server.script = [Fails(400, "temperature"), Fails(400, "response_format"), Says('{"a": "b"}')]
    llm = open_model(server.url, tmp_path)
    assert llm.call(HELLO, llm.allowance(), schema).text == '{"a": "b"}'


def test_a_server_that_asks_to_wait_is_waited_for(server: Server, tmp_path: Path) -> None:
    busy = Fails(429, headers=(("Retry-After", "0"),))
    server.script = [*[busy] * (ATTEMPTS - 1), Says("There.")]
    assert open_model(server.url, tmp_path).call(HELLO, Allowance(60, 5_000)).text == "There."


def test_the_same_prompt_is_asked_once(server: Server, tmp_path: Path) -> None:
    server.script = [Says("There.", tokens=(12, 5)), Says("Elsewhere.")]
    llm = open_model(server.url, tmp_path, llm_cache=1)
    allowance = llm.allowance()
    assert [llm.call(HELLO, allowance).text for _ in range(2)] == ["There.", "There."]
    assert allowance.tokens == 5_000 - 17
    assert llm.call([HumanMessage("Bye.")], allowance).text == "Elsewhere."
    llm.call(HELLO, allowance)
    assert len(server.asked) == 3, "one reply was kept, the last"


def test_a_reply_longer_than_a_question_s_tokens_allow(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, llm_model="openai:x", llm_api_key="k", llm_reply_tokens=4_000)
    with pytest.raises(SettingsError, match="LLM_TOKENS_PER_QUESTION"):
        open_llm(settings)


def test_nobody_there(tmp_path: Path) -> None:
    llm = open_model("http://127.0.0.1:9/v1", tmp_path)
    with pytest.raises(LlmError, match="cannot be reached"):
        llm.call(HELLO, llm.allowance())


def test_what_passes_is_tried_again(server: Server, tmp_path: Path) -> None:
    server.script = [Fails(500), Fails(429), Says("There.")]
    reply = open_model(server.url, tmp_path).call(HELLO, Allowance(60, 5_000))
    assert (reply.text, reply.attempts) == ("There.", 3)


def test_a_server_without_structured_output_is_asked_plainly_from_then_on(server: Server, tmp_path: Path) -> None:
    schema = {"title": "answer", "description": "x", "type": "object", "properties": {"a": {"type": "string"}}}
    server.script = [Fails(400, "response_format is not supported"), Says('{"a": "b"}'), Says('{"a": "c"}')]
    llm = open_model(server.url, tmp_path)
    assert llm.call(HELLO, llm.allowance(), schema).text == '{"a": "b"}'
    assert llm.call(HELLO, llm.allowance(), schema).text == '{"a": "c"}'
    assert ["response_format" in request for request in server.asked] == [True, False, False]


def test_the_reply_is_asked_for_in_the_schema_s_shape(server: Server, tmp_path: Path) -> None:
    server.script = [Says('{"a": "b"}')]
    schema = {"title": "answer", "description": "x", "type": "object", "properties": {"a": {"type": "string"}}}
    llm = open_model(server.url, tmp_path)
    llm.call(HELLO, llm.allowance(), schema)
    assert server.asked[0]["response_format"]["type"] == "json_schema"


def test_a_question_s_tokens(server: Server, tmp_path: Path) -> None:
    server.script = [Says("Hello.")]
    llm = open_model(server.url, tmp_path)
    with pytest.raises(LlmError, match="LLM_TOKENS_PER_QUESTION"):
        llm.call(HELLO, Allowance(5, 700))
    assert server.asked == []


def test_what_a_provider_counts_tells_what_the_next_prompt_takes(server: Server, tmp_path: Path) -> None:
    server.script = [Says("Hello.", tokens=(600, 10)), Says("Again.", tokens=(1_200, 10))]
    llm = open_model(server.url, tmp_path, llm_reply_tokens=100)
    allowance = Allowance(60, 2_200)
    assert llm.call([HumanMessage("word " * 600)], allowance).text == "Hello."
    assert llm.call([HumanMessage("word " * 1_200)], allowance).text == "Again.", "2,008 by estimate, and 1,590 left"
    assert allowance.tokens == 2_200 - 610 - 1_210


def test_a_day_s_tokens_survive_a_restart_and_end_with_the_day(server: Server, tmp_path: Path) -> None:
    server.script = [Says("Hello.", tokens=(1_400, 100))]
    now = datetime(2022, 1, 1, 23, 59, tzinfo=UTC)
    settings = Settings(
        data_dir=tmp_path, llm_model="openai:scripted", llm_base_url=server.url, llm_tokens_per_day=2_000
    )
    open_llm(settings, lambda: now).call(HELLO, Allowance(60, 5_000))
    restarted = open_llm(settings, lambda: now)
    with pytest.raises(LlmError, match="LLM_TOKENS_PER_DAY"):
        restarted.call(HELLO, Allowance(60, 5_000))
    tomorrow = open_llm(settings, lambda: now + timedelta(minutes=2))
    assert tomorrow.call(HELLO, Allowance(60, 5_000)).text == "Hello."


def test_failed_calls_give_their_tokens_back(server: Server, tmp_path: Path) -> None:
    server.script = [Fails(401)]
    ledger = Ledger(tmp_path / "llm_tokens.json", 10_000, lambda: datetime.now(UTC))
    llm = open_model(server.url, tmp_path, llm_tokens_per_day=10_000)
    with pytest.raises(LlmError):
        llm.call(HELLO, llm.allowance())
    assert ledger.spent() == 0


def test_ledger_is_exact_between_threads_and_forgives_a_torn_file(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "tokens.json", 0, lambda: datetime(2022, 1, 1, tzinfo=UTC))
    (tmp_path / "tokens.json").write_text('{"day": "20')
    threads = [threading.Thread(target=lambda: [ledger.reserve(3) for _ in range(20)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.spent() == 240


def test_no_more_calls_at_a_time_than_are_allowed(server: Server, tmp_path: Path) -> None:
    inside, most = 0, 0
    lock = threading.Lock()
    both = threading.Event()

    def slowly(_: object) -> Says:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
            if inside == 2:
                both.set()
        both.wait(5)
        with lock:
            inside -= 1
        return Says("Hello.")

    server.script = [slowly]
    llm = open_model(server.url, tmp_path, llm_concurrency=2)
    threads = [threading.Thread(target=llm.call, args=(HELLO, llm.allowance())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, len(server.asked)) == (2, 6)


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("nothing-known", "names no provider"),
        ("openai:gpt-5-mini", "needs a key; set LLM_API_KEY"),
        ("mistralai:small", "pip install langchain-mistralai"),
    ],
)
def test_a_wrong_model_is_one_sentence_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str, says: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    settings = Settings(data_dir=tmp_path, llm_model=model)
    with pytest.raises(SettingsError) as caught:
        open_llm(settings)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert check_llm(settings) == str(caught.value)


def test_doctor_s_check(server: Server, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, llm_model="openai:scripted", llm_base_url=server.url)
    server.script = [Says("ready")]
    assert check_llm(settings) is None
    server.script = [Fails(401)]
    assert "LLM_API_KEY" in (check_llm(settings) or "")
    assert check_llm(settings, ask=False) is None
    assert check_llm(Settings(data_dir=tmp_path)) is None


def test_the_operator_s_own_key_does_not_go_to_another_server(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "for-openai-alone")
    server.script = [Says("Hello.")]
    llm = open_model(server.url, tmp_path)
    llm.call(HELLO, llm.allowance())
    assert "for-openai-alone" not in server.asked[0]["authorization"]
