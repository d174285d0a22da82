"""Question sets: what is asked, what is right, and newsdesk's own format, JSON Lines.

A record has::

    question    string
    answers     list of strings, one of which has to stand in a quote; empty for a question that has no answer
    articles    list: addresses, ids, paths or file names of the articles that answer; may be empty
    answerable  whether the corpus answers it; by default whether there are answers or articles
    asked_on    "YYYY-MM-DD", may be missing: the day that "this week" and "the latest" are meant from
    tags        list of strings, may be missing
    id          string; by default made from the question
    turns       a conversation: a list of strings, or records with ``question`` (or ``asked``), oldest first. Beside
                ``question`` they are the turns before it; without one, the record's own fields judge the last turn. A turn
                with ``answers``, ``articles``, ``nuggets`` or ``answerable`` of its own is judged by them. A turn with
                ``answer`` is not asked: that is what was answered.
    kind        string, may be missing: what sort of question it is, such as "latest" or "factoid-who"; figures are told apart by
                it. Questions of the kinds "near-miss", "absent" and "chitchat" have no answer.
    nuggets     list of lists of strings, may be missing: the facts that a good answer tells, the decisive one first; of each list
                one string has to stand in the quotes, whole words, case and punctuation aside
    wrong       list of strings, may be missing: likely mistakes, which must not stand in the first quote
    draft       true for a question that a machine made and no person has looked at; such are left out unless asked for
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.errors import UserError
from index.types import digest


class QuestionError(UserError):
    """A question set cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what is right. ``earlier`` are the questions of its conversation that came before, oldest first.

    ``told`` are the answers to these; an earlier question without one is asked.
    """

    id: str
    text: str
    answers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    answerable: bool = True
    asked_on: date | None = None
    tags: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    kind: str = ""
    nuggets: tuple[tuple[str, ...], ...] = ()
    """Facts that a good answer tells, the decisive one first: for each the strings of which one has to stand in a quote."""
    wrong: tuple[str, ...] = ()
    """Likely mistakes, which must not stand in the first quote."""


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """A text that comes with a question set. ``name`` is what the set's questions call it."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, where they are from, and what was left out. ``documents`` is the set's own corpus, where it has one."""

    name: str
    kind: str
    questions: tuple[Question, ...]
    left_out: tuple[str, ...] = ()
    documents: tuple[CorpusDocument, ...] = ()

    @property
    def digest(self) -> str:
        """Changes with any question, answer or article."""
        return hashlib.sha256(repr(self.questions).encode()).hexdigest()[:16]


def chosen(questions: QuestionSet, *, tags: Sequence[str] = (), limit: int | None = None, seed: int = 0) -> QuestionSet:
    """Those with one of ``tags``, of which ``limit`` drawn at random by ``seed``, in their order."""
    import random

    kept = [item for item in questions.questions if not tags or set(tags).intersection(item.tags)]
    if limit is not None and limit < len(kept):
        places = sorted(random.Random(seed).sample(range(len(kept)), limit))
        kept = [kept[place] for place in places]
    return replace(questions, questions=tuple(kept))


def parse_jsonl(text: str, *, drafts: bool = False) -> tuple[list[Question], list[str]]:
    """Questions of newsdesk's own format, and what was left out.

    Raises:
        QuestionError: a line is not what the module's docstring describes.
    """
    questions: list[Question] = []
    left_out = 0
    for number, record in json_lines(text):
        if record.get("draft") and not drafts:
            left_out += 1
            continue
        try:
            questions += from_record(record)
        except (TypeError, ValueError) as error:
            raise QuestionError(f"line {number}: {error}") from error
    notes = [f"{left_out} drafts, which no person has looked at (--drafts takes them)"] if left_out else []
    return with_unique_ids(questions), notes


def json_lines(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Line numbers and objects of JSON Lines. Raises QuestionError for what is not a JSON object."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise QuestionError(f"line {number} is not JSON ({error})") from error
        if not isinstance(record, dict):
            raise QuestionError(f"line {number} is not a JSON object")
        yield number, record


def with_unique_ids(questions: Sequence[Question]) -> list[Question]:
    """Runs are compared by id; the second of two equal ones gets a number."""
    seen: Counter[str] = Counter()
    unique = []
    for item in questions:
        seen[item.id] += 1
        unique.append(item if seen[item.id] == 1 else replace(item, id=f"{item.id}-{seen[item.id]}"))
    return unique


def read_file(path: Path) -> str:
    """The file's text. Raises QuestionError where it cannot be read."""
    from index.sources.files import Unreadable, read_text

    try:
        return read_text(path)
    except Unreadable as error:
        raise QuestionError(f"{path}: {error}") from error


