"""haiku.rag by its default settings: its capability with search and citations. Passages of 256 tokens are cut by words here.

python bench/tokens/with_haiku.py ADDRESS FOLDER QUESTION...
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

_WORDS = 200
"""About the 256 tokens of a passage by default; its own splitter needs a tokenizer from a model hub."""


async def main(address: str, folder: Path, questions: list[str]) -> None:
    """Add the files, ask the questions."""
    from docling_core.types.doc.document import DoclingDocument
    from docling_core.types.doc.labels import DocItemLabel
    from haiku.rag.client import HaikuRAG
    from haiku.rag.config import AppConfig
    from haiku.rag.config.models import EmbeddingModelConfig
    from haiku.rag.store.models.chunk import Chunk

    config = AppConfig()
    config.qa.model.provider, config.qa.model.name = "openai", "counted"
    config.qa.model.base_url, config.qa.model.api_key = address, "haiku.rag"
    config.embeddings.model = EmbeddingModelConfig(
        provider="openai", name="counted", vector_dim=384, base_url=address, api_key="indexing"
    )
    async with HaikuRAG(Path(tempfile.mkdtemp()) / "news.lancedb", config=config, create=True) as client:
        for file in sorted(folder.glob("*.txt")):
            document, chunks = DoclingDocument(name=file.stem), []
            words = file.read_text("utf-8").split()
            for order, start in enumerate(range(0, len(words), _WORDS)):
                text = " ".join(words[start : start + _WORDS])
                item = document.add_text(DocItemLabel.TEXT, text)
                chunks.append(Chunk(content=text, metadata={"doc_item_refs": [item.self_ref]}, order=order))
            await client.import_document(document, chunks, uri=file.name, title=file.stem)
        for question in questions:
            answer, citations = await client.ask(question)
            assert answer, citations


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))
