"""The words of a text that tell the answer: where they begin and where they end, judged by a head on the cross-encoder's states.

The states of the tokens before the last layer are there whenever a text is read; the head is a row of weights for each end of an
answer, and two for its absence, which the first token tells (Devlin et al., 2019, on SQuAD 2.0). docs/tuning.md tells how it was trained.
"""

from __future__ import annotations

import math
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.models.bundled import ModelError
from index.models.onnx_file import Array
from index.types import AnswerWords, Vectors

if TYPE_CHECKING:
    from tokenizers import Encoding

ANSWER_WORDS = Path(__file__).with_name("answer_words.npz")
_TEXT = 1
_MOST_TOKENS = 16
"""Tokens of an answer."""
_MOST = 8


@cache
def answer_head() -> Array:
    """The head: (size of a state, 4), for a token how likely an answer begins there, ends there, and, for the first, that there is none
    to begin or to end.

    Raises:
        ModelError: it is missing or damaged.
    """
    try:
        with np.load(BytesIO(ANSWER_WORDS.read_bytes())) as archive:
            return np.asarray(archive["weights"], dtype=np.float32)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"The weights {ANSWER_WORDS.name} are missing or damaged; reinstall newsdesk.") from error


def likely_answers(encoding: Encoding, scores: Vectors, start: int) -> list[AnswerWords]:
    """The likeliest answers in the second of two texts from its character ``start`` on, best first, none of which overlap.

    ``scores`` has the four of the head for each token. An answer's ``logit`` is that of its ends, less that of there being none.
    """
    own = [
        number
        for number, (part, (first, last)) in enumerate(zip(encoding.sequence_ids, encoding.offsets, strict=True))
        if part == _TEXT and first >= start and last > first
    ]
    if not own:
        return []
    none = float(scores[0, 2] + scores[0, 3])
    begins, ends = scores[own, 0], scores[own, 1]
    pairs = begins[:, None] + ends[None, :]
    places = np.arange(len(own))
    length = places[None, :] - places[:, None]
    pairs = np.where((length >= 0) & (length < _MOST_TOKENS), pairs, -math.inf)
    found: list[AnswerWords] = []
    while len(found) < _MOST and np.isfinite(best := pairs.max()):
        first, last = divmod(int(pairs.argmax()), len(own))
        offsets = encoding.offsets
        found.append(AnswerWords(offsets[own[first]][0], offsets[own[last]][1], float(best) - none))
        pairs[: last + 1, first:] = -math.inf  # what begins before its end and ends after its beginning
    return found
