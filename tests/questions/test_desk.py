"""What people ask a news desk over the samples: every gold stands in an article, and what has no answer stands in none.

desk.jsonl, one object a line: ``question`` as a person types it on the day ``asked_on``; its ``kind``; ``nuggets``, of each of which
one string has to be told, and ``wrong``, likely mistakes; ``evidence``, sentences of articles that hold the nuggets; ``history``,
the turns before a follow-up; for what has no answer ``nowhere``, regular expressions that match in no article.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.evaluate.formats import read_questions
from bot.evaluate.matching import lettered, stands
from bot.evaluate.nuggets import KINDS
from bot.evaluate.questions import UNANSWERABLE
from index.types import Article
from tests.questions.stored_articles import Stored

PATH = Path(__file__).parent / "desk.jsonl"
QUESTIONS: list[dict[str, Any]] = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]
ONE = {kind for kind in KINDS if kind.startswith("factoid")} | {"yesno", "claim", "said", "whois"}
SEVERAL = {"topic", "latest", "summary", "timeline", "compare", "list", "multi"}
WITHIN = timedelta(days=7)

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])


def article_of(samples: Stored, name: str) -> Article:
    (found,) = (item for item in samples.named(name) if item.kind == "article")
    return found


def test_there_are_questions_of_every_kind() -> None:
    assert set(KINDS) == {question["kind"] for question in QUESTIONS}
    assert len(QUESTIONS) >= 60
    assert max(Counter(question["id"] for question in QUESTIONS).values()) == 1
    assert max(Counter(lettered(question["question"]) for question in QUESTIONS).values()) == 1


def test_the_evaluator_reads_them_all() -> None:
    found = read_questions(PATH)
    assert (found.kind, len(found.questions)) == ("desk questions", len(QUESTIONS))
    assert [question.id for question in found.questions if question.told] == [
        question["id"] for question in QUESTIONS if question["kind"] == "followup"
    ]


@every_question
def test_a_question_is_typed_as_people_type(question: dict[str, Any]) -> None:
    asked = re.sub(r"https?://\S+", "", question["question"])
    assert asked == asked.lower()
    assert not asked.endswith("?")
    assert len(question.get("nuggets", ())) in (
        range(2, 6) if question["kind"] in SEVERAL else (1,) if question["kind"] in ONE else range(6)
    )
    assert (question["kind"] in UNANSWERABLE) is not question["answerable"]
    assert bool(question.get("history")) is (question["kind"] == "followup")


@every_question
def test_nuggets_stand_in_sentences_of_articles_and_wrong_answers_do_not(
    question: dict[str, Any], samples: Stored
) -> None:
    sentences = [item["sentence"] for item in question["evidence"]]
    articles = [article_of(samples, item["url"]) for item in question["evidence"]]
    assert bool(sentences) is question["answerable"]
    assert all(sentence in article.text for sentence, article in zip(sentences, articles, strict=True))
    for nugget in question.get("nuggets", ()):
        assert any(stands(string, sentence) for string in nugget for sentence in sentences), nugget
    for wrong in question.get("wrong", ()):
        assert lettered(wrong)
        assert not any(stands(wrong, sentence) for sentence in sentences), wrong
    days = [article.published.at.date() for article in articles if article.published]
    if days:
        assert max(days) <= date.fromisoformat(question["asked_on"]) <= max(days) + WITHIN


@every_question
def test_what_was_answered_before_is_in_the_words_of_an_article(question: dict[str, Any], samples: Stored) -> None:
    texts = [" ".join(article.text.split()) for article in samples.articles]
    for turn in question.get("history", ()):
        assert any(turn["answer"] in text for text in texts)


def matches(question: dict[str, Any], samples: Stored) -> Iterator[str]:
    for pattern in question.get("nowhere", ()):
        for article in samples.articles:
            if found := re.search(pattern, " ".join(article.text.split()), re.IGNORECASE):
                yield f"{article.key}: {found.group()}"


@every_question
def test_what_has_no_answer_stands_nowhere(question: dict[str, Any], samples: Stored) -> None:
    assert bool(question.get("nowhere")) is (question["kind"] in ("near-miss", "absent"))
    assert list(matches(question, samples)) == []


@every_question
def test_an_address_is_that_of_a_stored_article_and_a_typo_is_one(question: dict[str, Any], samples: Stored) -> None:
    if question["kind"] == "url":
        assert article_of(samples, re.findall(r"https?://\S+", question["question"])[0])
    if question["kind"] == "typo":
        known = set(lettered(" ".join(article.text for article in samples.articles)).split())
        assert set(lettered(question["question"]).split()) - known
