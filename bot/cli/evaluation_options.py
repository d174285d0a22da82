"""Options that ``newsdesk eval`` and ``newsdesk calibrate`` share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import whole_number

Questions = Annotated[
    Path | None,
    typer.Argument(
        help="Question set: newsdesk's JSONL, SQuAD, RealTime QA, MultiHop-RAG, a BEIR folder, desk questions, or exported votes.",
        show_default=False,
    ),
]
Corpus = Annotated[
    Path | None,
    typer.Option("--corpus", metavar="PATH", help="Index PATH for this run only, instead of asking the stored corpus."),
]
OwnCorpus = Annotated[bool, typer.Option("--own-corpus", help="Ask the documents that the question set brings.")]
KeepCorpus = Annotated[bool, typer.Option("--keep-corpus", help="Keep the index of --corpus for the next run.")]
LimitQuestions = Annotated[
    int | None,
    typer.Option(
        "--limit",
        metavar="N",
        help="Ask at most this many, drawn at random.",
        parser=whole_number("questions", 1),
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="Of everything drawn at random.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="Only questions with this tag; several may be given.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Try another setting of the search or the reader."),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        metavar="1-64",
        help="Questions at a time; helps where a service answers.",
        parser=whole_number("questions at a time", 1, 64),
    ),
]
Report = Annotated[
    Path | None, typer.Option("--report", metavar="DIR", help="Write report.html, report.md and report.json.")
]


def check_corpus(corpus: Path | None, own_corpus: bool) -> None:
    """Refuse two corpora, or one that is not there."""
    if own_corpus and corpus:
        raise typer.BadParameter("--own-corpus and --corpus exclude each other.")
    if corpus and not corpus.exists():
        raise typer.BadParameter(f"There is no {corpus}.")


def settings_of(changes: Sequence[str]) -> dict[str, str]:
    """The settings that ``--set NAME=VALUE`` gives."""
    pairs = dict(change.partition("=")[::2] for change in changes)
    for name, value in pairs.items():
        if not value:
            raise typer.BadParameter(f"--set {name} has no value; write it like search.reranked=0.")
    return pairs
