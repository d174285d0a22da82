"""The whole chain over a scripted model: what is proven is shown, everything else is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.answer.answers import Answer, Claim
from bot.answer.chain import ClaimAnswerer
from bot.answer.choose.deciding import Threshold
from bot.answer.llm.translation import translated
from bot.answer.query import Progress, Query, Stage, Turn, silent
from bot.answer.trace import Trace
from bot.cli.json_output import answer_json, dump
from bot.cli.render import Coverage, render_answer
from bot.cli.trace import render_trace
from index.types import Reranker
from tests.bot.answer.llm.scripted import Cut, Fails, Garbage, Says, Server, Step, draft, scripted
from tests.bot.answer.llm.world import claims_from, open_model
from tests.support.search import StubSearch, article

ASKED = "The call, which was requested by Russian officials, comes as senior officials are to hold talks on Jan. 10 in Geneva."
SPOKE = "Blinken spoke on Wednesday with Ukrainian President Volodymyr Zelenskyy."
MOVED = "The Russians have moved an estimated 100,000 troops toward Ukraine, a senior official said."
KREMLIN = "The Kremlin had requested the call."
WHITE = "The White House had requested the call, an aide to Putin said."
NEWS = [
    article("call", f"WILMINGTON — Rain fell.\n\n{ASKED} {SPOKE}\n\n{MOVED} Nobody knows why."),
    article(
        "kremlin",
        f"{KREMLIN} It began at 3:35 p.m. in Wilmington and lasted fifty minutes.",
        day="2021-12-31",
        outlet="Meridian Post",
    ),
    article("aide", f"{WHITE} It did not begin on time.", day="2022-01-02", outlet="The Civic Ledger"),
]
QUESTION = "Who requested the call?"


class NewsService:
    """A chain over the news above with its scripted server."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.searcher = StubSearch(NEWS)
        self.folder = folder
        self.chain = self.opened()

    def opened(self, **settings: Any) -> ClaimAnswerer:
        return claims_from(open_model(self.server.url, self.folder, **settings), self.searcher)

    def ask(
        self,
        step: Step,
        question: str = QUESTION,
        *more: Step,
        history: tuple[Turn, ...] = (),
        limit: int = 3,
        progress: Progress = silent,
    ) -> Answer:
        self.server.asked.clear()
        self.server.script = [step, *more]
        return self.chain.ask(Query(question, history=history, limit=limit), progress=progress)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[NewsService]:
    with scripted() as server:
        yield NewsService(server, tmp_path)


def told(*claims: tuple[str, list[str]], **more: Any) -> Step:
    return lambda request: draft(request, *claims, **more)


def shown(answer: Answer) -> str:
    return "\n".join(line.text.plain for line in render_answer(answer, Coverage()))


def trace_of(answer: Answer) -> Trace:
    assert answer.trace is not None
    return answer.trace


def refused(service: NewsService, answer: Answer, because: str) -> None:
    """Nothing of the model's came through, it had one chance to mend, and the quotes stand in."""
    assert answer.claims == ()
    assert answer.verdict == "answered"
    assert "These quotes were chosen without it." in answer.note
    assert len(service.server.asked) == 2
    trace = trace_of(answer)
    reasons = [item.reason for item in trace.quotes] + [item.reason for item in trace.claims]
    assert any(because in reason for reason in reasons), reasons
    assert because in json.dumps(service.server.asked[1]["messages"])


def test_a_proven_claim_with_its_quote(service: NewsService) -> None:
    answer = service.ask(told(("Russian officials requested the call.", [ASKED])))
    assert (answer.verdict, answer.note) == ("answered", "")
    assert [(claim.text, claim.citations) for claim in answer.claims] == [
        ("Russian officials requested the call.", (1,))
    ]
    (item,) = answer.evidence
    assert item.article.text[item.start : item.end] == item.quote == ASKED
    assert shown(answer).startswith(
        "In the model’s words (openai:scripted), which no judge confirmed:\n"
        f"Russian officials requested the call. [1]\n\n[1] “{ASKED}”\n"
    )
    assert len(service.server.asked) == 1


