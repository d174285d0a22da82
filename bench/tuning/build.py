"""Make the groups of the training, from copies of the sources: ``python -m bench.tuning.build OUT --qed FOLDER --news FOLDER ...``.

Writes ``train.jsonl.gz`` and, of one topic in twenty, ``held.jsonl.gz``. Each source that is named takes part; docs/tuning.md tells where
they are had. Texts of each keep its licence: keep what this writes to yourself, or share it alike.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.tuning.groups import Group, write_groups
from bench.tuning.sources.cloze import cloze_groups
from bench.tuning.sources.news import read_periods
from bench.tuning.sources.nqg import nqg_groups
from bench.tuning.sources.qamr import qamr_groups
from bench.tuning.sources.qed import qed_groups
from bench.tuning.sources.quiz import quiz_groups
from bench.tuning.sources.selqa import selqa_groups
from bench.tuning.sources.squad import squad_groups
from bench.tuning.sources.written import QUESTIONS, written_groups

_SEED = 11


def main() -> None:
    """Write the groups of all sources given."""
    given = _parser().parse_args()
    unseen = set(given.unseen.read_text("utf-8").splitlines()) if given.unseen else set()
    parts: dict[bool, list[Group]] = {False: [], True: []}
    for group in groups(given, unseen):
        if group.teaches:
            parts[group.is_held_out].append(group)
    given.out.mkdir(parents=True, exist_ok=True)
    for is_held_out, name in ((False, "train"), (True, "held")):
        made = parts[is_held_out]
        Random(_SEED).shuffle(made)
        write_groups(made, given.out / f"{name}.jsonl.gz")
        counts = ", ".join(f"{source} {count}" for source, count in sorted(Counter(g.source for g in made).items()))
        print(f"{name}: {len(made)} groups ({counts})")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--qed", type=Path, metavar="FOLDER", help="a clone of google-research-datasets/QED at 71e19e0")
    parser.add_argument("--squad", type=Path, metavar="FILE", nargs="+", help="dev-v2.0.json, xquad.en.json")
    parser.add_argument("--nqg", type=Path, metavar="FOLDER", help="a clone of xinyadu/nqg")
    parser.add_argument("--selqa", type=Path, metavar="FOLDER", help="a clone of emorynlp/selqa")
    parser.add_argument("--qamr", type=Path, metavar="FOLDER", help="a clone of uwnlp/qamr")
    parser.add_argument(
        "--news", type=Path, metavar="FOLDER", help="articles, a file of JSON Lines (.jsonl, .jsonl.xz) a period"
    )
    parser.add_argument(
        "--quiz", type=Path, metavar="FILE", nargs="+", default=[], help="quiz questions on the news, JSON Lines"
    )
    parser.add_argument(
        "--written",
        type=Path,
        metavar="FILE",
        nargs="+",
        default=[QUESTIONS],
        help="questions on NEWS, as bench.tuning.sources.written reads them (those that are kept there)",
    )
    parser.add_argument(
        "--unseen", type=Path, metavar="FILE", help="addresses and questions that take no part, one a line"
    )
    parser.add_argument(
        "--articles", type=int, default=4200, help="articles of each period that questions are made of (%(default)s)"
    )
    return parser


def groups(given: argparse.Namespace, unseen: set[str]) -> Iterator[Group]:
    """The groups of each source given, one source after the other."""
    random = Random(_SEED)
    if given.qed:
        yield from qed_groups(given.qed, random)
    if given.squad:
        yield from squad_groups(given.squad, random)
    if given.nqg:
        yield from nqg_groups(given.nqg, random)
    if given.selqa:
        yield from selqa_groups(given.selqa, random)
    if given.qamr:
        yield from qamr_groups(given.qamr, random)
    if given.news:
        periods = read_periods(given.news, unseen, random)
        for path in given.quiz:
            yield from quiz_groups(path, periods, unseen, random)
        yield from cloze_groups(periods, random, given.articles)
        for path in given.written:
            yield from written_groups(path, periods, random)


if __name__ == "__main__":
    main()
