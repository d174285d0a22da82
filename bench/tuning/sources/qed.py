"""QED (Lamm et al., 2021): searches that people typed, over the sentences of the paragraph of Wikipedia that answers.

https://github.com/google-research-datasets/QED at its commit 71e19e0, text CC BY-SA 3.0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from bench.tuning.groups import Group, Span, date_lead
from bench.tuning.lines import json_lines
from bench.tuning.pool import Pool
from bench.tuning.text import terms, untokenised, without
from bot.evaluate.matching import contains

_SHORTEST, _LONGEST = 15, 600
"""Characters of a sentence."""
_WORDS_OF_PARAGRAPH = 110


@dataclass(frozen=True)
class _Asked:
    """A question with its paragraph."""

    row: dict[str, Any]

    @property
    def question(self) -> str:
        return str(self.row["question_text"])

    @property
    def title(self) -> str:
        return str(self.row["title_text"])

    @cached_property
    def sentences(self) -> list[Span]:
        starts = [*self.row["sentence_starts"], len(self.row["paragraph_text"])]
        return [(start, end) for start, end in pairwise(starts) if end - start > _SHORTEST]

    @cached_property
    def texts(self) -> list[str]:
        return [untokenised(self.row["paragraph_text"][start:end]) for start, end in self.sentences]

    @cached_property
    def answers(self) -> list[str]:
        return [untokenised(text) for text in self.row["answer_text"]]

    @cached_property
    def names(self) -> list[str]:
        """What the question calls the things that it is about."""
        return [name for part in self.row["annotation"] if (name := part["question_entity_text"])]

    def answering(self) -> int | None:
        """The number of the one sentence with all of the answer."""
        if not self.row["answer_spans"]:
            return None
        first, last = (
            pick(ends) for pick, ends in zip((min, max), zip(*self.row["answer_spans"], strict=True), strict=True)
        )
        found = [number for number, (start, end) in enumerate(self.sentences) if start <= first < end]
        if len(found) != 1:
            return None
        start, end = self.sentences[found[0]]
        whole = last <= end and end - start <= _LONGEST and all(text in self.texts[found[0]] for text in self.answers)
        return found[0] if whole else None


def qed_groups(folder: Path, random: Random) -> Iterator[Group]:
    """Groups of a question's own sentences and such of other articles, and the same with a name exchanged, which nothing answers."""
    rows = [_Asked(row) for path in sorted(folder.glob("nq-train-*-qed.jsonlines")) for row in json_lines(path)]
    titles = [row.title for row in rows for _ in row.texts]
    pool = Pool([text for row in rows for text in row.texts])
    names: defaultdict[int, list[str]] = defaultdict(list)
    for name in (name for row in rows for name in row.names):
        names[len(name.split())].append(name)
    for row in rows:
        place = row.answering()
        if place is not None:
            yield from _of_question(row, place, pool, titles, names, random)


def _of_question(
    row: _Asked, place: int, pool: Pool, titles: list[str], names: dict[int, list[str]], random: Random
) -> Iterator[Group]:
    right, answer = row.texts[place], row.answers[:1]

    def is_wrong(found: int) -> bool:
        return titles[found] != row.title and not contains(pool.texts[found], answer)

    start = right.find(row.answers[0])
    span = (start, start + len(row.answers[0])) if len(row.answers) == 1 else None
    beside = [text for number, text in enumerate(row.texts) if number != place and not contains(text, answer)]
    far = [pool.texts[found] for found in pool.find(f"{row.question} {row.title}", 6, is_wrong)]
    wrong = [*beside[:5], *far[:4], *([without(right, *span)] if span and random.random() < 0.5 else [])]
    lead = date_lead(row.title, random)
    group = Group(row.question, (right, *wrong[:9]), 1, "qed", row.title, span)
    yield (group if random.random() < 0.8 else replace(group, question=f"{row.question}?")).led(lead)
    paragraph = untokenised(row.row["paragraph_text"])
    if len(paragraph.split()) < _WORDS_OF_PARAGRAPH and random.random() < 0.4:
        yield replace(group, texts=(paragraph, *far[:5]), span=None).led(lead)
    if row.names:
        name = random.choice(row.names)
        other = random.choice(names[len(name.split())])
        if not terms(other) & terms(name):
            question = row.question.replace(name, other, 1)
            near = [pool.texts[found] for found in pool.find(question, 2, is_wrong)]
            about = Group(question, (right, *beside[:2]), 0, "qed-swap", row.title).led(lead)
            yield replace(about, texts=(*about.texts, *near))
