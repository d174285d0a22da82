"""LangChain's documented recipe: RecursiveCharacterTextSplitter, all-MiniLM-L6-v2, Chroma; kept up to date by its record manager."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.peers.peer import MOST, Ask, minilm, run


def _vectors(store: Path) -> Any:  # noqa: ANN401 - its packages are in another environment
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    embeddings = HuggingFaceEmbeddings(model_name=minilm(), model_kwargs={"device": "cpu"})
    return Chroma("news", embeddings, persist_directory=str(store / "chroma"))


def index(articles: Sequence[tuple[str, str]], store: Path) -> None:
    from langchain_classic.indexes import SQLRecordManager
    from langchain_classic.indexes import index as bring_up_to_date
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    store.mkdir(parents=True, exist_ok=True)
    records = SQLRecordManager("chroma/news", db_url=f"sqlite:///{store / 'records.sqlite3'}")
    records.create_schema()
    documents = [Document(text, metadata={"source": url}) for url, text in articles]
    passages = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
    vectors = _vectors(store)
    print(bring_up_to_date(passages, records, vectors, cleanup="full", source_id_key="source", key_encoder="sha256"))


def open_store(store: Path) -> Ask:
    vectors = _vectors(store)
    return lambda question: [found.page_content for found in vectors.similarity_search(question, k=MOST)]


if __name__ == "__main__":
    run(index, open_store)
