"""The question sets are sound: what they ask for stands in the articles that they name.

samples.jsonl, one object a line: ``question`` as asked on the day ``asked_on``; ``answerable``; ``answers``, variants of
which any one, verbatim in a quote, is right; ``articles`` that answer (for a near miss: that are about the topic but do
not), each by its URL or, where it has none, by the end of its key; ``tags``. A follow-up also has ``turns``, the questions
asked before it, oldest first, and ``standalone``, the question as one would ask it without them. The tag ``plain`` is for
questions that keep close to the article's words, ``near-miss`` and ``absent`` for those that must not be answered.

desk.jsonl, what people ask a news desk, is checked in test_desk.py.

conversations.jsonl: ``turns``, each with ``asked`` and ``standalone``; ``answers`` and ``articles`` are those of the last
turn. conversations_seed.jsonl is the same over an article that is not part of the project.
"""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.types import Article
from tests.questions.stored_articles import Stored, stored

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SEED = ROOT / "../shared/seed"

Row = dict[str, Any]

KINDS = {
    *("who", "what", "when", "where", "why", "how", "how-many", "how-long", "comparison", "conflict", "contradiction"),
    *("update", "correction", "repeat", "teaser", "undated", "compressed", "unicode", "time", "vague", "typo"),
    *("lower-case", "plain", "paraphrase", "follow-up", "topic-switch", "pronoun", "ellipsis", "near-miss", "absent"),
}
LEAST = {
    **{"who": 30, "when": 20, "where": 12, "how-many": 50, "why": 15, "comparison": 10, "conflict": 6, "update": 12},
    **{"teaser": 12, "follow-up": 10, "time": 4, "typo": 10, "vague": 5, "near-miss": 40, "absent": 10},
}
COPIED = 8
"""Words in a row that a question may not share with an article."""


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


QUESTIONS = rows("samples.jsonl")
CONVERSATIONS = rows("conversations.jsonl")
SEED_CONVERSATIONS = rows("conversations_seed.jsonl")


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    if not SEED.is_dir():
        pytest.skip("the article that the project was born from is not beside the project")
    return stored(tmp_path_factory.mktemp("seed"), SEED)


def quotable(articles: list[Article]) -> list[str]:
    return [article.text[span.start : span.end] for article in articles for span in article.body]


def unfounded(entries: list[Row], stored: Stored) -> Iterator[str]:
    """Names that name no article or several, answers that stand in none of those named, and articles that hold none."""
    for entry in entries:
        for name in entry["articles"]:
            if sum(item.kind == "article" for item in stored.named(name)) != 1:
                yield f"{entry['id']}: not the name of one article: {name}"
            texts = quotable(stored.named(name))
            if entry["answers"] and not any(answer in found for answer in entry["answers"] for found in texts):
                yield f"{entry['id']}: {name} holds none of {entry['answers']}"
        texts = quotable([item for name in entry["articles"] for item in stored.named(name)])
        yield from (f"{entry['id']}: {each}" for each in entry["answers"] if not any(each in found for found in texts))


def words(text_: str) -> list[str]:
    return re.findall(r"[\w’']+", text_.casefold())


def runs(text_: str) -> set[tuple[str, ...]]:
    each = words(text_)
    return {tuple(each[start : start + COPIED]) for start in range(len(each) - COPIED + 1)}


def asked(entry: Row) -> list[str]:
    """Every question in an entry, as asked and standing alone."""
    earlier = [form for turn in entry.get("turns", []) for form in ([turn] if isinstance(turn, str) else turn.values())]
    return [*earlier, *(entry[name] for name in ("question", "standalone") if name in entry)]


def test_there_are_enough_of_every_kind() -> None:
    count = Counter(tag for question in QUESTIONS for tag in question["tags"])
    assert set(count) | {tag for talk in CONVERSATIONS + SEED_CONVERSATIONS for tag in talk["tags"]} <= KINDS
    assert {tag: count[tag] for tag, least in LEAST.items() if count[tag] < least} == {}
    assert len(QUESTIONS) >= 200
    unanswerable = [question for question in QUESTIONS if not question["answerable"]]
    assert len(unanswerable) >= 50
    assert 2 * sum("near-miss" in question["tags"] for question in unanswerable) >= len(unanswerable)
    assert len(CONVERSATIONS) >= 44 and len(SEED_CONVERSATIONS) <= 8
    assert Counter(len(talk["turns"]) for talk in CONVERSATIONS)[3] >= 15
    assert sum("topic-switch" in talk["tags"] for talk in CONVERSATIONS) >= 8


