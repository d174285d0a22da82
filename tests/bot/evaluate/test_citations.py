"""What became of a model's claims, by the definitions of ALCE, through the chain over a scripted server."""

from __future__ import annotations

from pathlib import Path

from bot.answer.query import Query
from bot.evaluate.citations import citation_values, observed_claims, told_of_claims
from bot.evaluate.question_result import ObservedAnswer
from tests.bot.answer.llm.scripted import draft, scripted
from tests.bot.answer.llm.world import claims_from, open_model
from tests.support.search import StubSearch, article

CLOSED = "The council of Ald closed the bridge."
RAIN = "Rain fell all day in the hills."
COST = "The repair will cost 40 million euros."
NEWS = [article("bridge", f"{CLOSED} {RAIN} {COST}")]


def observed(folder: Path, *claims: tuple[str, list[str]]) -> ObservedAnswer:
    with scripted() as server:
        server.script = [lambda request: draft(request, *claims)]
        answer = claims_from(open_model(server.url, folder), StubSearch(NEWS)).ask(
            Query("What happened to the bridge?")
        )
    assert answer.trace is not None
    calls = answer.trace.calls
    tokens = sum(call.tokens_in + call.tokens_out for call in calls)
    return ObservedAnswer((), 1.0, 1.0, claims=observed_claims(answer), calls=len(calls), tokens=tokens)


def test_a_citation_that_is_not_needed_costs_precision_and_a_claim_without_support_recall(tmp_path: Path) -> None:
    reply = observed(tmp_path, (CLOSED, [CLOSED, RAIN]), ("The repair will cost 50 million euros.", [COST]))
    assert [claim.needed for claim in reply.claims] == [(True, False), (False,)]
    values = citation_values(reply)
    assert (values["alce_recall"], values["alce_precision"]) == (0.5, 1 / 3)
    assert (values["claims_made"], values["claims_shown"], values["claims_dropped"]) == (2, 0.5, 0.5)
    assert values["llm_calls"] == 1 and values["llm_tokens"] > 900
    assert told_of_claims([reply]) == (
        "Of 2 claims 0 confirmed, 1 shown, 0 quoted, 1 dropped. Not shown as claims because: the number … is not in its quotes (1)."
    )


def test_without_a_model_there_is_nothing_to_tell() -> None:
    reply = ObservedAnswer((), 1.0, 1.0)
    assert (citation_values(reply), told_of_claims([reply])) == ({}, "")
