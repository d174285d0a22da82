"""The lines of a text dump below its header: story or not, by what each is and by what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from index.calendar_names import MONTH, WEEKDAY
from index.extract.bylines import looks_like_names
from index.extract.captions import is_caption
from index.extract.corrections import is_correction
from index.extract.dump_captions import (
    captions_above_credits,
    captions_by_place,
    captions_of_the_house,
    is_apart,
    signed_paragraphs,
)
from index.extract.dump_header import Header
from index.extract.dump_repeats import label_repeats
from index.extract.dump_roles import ASIDE, Role
from index.extract.dump_tail import label_strays, label_tail
from index.extract.furniture import (
    button,
    ends_fence,
    fence,
    is_doubted,
    is_end,
    is_list_heading,
    is_sentence,
    opens_box,
    points,
)
from index.extract.furniture_table import plain
from index.extract.header_lines import is_only_day, is_stamp
from index.extract.line_features import Page, is_signed
from index.extract.line_scorer import DOUBTED, SURE, likelihoods
from index.extract.sign_offs import signing_agency
from index.extract.teasers import bullet, indent

_CARD_LINES = 4
_SURE_LINES = 4
_FENCED = 15
"""Lines that a box may hold."""
_DAY_OVER = re.compile(rf"(?:{WEEKDAY},?\s)?(?:\d{{1,2}}\s{MONTH}|{MONTH}\s\d{{1,2}})\W*$|{WEEKDAY}\W*$", re.IGNORECASE)
"""A day over what takes place then."""
_NUMBERS = re.compile(r"[\W\d_]*(?:(?:of|min|mins|am|pm|km|m|k|°|c|f)\b[\W\d_]*){0,2}", re.IGNORECASE)
_LINK = re.compile(
    r"https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+){1,3}(?:/\S*)?|<[^<>]{1,400}>|/|@\w{1,40}|\[[^\[\]]{1,120}\]"
)
_LINK_NUMBER = re.compile(r"\[\d{1,3}\]")
"""The number that text browsers give a link."""
_READING_TIME = re.compile(r"\b\d{1,3}\s?min(?:s|utes?)?\.?(?: (?:read|listen|watch))?$", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|says|told|sagte|dijo|added)\b")
_FEWEST_WORDS = 6
"""Words from which a line may begin with a small letter."""
_TOLD = (Role.STORY, Role.ITEM, Role.SHORT)
"""The kinds by itself of a line that may be the story's."""
_FEWEST_PARTS = 2
_HOPELESS = 0.02
"""The likelihood below which a line is doubted although it goes on in the next."""
_A_SHORT_SENTENCE = 10
_A_LONG_SENTENCE = 10
_SEVERAL = 3
"""Paragraphs that name somebody of whom the story is."""
_MANY_POINTS = 3
_OPENING_WORDS = frozenset(
    "They This That There These Those When What Where While With Your Have Then After Before Some Here From Under More Most Other Please Thank Read Sign Join Follow".split()
)
_LONGEST_NAME = 31
_NAME = re.compile(rf"\b[A-Z][\w-]{{3,{_LONGEST_NAME - 1}}}")
_FULL_STOPS = (".", ".”", '."', ".»")
_OF_ITS_PAGE = re.compile(
    r" (?:(?:is|are) (?:an?|the|part of|owned by|published by|committed to|dedicated to)\b|(?:may|can) (?:earn|receive)\b|(?:strives|aims|welcomes|relies|needs your|believes in|uses cookies|values)\b)"
)
"""What follows a page's name where it speaks of itself."""
_FOR_IT = ("Support", "Subscribe to", "Donate to", "help keep", "Follow", "Sign up for", "become a member of")
"""What it asks for before its name."""
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_A_STORY = 5
"""Paragraphs of a story that has no times."""
_PARTED = 3
"""Lines between a story and a page's feed."""
_GOING_ON = (":", ",", "—", ";", "; and", "; or")
_HEADING_WORDS = 12
_TELLING_WORDS = 8
_A_LINK = 5
"""Words of the headline that a link to another story has."""
_A_HEADING = 60
_POINTS = frozenset(
    (
        "story highlights",
        "highlights",
        "key points",
        "key takeaways",
        "at a glance",
        "in brief",
        "what we know",
        "what we know so far",
        "key events",
        "the facts",
        "main points",
    )
)


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
    found = [_alone(line, text, lines[at]) for at, line in enumerate(said)]
    likely = score(Page(said, tuple(found), header.headline_line, header.last))
    _enumerated(said, found)
    alone = tuple(found)
    for at in kept:
        found[at] = Role.STORY
    apart = listed.union(header.taken)
    for at in apart:
        found[at] = Role.FURNITURE
    fenced = _boxes(said, found, text, lines, likely)
    _lists(said, found, text, lines)
    again = label_repeats(said, found, header)
    end = label_tail(said, found, header)
    captions_above_credits(said, found, text, lines)
    captions_by_place(said, found, header)
    signed_paragraphs(said, found, lambda at: likely[at] >= DOUBTED)
    if header.outlet:
        captions_of_the_house(said, found, header.outlet)
    _below_bullets(found, header, text, lines)
    label_strays(said, found, likely)
    apart = apart.union(_asides(said, found, header))
    told = cache(lambda: _names_told(said, found))  # most dumps need it not
    spared = kept.union(
        at for at, line in enumerate(said) if likely[at] < DOUBTED and _is_spared(said, found, likely, at, header, told)
    )
    _doubts(found, likely, spared)
    _shorts(said, found, header)
    _doubts(found, likely, spared)
    _doubt_links(said, found, alone, likely, kept)
    _believe(found, alone, likely[:end], apart.union(fenced, again))
    for at in range(max(0, header.headline_line)):
        if at not in kept:
            found[at] = Role.FURNITURE
    return found