@pytest.mark.parametrize(
    ("text", "quote", "because"),
    [
        ("Putin requested the call.", "The call was requested by Putin himself.", "no sentence with this number"),
        ("Ukrainian officials requested the call.", ASKED, "'Ukrainian' is not in its quotes"),
        ("Russian officials requested 12 calls.", ASKED, "the number 12"),
        ("Talks are to be held on 11 January 2022 in Geneva.", ASKED, "the date '11 January 2022'"),
        ("Russian officials never requested the call.", ASKED, "negates what its quotes do not"),
        ("It did begin on time.", "It did not begin on time.", "leaves out a negation"),
        ("The Russians have moved an estimated 100,000 troops toward Ukraine.", MOVED, "leaves out to whom"),
    ],
)
def test_what_is_not_proven_is_not_shown(service: NewsService, text: str, quote: str, because: str) -> None:
    refused(service, service.ask(told((text, [quote]))), because)


def test_a_quote_that_changed_in_the_store_meanwhile_is_not_shown(service: NewsService) -> None:
    key = NEWS[1].article.id
    changed = replace(service.searcher.live[key], article=replace(NEWS[1].article.article, text="Corrected."))
    service.searcher.live[key] = changed
    answer = service.ask(
        told(("The Kremlin requested the call.", [KREMLIN]), ("Russian officials requested the call.", [ASKED]))
    )
    assert [claim.text for claim in answer.claims] == ["Russian officials requested the call."]
    assert [(item.number, item.quote) for item in answer.evidence] == [(1, ASKED)]


def test_one_bad_claim_does_not_take_the_good_one_with_it(service: NewsService) -> None:
    answer = service.ask(
        told(("Aliens requested the call.", [ASKED]), ("The Kremlin had requested the call.", [KREMLIN]))
    )
    assert [claim.text for claim in answer.claims] == ["The Kremlin had requested the call."]
    assert [claim.outcome for claim in trace_of(answer).claims] == ["quoted", "shown"]
    assert len(service.server.asked) == 1


def test_a_claim_may_need_two_quotes(service: NewsService) -> None:
    text = "Russian officials requested the call, and Blinken spoke with Zelenskyy."
    assert service.ask(told((text, [ASKED]))).claims == ()
    answer = service.ask(told((text, [ASKED, SPOKE])))
    assert answer.claims == (), "it joins two sentences about several people, which is for a judge"
    assert [item.quote for item in answer.evidence] == [ASKED, SPOKE]


@pytest.mark.parametrize(
    "bad",
    [
        Says(""),
        Says("The Russians did."),
        Says('{"answer": "The Russians"}'),
        Says('{"claims": [{"sentences": [1]}]}'),
        Says('{"claims": ['),
        Says('[1, 2, {"claims": "none"}]'),
        Says('{"claims": [{"text": 5, "sentences": ["one", null]}]}'),
    ],
    ids=lambda step: step.text[:30] or "empty",
)
def test_the_wrong_shape_can_be_mended_once(service: NewsService, bad: Says) -> None:
    answer = service.ask(bad, QUESTION, told(("The Kremlin had requested the call.", [KREMLIN])))
    assert [claim.text for claim in answer.claims] == ["The Kremlin had requested the call."]
    answer = service.ask(bad, QUESTION, bad, told(("The Kremlin had requested the call.", [KREMLIN])))
    assert answer.claims == ()
    assert "could not be read" in answer.note
    assert len(service.server.asked) == 2


def test_json_before_the_json_and_null_for_nothing(service: NewsService) -> None:
    inner = {"claims": [{"sentences": [6], "text": "The Kremlin had requested the call."}]}
    reply = f'{{"plan": ["quote"]}} {json.dumps(inner | {"differ": None, "missing": None, "language": None})}'
    assert service.ask(Says(reply)).claims[0].citations == (1,)


def test_json_in_a_fence_after_thoughts(service: NewsService) -> None:
    inner = {"claims": [{"sentences": [6], "text": "The Kremlin had requested the call."}]}
    reply = f"<think>{{maybe}} the Kremlin?</think>Here you are:\n```json\n{json.dumps(inner)}\n```"
    assert service.ask(Says(reply)).claims[0].citations == (1,)


@pytest.mark.parametrize(
    ("step", "says"),
    [(Fails(401), "refuses the key"), (Fails(500), "HTTP 500"), (Cut(), "broke off"), (Garbage(), "cannot be read")],
)
def test_a_model_that_fails_leaves_the_quotes_and_a_note(service: NewsService, step: Step, says: str) -> None:
    answer = service.ask(step)
    assert (answer.verdict, answer.claims) == ("answered", ())
    assert answer.evidence
    assert says in answer.note
    assert says in shown(answer)
    assert says in trace_of(answer).calls[-1].problem


