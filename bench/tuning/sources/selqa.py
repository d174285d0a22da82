"""SelQA (Jurczyk et al., 2016), development and test part: questions on sections of Wikipedia, with the sentence that answers.

https://github.com/emorynlp/selqa, Apache-2.0; text CC BY-SA 3.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.tuning.groups import Group, date_lead
from bench.tuning.text import typed


def selqa_groups(folder: Path, random: Random) -> Iterator[Group]:
    """Groups of the sentences of one section."""
    for part in ("dev", "test"):
        for row in json.loads((folder / f"ass/selqa-ass-{part}.json").read_text("utf-8")):
            texts, right = row["candidates"], row["answers"]
            wrong = [text for number, text in enumerate(texts) if number not in right]
            if not 1 <= len(right) <= 2 or not wrong:
                continue
            random.shuffle(wrong)
            group = Group(typed(row["question"], random), (texts[right[0]], *wrong[:8]), 1, "selqa", row["article"])
            yield group.led(date_lead(row["article"], random))
