"""Question sets of others: SQuAD 1.1 and 2.0, RealTime QA, MultiHop-RAG, BEIR folders, desk questions, and exported votes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.evaluate.questions import (
    UNANSWERABLE,
    CorpusDocument,
    Question,
    QuestionError,
    QuestionSet,
    day,
    from_record,
    json_lines,
    parse_jsonl,
    read_file,
    strings,
    with_unique_ids,
)

_NO_STRING = ("yes", "no", "true", "false", "before", "after")
"""Replies that are judgements on the articles: such strings stand in every other sentence and prove nothing."""


def read_questions(path: Path, *, drafts: bool = False) -> QuestionSet:
    """The question set at ``path``; its format is told from its fields.

    Raises:
        QuestionError: it cannot be read, is in no known format, or holds no question.
    """
    if not path.exists():
        raise QuestionError(f"There is no {path}.")
    try:
        found = _beir(path) if path.is_dir() else _file(path, drafts)
    except QuestionError as error:
        raise QuestionError(str(error) if str(path) in str(error) else f"{path}: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"the field {error} is missing" if isinstance(error, KeyError) else str(error)
        raise QuestionError(f"{path}: not a question set that can be read ({reason})") from error
    if not found.questions:
        why = f" ({'; '.join(found.left_out)})" if found.left_out else ""
        raise QuestionError(f"{path}: no question in it{why}")
    return found


def _file(path: Path, drafts: bool) -> QuestionSet:
    text = read_file(path)
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        return _made(path, "SQuAD", *_squad(value["data"]))
    if isinstance(value, list):
        if value and "query" in value[0]:
            return _made(path, "MultiHop-RAG", *_multihop(value))
        text = "\n".join(json.dumps(item) for item in value)
    first = next(iter(json_lines(text)), (0, {}))[1]
    if "answer_urls" in first:
        return _made(path, "RealTime QA", *_realtime(item for _, item in json_lines(text)))
    if any("evidence" in item for _, item in json_lines(text)):
        return _made(path, "desk questions", *_desk(item for _, item in json_lines(text)))
    if "vote" in first:
        return _made(path, "votes", *_votes(item for _, item in json_lines(text)))
    questions, left_out = parse_jsonl(text, drafts=drafts)
    return _made(path, "newsdesk", questions, left_out)


def _made(
    path: Path,
    kind: str,
    questions: Sequence[Question],
    left_out: Sequence[str],
    documents: Sequence[CorpusDocument] = (),
) -> QuestionSet:
    return QuestionSet(path.name, kind, tuple(with_unique_ids(questions)), tuple(left_out), tuple(documents))


def _squad(data: Sequence[Mapping[str, Any]]) -> tuple[list[Question], list[str], list[CorpusDocument]]:
    """Rajpurkar et al., 2016 (1.1) and 2018 (2.0). Each paragraph is a document of the set's own corpus."""
    questions: list[Question] = []
    documents: list[CorpusDocument] = []
    for item in data:
        title = str(item.get("title", "")).replace("_", " ")
        for paragraph in item["paragraphs"]:
            name = f"{len(documents):06}"
            documents.append(CorpusDocument(name, title, paragraph["context"]))
            for asked in paragraph["qas"]:
                impossible = bool(asked.get("is_impossible", False))
                answers = dict.fromkeys(answer["text"] for answer in asked["answers"]) if not impossible else {}
                questions.append(
                    Question(
                        id=str(asked["id"]),
                        text=" ".join(asked["question"].split()),
                        answers=tuple(answers),
                        articles=() if impossible else (name,),
                        answerable=not impossible,
                        tags=(title,) if title else (),
                    )
                )
    return questions, [], documents


def _realtime(items: Iterator[Mapping[str, Any]]) -> tuple[list[Question], list[str]]:
    """Kasai et al., 2023. A question is asked where an article is known to hold its answer; of the others nobody knows."""
    questions, unknown = [], 0
    for item in items:
        if not item["answer_urls"]:
            unknown += 1
            continue
        questions.append(
            Question(
                id=str(item["id"]),
                text=" ".join(item["question"].split()),
                answers=(item["answer"],),
                articles=strings(item["answer_urls"], "answer_urls"),
                asked_on=day(item.get("asked_on")),
                tags=strings(item.get("source"), "source"),
            )
        )
    notes = [f"{unknown} questions of which it is not known whether an article answers them"] if unknown else []
    return questions, notes