def test_a_model_that_finds_nothing(service: NewsService) -> None:
    answer = service.ask(Says('{"claims": []}'))
    assert "found no answer" in answer.note
    assert answer.evidence
    assert len(service.server.asked) == 1


def test_where_nothing_is_convincing_the_model_is_not_asked(service: NewsService) -> None:
    class Unmoved(Reranker):
        fingerprint = "unmoved"

        def score(self, question: str, texts: list[str]) -> np.ndarray:
            return np.full(len(texts), -3.0, dtype=np.float32)

    unmoved: Any = Unmoved()
    chain = claims_from(open_model(service.server.url, service.folder), StubSearch(NEWS, reranker=unmoved), unmoved)
    answer = chain.ask(Query("Who won the regatta of Norrvik?"))
    assert (answer.verdict, answer.evidence, answer.note) == ("not_found", (), "")
    assert service.server.asked == []


def test_accounts_that_differ_are_set_side_by_side(service: NewsService) -> None:
    claims = (
        ("The Kremlin had requested the call.", [KREMLIN]),
        ("The White House had requested the call, an aide to Putin said.", [WHITE]),
    )
    answer = service.ask(told(*claims, differ=[1, 2]))
    assert answer.disagreements == ((0, 1),)
    assert (
        "Accounts differ:\n"
        "Meridian Post, 31 December 2021: The Kremlin had requested the call. [1]\n"
        "The Civic Ledger, 2 January 2022: The White House had requested the call, an aide to Putin said. [2]\n"
    ) in shown(answer)
    assert service.ask(told(*claims, differ=[1])).disagreements == ()
    assert service.ask(told(*claims, differ=[1, 9])).disagreements == ()
    same = (("Russian officials requested the call.", [ASKED]), ("Blinken spoke with Zelenskyy.", [SPOKE]))
    assert service.ask(told(*same, differ=[1, 2])).disagreements == ()


def test_days_become_dates(service: NewsService) -> None:
    answer = service.ask(told(("Blinken spoke on Wednesday with Zelenskyy.", [SPOKE])))
    assert answer.claims[0].text == "Blinken spoke on Wednesday 29 December 2021 with Zelenskyy."
    answer = service.ask(told(("Blinken spoke on 29 December 2021 with Zelenskyy.", [SPOKE])))
    assert answer.claims[0].text == "Blinken spoke on 29 December 2021 with Zelenskyy."
    refused(service, service.ask(told(("Blinken spoke on 30 December 2021 with Zelenskyy.", [SPOKE]))), "the date")


def test_what_is_missing_is_said_in_the_question_s_own_words(service: NewsService) -> None:
    question = "Who requested the call and who paid for it?"
    answer = service.ask(told(("The Kremlin had requested the call.", [KREMLIN]), missing="who paid for it"), question)
    assert (answer.verdict, answer.missing) == ("partial", "who paid for it")
    assert "Not in the corpus: “who paid for it”." in shown(answer)
    answer = service.ask(
        told(("The Kremlin had requested the call.", [KREMLIN]), missing="visit evil.example"), question
    )
    assert (answer.verdict, answer.missing) == ("answered", "")


def test_claims_come_in_the_language_of_the_question(service: NewsService) -> None:
    claim = ("The Kremlin had requested the call.", [KREMLIN])
    german = "Wer hat um den Anruf gebeten?"
    english = Says(QUESTION)
    answer = service.ask(english, german, told(claim, language="de"), Says("1. Der Kreml hatte um den Anruf gebeten."))
    assert service.searcher.asked[-1] == answer.question == QUESTION
    assert [item.text for item in answer.claims] == ["Der Kreml hatte um den Anruf gebeten."]
    assert [item.quote for item in answer.evidence] == [KREMLIN]
    assert "Meridian Post" not in json.dumps(service.server.asked[2]), "the translator sees no article"
    assert trace_of(answer).calls[2].prompt == "translate 1"
    for bad in ("1. Am 7. Mai!", "", "2. Der Kreml.", "1. " + "Der Kreml. " * 40, "Der Kreml hatte darum gebeten."):
        assert service.ask(english, german, told(claim, language="de"), Says(bad)).claims[0].text == claim[0]
    service.ask(told(claim, language="de"), QUESTION)
    assert len(service.server.asked) == 1, "an English question is not translated, whatever the model says of it"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("1. Antony Blinken sprach mit Wolodymyr Selenskyj.", True),
        ("1. Antony Blinken sprach mit Wolodymyr Zelenskyj.", True),
        ("1. Anthony Blinkens Gespräch war mit Zelenskyy.", True),
        ("1. Sergei Lawrow sprach mit Zelenskyy.", False),
        ("1. Antony Blinken sprach mit Olaf Scholz.", False),
        ("1. 布林肯与泽连斯基通了话。", True),
    ],
)
def test_a_translation_keeps_the_people(line: str, kept: bool) -> None:
    claim = Claim("Antony Blinken spoke with Volodymyr Zelenskyy.", (1,))
    assert (translated((claim,), line)[0].text == line[3:]) is kept


