"""newsdesk, whole and before it embeds, beside LangChain's recipe, LlamaIndex and txtai, over the same articles and questions.

    python -m bench.peers [--news FOLDER --questions FILE...] [--articles 394] [--asked 60] [--only NAME...] [--work FOLDER]

Each step is a process of its own, one after the other. The peers live in an environment that is made in the work folder; all use
all-MiniLM-L6-v2 from its package, so that nothing is downloaded from a model hub. Without ``--news`` the samples are compared.
What cannot be installed or fails is left out, and told at the end.
Figures go to FOLDER/peers.json; those of systems that ``--only`` leaves out are kept there where articles and questions are the same.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.peers import figures, sample
from bench.processes import Cost, Failed, disk_mb, measured, processor

_ROOT = Path(__file__).parents[2]
_COLD = 2
PEERS = ("LangChain", "LlamaIndex", "txtai")


@dataclass(frozen=True, slots=True)
class System:
    """How to run one of the compared; ``cold`` may be a command of its own that answers one question."""

    name: str
    python: str
    module: str
    own_commands: bool = False
    asked_for: str = "ask"
    environment: Mapping[str, str] = field(default_factory=dict)

    def index(self, news: Path, store: Path) -> list[str]:
        if self.own_commands:
            return [self.python, "-m", "bot", "reindex", str(news)]
        return [self.python, "-m", self.module, "index", str(news), str(store)]

    def ask(self, store: Path, questions: Path, results: Path, what: str = "") -> list[str]:
        return [self.python, "-m", self.module, what or self.asked_for, str(store), str(questions), str(results)]

    def cold(self, store: Path, question: Path, results: Path) -> list[str]:
        if self.own_commands:
            return [self.python, "-m", "bot", "ask", question.read_text("utf-8").strip()]
        return self.ask(store, question, results)


class Comparison:
    """One run: the same articles and questions for all."""

    def __init__(self, work: Path, articles: Sequence[sample.Article], questions: Sequence[sample.Question]) -> None:
        self._work = work
        self._articles, self._questions = articles, questions
        self._asked, self._first = work / "questions.txt", work / "first.txt"
        self._asked.write_text("".join(f"{' '.join(item.text.split())}\n" for item in questions), "utf-8")
        self._first.write_text(self._asked.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")

    def measure(self, system: System, threads: int) -> dict[str, float]:
        """Every figure of one system."""
        home = self._work / system.name
        shutil.rmtree(home, ignore_errors=True)
        news, store, log = home / "news", home / "store", home / "log"
        sample.write(self._articles, news / "articles.jsonl")
        environment = {
            "PYTHONPATH": str(_ROOT),
            "OMP_NUM_THREADS": str(threads),
            "TOKENIZERS_PARALLELISM": "false",
            "HF_HUB_OFFLINE": "1",
            "PYTHONDONTWRITEBYTECODE": "",  # where it is set, each start would compile everything anew
            "NEWSDESK_DATA_DIR": str(store),
            "NEWSDESK_THREADS": str(threads),
            **system.environment,
        }

        def cost(what: str, command: Sequence[str]) -> Cost:
            spent = measured(command, environment, log)
            print(
                f"{system.name}: {what}: {spent.wall:.1f} s, {spent.cpu:.1f} s of CPU, {spent.peak_mb:.0f} MB",
                flush=True,
            )
            return spent

        first = cost("first index", system.index(news, store))
        size = disk_mb(store)
        again = cost("unchanged", system.index(news, store))
        results = home / "results.jsonl"
        asked = cost("questions", system.ask(store, self._asked, results))
        outcome = figures.found(_replies(results), [item.answers for item in self._questions])
        told = figures.as_figures(outcome)
        if system.own_commands:
            cost("answers", system.ask(store, self._asked, results, "answers"))
            whole = figures.found(_replies(results), [item.answers for item in self._questions])
            told |= {"answer_p50": whole.p50, "answer_p95": whole.p95, "answer_cpu_p50": whole.cpu_p50}
        cold = [cost("cold", system.cold(store, self._first, results)) for _ in range(_COLD)]
        sample.write(sample.changed(self._articles, 0.01), news / "articles.jsonl")
        changed = cost("1 % changed", system.index(news, store))
        return told | {
            "index_wall": first.wall,
            "index_cpu": first.cpu,
            "articles_per_cpu_s": len(self._articles) / first.cpu,
            "index_mb": first.peak_mb,
            "again_wall": again.wall,
            "again_cpu": again.cpu,
            "changed_wall": changed.wall,
            "changed_cpu": changed.cpu,
            "cold_wall": median(run.wall for run in cold),
            "cold_cpu": median(run.cpu for run in cold),
            "ask_mb": asked.peak_mb,
            "disk_mb": size,
        }


def make_environment(work: Path) -> str:
    """The interpreter of the peers' environment, which is made where it is not there."""
    folder = work / "environment"
    python, ready = folder / "bin" / "python", folder / "ready"
    wanted = (Path(__file__).parent / "requirements.txt").read_text("utf-8")
    if not ready.exists() or ready.read_text("utf-8") != wanted:
        print(f"Installing the peers into {folder}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        first = [line for line in wanted.splitlines() if line.startswith("torch")]  # else its CUDA build comes
        subprocess.run([*pip, *first], check=True)
        subprocess.run([*pip, "--requirement", Path(__file__).parent / "requirements.txt"], check=True)
        ready.write_text(wanted, "utf-8")
    return str(python)


def own_systems() -> list[System]:
    """newsdesk, whole and before it embeds."""
    return [
        System("newsdesk", sys.executable, "bench.peers.with_newsdesk", True, "passages"),
        System("newsdesk by words", sys.executable, "bench.peers.with_newsdesk", asked_for="passages"),
    ]


def peers_of(python: str) -> list[System]:
    """The others, which this interpreter has installed."""
    return [System(name, python, f"bench.peers.with_{name.lower()}") for name in PEERS]


def _replies(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, help="folder of JSON Lines (url, title, text)")
    parser.add_argument(
        "--questions", type=Path, nargs="+", help="JSON Lines (question, answers or answer, articles or answer_urls)"
    )
    parser.add_argument("--articles", type=int, default=394)
    parser.add_argument("--asked", type=int, default=60)
    parser.add_argument("--only", nargs="+", default=[], help="systems to measure")
    parser.add_argument("--threads", type=int, default=1, help="of the models (1)")
    parser.add_argument("--work", type=Path, default=Path(".bench"))
    chosen = parser.parse_args()
    if chosen.news:
        files = chosen.questions or sorted(chosen.news.glob("questions*.jsonl"))
        articles, questions = sample.read_articles(chosen.news), sample.read_questions(files)
    else:
        articles = sample.sample_articles(_ROOT / "index" / "samples")
        questions = sample.read_questions(chosen.questions or [_ROOT / "tests" / "questions" / "samples.jsonl"])
    articles, questions = sample.choose(articles, questions, chosen.articles, chosen.asked)
    if not questions:
        parser.error(
            "none of the questions has its article among the articles; see --help for the fields that are read"
        )
    work = chosen.work.absolute()
    work.mkdir(parents=True, exist_ok=True)
    about = {
        "articles": len(articles),
        "questions": len(questions),
        "threads": chosen.threads,
        "processor": processor(),
    }
    print(*(f"{name}: {value}" for name, value in about.items()), sep="\n", flush=True)
    file = work / "peers.json"
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    kept = before.get("systems", {}) if chosen.only and before.get("about") == about else {}
    comparison = Comparison(work, articles, questions)
    measured_now: dict[str, dict[str, float]] = dict(kept)
    wanted = [name for name in PEERS if not chosen.only or name in chosen.only]
    left_out: list[str] = []
    every = own_systems()
    if wanted:
        try:
            every += peers_of(make_environment(work))
        except (subprocess.CalledProcessError, OSError) as error:
            left_out.append(f"{', '.join(wanted)}: their environment cannot be made ({error})")
    for system in every:
        if not chosen.only or system.name in chosen.only:
            try:
                measured_now[system.name] = comparison.measure(system, chosen.threads)
            except Failed as error:
                left_out.append(f"{system.name}: {error}")
                continue
            file.write_text(json.dumps({"about": about, "systems": measured_now}, indent=1) + "\n", "utf-8")
    names = [*(system.name for system in own_systems()), *PEERS]
    measured_now = {name: measured_now[name] for name in names if name in measured_now}
    title = f"{about['articles']} articles, {about['questions']} questions, {about['processor']}"
    (work / "peers.md").write_text(figures.table(measured_now) + "\n", "utf-8")
    (work / "peers.svg").write_text(figures.chart(title, measured_now), "utf-8")
    print(figures.table(measured_now))
    for told in left_out:
        print(f"Left out: {told}")


if __name__ == "__main__":
    main()