def day(value: object) -> date | None:
    """The day at the start of an ISO date; None for nothing. Raises ValueError for what is no date."""
    if value in (None, ""):
        return None
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a date; write it like 2021-12-30")
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise ValueError(f"{value!r} is not a date; write it like 2021-12-30") from None


def strings(value: object, name: str) -> tuple[str, ...]:
    """A list of strings, or one string. Raises ValueError for anything else."""
    if value is None:
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError(f"{name} is not a list of strings")
    return tuple(item for item in items if item.strip())


UNANSWERABLE = frozenset({"near-miss", "absent", "chitchat"})
"""Kinds of questions that have no answer: the topic is there and the answer is not, nothing is there, nothing is asked."""
_VERDICT = ("answers", "articles", "answerable", "nuggets")


def from_record(record: Mapping[str, object]) -> Iterator[Question]:
    """The questions of one record, several where its turns have answers of their own. Raises ValueError for what is none."""
    turns = record.get("turns") or []
    if not isinstance(turns, list):
        raise ValueError("turns is not a list")
    shared = {key: value for key, value in record.items() if key not in ("turns", "question", *_VERDICT)}
    asked = [_turn(turn) for turn in turns]
    earlier: list[tuple[str, str]] = []
    for fields in asked:
        if any(name in fields for name in _VERDICT):
            name = f"{record['id']}.{len(earlier) + 1}" if "id" in record else None
            yield _question({**shared, "id": name, **fields}, earlier)
        earlier.append((_text(fields), " ".join(strings(fields.get("answer"), "answer"))))
    if "question" in record or not turns:
        yield _question(record, earlier)
    elif any(name in record for name in _VERDICT):
        yield _question({**record, **asked[-1]}, earlier[:-1])


def _turn(turn: object) -> Mapping[str, object]:
    if isinstance(turn, str):
        return {"question": turn}
    if not isinstance(turn, dict):
        raise ValueError("a turn is neither an object nor a string")
    return {**turn, "question": turn.get("question", turn.get("asked"))}


def _question(fields: Mapping[str, object], earlier: Sequence[tuple[str, str]]) -> Question:
    text = _text(fields)
    answers, articles = strings(fields.get("answers"), "answers"), strings(fields.get("articles"), "articles")
    nuggets, kind = alternatives(fields.get("nuggets")), str(fields.get("kind") or "")
    answerable = fields.get("answerable", bool(answers or articles or nuggets) and kind not in UNANSWERABLE)
    if not isinstance(answerable, bool):
        raise ValueError("answerable is neither true nor false")
    if answerable and kind in UNANSWERABLE:
        raise ValueError(f"a question of the kind {kind} has no answer, but it is answerable")
    return Question(
        id=str(fields.get("id") or digest("\n".join((*(asked for asked, _ in earlier), text)))),
        text=text,
        answers=answers if answerable else (),
        articles=articles if answerable else (),
        answerable=answerable,
        asked_on=day(fields.get("asked_on")),
        tags=strings(fields.get("tags"), "tags"),
        earlier=tuple(asked for asked, _ in earlier),
        told=tuple(answer for _, answer in earlier) if any(answer for _, answer in earlier) else (),
        kind=kind,
        nuggets=nuggets if answerable else (),
        wrong=strings(fields.get("wrong"), "wrong") if answerable else (),
    )


def alternatives(value: object) -> tuple[tuple[str, ...], ...]:
    """A list of lists of strings; a string by itself is a list of one. Raises ValueError for anything else, and for an empty list."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError("nuggets is not a list of lists of strings")
    found = tuple(strings(item, "a nugget") for item in value)
    if not all(found):
        raise ValueError("a nugget has no string")
    return found


def _text(fields: Mapping[str, object]) -> str:
    text = fields.get("question")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("it has no question")
    return " ".join(text.split())