def _is_spared(
    said: Sequence[str],
    found: Sequence[Role],
    likely: Sequence[float],
    at: int,
    header: Header,
    told: Callable[[], Mapping[str, int]],
) -> bool:
    """True for a line that is not to be doubted, whatever its words: it goes on in the next, or stands where only the story goes on."""
    line = said[at]
    if line.endswith(_GOING_ON):
        return likely[at] >= _HOPELESS
    if at == 0 or found[at] is not Role.STORY or found[at - 1] is not Role.STORY:
        return False
    if likely[at - 1] >= DOUBTED and len(line.split()) <= _A_SHORT_SENTENCE and line.endswith(_FULL_STOPS):
        return points(line) <= 0 or (points(line) < _MANY_POINTS and _names_story(line, header, told))
    return found[at + 1 : at + 2] == [Role.STORY] and _names_story(line, header, told)


def _names_story(line: str, header: Header, told: Callable[[], Mapping[str, int]]) -> bool:
    """True if a line of the story names whom the headline or several paragraphs name, in words that speak to the reader perhaps ("You
    can cancel ...").
    """
    own = header.outlet.split()
    names = {name for name in _NAME.findall(line) if name not in own and name not in _OPENING_WORDS}
    if len(line.split()) >= _A_LONG_SENTENCE and any(name in header.headline for name in names):
        return True
    return any(told().get(name, 0) - (f"{name} " in line) >= _SEVERAL for name in names)


def _names_told(said: Sequence[str], found: Sequence[Role]) -> Counter[str]:
    """In how many lines of the story each name stands before a space: the ends of words, from a capital letter on."""
    told: Counter[str] = Counter()
    for line, role in zip(said, found, strict=True):
        if role is Role.STORY:
            ends = (word[-_LONGEST_NAME:] for word in line.split(" ")[:-1])
            told.update({end[at:] for end in ends for at, letter in enumerate(end) if "A" <= letter <= "Z"})
    return told


def _asides(said: Sequence[str], found: list[Role], header: Header) -> set[int]:
    """Label what the page says of itself by its name, cards of its other stories and entries of its feed; their numbers are given back."""
    asides = {at for at, line in enumerate(said) if line[:1].islower() and found[at] is Role.FURNITURE}
    if own := header.outlet.removeprefix("The "):
        asides.update(at for at, line in enumerate(said) if found[at] is Role.STORY and _tells_of_page(line, own))
        asides.update(_cards(said, found, own))
    asides.update(_feed(said, found))
    for at in asides:
        found[at] = Role.FURNITURE
    return asides


