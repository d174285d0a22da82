"""txtai, hybrid, with all-MiniLM-L6-v2. It has no splitter of its own for plain texts: passages are cut as for LangChain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.peers.peer import MOST, Ask, minilm, run


def _passages(articles: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, None]]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    for url, text in articles:
        for number, passage in enumerate(splitter.split_text(text)):
            yield f"{url}#{number}", passage, None


def index(articles: Sequence[tuple[str, str]], store: Path) -> None:
    from txtai import Embeddings

    embeddings = Embeddings(path=minilm(), hybrid=True, content=True, gpu=False)
    if store.exists():
        # It knows no change: what is given is embedded again.
        embeddings.load(str(store))
        embeddings.upsert(_passages(articles))
    else:
        embeddings.index(_passages(articles))
    embeddings.save(str(store))


def open_store(store: Path) -> Ask:
    from txtai import Embeddings

    embeddings = Embeddings()
    embeddings.load(str(store))
    return lambda question: [found["text"] for found in embeddings.search(question, MOST)]


if __name__ == "__main__":
    run(index, open_store)
