"""Short lines between a story's paragraphs that are part of it: what somebody said in a few words, and what announces the next line."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.extract.dump_kinds import names_points
from index.extract.dump_roles import Role
from index.extract.furniture import is_doubted
from index.extract.line_standing import TOLD
from index.extract.name_shapes import looks_like_names

_SAID = re.compile(
    r"(?:“[^“”]{1,80}[.?!…]”|\"[^\"]{1,80}[.?!…]\"|„[^„“”]{1,80}[.?!…][“”]|«\s?[^«»]{1,80}[.?!…]\s?»)\.?"
)
"""A sentence in quotation marks, and nothing else."""
_HEARD = re.compile(
    r"[(\[](?:SOUNDBITE|SOUND|LAUGHTER|LAUGHS|APPLAUSE|CHEER(?:S|ING)|CROSSTALK|MUSIC|CHANTING|BEGIN (?:VIDEO|AUDIO)|END (?:VIDEO|AUDIO))\b[^()\[\]a-z]{0,80}[)\]]"
    r"|\((?:[Ss]ounds? of|[Ee]xcerpts? (?:of|from)|[Ll]aughter|[Ll]aughs|[Aa]pplause)\b[^()]{0,60}\)\.?"
)
"""What is heard between two paragraphs of a transcript."""
_A_WORD = re.compile(r"[^\W\d_]{1,20}\.")
"""A sentence of one word: "Welcome.", "Slowly."."""
_DASHES = ("—", "–")
_REPLY = re.compile(r"[—–]\s?[^\W\d_]{1,20}[.!…]")
"""What somebody answers in one word, in a talk that has dashes for its turns."""
_FEWEST_WORDS = 2
"""Words of a line that announces the next."""


def label_said(said: Sequence[str], found: list[Role], apart: Collection[int]) -> None:
    """Sentences in quotation marks or of one word, sounds, and lines that end in a colon, within the story are its own; ``apart``: lines that
    are known to be none.

    Of 25 such lines of labelled dumps that were told as headings or furniture, 23 were.
    """
    story = [at for at, role in enumerate(found) if role is Role.STORY]
    for at in range(story[0] + 1, min(story[-1] + 2, len(said) - 1)) if story else ():
        if at in apart or found[at] not in (Role.HEADING, Role.FURNITURE):
            continue
        above, below = found[at - 1] is Role.STORY, found[at + 1] is Role.STORY
        is_quote = (above or below) and _SAID.fullmatch(said[at]) is not None
        is_heard = (above or below) and _HEARD.fullmatch(said[at]) is not None
        is_word = above and below and found[at] is Role.HEADING and _A_WORD.fullmatch(said[at]) is not None
        is_over = found[at] is Role.HEADING and found[at - 1] in TOLD and found[at + 1] in TOLD and _announces(said[at])
        is_reply = above and said[at - 1].startswith(_DASHES) and _REPLY.fullmatch(said[at]) is not None
        if is_quote or is_heard or is_word or is_over or is_reply:
            found[at] = Role.STORY


def _announces(line: str) -> bool:
    if not line.endswith(":") or len(line.split()) < _FEWEST_WORDS or looks_like_names(line[:-1]):
        return False
    return not (line.isupper() or names_points(line) or is_doubted(line))
