"""SQuAD 2.0's development part (Rajpurkar et al., 2018) and the English part of XQuAD (Artetxe et al., 2020): questions on Wikipedia.

https://rajpurkar.github.io/SQuAD-explorer and https://github.com/google-deepmind/xquad, both CC BY-SA 4.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bench.tuning.groups import Group, Span, date_lead
from bench.tuning.pool import Pool
from bench.tuning.text import typed, without
from bot.evaluate.matching import contains
from index.sentences import sentences


@dataclass(frozen=True, slots=True)
class _Paragraph:
    title: str
    questions: list[dict[str, Any]]
    spans: list[Span]
    first: int
    """The place of its first sentence among all."""


def squad_groups(files: Iterable[Path], random: Random) -> Iterator[Group]:
    """Groups of a question's own paragraph and others, and of questions to which their paragraph has no answer."""
    texts: list[str] = []
    paragraphs: list[_Paragraph] = []
    for article in (article for path in files for article in json.loads(path.read_text("utf-8"))["data"]):
        for given in article["paragraphs"]:
            spans = sentences(given["context"])
            title = article["title"].replace("_", " ")
            paragraphs.append(_Paragraph(title, given["qas"], spans, len(texts)))
            texts += [given["context"][start:end] for start, end in spans]
    pool = Pool(texts)
    seen: set[str] = set()
    for paragraph in paragraphs:
        for asked in paragraph.questions:
            question = asked["question"].strip()
            if question.lower() in seen:
                continue  # XQuAD's are in part those of SQuAD
            seen.add(question.lower())
            if asked.get("is_impossible"):
                yield _unanswered(question, paragraph, pool, random)
            elif group := _answered(question, asked["answers"][0], paragraph, pool, random):
                yield group


def _unanswered(question: str, paragraph: _Paragraph, pool: Pool, random: Random) -> Group:
    own = range(paragraph.first, paragraph.first + len(paragraph.spans))
    nearest = sorted(own, key=lambda place: pool.shared(question, place), reverse=True)[:5]
    texts = tuple(pool.texts[place] for place in nearest)
    group = Group(typed(question, random), texts, 0, "squad-none", paragraph.title)
    return group.led(date_lead(paragraph.title, random))


def _answered(question: str, answer: dict[str, Any], paragraph: _Paragraph, pool: Pool, random: Random) -> Group | None:
    start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
    number = next((at for at, (first, last) in enumerate(paragraph.spans) if first <= start and end <= last), None)
    if number is None:
        return None
    own = range(paragraph.first, paragraph.first + len(paragraph.spans))
    place, shift = own[number], paragraph.spans[number][0]
    right, span = pool.texts[place], (start - shift, end - shift)

    def is_wrong(found: int) -> bool:
        return found != place and not contains(pool.texts[found], [answer["text"]])

    beside = [found for found in own if is_wrong(found)]
    random.shuffle(beside)
    far = pool.find(question, 3, lambda found: found not in own and is_wrong(found))
    wrong = [pool.texts[found] for found in [*beside[:4], *far]]
    if random.random() < 0.5:
        wrong.append(without(right, *span))
    group = Group(typed(question, random), (right, *wrong), 1, "squad", paragraph.title, span)
    return group.led(date_lead(paragraph.title, random))
