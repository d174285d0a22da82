"""Articles and questions of a comparison are chosen the same everywhere, and only such as fit each other."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bench.peers.sample import Question, changed, choose, evenly, read_articles, read_questions, sample_articles, write


def article(number: int, text: str = "It opened.") -> dict[str, str]:
    return {"url": f"http://x/{number}", "title": f"Story {number}", "text": text}


def question(*numbers: int) -> Question:
    return Question(f"When did {numbers} open?", ("opened",), tuple(f"http://x/{number}" for number in numbers))


@given(st.integers(1, 40), st.integers(1, 50), st.integers(0, 20))
def test_every_question_has_its_article_among_those_chosen(there: int, count: int, asked: int) -> None:
    every = [article(number) for number in range(there)]
    articles, questions = choose(every, [question(number, number + 1) for number in range(0, 60, 3)], count, asked)
    chosen = {item["url"] for item in articles}
    assert len(articles) == len(chosen) == min(there, count)
    assert len(questions) <= min(asked, count)
    assert all(chosen.intersection(item.articles) for item in questions)
    again, _ = choose(every[::-1], questions, count, len(questions))
    assert {item["url"] for item in again} == chosen


def test_empty_articles_and_copies_are_not_chosen() -> None:
    every = [article(1, " "), article(2), article(2, "It opened again."), article(3)]
    articles, questions = choose(every, [question(1), question(3)], 10, 10)
    assert articles == [article(2), article(3)]
    assert questions == [question(3)]


def test_questions_lie_evenly() -> None:
    items = [question(number) for number in range(10)]
    assert evenly(items, 4) == [items[0], items[2], items[5], items[7]]
    assert evenly(items, 10) == evenly(items, 20) == items


def test_a_share_of_the_articles_changes_and_one_at_least() -> None:
    for count, expected in ((10, 1), (300, 3)):
        before = [article(number) for number in range(count)]
        after = changed(before, 0.01)
        assert sum(old != new for old, new in zip(before, after, strict=True)) == expected


def test_files_are_read(tmp_path: Path) -> None:
    write([article(1)], tmp_path / "a.jsonl")
    (tmp_path / "b.jsonl.xz").write_bytes(lzma.compress(json.dumps(article(2)).encode()))
    asked = tmp_path / "questions.jsonl"
    lines = (
        {"question": "a", "answers": ["b"], "articles": ["c"]},
        {"question": "d", "answer": "e", "answer_urls": ["f"]},
        {"question": "g", "answers": ["h"], "answerable": False},
        {"question": "i"},
    )
    asked.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert read_articles(tmp_path) == [article(1), article(2)]
    assert read_questions([asked]) == [Question("a", ("b",), ("c",)), Question("d", ("e",), ("f",))]


def test_any_format_becomes_articles_for_all(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bridge opens\n\nThe bridge opened on Friday after a delay of a year.\n", "utf-8")
    (found,) = sample_articles(tmp_path)
    assert (found["url"], found["title"]) == ("a.txt", "Bridge opens")
    assert "opened on Friday" in found["text"]
