"""Calls and tokens of a question: newsdesk beside paper-qa and haiku.rag, over the same articles and questions.

    python -m bench.tokens [--paperqa PYTHON] [--haiku PYTHON]

PYTHON is the interpreter of an environment with that peer (``pip install paper-qa``; ``haiku.rag-slim``, which needs Python 3.12).
Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tokenizers import Tokenizer

from bench.peers.sample import sample_articles
from bench.tokens.server import counting
from index.models.bundled import TOKENIZER

_SAMPLES = Path(__file__).parents[2] / "index" / "samples"
_HERE = Path(__file__).parent
QUESTIONS = (
    "Who requested the call between Biden and Putin?",
    "What was Desmond Tutu's coffin made of?",
    "How many people were told to leave because of the fire in Colorado?",
    "How far from Nuku'alofa is the volcano?",
    "Why did Novak Djokovic leave Australia?",
)


def main() -> None:
    """Run every system whose interpreter is given, and newsdesk."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--paperqa", metavar="PYTHON")
    options.add_argument("--haiku", metavar="PYTHON")
    given = options.parse_args()
    tokenizer = Tokenizer.from_str(TOKENIZER.read().decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with (
        counting(lambda text: len(tokenizer.encode(text, add_special_tokens=False))) as (address, tally),
        tempfile.TemporaryDirectory() as work,
    ):
        news = Path(work, "news")
        news.mkdir()
        for number, item in enumerate(sample_articles(_SAMPLES)):
            (news / f"{number}.txt").write_text(f"{item['title']}\n\n{item['text']}\n", "utf-8")
        _newsdesk(address, news, Path(work, "data"), "newsdesk", "")
        _newsdesk(address, news, Path(work, "data"), "newsdesk, judge off", "off")
        for peer, python in (("paperqa", given.paperqa), ("haiku", given.haiku)):
            if python:
                subprocess.run([python, str(_HERE / f"with_{peer}.py"), address, str(news), *QUESTIONS], check=True)
        print(f"| | calls | tokens read | tokens written | in all |\n{'|---' * 5}|")
        for system, sums in tally.of.items():
            if system != "indexing":
                calls, read, written = (sums[name] / len(QUESTIONS) for name in ("calls", "read", "written"))
                print(f"| {system} | {calls:.1f} | {read:,.0f} | {written:,.0f} | {read + written:,.0f} |")


def _newsdesk(address: str, news: Path, data: Path, name: str, judge: str) -> None:
    settings = {
        "NEWSDESK_DATA_DIR": str(data),
        "LLM_MODEL": "openai:counted",
        "LLM_BASE_URL": address,
        "LLM_API_KEY": name,
        "LLM_JUDGE_MODEL": judge,
    }
    command = [sys.executable, "-m", "bot"]
    if not data.exists():
        subprocess.run([*command, "reindex", str(news)], env=os.environ | settings, check=True, stdout=sys.stderr)
    for question in QUESTIONS:
        subprocess.run([*command, "ask", question], env=os.environ | settings, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    main()