def _tells_of_page(line: str, outlet: str) -> bool:
    """True if a line begins with the page's name and tells what that is, or asks its readers for something by its name."""
    if _SAID.search(line) or '"' in line or "“" in line:
        return False
    if any(f"{order} {the}{outlet}" in line for order in _FOR_IT for the in ("", "the ", "The ")):
        return True
    bare = line.removeprefix("The ")
    return bare.startswith(f"{outlet} ") and _OF_ITS_PAGE.match(bare, len(outlet)) is not None


def _cards(said: Sequence[str], found: Sequence[Role], outlet: str) -> Iterator[int]:
    """The lines of another story's card: its headline, its summary, and the page's name with its author's."""
    for at in range(2, len(said)):
        name = said[at].removeprefix("The ").removeprefix(outlet).strip()
        if (
            name
            and len(name) < len(said[at].removeprefix("The "))
            and looks_like_names(name)
            and found[at - 1] is Role.STORY
            and not is_sentence(said[at - 2])
            and found[at - 2] in (Role.SHORT, Role.FURNITURE)
        ):
            yield from (at - 2, at - 1, at)


def _feed(said: Sequence[str], found: Sequence[Role]) -> Iterator[int]:
    """The entries of a page's feed, far below a story that has none: each a line under its time."""
    times = [at for at in range(len(said) - 1) if said[at][0].isdigit() and _TIME.fullmatch(said[at])]
    if len(times) < _FEWEST_PARTS:
        return
    above = [at for at in range(times[0]) if found[at] is Role.STORY]
    if len(above) < _A_STORY or any(found[at] is Role.STORY for at in range(times[0] - _PARTED, times[0])):
        return
    yield from (at + 1 for at in times)


def _doubts(found: list[Role], likely: Sequence[float], kept: frozenset[int]) -> None:
    """Take the lines that are doubted for furniture, unless nothing of the story would be left: paragraphs, and what is listed over the first.

    A page with few lines that are surely the story's is too short for it to be told by how they compare.
    """
    if sum(value >= SURE for value in likely) < _SURE_LINES:
        return
    first = next((at for at, role in enumerate(found) if role is Role.STORY and likely[at] >= DOUBTED), len(found))
    doubted = {
        at
        for at, role in enumerate(found)
        if likely[at] < DOUBTED and at not in kept and (role is Role.STORY or (role is Role.ITEM and at < first))
    }
    if any(role in (Role.STORY, Role.ITEM) and at not in doubted for at, role in enumerate(found)):
        found[:] = [Role.FURNITURE if at in doubted else role for at, role in enumerate(found)]


def _doubt_links(
    said: Sequence[str], found: list[Role], alone: Sequence[Role], likely: Sequence[float], kept: frozenset[int]
) -> None:
    """Take short lines in a row without bullets for links to other stories, where they look like none of this one's and none announces them."""
    for is_run, group in groupby(range(len(found)), lambda at: found[at] is Role.ITEM and alone[at] is Role.SHORT):
        run = list(group)
        announcing = said[max(0, run[0] - 1) : run[-1] + 1]
        is_announced = announcing[0].endswith(":") or any(map(_DAY_OVER.match, announcing))
        if is_run and not is_announced and any(len(said[at].split()) >= _A_LINK for at in run):
            for at in run:
                if likely[at] < DOUBTED and at not in kept:
                    is_over = found[at + 1 : at + 2] == [Role.STORY]
                    found[at] = Role.HEADING if is_over and len(said[at].split()) <= _HEADING_WORDS else Role.FURNITURE


