"""paper-qa by its default settings, as a library (``Docs.aquery``): summaries of the evidence, then the answer. Its agent would add to that.

python bench/tokens/with_paperqa.py ADDRESS FOLDER QUESTION...
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

_MODEL = "openai/counted"


async def main(address: str, folder: Path, questions: list[str]) -> None:
    """Add the files under their names, ask the questions."""
    from paperqa import Docs, Settings

    def settings(key: str) -> Settings:
        options = {"model": _MODEL, "api_base": address, "api_key": key, "temperature": 0}
        made = Settings(llm=_MODEL, summary_llm=_MODEL, embedding="sparse")
        made.llm_config = made.summary_llm_config = {"model_list": [{"model_name": _MODEL, "litellm_params": options}]}
        return made

    docs = Docs()
    for file in sorted(folder.glob("*.txt")):
        await docs.aadd(file, citation=file.stem, docname=file.stem, settings=settings("indexing"))
    for question in questions:
        session = await docs.aquery(question, settings=settings("paper-qa"))
        assert session.answer, session


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))
