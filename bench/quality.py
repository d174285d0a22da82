"""How well questions are answered: hits in the passages, hits in the quotes, verbatim quotes, abstention.

    python -m bench.quality --questions QUESTIONS.jsonl --data-dir FOLDER [--articles ARTICLES.jsonl.xz] [--every 3]

The questions are RealTime QA's: ``question``, ``answer``, ``answer_urls``. A passage or quote hits where the answer string
stands in it, with case, quotation marks and white space evened out. Each question is asked a second time with every article
that holds its answer string left out: then the right reply is to abstain.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bot.answer.answerer import Answerer, Threshold
from bot.answer.model import Answer
from bot.answer.reader import ReaderSettings
from index.embed import load_embedder
from index.reindex import reindex
from index.rerank import load_reranker
from index.search import Searcher, SearchSettings
from index.store import open_store

CUTOFFS = (1, 4, 10, 30)


@dataclass(frozen=True)
class Outcome:
    """What became of one question. ``rank`` counts from 1; ``logit`` is the best quote's, threshold or not."""

    question: str
    rank: int | None
    first: bool
    quoted: bool
    logit: float
    logit_without: float
    shown_words: int
    verbatim: bool
    seconds: float


def plain(text: str) -> str:
    """Case, quotation marks and white space evened out."""
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(curly, straight)
    return " ".join(text.casefold().split())


def holds(text: str, answer: str) -> bool:
    return plain(answer).strip("\"'. ") in plain(text)


def examine(searcher: Searcher, answerer: Answerer, question: str, answer: str) -> Outcome:
    started = time.perf_counter()
    results = searcher.search(question)
    reply = answerer.answer_from(question, results)
    seconds = time.perf_counter() - started
    ranks = [n for n, item in enumerate(results.passages, start=1) if holds(item.text, answer)]
    elsewhere = tuple(item for item in results.passages if not holds(item.article.article.text, answer))
    without = (
        answerer.answer_from(question, replace(results, passages=elsewhere)) if elsewhere else Answer("", "not_found")
    )
    quotes = [item.quote for item in reply.evidence]
    return Outcome(
        question=question,
        rank=ranks[0] if ranks else None,
        first=bool(quotes) and holds(quotes[0], answer),
        quoted=any(holds(quote, answer) for quote in quotes),
        logit=max((item.score for item in reply.evidence), default=-20.0),
        logit_without=max((item.score for item in without.evidence), default=-20.0),
        shown_words=sum(len(quote.split()) for quote in quotes),
        verbatim=all(item.article.text[item.start : item.end] == item.quote for item in reply.evidence),
        seconds=seconds,
    )


def summary(outcomes: list[Outcome], threshold: float) -> dict[str, float]:
    """Shares of the questions, unless the name says otherwise."""

    def share(values: Iterable[bool]) -> float:
        return round(float(np.mean(list(values))), 4)

    right = [o for o in outcomes if o.quoted]
    return {
        **{f"hit@{k}": share(o.rank is not None and o.rank <= k for o in outcomes) for k in CUTOFFS},
        "first quote": share(o.first for o in outcomes),
        "any quote": share(o.quoted for o in outcomes),
        "verbatim": share(o.verbatim for o in outcomes),
        "most words": max(o.shown_words for o in outcomes),
        "mean words": round(float(np.mean([o.shown_words for o in outcomes])), 1),
        "any quote, threshold applied": share(o.quoted and o.logit >= threshold for o in outcomes),
        "answered of the right": share(o.logit >= threshold for o in right),
        "abstained without the articles": share(o.logit_without < threshold for o in outcomes),
        "seconds p50": round(float(np.median([o.seconds for o in outcomes])), 2),
        "seconds p95": round(float(np.quantile([o.seconds for o in outcomes], 0.95)), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--articles", type=Path, help="index this first")
    parser.add_argument("--every", type=int, default=1, help="ask every n-th question only")
    parser.add_argument("--out", type=Path, help="write each question's outcome as JSONL")
    arguments = parser.parse_args()
    records = [json.loads(line) for line in arguments.questions.open(encoding="utf-8")]
    records = [record for record in records if record["answer_urls"]][:: arguments.every]
    embedder, reranker = load_embedder(), load_reranker()
    with open_store(arguments.data_dir, embedder.fingerprint, exclusive=bool(arguments.articles)) as store:
        if arguments.articles:
            started = time.perf_counter()
            reindex(store, embedder, [arguments.articles], now=datetime.now(UTC))
            print(f"indexed in {time.perf_counter() - started:.1f} s", file=sys.stderr)
        searcher = Searcher(store, embedder, reranker, SearchSettings())
        # Nothing is withheld here, so that every threshold can be judged afterwards.
        answerer = Answerer(searcher, reranker, replace(Threshold(), logit=-1e9), ReaderSettings())
        outcomes = []
        for number, record in enumerate(records, start=1):
            outcomes.append(examine(searcher, answerer, record["question"], record["answer"]))
            if number % 20 == 0:
                print(f"{number}/{len(records)}", json.dumps(summary(outcomes, Threshold().logit)), file=sys.stderr)
    if arguments.out:
        arguments.out.write_text("".join(json.dumps(asdict(outcome)) + "\n" for outcome in outcomes), encoding="utf-8")
    print(json.dumps(summary(outcomes, Threshold().logit), indent=2))


if __name__ == "__main__":
    main()