def _believe(found: list[Role], alone: Sequence[Role], likely: Sequence[float], apart: frozenset[int]) -> None:
    """Take the lines for the story's that surely are by what they say and where they stand, whatever a rule made of them."""
    for at, value in enumerate(likely):
        if value >= SURE and found[at] in ASIDE and at not in apart and alone[at] in (*_TOLD, Role.CAPTION):
            found[at] = Role.ITEM if alone[at] is Role.ITEM else Role.STORY


def _alone(line: str, text: str, at: tuple[int, int]) -> Role:
    """The kind of a line by itself."""
    if is_correction(line):
        return Role.CORRECTION
    if is_caption(line):
        return Role.CAPTION
    if len(line) <= 40 and _READING_TIME.search(line):
        return Role.FURNITURE
    if line.endswith("!") and len(line.split()) < 4:
        return Role.SHORT
    if line[:1].islower() and len(line.split()) < _FEWEST_WORDS:
        return Role.FURNITURE
    bare = _LINK_NUMBER.sub("", line).lstrip("*• ") if "[" in line else line
    if bare != line and is_doubted(bare):
        return Role.FURNITURE
    if (
        is_doubted(line)
        or is_only_day(line)
        or is_stamp(line)
        or _names_points(line)
        or _NUMBERS.fullmatch(line)
        or _LINK.fullmatch(line)
    ):
        return Role.FURNITURE
    if bullet(text, *at) > at[0]:
        return Role.ITEM
    if (
        (is_sentence(line) and len(line.split()) > 1)
        or button(line) < len(line)
        or is_signed(line)
        or signing_agency(line)
        or len(line) > 140
        or (line.endswith(_GOING_ON) and len(line.split()) > 5)
    ):
        return Role.STORY
    return Role.SHORT


def _enumerated(said: Sequence[str], found: list[Role]) -> None:
    """The parts of a sentence that ends in a colon, each on a line and begun with a small letter."""
    for at, line in enumerate(said):
        if not (found[at] is Role.STORY and line.endswith(":")):
            continue
        stop = at + 1
        while stop < len(said) and said[stop][:1].islower() and not is_doubted(said[stop]):
            stop += 1
        if stop - at > _FEWEST_PARTS:
            found[at + 1 : stop] = [Role.ITEM] * (stop - at - 1)


def _boxes(
    said: Sequence[str], found: list[Role], text: str, lines: Sequence[tuple[int, int]], likely: Sequence[float]
) -> set[int]:
    """The lines that a page fences off, whose numbers are given back, and the paragraph below the heading of a box."""
    at = 0
    fenced: set[int] = set()
    while at < len(said):
        if last := fence(said[at]):
            stop = next((n for n in range(at + 1, min(at + _FENCED, len(said))) if ends_fence(said[n], last)), at)
            found[at : stop + 1] = [Role.FURNITURE] * (stop + 1 - at)
            fenced.update(range(at, stop + 1))
            at = stop
        elif found[at] in ASIDE and opens_box(said[at]) and at + 1 < len(said) and not is_apart(text, lines, at + 1):
            below = at + 1
            while (
                _is_author_box(said[at]) and found[below] is Role.SHORT and below + 1 < min(at + _CARD_LINES, len(said))
            ):
                found[below], below = Role.FURNITURE, below + 1  # the name and what they do there
            if opens_box(said[below]) and below + 1 < len(said):
                found[below], below = Role.FURNITURE, below + 1
            is_picture = "capt" in said[at].casefold() + said[below - 1].casefold() or "image" in said[at].casefold()
            is_story = likely[below] >= SURE and not is_picture
            if found[below] in (Role.STORY, Role.SHORT) and not is_end(said[below]) and not is_story:
                found[below] = Role.CAPTION if is_picture else Role.FURNITURE
                at = below
        at += 1
    return fenced


def _is_author_box(line: str) -> bool:
    return plain(line).startswith(("about the author", "about the writer", "sobre el autor", "sobre la autora"))


