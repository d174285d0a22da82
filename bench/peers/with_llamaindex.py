"""LlamaIndex with its default splitter and store, and all-MiniLM-L6-v2; kept up to date by ``refresh_ref_docs``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.peers.peer import MOST, Ask, minilm, run


def _load(store: Path) -> Any:  # noqa: ANN401 - its packages are in another environment
    from llama_index.core import Settings, StorageContext, VectorStoreIndex, load_index_from_storage
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    Settings.embed_model = HuggingFaceEmbedding(minilm(), device="cpu")
    if store.exists():
        return load_index_from_storage(StorageContext.from_defaults(persist_dir=str(store)))
    return VectorStoreIndex([])


def index(articles: Sequence[tuple[str, str]], store: Path) -> None:
    from llama_index.core import Document

    vectors = _load(store)
    # The address is no part of what is embedded, as with the others.
    documents = [Document(text=text, id_=url) for url, text in articles]
    print(sum(vectors.refresh_ref_docs(documents)), "documents read")
    vectors.storage_context.persist(str(store))


def open_store(store: Path) -> Ask:
    retriever = _load(store).as_retriever(similarity_top_k=MOST)
    return lambda question: [found.node.get_content() for found in retriever.retrieve(question)]


if __name__ == "__main__":
    run(index, open_store)
