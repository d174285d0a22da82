"""The whole chain over HTTP with sentences that are right and wrong, and judges that err at a set rate.

Four sentences of one kind are one answer of a scripted model; what counts is what a person is shown.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest

from bot.answer.answers import Answer
from bot.answer.llm import llm_judge
from bot.answer.llm.judge import Judge
from bot.answer.llm.judge_from_settings import check_judge, open_judge
from bot.answer.llm.llm_judge import UNBELIEVED, LlmJudge, read_verdicts
from bot.answer.llm.local_judge import LocalJudge
from bot.answer.proof import prove
from bot.answer.proof.decoys import decoys
from bot.answer.proof.support import check
from bot.answer.query import Query
from bot.settings import Settings
from tests.bot.answer.llm.scripted import Fails, Request, Says, Server, Step, draft, items_of, judging, scripted
from tests.bot.answer.llm.world import claims_from, open_model
from tests.bot.answer.proof.claim_sets import Case, cases
from tests.support.search import StubSearch, article

A_REPLY = 4
KREMLIN = "Putin had requested the call with Biden, the Kremlin said."
TURNED = "Biden had requested the call with Putin, the Kremlin said."
RIGHT = "According to the Kremlin, Putin asked for the call with Biden."
LONG = "The call, which began at 3:35 p.m., lasted fifty minutes and ended without a deal."
NAMES = ("developed", "held_out", "later", "unseen")
ALL = [case for name in NAMES for case in cases(name)]
TRUE = {re.sub(r"\W", "", case.text) for case in ALL if case.faithful}


def is_right(_: str, sentence: str) -> bool:
    """An ideal judge: it knows the sentences that say what their quotes say, whatever dates were added to them."""
    undated = re.sub(r"(day) \(?\d{1,2} [A-Z][a-z]+ \d{4}\)?", r"\1", sentence)
    return bool({re.sub(r"\W", "", text) for text in (sentence, undated)} & TRUE)


def erring(rate: float, seed: int) -> Callable[[str, str], bool]:
    rng = random.Random(seed)
    return lambda quotes, sentence: is_right(quotes, sentence) ^ (rng.random() < rate)


def counted(step: Step, request: Request) -> Step:
    """``step`` with the tokens that a model counts, four characters each, so that a question's allowance is what it is."""
    while callable(step):
        step = step(request)
    asked = sum(len(str(message["content"])) for message in request["messages"])
    return replace(step, tokens=(asked // 4, len(step.text) // 4)) if isinstance(step, Says) else step


@dataclass
class Newsroom:
    """A model and a judge on one scripted server."""

    server: Server
    folder: Path
    replies: list[Answer] = field(default_factory=list)

    def ask(self, claims: Sequence[tuple[str, str, str]], judge: Judge | None, step: Step | None = None) -> Answer:
        """What is shown of ``claims``, each a sentence with its quote and day; ``step`` is what the judge does."""
        news = [article(f"n{n}", quote, day=day) for n, (_, quote, day) in enumerate(claims)]

        def reply(request: Request) -> Step:
            if items_of(request):
                assert step is not None
                return counted(step, request)
            return counted(draft(request, *((text, [quote]) for text, quote, _ in claims)), request)

        self.server.asked.clear()
        self.server.script = [reply]
        chain = claims_from(open_model(self.server.url, self.folder), StubSearch(news), judge=judge)
        return chain.ask(Query("What did the towns do?"))

    def shown(self, wanted: Sequence[Case], right: Callable[[str, str], bool] | None) -> float:
        """The share of ``wanted`` that is shown as sentences; ``right`` None is no judge at all."""
        count = 0
        for start in range(0, len(wanted), A_REPLY):
            part = [(case.text, case.quote, case.day) for case in wanted[start : start + A_REPLY]]
            answer = self.ask(part, LlmJudge() if right else None, judging(right) if right else None)
            count += len(answer.claims)
        return count / len(wanted)


@pytest.fixture(scope="module", autouse=True)
def checked_once() -> Iterator[None]:
    """What words find in a sentence is the same whichever judge hears it, and a set is told up to five times."""
    found = cache(check)
    with pytest.MonkeyPatch.context() as patch:
        for module in (llm_judge, prove):
            patch.setattr(module, "check", lambda claim, proofs: found(claim, tuple(proofs)))
        yield


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with scripted() as server:
        yield Newsroom(server, tmp_path)


def of(name: str, faithful: bool) -> list[Case]:
    """Sentences of one file, those over one quote apart from one another."""
    found = [case for case in cases(name) if case.faithful is faithful]
    return sorted(found, key=lambda case: [one.text for one in found if one.quote == case.quote].index(case.text))


def with_judges_that_err(newsroom: Newsroom, wanted: list[Case]) -> float:
    """The share of ``wanted`` that is shown with a judge that errs on one in five; the mean of three judges where they are few."""
    seeds = (1, 2, 3) if len(wanted) < 50 else (1,)
    return sum(newsroom.shown(wanted, erring(0.2, seed)) for seed in seeds) / len(seeds)


SETS = [pytest.param(name, marks=() if name == "unseen" else pytest.mark.slow) for name in NAMES]


@pytest.mark.parametrize("name", SETS)
def test_wrong_sentences_are_not_shown(newsroom: Newsroom, name: str) -> None:
    wrong = of(name, faithful=False)
    assert newsroom.shown(wrong, is_right) <= 0.05
    assert with_judges_that_err(newsroom, wrong) <= 0.15
    assert newsroom.shown(wrong, None) <= 0.10


@pytest.mark.parametrize("name", SETS)
def test_right_sentences_are_shown(newsroom: Newsroom, name: str) -> None:
    right = of(name, faithful=True)
    assert newsroom.shown(right, is_right) >= 0.85
    assert with_judges_that_err(newsroom, right) >= 0.80


@pytest.mark.parametrize("judge", [None, judging(lambda *_: True), judging(lambda *_: False), Fails(500), Says("no")])
def test_the_founding_sentence_turned_round_is_never_shown(newsroom: Newsroom, judge: Step | None) -> None:
    day = "2021-12-31"
    for text in (TURNED, "Biden had requested the call with Putin.", "The call with Putin was requested by Biden."):
        answer = newsroom.ask([(text, KREMLIN, day)], LlmJudge() if judge else None, judge)
        assert answer.claims == ()
        assert "Biden had requested" not in answer.note


def test_a_judge_confirms(newsroom: Newsroom) -> None:
    answer = newsroom.ask([(RIGHT, KREMLIN, "2021-12-31")], LlmJudge(), judging(is_right))
    assert [(claim.text, claim.confirmed) for claim in answer.claims] == [(RIGHT, True)]
    assert len(newsroom.server.asked) == 2
    items = items_of(newsroom.server.asked[1])
    assert len(items) > 1, "decoys stand beside it"
    assert {quotes for quotes, _ in items.values()} == {KREMLIN}
    assert "<article" not in json.dumps(newsroom.server.asked[1]), "the judge sees no article"
    assert answer.trace is not None
    assert [call.prompt for call in answer.trace.calls] == ["answer 2", "judge 2"]
    assert [claim.outcome for claim in answer.trace.claims] == ["confirmed"]


def test_a_judge_takes_away(newsroom: Newsroom) -> None:
    def but_the_hour(_: str, sentence: str) -> bool:
        return sentence == RIGHT

    claims = [(RIGHT, KREMLIN, "2021-12-31"), ("The call ended without a deal.", LONG, "2021-12-31")]
    answer = newsroom.ask(claims, LlmJudge(), judging(but_the_hour))
    assert [claim.text for claim in answer.claims] == [RIGHT]
    assert answer.left_out == 1
    assert [item.quote for item in answer.evidence] == [KREMLIN]


def test_a_judge_that_lets_a_decoy_pass_is_not_believed(newsroom: Newsroom) -> None:
    answer = newsroom.ask([(RIGHT, KREMLIN, "2021-12-31")], LlmJudge(), judging(lambda *_: True))
    assert (answer.claims, answer.note) == ((), UNBELIEVED)
    assert [item.quote for item in answer.evidence] == [KREMLIN]


@pytest.mark.parametrize("step", [Fails(401), Says(""), Says("All fine."), Says('{"verdicts": []}')])
def test_without_a_word_of_the_judge_what_is_in_doubt_is_its_quote(newsroom: Newsroom, step: Step) -> None:
    claims = [
        ("The call ended without a deal and began at 3:35 p.m.", LONG, "2021-12-31"),
        (KREMLIN, KREMLIN, "2021-12-31"),
    ]
    answer = newsroom.ask(claims, LlmJudge(), step)
    assert [(claim.text, claim.confirmed) for claim in answer.claims] == [(KREMLIN, False)]
    assert [item.quote for item in answer.evidence] == [LONG, KREMLIN]
    assert "No judge compared" in answer.note


def test_up_to_four_claims_keep_their_quotes(newsroom: Newsroom) -> None:
    said = [f"The council of {place} closed a bridge." for place in ("Ald", "Bor", "Cam", "Dun")]
    answer = newsroom.ask([(text, text, "2021-12-31") for text in said], None)
    assert [claim.text for claim in answer.claims] == said
    assert [item.quote for item in answer.evidence] == said


def test_four_claims_of_two_sentences_each_keep_them_all(newsroom: Newsroom) -> None:
    places = ("Ald", "Bor", "Cam", "Dun")
    pairs = [(f"The council of {place} closed a bridge.", f"{place} will open it in May.") for place in places]
    news = [article(f"n{n}", " ".join(pair), day="2021-12-31") for n, pair in enumerate(pairs)]
    newsroom.server.script = [lambda request: draft(request, *((one, [one, two]) for one, two in pairs))]
    chain = claims_from(open_model(newsroom.server.url, newsroom.folder), StubSearch(news))
    answer = chain.ask(Query("What did the towns do?"))
    assert [claim.citations for claim in answer.claims] == [(1, 2), (3, 4), (5, 6), (7, 8)]


def test_a_question_with_its_judge_stays_within_its_tokens(newsroom: Newsroom) -> None:
    newsroom.ask(
        [(case.text, case.quote, case.day) for case in of("later", True)[:4]], LlmJudge(), judging(erring(0.3, 5))
    )
    told = sum(len(str(message["content"])) for request in newsroom.server.asked for message in request["messages"])
    assert 2 < len(newsroom.server.asked) <= 4
    assert told / 4 + 250 + 3 * 100 < 5_000


def test_the_judge_may_be_a_model_on_this_machine(newsroom: Newsroom) -> None:
    claims = [(RIGHT, KREMLIN, "2021-12-31")]
    answer = newsroom.ask(claims, LocalJudge(lambda pairs: [is_right(*pair) for pair in pairs]))
    assert [claim.confirmed for claim in answer.claims] == [True]
    assert len(newsroom.server.asked) == 1
    assert newsroom.ask(claims, LocalJudge(lambda pairs: [True for _ in pairs])).note == UNBELIEVED
    assert newsroom.ask(claims, LocalJudge(lambda pairs: [False for _ in pairs])).claims == ()


def test_another_model_judges_where_the_settings_name_one(newsroom: Newsroom) -> None:
    settings = Settings(
        data_dir=newsroom.folder,
        llm_model="openai:scripted",
        llm_base_url=newsroom.server.url,
        llm_judge_model="openai:other",  # type: ignore[call-arg]
    )
    answer = newsroom.ask([(RIGHT, KREMLIN, "2021-12-31")], open_judge(settings), judging(is_right))
    assert [claim.confirmed for claim in answer.claims] == [True]
    assert [request["model"] for request in newsroom.server.asked] == ["scripted", "other"]
    assert open_judge(settings.model_copy(update={"llm_judge_model": "off"})) is None
    newsroom.server.script = [Fails(401)]
    assert "LLM_JUDGE_MODEL: " in (check_judge(settings) or "")
    assert check_judge(settings.model_copy(update={"llm_judge_model": ""})) is None
    missing = settings.model_copy(update={"llm_judge_model": "local:/no/such/folder"})
    assert "cannot be loaded" in (check_judge(missing) or "")


@pytest.mark.parametrize("case", [case for case in ALL if case.faithful], ids=lambda case: case.text[:40])
def test_every_sentence_has_a_decoy_that_is_wrong(case: Case) -> None:
    made = decoys(case.text, case.quote, random.Random(1))
    assert made
    assert not any(is_right("", text) for text in made)


def test_verdicts_are_read_from_whatever_stands_around_them() -> None:
    verdict = '{"verdicts": [{"item": 1, "differs": "Nothing "}, {"item": "x"}, 3, {"item": 2, "differs": "act"}]}'
    assert read_verdicts(f'<think>{{}}</think>{{"a": 1}} {verdict}') == {1: "nothing", 2: "act"}
    assert read_verdicts("none") == {}
