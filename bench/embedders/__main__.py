"""Which embedder: hits of each over whole years of news, and what it costs.

    python -m bench.embedders --news FOLDER --out OUT [--only MODEL ...] [--most CHUNKS]
    python -m bench.embedders --news FOLDER --out OUT --report
    python -m bench.embedders --news FOLDER --out OUT --windows 100 --most CHUNKS

The first command cuts the articles of FOLDER into passages, once, and embeds them with one model after the other, by chunks of twenty
articles in the order of their addresses' SHA-256. All is kept in OUT at once: stopped at any instant, the same command goes on.
The second tells what the chunks that are there show. The third compares two readers of windows over the default's first chunks.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bench.embedders.corpus import Corpus, cut
from bench.embedders.models import DEFAULT, MODELS
from bench.embedders.report import able, read_asked, report
from bench.embedders.vectors import Shelf, embed
from bench.embedders.windows import candidates, compare, told
from bench.peers.sample import evenly

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [model.name for model in MODELS]
    parser.add_argument("--news", type=Path, required=True, help="folder of articles and questions (JSON Lines)")
    parser.add_argument("--out", type=Path, default=Path(".bench/embedders"), help="where all is kept")
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="these models")
    parser.add_argument("--report", action="store_true", help="tell what is there, embed nothing")
    parser.add_argument("--windows", type=int, metavar="N", help="have two readers rank the windows of N questions")
    parser.add_argument("--most", type=int, help="no more than so many chunks")
    chosen = parser.parse_args()
    os.environ.update(_ONE_THREAD)  # before a library is loaded that asks for it
    models = [model for model in MODELS if model.name in chosen.only]
    for model in models:
        if not model.is_there:
            print(f"{model.told} is left out: the package {model.package} is not installed.")
    models = [model for model in models if model.is_there]
    shelves = {model.name: Shelf(chosen.out / model.name) for model in models}
    cut(chosen.news, chosen.out)
    corpus, asked = Corpus(chosen.out), read_asked(chosen.news)
    if chosen.report:
        _tell(report(corpus, models, shelves, asked), chosen.out / "report.md")
    elif chosen.windows:
        chunks = min(len(shelves[DEFAULT]), chosen.most or len(corpus))
        some = evenly(able(corpus, asked, chunks), chosen.windows)
        kept = chosen.out / f"windows-{chunks}-{chosen.windows}.jsonl"
        questions = [item.question for item in some]
        windows = candidates(corpus, models[0], shelves[DEFAULT], questions, chunks)
        compare(questions, windows, kept)
        _tell(told(kept, [item.group for item in some]), kept.with_suffix(".md"))
    else:
        embed(corpus.passages, len(corpus), models, shelves, chosen.most)


def _tell(words: str, file: Path) -> None:
    file.write_text(words + "\n", "utf-8")
    print(words)


if __name__ == "__main__":
    main()
