"""How newsdesk grows with the number of articles.

    python -m bench.growth [--news FOLDER --questions FILE...] [--sizes 500 2000 8000] [--embedding stand-in|real] [--grow] [--work FOLDER]

Each size is indexed anew, and asked, in processes of their own; with ``--grow`` the articles that a size has more are added to a copy of
the store of the size before, and costs are those of what was added. Embedding costs the same for each passage, whatever their number,
and takes long for many: by default an embedder stands in for it that costs next to nothing, so that everything else is seen.
Questions are asked of the real models. Without ``--news`` the articles are made of the samples' sentences. Figures, a table and a
chart go to FOLDER, where each size's store stays; a run that ended early goes on with ``--resume``.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.charts import lines, short
from bench.peers import sample
from bench.peers.figures import ASKED, found, percentile
from bench.processes import disk_mb, measured, processor

_ROOT = Path(__file__).parents[1]
_MB = 2**20
_BYTES_OF_VECTOR = 384 * 4
_COUNTS = ("articles", "passages")

ROWS = {
    "articles": "articles",
    "passages": "passages",
    "words_cpu_ms": "CPU ms an article until words find it",
    "cpu_ms": "CPU ms an article in all",
    "passage_cpu_ms": "CPU ms a passage in all",
    "measure_cpu_ms": "CPU ms of one and the same text meanwhile",
    "index_mb": "memory of indexing, MB",
    "found_cpu_p50": "candidates for a question p50, CPU s",
    **ASKED,
    "cpu_p95": "passages for a question p95, CPU s",
    "answer_cpu_p95": "whole answer p95, CPU s",
    "ask_mb": "memory of asking, MB",
    "disk_mb": "disk, MB",
    "disk_ratio": "disk, of text and vectors",
}
"""What is measured, as a table names it."""


def made_of(articles: Sequence[sample.Article], count: int) -> list[sample.Article]:
    """``count`` articles of twenty sentences that are drawn from those of ``articles``; the same ones each time."""
    drawn = random.Random(0)
    sentences = [line for item in articles for line in str(item["text"]).splitlines() if len(line.split()) > 7]
    made: list[sample.Article] = []
    for number in range(count):
        text = "\n\n".join(drawn.sample(sentences, 20))
        made.append({"url": f"https://made.example/{number}", "title": f"Story {number}: {text[:60]}", "text": text})
    return made


def figures_of(step: Mapping[str, float], disk: float, index_mb: float) -> dict[str, float]:
    """The figures of an indexed size: costs for each article and passage, and what it takes."""
    needed = (step["text_bytes"] + step["passages"] * _BYTES_OF_VECTOR) / _MB
    return {
        "articles": step["articles"],
        "passages": step["passages"],
        "words_cpu_ms": 1000 * step["words_cpu"] / step["articles_added"],
        "cpu_ms": 1000 * step["cpu"] / step["articles_added"],
        "passage_cpu_ms": 1000 * step["cpu"] / step["passages_added"],
        "measure_cpu_ms": 1000 * step["measure_cpu"],
        "index_mb": index_mb,
        "disk_mb": disk,
        "disk_ratio": disk / needed,
    }


def table(sizes: Sequence[Mapping[str, float]]) -> str:
    """A table in Markdown: a row a measure, a column a size."""
    rows = []
    for key, told in ROWS.items():
        cells = [_shown(key, size[key]) if key in size else "" for size in sizes]
        if any(cells):
            rows.append(f"| {told} | " + " | ".join(cells) + " |")
    return "\n".join([rows[0], "|---" * (len(sizes) + 1) + "|", *rows[1:]])


def chart(title: str, sizes: Sequence[Mapping[str, float]]) -> str:
    """The same over the number of passages, as lines."""
    panels = {
        "CPU ms for each article": {"in all": "cpu_ms", "until words find it": "words_cpu_ms"},
        "Question, p50 in CPU s": {
            "candidates": "found_cpu_p50",
            "passages": "cpu_p50",
            "whole answer": "answer_cpu_p50",
        },
        "Memory, MB": {"indexing": "index_mb", "asking": "ask_mb"},
        "Disk, of text and vectors": {"ratio": "disk_ratio"},
    }
    drawn: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for panel, named in panels.items():
        points = {name: [(size["passages"], size[key]) for size in sizes if key in size] for name, key in named.items()}
        if any(points.values()):
            drawn[panel] = {name: at for name, at in points.items() if at}
    return lines(title, drawn)


def _shown(key: str, value: float) -> str:
    return f"{value:,.0f}" if key in _COUNTS else short(value)


def measure(
    work: Path, added: Sequence[sample.Article], before: Path | None, embedding: str, environment: Mapping[str, str]
) -> dict[str, float]:
    """Index these articles, on top of a copy of the store that stays in the work folder of the size ``before``."""
    shutil.rmtree(work, ignore_errors=True)
    news, store, log = work / "news", work / "store", work / "log"
    environment = {**environment, "NEWSDESK_DATA_DIR": str(store)}
    sample.write(added, news / "articles.jsonl")
    if before:
        shutil.copytree(before / "store", store)
    indexed = measured([sys.executable, "-m", "bench.growth_step", str(news), str(store), embedding], environment, log)
    step = json.loads(log.read_text("utf-8").splitlines()[-1])
    return figures_of(step, disk_mb(store), indexed.peak_mb)


def ask(work: Path, questions: Sequence[sample.Question], environment: Mapping[str, str]) -> dict[str, float]:
    """Ask the store of a size the questions."""
    store, results, asked = work / "store", work / "results.jsonl", work / "questions.txt"
    asked.write_text("".join(f"{' '.join(item.text.split())}\n" for item in questions), "utf-8")
    environment = {**environment, "NEWSDESK_DATA_DIR": str(store)}
    told: dict[str, float] = {}
    for what, prefix in (("candidates", "found_"), ("passages", ""), ("answers", "answer_")):
        command = [sys.executable, "-m", "bench.peers.with_newsdesk", what, str(store), str(asked), str(results)]
        cost = measured(command, environment, work / "log")
        replies: list[dict[str, Any]] = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
        outcome = found(replies, [item.answers for item in questions])
        told |= {f"{prefix}p50": outcome.p50, f"{prefix}p95": outcome.p95, f"{prefix}cpu_p50": outcome.cpu_p50}
        told[f"{prefix}cpu_p95"] = percentile([float(reply["cpu"]) for reply in replies], 95)
        told["ask_mb"] = max(told.get("ask_mb", 0.0), cost.peak_mb)
    return told


def _kept(file: Path, make: Callable[[], dict[str, float]], resume: bool) -> dict[str, float]:
    """What a file keeps of an earlier run, else what is made now and kept there."""
    if resume and file.exists():
        kept: dict[str, float] = json.loads(file.read_text("utf-8"))
        return kept
    made = make()
    file.write_text(json.dumps(made) + "\n", "utf-8")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, help="folder of JSON Lines (url, title, text)")
    parser.add_argument("--questions", type=Path, nargs="+", help="JSON Lines (question, answers or answer)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 400])
    parser.add_argument("--asked", type=int, default=20, help="questions; with 0 nothing is asked")
    parser.add_argument("--embedding", choices=("stand-in", "real"), default="stand-in")
    parser.add_argument("--grow", action="store_true", help="add to the store of the size before")
    parser.add_argument(
        "--resume", action="store_true", help="keep figures that an earlier run left in the work folder"
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--work", type=Path, default=Path(".bench"))
    chosen = parser.parse_args()
    if chosen.news:
        articles = sample.read_articles(chosen.news)
        questions = sample.read_questions(chosen.questions or sorted(chosen.news.glob("questions*.jsonl")))
    else:
        articles = made_of(sample.sample_articles(_ROOT / "index" / "samples"), max(chosen.sizes))
        questions = sample.read_questions(chosen.questions or [_ROOT / "tests" / "questions" / "samples.jsonl"])
    questions = sample.evenly(questions, chosen.asked)
    work = chosen.work.absolute()
    work.mkdir(parents=True, exist_ok=True)
    about = {
        "embedding": chosen.embedding,
        "grown": chosen.grow,
        "questions": len(questions),
        "threads": chosen.threads,
        "processor": processor(),
    }
    environment = {"PYTHONPATH": str(_ROOT), "NEWSDESK_THREADS": str(chosen.threads)}
    sizes: list[dict[str, float]] = []
    before: Path | None = None
    known: set[str] = set()
    for count in sorted(chosen.sizes):
        some, _ = sample.choose(articles, (), count, 0)
        added = [item for item in some if item["url"] not in known]
        folder = work / f"growth-{count}"
        index = partial(measure, folder, added, before, chosen.embedding, environment)
        size = _kept(folder / "indexed.json", index, chosen.resume)
        if questions:
            size |= _kept(folder / "asked.json", partial(ask, folder, questions, environment), chosen.resume)
        if chosen.grow:
            before, known = folder, {str(item["url"]) for item in some}
        sizes.append(size)
        print(table(sizes[-1:]), "", sep="\n", flush=True)
        (work / "growth.json").write_text(json.dumps({"about": about, "sizes": sizes}, indent=1) + "\n", "utf-8")
    (work / "growth.md").write_text(table(sizes) + "\n", "utf-8")
    (work / "growth.svg").write_text(
        chart(f"Growth, embedding: {chosen.embedding}; {about['processor']}", sizes), "utf-8"
    )
    print(table(sizes))


if __name__ == "__main__":
    main()