def _multihop(items: Sequence[Mapping[str, Any]]) -> tuple[list[Question], list[str]]:
    """Tang and Yang, 2024. "Yes", "No" and the like are judged by the articles only."""
    questions = []
    for number, item in enumerate(items):
        answerable = item.get("question_type") != "null_query"
        answer = str(item["answer"]).strip()
        evidence = item.get("evidence_list") or []
        questions.append(
            Question(
                id=f"multihop-{number}",
                text=" ".join(item["query"].split()),
                answers=(answer,) if answerable and answer.casefold().strip(".") not in _NO_STRING else (),
                articles=tuple(dict.fromkeys(fact["url"] for fact in evidence)) if answerable else (),
                answerable=answerable,
                tags=strings(item.get("question_type"), "question_type"),
            )
        )
    return questions, []


def _desk(items: Iterator[Mapping[str, Any]]) -> tuple[list[Question], list[str]]:
    """Questions to a news desk: nuggets with sentences of articles as evidence, and the answered turns before a follow-up."""
    questions: list[Question] = []
    for item in items:
        evidence = [strings(sentence["url"], "url")[0] for sentence in item.get("evidence") or []]
        turns = [{"question": turn["question"], "answer": turn["answer"]} for turn in item.get("history") or []]
        fields = {name: value for name, value in item.items() if name not in ("evidence", "history")}
        own = {"articles": list(dict.fromkeys(evidence)), "turns": turns}
        if item["kind"] in UNANSWERABLE:
            own["articles"] = []
        questions += from_record({**fields, **own})
    return questions, []


def _votes(items: Iterator[Mapping[str, Any]]) -> tuple[list[Question], list[str]]:
    """Answers that people voted on. One with a thumb up is right: its quotes and articles are what has to come again, unless it only
    showed what is closest: then there is none.
    """
    questions, left_out = [], {"up without a quote": 0, "down: what would be right is not known": 0}
    for item in items:
        silent = item.get("verdict") in ("not_found", "related")
        quotes = () if silent else strings(item.get("quotes"), "quotes")
        if item["vote"] == "down":
            left_out["down: what would be right is not known"] += 1
        elif not quotes and not silent:
            left_out["up without a quote"] += 1
        else:
            questions.append(
                Question(
                    id=str(item["id"]),
                    text=" ".join(item["question"].split()),
                    answers=quotes,
                    articles=() if silent else strings(item.get("articles"), "articles"),
                    answerable=not silent,
                    asked_on=day(item.get("asked_on")),
                    tags=("vote",),
                )
            )
    return questions, [f"{count} votes {why}" for why, count in left_out.items() if count]


def _beir(folder: Path) -> QuestionSet:
    """Thakur et al., 2021: ``queries.jsonl``, ``qrels/test.tsv`` (else another split) and ``corpus.jsonl``. No answers."""
    qrels = next(
        (p for p in (*(folder / "qrels").glob("test.tsv"), *sorted((folder / "qrels").glob("*.tsv")))),
        None,
    )
    if qrels is None or not (folder / "queries.jsonl").is_file():
        raise QuestionError(f"{folder}: no BEIR folder (queries.jsonl and qrels/*.tsv are missing)")
    relevant: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(read_file(qrels)), delimiter="\t"):
        if int(row["score"]) > 0:
            relevant.setdefault(row["query-id"], []).append(row["corpus-id"])
    questions = [
        Question(id=str(item["_id"]), text=" ".join(str(item["text"]).split()), articles=tuple(relevant[item["_id"]]))
        for _, item in json_lines(read_file(folder / "queries.jsonl"))
        if item["_id"] in relevant
    ]
    corpus = folder / "corpus.jsonl"
    texts = json_lines(read_file(corpus)) if corpus.is_file() else iter(())
    documents = [CorpusDocument(str(item["_id"]), str(item.get("title", "")), str(item["text"])) for _, item in texts]
    return _made(folder, "BEIR", questions, [], documents)
