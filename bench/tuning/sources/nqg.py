"""The sentences behind SQuAD's questions (Du et al., 2017), development and test part.

https://github.com/xinyadu/nqg, MIT; text CC BY-SA 4.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.tuning.groups import Group
from bench.tuning.pool import Pool
from bench.tuning.text import untokenised

_WORDS = 90
_BESIDE = 3


def nqg_groups(folder: Path, random: Random) -> Iterator[Group]:
    """Groups of a question's sentence, its neighbours, and others that share words with the question."""
    for part in ("dev", "test"):
        asked_of, questions = (_lines(folder / f"data/processed/{side}-{part}.txt") for side in ("src", "tgt"))
        pool = Pool(list(dict.fromkeys(asked_of)))
        places = {text: place for place, text in enumerate(pool.texts)}
        for text, question in zip(asked_of, questions, strict=True):
            if len(text.split()) > _WORDS:
                continue
            at = places[text]
            beside = [*range(max(0, at - _BESIDE), at), *range(at + 1, min(len(pool.texts), at + _BESIDE + 1))]
            random.shuffle(beside)
            far = pool.find(question, 3, lambda place, at=at: abs(place - at) > _BESIDE)  # type: ignore[misc]
            wrong = [pool.texts[place] for place in [*beside[:3], *far]]
            yield Group(question.rstrip("? ") if random.random() < 0.6 else question, (text, *wrong), 1, "nqg")


def _lines(path: Path) -> list[str]:
    return [untokenised(line) for line in path.read_text("utf-8").splitlines()]
