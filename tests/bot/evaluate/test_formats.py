"""Question sets in every format, good and broken."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.evaluate.formats import read_questions
from bot.evaluate.questions import Question, QuestionError, chosen

ROOT = Path(__file__).parents[3]
NEWS = ROOT / "../shared/news"


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_own_format(tmp_path: Path) -> None:
    path = write(
        tmp_path / "q.jsonl",
        {
            "id": "a",
            "question": "Who  won?",
            "answers": ["Ann"],
            "articles": ["x.txt"],
            "asked_on": "2022-01-02",
            "tags": ["t"],
        },
        {"question": "Who lost?", "answerable": False},
    )
    first, second = read_questions(path).questions
    assert first == Question("a", "Who won?", ("Ann",), ("x.txt",), True, date(2022, 1, 2), ("t",))
    assert (second.answerable, second.answers, len(second.id)) == (False, (), 16)


def test_conversations(tmp_path: Path) -> None:
    path = write(
        tmp_path / "q.jsonl",
        {
            "id": "c",
            "tags": ["chat"],
            "turns": [
                {"question": "Who won?", "answers": ["Ann"]},
                "Really?",
                {"question": "When?", "answers": ["May"]},
            ],
        },
        {"id": "d", "turns": ["Who won?"], "question": "And when?", "answers": ["May"]},
        {"id": "e", "turns": [{"asked": "Who won?", "standalone": "x"}, {"asked": "Where?"}], "answers": ["Rome"]},
    )
    found = [(q.id, q.text, q.earlier, q.tags) for q in read_questions(path).questions]
    assert found == [
        ("c.1", "Who won?", (), ("chat",)),
        ("c.3", "When?", ("Who won?", "Really?"), ("chat",)),
        ("d", "And when?", ("Who won?",), ()),
        ("e", "Where?", ("Who won?",), ()),
    ]


def test_kinds_nuggets_and_wrong_answers_of_the_own_format(tmp_path: Path) -> None:
    nuggets = [["Jan. 10", "January 10"], ["Geneva"]]
    path = write(
        tmp_path / "q.jsonl",
        {"id": "a", "question": "latest on the talks", "kind": "latest", "nuggets": nuggets, "wrong": ["Vienna"]},
        {"id": "b", "question": "thanks", "kind": "chitchat"},
        {
            "id": "c",
            "turns": [{"question": "Who met?", "answer": "The two"}, "Why?"],
            "question": "Where?",
            "answers": ["x"],
        },
    )
    found = read_questions(path)
    latest, thanks, where = found.questions
    assert found.kind == "newsdesk"
    assert (latest.kind, latest.nuggets, latest.wrong) == (
        "latest",
        (("Jan. 10", "January 10"), ("Geneva",)),
        ("Vienna",),
    )
    assert (latest.answerable, latest.answers, thanks.answerable) == (True, (), False)
    assert (where.earlier, where.told) == (("Who met?", "Why?"), ("The two", ""))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"nuggets": "Geneva"}, "nuggets is not a list"),
        ({"nuggets": [[]]}, "a nugget has no string"),
        ({"kind": "absent", "answerable": True}, "a question of the kind absent has no answer"),
    ],
)
def test_what_no_nuggets_are(tmp_path: Path, fields: dict[str, object], says: str) -> None:
    with pytest.raises(QuestionError, match=f"line 1: {says}"):
        read_questions(write(tmp_path / "q.jsonl", {"question": "Where?", **fields}))


def test_desk_questions(tmp_path: Path) -> None:
    url = "https://news.example/a"
    path = write(
        tmp_path / "desk.jsonl",
        {"id": "n", "question": "how tall is he", "asked_on": "2022-01-02", "kind": "near-miss", "answerable": False,
         "evidence": [{"url": url, "sentence": "He is old."}]},
        {"id": "f", "question": "and where", "asked_on": "2022-01-02", "kind": "followup", "answerable": True,
         "history": [{"question": "who met", "answer": "The two men met."}], "nuggets": [["Geneva", "Genf"]],
         "wrong": ["Vienna"], "evidence": [{"url": url, "sentence": "They met in Geneva."}] * 2, "note": "hard"},
    )  # fmt: skip
    found = read_questions(path)
    assert found.kind == "desk questions"
    assert found.questions == (
        Question("n", "how tall is he", answerable=False, asked_on=date(2022, 1, 2), kind="near-miss"),
        Question(
            "f", "and where", (), (url,), True, date(2022, 1, 2), (), ("who met",), ("The two men met.",), "followup",
            (("Geneva", "Genf"),), ("Vienna",),
        ),
    )  # fmt: skip


def test_drafts_are_left_out_and_said(tmp_path: Path) -> None:
    path = write(
        tmp_path / "q.jsonl",
        {"question": "A ____?", "answers": ["b"], "draft": True},
        {"question": "C?", "answers": ["d"]},
    )
    asked = read_questions(path)
    assert ([q.text for q in asked.questions], len(asked.left_out)) == (["C?"], 1)
    assert len(read_questions(path, drafts=True).questions) == 2


def test_ids_are_made_unique(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", *[{"id": "a", "question": "Who?", "answers": ["x"]}] * 2)
    assert [question.id for question in read_questions(path).questions] == ["a", "a-2"]


@pytest.mark.parametrize("version", ["1.1", "v2.0"])
def test_squad(tmp_path: Path, version: str) -> None:
    asked = [
        {"id": "1", "question": "In what country is Normandy?", "answers": [{"text": "France", "answer_start": 3}] * 2}
    ]
    if version == "v2.0":
        asked[0]["is_impossible"] = False
        asked.append(
            {
                "id": "2",
                "question": "What is France?",
                "answers": [],
                "is_impossible": True,
                "plausible_answers": [{"text": "x"}],
            }
        )
    data = [{"title": "The_Normans", "paragraphs": [{"context": "In France, …", "qas": asked}]}]
    (tmp_path / "dev.json").write_text(json.dumps({"version": version, "data": data}))
    found = read_questions(tmp_path / "dev.json")
    assert found.kind == "SQuAD"
    assert found.questions[0] == Question(
        "1", "In what country is Normandy?", ("France",), ("000000",), True, None, ("The Normans",)
    )
    assert [(q.answerable, q.answers, q.articles) for q in found.questions[1:]] == [(False, (), ())] * (
        version != "1.1"
    )
    assert [(d.name, d.title, d.text) for d in found.documents] == [("000000", "The Normans", "In France, …")]


def test_realtime_qa_asks_only_what_is_known_to_be_answered(tmp_path: Path) -> None:
    record = {"id": "1", "asked_on": "2022-06-16", "source": "CNN", "question": "Which show?", "answer": "“Squid Game”"}
    urls = ["https://news.example/a"]
    path = write(tmp_path / "q.jsonl", {**record, "answer_urls": urls}, {**record, "answer_urls": []})
    found = read_questions(path)
    assert found.questions == (
        Question("1", "Which show?", ("“Squid Game”",), tuple(urls), True, date(2022, 6, 16), ("CNN",)),
    )
    assert "1 questions" in found.left_out[0]


@pytest.mark.skipif(not NEWS.is_dir(), reason="the news questions are not beside the project")
@pytest.mark.parametrize(("year", "asked", "unknown"), [(2022, 483, 327), (2023, 645, 784)])
def test_realtime_qa_as_it_is_published(year: int, asked: int, unknown: int) -> None:
    found = read_questions(NEWS / f"questions-{year}.jsonl")
    assert (len(found.questions), found.left_out[0].split()[0]) == (asked, str(unknown))


def test_multihop_rag(tmp_path: Path) -> None:
    def item(answer: str, kind: str, *urls: str) -> dict[str, object]:
        return {
            "query": "Which?",
            "answer": answer,
            "question_type": kind,
            "evidence_list": [{"url": url} for url in urls],
        }

    path = tmp_path / "MultiHopRAG.json"
    items = [item("Ann Lee", "inference_query", "u1", "u2"), item("Yes", "comparison_query", "u1")]
    path.write_text(json.dumps([*items, item("Insufficient information.", "null_query")]))
    found = read_questions(path)
    assert [(q.answers, q.articles, q.answerable) for q in found.questions] == [
        (("Ann Lee",), ("u1", "u2"), True),
        ((), ("u1",), True),
        ((), (), False),
    ]


def test_beir(tmp_path: Path) -> None:
    write(tmp_path / "corpus.jsonl", {"_id": "d1", "title": "T", "text": "About cats."}, {"_id": "d2", "text": "Dogs."})
    write(tmp_path / "queries.jsonl", {"_id": "q1", "text": "cats?"}, {"_id": "q2", "text": "unjudged"})
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\n")
    found = read_questions(tmp_path)
    assert found.questions == (Question("q1", "cats?", (), ("d1",)),)
    assert [d.name for d in found.documents] == ["d1", "d2"]


def test_votes(tmp_path: Path) -> None:
    def vote(number: int, vote: str, quotes: list[str], verdict: str = "answered") -> dict[str, object]:
        about = {
            "id": f"feedback-{number}",
            "question": "Who?",
            "asked_on": "2022-01-02",
            "verdict": verdict,
            "reason": None,
        }
        return {**about, "articles": ["abc"] if quotes else [], "quotes": quotes, "vote": vote}

    path = write(
        tmp_path / "votes.jsonl",
        vote(1, "up", ["Ann won."]),
        vote(2, "up", [], "not_found"),
        vote(3, "down", ["Bob."]),
        vote(4, "up", ["Eve ran."], "related"),
    )
    found = read_questions(path)
    assert [(q.answers, q.articles, q.answerable) for q in found.questions] == [
        (("Ann won.",), ("abc",), True),
        ((), (), False),
        ((), (), False),
    ]
    assert found.left_out == ("1 votes down: what would be right is not known",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("{not json}", "line 1 is not JSON"),
        ('"just a string"', "not a JSON object"),
        ('{"answers": ["x"]}', "line 1: it has no question"),
        ('{"question": "Who?", "answers": [1]}', "answers is not a list of strings"),
        ('{"question": "Who?", "answerable": "no"}', "neither true nor false"),
        ('{"question": "Who?", "answers": ["x"], "asked_on": "May"}', "write it like"),
        ('{"question": "Who?", "turns": 3}', "turns is not a list"),
        ('{"data": [{"title": "x"}]}', "paragraphs"),
        ('[{"query": "Who?"}]', "answer"),
        ('{"question": "x", "draft": true}', "1 drafts"),
    ],
)
def test_broken_sets_are_told_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "q.jsonl").write_text(text)
    with pytest.raises(QuestionError) as caught:
        read_questions(tmp_path / "q.jsonl")
    assert says in str(caught.value)
    assert "q.jsonl" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="There is no"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(QuestionError, match="BEIR"):
        read_questions(tmp_path)


def test_choice_is_by_tag_and_seed_and_keeps_order(tmp_path: Path) -> None:
    records = [
        {"id": str(n), "question": f"Q{n}?", "answers": ["x"], "tags": [["odd", "even"][n % 2 == 0]]} for n in range(20)
    ]
    everything = read_questions(write(tmp_path / "q.jsonl", *records))
    even = chosen(everything, tags=["even"])
    assert len(even.questions) == 10
    some = chosen(even, limit=4, seed=1)
    assert some == chosen(even, limit=4, seed=1) != chosen(even, limit=4, seed=2)
    assert [int(q.id) for q in some.questions] == sorted(int(q.id) for q in some.questions)
    assert len({everything.digest, even.digest, some.digest}) == 3