def _lists(said: Sequence[str], found: list[Role], text: str, lines: Sequence[tuple[int, int]]) -> None:
    """The headlines below the heading of a list of other stories, up to a blank line or the story."""
    at = 0
    while at < len(said):
        heads = is_list_heading(said[at])
        at += 1
        while heads and at < len(said) and (found[at] in (Role.SHORT, *ASIDE) or _is_question(said[at])):
            if found[at] is not Role.CAPTION:
                found[at] = Role.FURNITURE
            heads = at + 1 < len(said) and not is_apart(text, lines, at + 1)
            at += 1


def _is_question(line: str) -> bool:
    """True if a line could be a headline that asks."""
    return line.endswith("?") and len(line) < 120 and '"' not in line and "“" not in line


def _below_bullets(found: list[Role], header: Header, text: str, lines: Sequence[tuple[int, int]]) -> None:
    """The lines that are indented below a button among the header's lines."""
    for at in range(1, min(len(lines), header.last + 3)):
        above = max((n for n in range(at) if bullet(text, *lines[n]) > lines[n][0]), default=None)
        if above is None or found[at] not in (Role.SHORT, Role.STORY) or at in header.taken:
            continue
        if all(found[n] is Role.FURNITURE for n in range(above, at)) and indent(text, lines[at][0]) > indent(
            text, lines[above][0]
        ):
            found[at] = Role.FURNITURE


def _shorts(said: Sequence[str], found: list[Role], header: Header) -> None:
    """Short lines, by where they stand: headings between paragraphs, items of lists, else furniture."""
    story = [at for at, role in enumerate(found) if role is Role.STORY and at not in header.taken]
    if not story:
        for at, role in enumerate(found):
            if role in (Role.SHORT, Role.ITEM):
                found[at] = Role.STORY if at > header.headline_line else Role.FURNITURE
        return
    after_header = [at for at in story if at > header.last]
    first, last = (after_header or story)[0], story[-1]
    at = 0
    while at < len(said):
        if found[at] not in (Role.SHORT, Role.ITEM):
            at += 1
            continue
        stop = at
        while stop < len(said) and found[stop] in (Role.SHORT, Role.ITEM):
            stop += 1
        run = range(at, stop)
        role = _of_run(run, said, found, header, first, last)
        for one in run:
            if role is Role.ITEM and found[one] is Role.SHORT and found[min(one + 1, len(said) - 1)] is Role.ITEM:
                found[one] = Role.HEADING  # over the items below it
                continue
            found[one] = role if role is not Role.ITEM or len(said[one].split()) > 1 else Role.FURNITURE
        at = stop


def _of_run(run: range, said: Sequence[str], found: Sequence[Role], header: Header, first: int, last: int) -> Role:
    """The kind of short lines in a row."""
    above = found[run[0] - 1] if run[0] else Role.FURNITURE
    below = found[run[-1] + 1] if run[-1] + 1 < len(found) else Role.FURNITURE
    if run[0] < first and run[0] > 0 and _names_points(said[run[0] - 1]):
        return Role.ITEM
    if run[0] > header.last and below is Role.STORY and all(found[one] is Role.ITEM for one in run):
        return Role.ITEM
    if run[0] < first:
        is_standfirst = header.headline_line in (run[0] - 1, run[0] - 2) and len(said[run[0]].split()) > 4
        return Role.ITEM if is_standfirst and run[0] < header.last else Role.FURNITURE
    is_list = all(found[one] is Role.ITEM for one in run)
    if run[0] > last:
        tells = sum(
            len(said[one].split()) >= (_TELLING_WORDS if is_sentence(said[one]) else 2 * _TELLING_WORDS) for one in run
        )
        return Role.ITEM if is_list and (above is Role.STORY or 2 * tells > len(run)) else Role.FURNITURE
    if Role.FURNITURE in (above, below) and not is_list:
        return Role.FURNITURE
    if len(run) == 1 and found[run[0]] is Role.SHORT:
        line = said[run[0]]
        is_link = line.isupper() and len(line.split()) > 3
        return Role.HEADING if len(line.split()) <= _HEADING_WORDS and not is_link else Role.FURNITURE
    return Role.ITEM


def _names_points(line: str) -> bool:
    """The heading of a story's main points."""
    return len(line) <= _A_HEADING and plain(line) in _POINTS
