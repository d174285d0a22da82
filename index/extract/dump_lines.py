"""The lines of a text dump below its header: story or not, by what each is and by what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from index.extract.dump_asides import label_asides
from index.extract.dump_boxes import label_below_bullets, label_boxes, label_lists
from index.extract.dump_captions import (
    captions_above_credits,
    captions_by_place,
    captions_of_the_house,
    is_apart,
    signed_paragraphs,
)
from index.extract.dump_doubts import believe, doubt, doubt_apart, doubt_links, is_spared, names_told
from index.extract.dump_header import Header
from index.extract.dump_kinds import kind_of, label_chronicle, label_enumerated
from index.extract.dump_repeats import label_repeats
from index.extract.dump_roles import Role
from index.extract.dump_said import label_said
from index.extract.dump_scores import label_scores
from index.extract.dump_shorts import label_shorts
from index.extract.dump_tail import label_signatures, label_strays, label_tail
from index.extract.line_features import Page
from index.extract.line_scorer import DOUBTED, SURE, likelihoods


def roles(
    text: str,
    lines: Sequence[tuple[int, int]],
    header: Header,
    kept: frozenset[int] = frozenset(),
    listed: frozenset[int] = frozenset(),
    score: Callable[[Page], Sequence[float]] = likelihoods,
) -> list[Role]:
    """The role of each line. Of those that are known otherwise, ``kept`` counts as story, ``listed`` and the header's as none.

    ``score`` gives the likelihood of each line to be the story's; where it is small, the line is doubted.
    """
    said = [text[slice(*line)] for line in lines]
    found = [kind_of(line, text, lines[at]) for at, line in enumerate(said)]
    likely = score(Page(said, tuple(found), header.headline_line, header.last))
    label_enumerated(said, found)
    label_chronicle(said, found)
    alone = tuple(found)
    for at in kept:
        found[at] = Role.STORY
    apart = listed.union(header.taken)
    for at in apart:
        found[at] = Role.FURNITURE
    fenced = label_boxes(said, found, text, lines, likely)
    label_lists(said, found, text, lines)
    again = label_repeats(said, found, header)
    end = label_tail(said, found, header, likely)
    captions_above_credits(said, found, text, lines)
    captions_by_place(said, found, header)
    signed_paragraphs(said, found, lambda at: likely[at] >= DOUBTED)
    if header.outlet:
        captions_of_the_house(said, found, header.outlet)
    label_below_bullets(found, header, text, lines)
    label_strays(said, found, likely)
    apart = apart.union(label_asides(said, found, header))
    told = cache(lambda: names_told(said, found))  # most dumps need it not
    spared = kept.union(
        at for at, line in enumerate(said) if likely[at] < DOUBTED and is_spared(said, found, likely, at, header, told)
    )
    doubt(found, likely, spared)
    summary = label_shorts(said, found, header)
    doubt(found, likely, spared.union(summary))
    doubt_links(said, found, alone, likely, kept.union(summary))
    believe(found, alone, likely[:end], apart.union(fenced, again))
    doubt_apart(said, found, likely, header, kept | apart)
    for at in range(max(0, header.headline_line)):
        if at not in kept and not (found[at] is Role.STORY and likely[at] >= SURE):
            found[at] = Role.FURNITURE
    label_said(said, found, apart)
    label_signatures(said, found)
    known = apart.union(fenced, again, kept, range(end, len(said)))
    label_scores(said, found, alone, likely, known, lambda at: is_apart(text, lines, at))
    return found