def test_every_question_has_the_fields_it_needs() -> None:
    fields = {"id", "question", "answers", "asked_on", "articles", "answerable", "tags"}
    for question in QUESTIONS:
        follows = {"turns", "standalone"} if "follow-up" in question["tags"] else set()
        assert set(question) == fields | follows, question["id"]
        assert question["answerable"] is bool(question["answers"]), question["id"]
        assert bool(question["articles"]) is ("absent" not in question["tags"]), question["id"]
        refused = {"near-miss", "absent"} & set(question["tags"])
        assert len(refused) == (0 if question["answerable"] else 1), question["id"]


def test_every_conversation_has_two_or_three_turns_each_standing_alone() -> None:
    for talk in CONVERSATIONS + SEED_CONVERSATIONS:
        assert set(talk) == {"id", "turns", "answers", "asked_on", "articles", "tags"}
        assert len(talk["turns"]) in (2, 3) and talk["answers"] and talk["articles"], talk["id"]
        assert all(set(turn) == {"asked", "standalone"} for turn in talk["turns"]), talk["id"]
        first, last = talk["turns"][0], talk["turns"][-1]
        assert first["asked"] == first["standalone"], talk["id"]
        assert (last["asked"] == last["standalone"]) is ("topic-switch" in talk["tags"]), talk["id"]


def test_nothing_is_there_twice_or_blank() -> None:
    everything = QUESTIONS + CONVERSATIONS + SEED_CONVERSATIONS
    assert max(Counter(entry["id"] for entry in everything).values()) == 1
    alone = Counter(tuple(words(question.get("standalone", question["question"]))) for question in QUESTIONS)
    talks = Counter(tuple(words(" ".join(asked(talk)))) for talk in CONVERSATIONS + SEED_CONVERSATIONS)
    assert [form for form, times in (alone + talks).items() if times > 1] == []
    for entry in everything:
        for values in (entry["answers"], entry["articles"], entry["tags"]):
            assert len(set(values)) == len(values), entry["id"]
        assert all(each == each.strip() != "" for each in [*entry["answers"], *asked(entry)]), entry["id"]


def test_each_is_asked_when_an_article_that_it_names_is_out(samples: Stored) -> None:
    for entry in QUESTIONS + CONVERSATIONS:
        day = date.fromisoformat(entry["asked_on"])
        found = [item for name in entry["articles"] for item in samples.named(name) if item.kind == "article"]
        dates = [item.published.at.date() if item.published else date.min for item in found]
        assert not dates or min(dates) <= day, entry["id"]


def test_answers_stand_in_the_articles_that_are_named(samples: Stored) -> None:
    assert list(unfounded(QUESTIONS + CONVERSATIONS, samples)) == []


def test_answers_over_the_seed_stand_in_it(seed: Stored) -> None:
    assert list(unfounded(SEED_CONVERSATIONS, seed)) == []


def test_every_article_is_asked_about(samples: Stored) -> None:
    about = {item.key for question in QUESTIONS for name in question["articles"] for item in samples.named(name)}
    assert [page.key for page in samples.pages if page.key not in about] == []


def test_questions_over_the_samples_are_in_words_of_their_own(samples: Stored) -> None:
    taken = set(itertools.chain.from_iterable(runs(item.text) for item in samples.articles))
    entries = QUESTIONS + CONVERSATIONS
    assert [form for entry in entries for form in asked(entry) if runs(form) & taken] == []


def test_nothing_of_the_seed_is_copied(seed: Stored) -> None:
    taken = set(itertools.chain.from_iterable(runs(item.text) for item in seed.articles))
    forms = [form for talk in SEED_CONVERSATIONS for form in [*asked(talk), *talk["answers"]]]
    assert [form for form in forms if runs(form) & taken] == []
    assert max(len(words(answer)) for talk in SEED_CONVERSATIONS for answer in talk["answers"]) <= 5