def test_no_more_than_four_sentences_and_as_many_quotes_as_were_asked_for(service: NewsService) -> None:
    many = [("Russian officials requested the call.", [ASKED])] * 6
    assert len(service.ask(told(*many)).claims) == 4
    three = (
        ("The Kremlin had requested the call.", [KREMLIN]),
        ("Russian officials requested the call.", [ASKED]),
        ("The White House had requested the call, an aide said.", [WHITE]),
    )
    answer = service.ask(told(*three), limit=2)
    assert (len(answer.claims), len(answer.evidence)) == (2, 2)


def test_stages_are_told_as_they_begin(service: NewsService) -> None:
    stages: list[Stage] = []
    service.ask(told(("The Kremlin had requested the call.", [KREMLIN])), progress=stages.append)
    assert stages == ["searching", "reading", "writing", "checking"]


def test_a_follow_up_is_rewritten_and_the_rewriting_is_searched(service: NewsService) -> None:
    history = (Turn("Who requested the call?", "Who requested the call?", KREMLIN),)
    rewriting = Says("How long did the call last that the Kremlin had requested?")
    answer = service.ask(
        rewriting, "how long did it last?", told(("The Kremlin had requested the call.", [KREMLIN])), history=history
    )
    assert answer.question == service.searcher.asked[-1] == rewriting.text
    assert trace_of(answer).understood_by == "model"
    assert trace_of(answer).asked == "how long did it last?"


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Who will pay? See https://evil.example",
        "Who requested the call that aliens love?",
        "x" * 500,
        "I cannot do that, Dave.",
    ],
)
def test_a_rewriting_that_says_more_than_was_said_is_not_taken(service: NewsService, reply: str) -> None:
    history = (Turn("Who requested the call?", "Who requested the call?", KREMLIN),)
    answer = service.ask(Says(reply), "and when?", Says('{"claims": []}'), history=history)
    assert service.searcher.asked[-1] == trace_of(answer).standalone == "Who requested the call, when?"
    assert trace_of(answer).understood_by == "rule"


def test_the_trace_tells_everything(service: NewsService) -> None:
    answer = service.ask(
        told(("Aliens called \x1b[31m.", [ASKED]), ("The Kremlin had requested the call.", [KREMLIN, "made up by me"]))
    )
    trace = answer_json(answer, trace=True)["trace"]
    assert (trace["standalone"], trace["understood_by"]) == (QUESTION, "as asked")
    assert [call["prompt"] for call in trace["calls"]] == ["answer 2"]
    assert "999" in trace["calls"][0]["reply"]
    assert [item["outcome"] for item in trace["quotes"]] == ["stands", "stands", "dropped"]
    assert json.loads(dump(answer_json(answer)))["claims"] == [
        {"text": "The Kremlin had requested the call.", "citations": [1], "confirmed": False}
    ]
    assert "trace" not in answer_json(answer)
    lines = "\n".join(line.text.plain for line in render_trace(trace_of(answer)))
    for part in (
        "answer 2",
        "tokens",
        "stands",
        "dropped: ",
        "no sentence with this number",
        f"threshold {Threshold().logit:.2f}",
        "Seconds",
    ):
        assert part in lines
    assert "\x1b" not in lines


def test_no_budget_left_is_a_note(service: NewsService) -> None:
    service.chain = service.opened(llm_tokens_per_day=10)
    answer = service.ask(Says("never asked"))
    assert "LLM_TOKENS_PER_DAY" in answer.note
    assert service.server.asked == []


def test_confidence_comes_from_the_quotes(service: NewsService) -> None:
    sure = service.ask(
        told(
            ("The Kremlin had requested the call, I am 1% sure.", [KREMLIN]),
            ("The Kremlin had requested the call.", [KREMLIN]),
        )
    )
    assert sure.confidence == pytest.approx(Threshold().confidence(9.0))
