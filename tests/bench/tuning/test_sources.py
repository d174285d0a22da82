"""The sources, each over a few lines in its own form."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.tuning.groups import Group
from bench.tuning.lines import json_lines
from bench.tuning.sources.cloze import cloze_groups
from bench.tuning.sources.gaps import asked_of
from bench.tuning.sources.news import published, read_periods, windows
from bench.tuning.sources.nqg import nqg_groups
from bench.tuning.sources.qamr import qamr_groups, written
from bench.tuning.sources.qed import qed_groups
from bench.tuning.sources.quiz import quiz_groups
from bench.tuning.sources.selqa import selqa_groups
from bench.tuning.sources.squad import squad_groups
from bench.tuning.sources.written import QUESTIONS, written_groups
from bench.tuning.swaps import NameSwapper

SENTENCES = (
    "Ana Ruiz opened the harbour bridge on Friday in Lisbon.",
    "The harbour bridge cost 12 million euros, said the mayor of Porto.",
    "Crowds walked over the bridge in the rain for several hours.",
    "A ferry had carried people over the river since the war.",
)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def write_lines(path: Path, *rows: object) -> None:
    write(path, "".join(json.dumps(row) + "\n" for row in rows))


def article(url: str, *sentences: str) -> dict[str, str]:
    text = "\n".join(
        [*sentences, *(f"Line {number} of {url} tells more of the bridge at length." for number in range(12))]
    )
    return {"url": url, "title": "Bridge opened", "text": text, "publish_date": "2022/06/12"}


def right_ones(groups: list[Group]) -> dict[str, str]:
    return {group.question: group.texts[0] for group in groups if group.right}


def test_qed(tmp_path: Path) -> None:
    paragraph = f"{SENTENCES[0]} {SENTENCES[1]} {SENTENCES[2]}"
    start = paragraph.index("Ana Ruiz")
    row = {
        "paragraph_text": paragraph,
        "question_text": "who opened the harbour bridge",
        "title_text": "Harbour bridge",
        "sentence_starts": [0, len(SENTENCES[0]) + 1, len(SENTENCES[0]) + len(SENTENCES[1]) + 2],
        "answer_spans": [[start, start + 8]],
        "answer_text": ["Ana Ruiz"],
        "annotation": [],
    }
    write_lines(tmp_path / "nq-train-00-qed.jsonlines", row)
    group = next(qed_groups(tmp_path, Random(1)))
    assert group.span and group.texts[0][slice(*group.span)] == "Ana Ruiz"
    assert not any("Ana Ruiz" in text for text in group.texts[1:])


def test_squad(tmp_path: Path) -> None:
    context = " ".join(SENTENCES)
    asked = [
        {"question": "Who opened it?", "answers": [{"text": "Ana Ruiz", "answer_start": 0}]},
        {"question": "Who sold the bridge?", "is_impossible": True, "answers": []},
    ]
    write(
        tmp_path / "a.json",
        json.dumps({"data": [{"title": "A_b", "paragraphs": [{"context": context, "qas": asked}]}]}),
    )
    answered, unanswered = squad_groups([tmp_path / "a.json"], Random(1))
    assert answered.span and answered.texts[0][slice(*answered.span)] == "Ana Ruiz" and answered.topic == "A b"
    assert unanswered.right == 0 and len(unanswered.texts) == 4


def test_nqg_and_selqa(tmp_path: Path) -> None:
    for part in ("dev", "test"):
        write(tmp_path / f"data/processed/src-{part}.txt", "\n".join(SENTENCES))
        write(
            tmp_path / f"data/processed/tgt-{part}.txt",
            "who opened it ?\nwhat did it cost ?\nwho walked ?\nwhat was before ?",
        )
        row = {"question": "Who opened it?", "candidates": SENTENCES, "answers": [0], "article": "Bridge"}
        write(tmp_path / f"ass/selqa-ass-{part}.json", json.dumps([row]))
    assert set(right_ones(list(nqg_groups(tmp_path, Random(1)))).values()) == set(SENTENCES)
    assert all(text.endswith(SENTENCES[0]) for text in right_ones(list(selqa_groups(tmp_path, Random(1)))).values())


def test_qamr(tmp_path: Path) -> None:
    keys = [f"Wiki1k:wikinews:7:1:{number}" for number in range(len(SENTENCES))]
    write(
        tmp_path / "data/wiki-sentences.tsv",
        "".join(f"{key}\t{text}\n" for key, text in zip(keys, SENTENCES, strict=True)),
    )
    agreed = f"{keys[0]}\t0\t1\t0\t0\tWho opened the bridge?\t0 1\t2:0 1\t3:1\n"
    doubted = f"{keys[0]}\t0\t1\t0\t0\tWho closed the harbour?\t0 1\t2:0 1\t3:Invalid\n"
    write(tmp_path / "data/filtered/dev.tsv", agreed)
    write(tmp_path / "data/filtered/test.tsv", doubted)
    (group,) = qamr_groups(tmp_path, Random(1))
    assert group.span and group.texts[0][slice(*group.span)] == "Ana Ruiz"


@given(st.lists(st.sampled_from(["it", ",", "-LRB-", "n't", "$", "5", "''", "``"]), min_size=1, max_size=12))
def test_tokens_stand_where_they_are_said_to(tokens: list[str]) -> None:
    text, spans = written(tokens)
    assert "".join(text[start:end] for start, end in spans) == text.replace(" ", "")
    assert len(spans) == len(tokens) and all(start < end for start, end in spans)


def test_quiz_and_what_is_unseen(tmp_path: Path) -> None:
    write_lines(tmp_path / "news/2022.jsonl", article("a", *SENTENCES), article("b", *SENTENCES[1:]))
    write_lines(
        tmp_path / "news/2023.jsonl", article("c", "A bridge in Rome was closed for good, the city said on Monday.")
    )
    row = {
        "question": "Who opened the bridge?",
        "answer": "“Ana Ruiz”",
        "answer_urls": ["a"],
        "search_urls": ["a", "b"],
    }
    write_lines(tmp_path / "quiz.jsonl", row)
    periods = read_periods(tmp_path / "news", (), Random(3))
    groups = list(quiz_groups(tmp_path / "quiz.jsonl", periods, (), Random(1)))
    assert {group.source for group in groups} >= {"quiz", "quiz-none"}
    assert all(("Ana Ruiz" in group.texts[0]) == (group.source != "quiz-none") for group in groups)
    assert all("Bridge opened" in text for group in groups for text in group.texts)
    for unseen in ("a", "Who opened the bridge?"):
        assert not list(quiz_groups(tmp_path / "quiz.jsonl", periods, {unseen}, Random(1)))
    assert [a.url for period in read_periods(tmp_path / "news", {"a"}, Random(3)) for a in period.articles] == [
        "b",
        "c",
    ]


def test_cloze(tmp_path: Path) -> None:
    write_lines(tmp_path / "2022.jsonl", article("a", *SENTENCES), article("b", *SENTENCES[1:]))
    periods = read_periods(tmp_path, (), Random(3))
    groups = [group for seed in range(4) for group in cloze_groups(periods, Random(seed))]
    answered = [group for group in groups if group.right]
    assert answered and all(group.span for group in answered)
    for group in answered:
        assert group.span
        answer = group.texts[0][slice(*group.span)]
        assert answer and answer not in group.question


WRITTEN = {
    "url": "c",
    "question": "who cut the ribbon of the bridge",
    "sentences": [SENTENCES[0]],
    "answer": "Ana Ruiz",
    "near_miss": "who cut the ribbon of the tunnel",
}


def test_written_questions(tmp_path: Path) -> None:
    write_lines(tmp_path / "news/2022.jsonl", article("a", *SENTENCES[1:]))
    write_lines(tmp_path / "news/2023.jsonl", article("c", *SENTENCES))
    write_lines(tmp_path / "written.jsonl", WRITTEN, {**WRITTEN, "url": "gone"})
    periods = read_periods(tmp_path / "news", (), Random(3))
    groups = {group.source: group for group in written_groups(tmp_path / "written.jsonl", periods, Random(1))}
    answered, near = groups["written"], groups["written-swap"]
    assert answered.right == 1 and answered.span and answered.texts[0][slice(*answered.span)] == "Ana Ruiz"
    assert not any("Ana Ruiz" in text for text in answered.texts[1:]) and len(answered.texts) > 4
    assert near.right == 0 and "Ana Ruiz" in near.texts[0]


def test_questions_that_were_written_by_where_their_answers_stand(tmp_path: Path) -> None:
    row = article("c", *SENTENCES)
    ends = {
        sentence: [row["text"].find(sentence), row["text"].find(sentence) + len(sentence)] for sentence in SENTENCES
    }
    told = {"sentences": [ends[SENTENCES[0]]], "answer": [0, len("Ana Ruiz")], "misleading": ends[SENTENCES[1]]}
    write_lines(tmp_path / "news/2023.jsonl", row)
    write_lines(tmp_path / "written.jsonl", {**WRITTEN, **told})
    periods = read_periods(tmp_path / "news", (), Random(3))
    groups = {group.source: group for group in written_groups(tmp_path / "written.jsonl", periods, Random(1))}
    assert groups["written"].span and groups["written"].texts[0][slice(*groups["written"].span)] == "Ana Ruiz"
    assert "12 million" in groups["written-swap"].texts[0]


def test_the_questions_that_are_kept_are_whole() -> None:
    rows = list(json_lines(QUESTIONS))
    assert len({(row["url"], row["question"]) for row in rows}) > 4000
    for row in rows:
        (start, end), answer = row["sentences"][0], row["answer"]
        assert (
            start <= answer[0] < answer[1] <= end and row["near_miss"] and row["misleading"][0] < row["misleading"][1]
        )


@given(st.text("aA b,.5%$", max_size=80), st.integers(0, 9))
def test_what_a_question_is_made_of_stands_in_the_text(text: str, seed: int) -> None:
    asked = asked_of(f"{text} Ana Ruiz has paid $5 for all of it, said nobody there.", Random(seed))
    assert asked is None or 0 <= asked.span[0] < asked.span[1]


def test_a_swap_asks_of_what_the_text_does_not_tell() -> None:
    swapper = NameSwapper(["Rome", "Ana Ruiz", "Max Lind"])
    swapped = {swapper.swapped("what did Ana Ruiz open", SENTENCES[0], Random(seed)) for seed in range(9)}
    assert swapped == {None, "what did Max Lind open"}
    assert swapper.swapped("who opened it", SENTENCES[0], Random(1)) is None


@pytest.mark.parametrize(
    ("given", "day"),
    [("2022/06/12", 12), ("20220612", 12), ("2022-06-12T00:00", 12), ("2022-13-01", None), (None, None)],
)
def test_days_of_articles(given: object, day: int | None) -> None:
    found = published(given)
    assert (found.day if found else None) == day


def test_windows_are_whole_sentences_of_a_paragraph() -> None:
    paragraph = " ".join(SENTENCES * 2)
    found = windows(f"Too short.\n{paragraph}")
    assert " ".join(found) == paragraph and all(len(window.split()) <= 60 for window in found)
