"""What is noted of a question, what it costs, and that the unanswerable never counts as a hit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answer.choose.deciding import Threshold
from bot.evaluate.examine import Examiner, Extent
from bot.evaluate.prepare import OptionError, Setup, extractive
from bot.evaluate.question_result import FULL, from_json, to_json
from bot.evaluate.questions import Question
from bot.evaluate.remember import ABLATIONS
from bot.evaluate.scoring import score
from index.store import Store
from index.types import digest
from tests.bot.evaluate.news import QUESTIONS, FakeModels

FIRST = digest("https://news.example/0")


def examiner(
    store: Store, models: FakeModels, extent: Extent | None = None, logit: float = 2.0, **changes: str
) -> Examiner:
    setup = Setup.of({name.replace("_", ".", 1): value for name, value in changes.items()})
    reader = extractive(setup, Threshold(logit=logit, slope=1.0))
    return Examiner(store, models.embedder, models.reranker, reader, setup.search, extent or Extent())


def test_a_question_that_is_answered(store: Store, models: FakeModels) -> None:
    result = examiner(store, models).examine(QUESTIONS[0])
    values = score(QUESTIONS[0], result)
    assert result.relevant_articles == (FIRST,)
    assert result.reply.cited[0].article == FIRST
    assert (result.outlet, result.day) == ("Outlet 0", "2022-02-01")
    for name in ("hit@1", "article_hit@1", "first_quote", "any_quote", "answered_right", "verbatim", "contained"):
        assert values[name] == 1, name
    assert values["abstained"] == 0
    assert values["seconds"] > 0
    assert from_json(to_json(result)) == result


def test_other_rows_and_a_second_asking_cost_nothing_twice(store: Store, models: FakeModels) -> None:
    searches = []
    for part in (store.words, store.vectors):
        original = part.search
        part.search = lambda *given, search=original: (searches.append(given), search(*given))[1]  # type: ignore[method-assign]
    result = examiner(store, models, Extent(ablations=True, left_out=True)).examine(QUESTIONS[0])
    assert tuple(result.rows) == (FULL, *ABLATIONS)
    assert models.counting.embedded == 1
    assert len(searches) == 2
    assert len(models.counting.read) == len(set(models.counting.read))
    assert "vectors only: hit@1" in score(QUESTIONS[0], result)


def test_with_the_answer_left_out_no_article_that_holds_it_is_seen(store: Store, models: FakeModels) -> None:
    result = examiner(store, models, Extent(left_out=True), logit=-100).examine(QUESTIONS[0])
    assert result.without is not None
    assert result.without.cited
    assert not any(item.holds or item.from_holding for item in result.without.cited)
    assert {item.article for item in result.without.cited}.isdisjoint({FIRST, digest("https://news.example/1")})
    assert score(QUESTIONS[0], result)["without_abstained"] == 0


def test_an_unanswerable_question_is_never_right(store: Store, models: FakeModels) -> None:
    # Though its answers were given by mistake: whatever is found for it counts against the bot.
    question = replace(QUESTIONS[0], answerable=False)
    values = score(question, examiner(store, models, Extent(ablations=True, left_out=True)).examine(question))
    assert (values["right"], values["rightly_silent"], values["abstained"], values["answerable"]) == (0, 0, 0, 0)
    assert not {"hit@1", "any_quote", "answered_right", "first_quote", "without_abstained"}.intersection(values)
    assert not any(": " in name for name in values)


def test_the_threshold_is_applied_afterwards(store: Store, models: FakeModels) -> None:
    values = score(QUESTIONS[0], examiner(store, models, logit=50.0).examine(QUESTIONS[0]))
    assert (values["any_quote"], values["right"], values["answered_right"], values["abstained"]) == (1, 1, 0, 1)
    assert values["confidence"] < 0.01
    assert values["token_f1"] == 0


def test_a_file_of_several_articles_stands_for_those_with_the_answer(store: Store, models: FakeModels) -> None:
    question = replace(QUESTIONS[2], articles=("news.jsonl",))
    assert examiner(store, models).examine(question).relevant_articles == (digest("https://news.example/2"),)


def test_articles_that_the_corpus_lacks_are_not_held_against_retrieval_by_article(
    store: Store, models: FakeModels
) -> None:
    question = replace(QUESTIONS[2], articles=("https://elsewhere.example/",))
    values = score(question, examiner(store, models).examine(question))
    assert "article_hit@1" not in values
    assert values["hit@4"] == 1


def test_without_answer_strings_articles_decide(store: Store, models: FakeModels) -> None:
    question = replace(QUESTIONS[0], answers=())
    values = score(question, examiner(store, models).examine(question))
    assert values["right"] == values["answered_right"] == values["article_hit@1"] == 1
    assert "hit@1" not in values


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("tell me about the ferry", "topic"),
        ("latest on the ferry", "latest"),
        ("How many people died when the ferry burned and who was the captain of the ferry?", "several"),
        ("Which people died when the ferry burned on Friday?", "list"),
        ("is it true that four people died when the ferry burned", "claim"),
        ("https://news.example/0", "address"),
    ],
)
def test_the_passages_of_a_question_are_judged_however_it_is_answered(
    store: Store, models: FakeModels, text: str, intent: str
) -> None:
    question = replace(QUESTIONS[0], text=text)
    result = examiner(store, models, Extent(ablations=True, left_out=True)).examine(question)
    values = score(question, result)
    assert result.reply.intent == intent
    assert tuple(result.rows) == (FULL, *ABLATIONS)
    assert ("hit@4" in values) is (intent != "address")
    assert [item.shown for item in result.reply.cited] == sorted(
        (item.shown for item in result.reply.cited), reverse=True
    )
    assert (values["any_quote"], values["answered_right"], values["verbatim"]) == (1, 1, 1)


def test_what_is_merely_close_is_silence(store: Store, models: FakeModels) -> None:
    result = examiner(store, models, logit=50.0).examine(replace(QUESTIONS[0], answerable=False))
    assert (result.reply.verdict, result.reply.shown) == ("related", ())
    assert result.reply.cited


def test_thanks_are_silence_without_a_search(store: Store, models: FakeModels) -> None:
    result = examiner(store, models).examine(Question("t", "thanks", answerable=False))
    assert (result.reply.intent, result.reply.cited, result.reply.confidence) == ("small_talk", (), 0.0)


def test_a_follow_up_is_asked_after_its_conversation(store: Store, models: FakeModels) -> None:
    question = Question("f", "Who was the captain?", ("Anna Berg",), earlier=("How many people died on the ferry?",))
    result = examiner(store, models).examine(question)
    assert result.reply.cited
    assert any(asked == question.earlier[0] for asked, _ in models.counting.read)


def test_news_of_the_day_of_the_question_comes_first(store: Store, models: FakeModels) -> None:
    fresh = examiner(store, models, search_freshness_weight="100")
    then = fresh.examine(replace(QUESTIONS[0], asked_on=date(2022, 2, 1)))
    later = fresh.examine(QUESTIONS[0])
    assert then.rows[FULL][0].article == FIRST
    assert later.rows[FULL][0].article == digest("https://news.example/3")


def test_settings_can_be_tried(store: Store, models: FakeModels) -> None:
    result = examiner(store, models, search_reranked="2").examine(QUESTIONS[0])
    assert len(result.rows[FULL]) == 2


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("search.nonsense", "1", "there are"),
        ("nonsense", "1", "should start with"),
        ("search.reranked", "many", "a number"),
    ],
)
def test_settings_that_do_not_exist(name: str, value: str, says: str) -> None:
    with pytest.raises(OptionError, match=says):
        Setup.of({name: value})
