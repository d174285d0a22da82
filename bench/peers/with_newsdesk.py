"""newsdesk's passages for questions, in its own environment; it indexes and starts by its own commands.

    python -m bench.peers.with_newsdesk index NEWS STORE
    python -m bench.peers.with_newsdesk candidates|passages|answers STORE QUESTIONS RESULTS

``index`` ends where `newsdesk reindex` lets questions in, before it embeds: all is found by its words. ``candidates`` are found
before the cross-encoder reads any; ``passages`` does what the others do; ``answers`` gives the whole answer with its quotes, which they
leave to a language model.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.peers.peer import MOST, Ask, answer
from bot.answer.query import Query
from bot.app import App, open_app
from bot.settings import load_settings
from index.models.embedder import load_embedder
from index.pipeline.reindex import reindex
from index.store import open_store


def index(news: Path, store: Path) -> None:
    embedder = load_embedder(threads=1)
    with open_store(store, embedder.fingerprint, exclusive=True) as opened:
        reindex(opened, embedder, [news], now=datetime.now(UTC), embed=False)


def candidates(app: App) -> Ask:
    return lambda question: [found.text for found in app.search.candidates(question).passages[:MOST]]


def passages(app: App) -> Ask:
    return lambda question: [found.text for found in app.search.search(question).passages[:MOST]]


def answers(app: App) -> Ask:
    return lambda question: [quote.quote for quote in app.answerer.ask(Query(question)).evidence]


_WHAT = {"candidates": candidates, "passages": passages, "answers": answers}


def main() -> None:
    if sys.argv[1] == "index":
        return index(*map(Path, sys.argv[2:]))
    store, questions, results = map(Path, sys.argv[2:])
    with open_app(load_settings().model_copy(update={"data_dir": store})) as app:
        answer(_WHAT[sys.argv[1]](app), questions, results)
    return None


if __name__ == "__main__":
    main()
