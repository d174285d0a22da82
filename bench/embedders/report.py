"""What the vectors that are there show: all models over the chunks that all of them have, and the quicker ones over theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.embedders.asking import WORDS, rank
from bench.embedders.corpus import Corpus
from bench.embedders.figures import pairs, shares
from bench.embedders.models import Embeds, Model
from bench.embedders.vectors import Shelf
from bench.peers import sample

_MOST = (4, 10, 25)
_NEARLY = 0.9
"""A prefix with more models is preferred to one that is longer by a tenth."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the year or other set that it is of."""

    group: str
    question: sample.Question


def read_asked(folder: Path) -> list[Asked]:
    """The questions of a folder's files, each file a group."""
    files = sorted(folder.glob("questions*.jsonl"))
    return [
        Asked(file.stem.removeprefix("questions").strip("-_") or file.stem, question)
        for file in files
        for question in sample.read_questions([file])
    ]


def able(corpus: Corpus, asked: Sequence[Asked], chunks: int) -> list[Asked]:
    """Those of which an article of the first chunks holds an answer string."""
    there = corpus.ids(chunks)
    return [item for item in asked if corpus.named(item.question.articles) & there]


def prefixes(models: Sequence[Model], done: Mapping[str, int]) -> dict[int, list[Model]]:
    """Numbers of first chunks, most first, each with the models that have them all, the first of ``models`` among them.

    A number is left out where nearly as many chunks have more models.
    """
    counts = sorted({min(done[model.name], done[models[0].name]) for model in models} - {0}, reverse=True)
    chosen = [few for few in counts if not any(_NEARLY * few <= fewer < few for fewer in counts)]
    found = {few: [model for model in models if done[model.name] >= few] for few in chosen}
    return {few: those for few, those in found.items() if len(those) > 1}


def report(
    corpus: Corpus,
    models: Sequence[Model],
    shelves: Mapping[str, Shelf],
    asked: Sequence[Asked],
) -> str:
    """Everything, as Markdown."""
    done = {model.name: len(shelves[model.name]) for model in models}
    loaded = {model.name: model.load() for model in models if done[model.name]}
    parts = [over(corpus, those, shelves, loaded, asked, chunks) for chunks, those in prefixes(models, done).items()]
    return "\n\n".join(parts or ["Nothing is embedded yet."])


def over(
    corpus: Corpus,
    models: Sequence[Model],
    shelves: Mapping[str, Shelf],
    loaded: Mapping[str, Embeds],
    asked: Sequence[Asked],
    chunks: int,
) -> str:
    """These models over the first chunks; the first of them is the one that the others are compared with."""
    chosen = able(corpus, asked, chunks)
    questions = [item.question for item in chosen]
    passages = [passage for chunk in range(chunks) for passage in corpus.passages(chunk)]
    vectors, costs = {}, {}
    for model in models:
        kept = shelves[model.name].first(chunks)
        asking = [loaded[model.name].embed_question(question.text)[0] for question in questions]
        vectors[model.told] = kept.vectors, np.array(asking)
        costs[model.told] = 1000 * kept.cpu / len(passages)
    found = rank(corpus.store, passages, [question.text for question in questions], vectors)
    hits = {way: {most: found.hits(way, most, questions) for most in _MOST} for way in found.passages}
    groups = [item.group for item in chosen]
    default, *others = (model.told for model in models)
    both, default_both = f" + {WORDS}", f"{default} + {WORDS}"
    compared = {
        **{name: (default_both, hits[name]) for name in (WORDS, default)},
        **{name: (default, hits[name]) for name in others},
        **{name + both: (default_both, hits[name + both]) for name in others},
    }
    articles = len(corpus.ids(chunks))
    share = 100 * articles / corpus.articles
    return "\n\n".join(
        [
            f"{articles:,} of {corpus.articles:,} articles ({share:.1f} %), {len(passages):,} passages, {len(questions)} questions",
            shares(hits, costs, groups, "CPU ms a passage"),
            f"Hit by the row alone / by what it is compared with alone, 95 % interval of the difference, McNemar's exact p. What is "
            f'"+ {WORDS}" is compared with "{default_both}", as are "{WORDS}" and "{default}"; the others with "{default}":',
            pairs(compared, hits, groups),
        ]
    )
