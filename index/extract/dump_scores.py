"""The rows below a match's report and the rows of figures within a story: short lines that say nothing by themselves and are the story's together.

By their words they look like a page's buttons. What tells them is their form: line-ups, what the referee noted, a batsman's score, numbers in
columns that only blanks part, and below a line that announces them what is called before a colon or counted behind a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from index.extract.date_text import find_dates
from index.extract.dump_lists import BULLETS, PAIR, UNSURE, goes_on, lists_between, parted_lists
from index.extract.dump_roles import Role
from index.extract.furniture import is_doubted
from index.extract.furniture_table import plain
from index.extract.line_scorer import DOUBTED
from index.extract.line_standing import TOLD
from index.extract.word_tables import word_table

_TABLE = Path(__file__).with_name("score_words.toml")
_LONGEST = 300
_LABEL = 24
_A_HEADING = 60
_FORMATION = re.compile(r"^[^:()]{2,40}\(\d-\d(?:-\d){1,3}\)\s?:\s")
"""How a team stood, before its names: "Dunmoor (3-5-2): "."""
_PLAYERS = re.compile(r"[;,]\s|\s[–-]\s")
_A_TEAM = 9
"""Names behind a team's from which they are its line-up."""
_A_NAME = 5
"""Words of a player's name, with the minute and the name of who came on."""
_BATTING = re.compile(
    r"(?:\b(?:c\s\S{1,20}(?:\s\S{1,20}){0,2}\sb|lbw\sb|c\s(?:&|and)\sb|st\s\S{1,20}(?:\s\S{1,20})?\sb|b|hit\swicket\sb)\s\S{1,30}(?:\s\S{1,20})?|\bnot\sout|\brun\sout(?:\s\([^()]{1,40}\))?|^extras(?:\s?\([^()]{1,40}\))?|^total\s?\([^()]{1,40}\))"
    r"\s\d{1,3}\*?(?:\s\([^()]{1,30}\))?$",
    re.IGNORECASE,
)
"""How a batsman got out and what he scored, and what a side did: "R Charles lbw b Weekes 47", "TOTAL (6 wkts, 59.5 overs) 212"."""
_BOWLING = re.compile(r"(?<![\d.-])\d{1,2}(?:\.\d)?-\d{1,2}-\d{1,3}-\d{1,2}\b(?!-)")
_INNINGS = re.compile(r"\b(?:1st|2nd|first|second)\sinnings\b[^.!?]{0,60}$", re.IGNORECASE)
_FORMS = (_FORMATION, _BATTING, _BOWLING, _INNINGS)
_NUMBER = re.compile(r"\d[\d.,/%]{0,12}")
_FIGURE = re.compile(rf"[+±−–-]?[$€£¥]?{_NUMBER.pattern}(?:[:–-]{_NUMBER.pattern})?")
"""A number, or the two of a score."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_FIGURES = ("—", "–", "-")
_WON = re.compile(
    r"[^.!?]{2,60}\s(?:won|lost)\sby\s(?:an\sinnings\sand\s)?\d{1,3}\s(?:runs?|wickets?|wkts?)\b[^.!?]{0,40}"
)
"""How a match ended, in a row below its scores."""
_RESULT = re.compile(r"(?P<team>[^\W\d_][^\d:]{1,40})\s\d{1,3}(?:[-–]\d{1,3})?(?:\s\(\d{1,3}\))?")
_TEAMS, _OPENING = 2, 3
"""Lines of a result over a report, one for each team, and paragraphs that name these."""
_COLUMNS = 3
"""Numbers at the end of a row of a table, which a day in words has, too."""
_A_TITLE = 4
"""Words of a line between the story and its table, which tell what is in that; a page's own has fewer over it ("League table")."""
_FEWEST_ROWS, _FEWEST_FACTS, _FEWEST_COUNTS = 3, 2, 2
_OF_A_YEAR = re.compile(rf"(?:1[5-9]|20)\d\d:\s{_FIGURE.pattern}%?")
"""What was counted in a year, which by itself looks like a page's numbers: "1950: 4,960"."""
_BY_ITSELF = (Role.SHORT, Role.STORY, Role.ITEM)


def label_scores(
    said: Sequence[str],
    found: list[Role],
    alone: Sequence[Role],
    likely: Sequence[float],
    apart: Collection[int],
    is_parted: Callable[[int], bool],
) -> None:
    """Label the rows of figures and of a match's facts as items, from the story's first line on, and the sentences right below lists as its own.

    ``apart``: lines known to be none of it. ``is_parted`` tells if a blank line stands above one.
    """
    first = next((at for at, role in enumerate(found) if role is Role.STORY and at not in apart), len(said))
    may_be = [
        at > first
        and (alone[at] in _BY_ITSELF or _OF_A_YEAR.fullmatch(line) is not None)
        and at not in apart
        and len(line) <= _LONGEST
        and not is_doubted(line)
        for at, line in enumerate(said)
    ]
    rows = {*_of_matches(said, found, may_be), *_announced(said, found, may_be, first)}
    rows.update(parted_lists(said, found, may_be, first, is_parted))
    rows.update(lists_between(said, found, alone, may_be, likely, first))
    rows.update(_result(said, alone, apart, first))
    for at in rows:
        if found[at] is not Role.STORY:
            found[at] = Role.ITEM
    for at, role in enumerate(found):
        if at not in rows and not (role is Role.ITEM and may_be[at]):
            continue
        if said[at - 1].endswith(":") or at - 1 in rows:
            rows.add(at)  # of a list that a line announces
        least = UNSURE if at in rows else DOUBTED
        below = at + 1
        while below < len(said) and below not in rows and may_be[below] and goes_on(said[below], likely[below], least):
            found[below], below = Role.STORY, below + 1


def _of_matches(said: Sequence[str], found: Sequence[Role], may_be: Sequence[bool]) -> Iterator[int]:
    """The lines of match reports, and the rows of tables right below the story."""
    facts = {at for at, line in enumerate(said) if may_be[at] and _is_of_match(line)}
    rows = {at for at, line in enumerate(said) if may_be[at] and (_figures(line) >= _COLUMNS or _is_beside(line))}
    heads = {at - 1 for at in rows - facts if may_be[at - 1] and _names_columns(said[at - 1])}
    for run in _runs(facts | rows | heads):
        above = run[0] - 1 if may_be[run[0] - 1] and len(said[run[0] - 1].split()) >= _A_TITLE else run[0]
        is_below_story = any(found[at - 1] in (Role.STORY, Role.ITEM) for at in {above, run[0]})
        if len(facts.intersection(run)) >= _FEWEST_FACTS or (is_below_story and len(run) >= _FEWEST_ROWS):
            yield from run


def _result(said: Sequence[str], alone: Sequence[Role], apart: Collection[int], first: int) -> range:
    """The two lines right over a match's report that tell how it ended, each with a team that the report begins with."""
    over = range(max(0, first - _TEAMS), first)
    opening = " ".join(said[first : first + _OPENING])
    found = [_RESULT.fullmatch(said[at]) for at in over if alone[at] is Role.SHORT and at not in apart]
    return over if sum(match is not None and match["team"] in opening for match in found) == _TEAMS else range(0)


def _announced(said: Sequence[str], found: Sequence[Role], may_be: Sequence[bool], first: int) -> Iterator[int]:
    """The rows below a line of the story that ends in a colon, or below a short one right under a paragraph: "Results:", "Facts"."""
    for at in range(first, len(said)):
        is_short = may_be[at] and found[at - 1] in TOLD
        announces = said[at].endswith(":") and (is_short or found[at] is Role.STORY)
        if not announces and not (is_short and at + 1 < len(said) and _is_row(said[at + 1]) and _opens_box(said[at])):
            continue
        stop = next((n for n in range(at + 1, len(said)) if not (may_be[n] and _is_row(said[n]))), len(said))
        counts = all(any(map(str.isdigit, line)) for line in said[at + 1 : stop])
        if stop - at > (_FEWEST_COUNTS if counts else _FEWEST_ROWS):
            yield from range(at if announces else at + 1, stop)


def _runs(marked: Collection[int]) -> list[list[int]]:
    """Numbers in a row, with those of single lines left out between them."""
    runs: list[list[int]] = []
    for at in sorted(marked):
        if runs and at - runs[-1][-1] <= 2:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _is_of_match(line: str) -> bool:
    """True for a line that only the facts of a match have."""
    if _NUMBER.search(line) and any(form.search(line) for form in _FORMS):
        return True
    label, colon, names = line.partition(":")
    if not colon or not names[:1].isspace():
        return False
    players = _PLAYERS.split(names)
    is_team = len(players) >= _A_TEAM and all(len(player.split()) <= _A_NAME for player in players)
    return is_team or label.strip().casefold() in _words()["match"]


def _is_beside(line: str) -> bool:
    label, colon, _ = line[: _LABEL + 1].partition(":")
    return colon != "" and label.strip().casefold() in _words()["beside"]


def _figures(line: str) -> int:
    """How many numbers stand at the end of a line, behind words; none where they are a day's."""
    words, count = line.split(), 0
    while words and (words[-1] in _NO_FIGURES or _FIGURE.fullmatch(words[-1].strip("()"))):
        count += len(_NUMBER.findall(words.pop()))
    return count if count and words and not any(find_dates(line)) else 0


def _names_columns(line: str) -> bool:
    """True for the names of a table's columns, over its first row."""
    return len(line.split()) >= _COLUMNS and not any(map(str.isdigit, _YEAR.sub("", line))) and line[-1].isalnum()


def _is_row(line: str) -> bool:
    """True for a line that tells something of what it names, most often a number: "Perrin: 11,050", "Perrin 11,050"."""
    if line.endswith(":"):
        return False
    if PAIR.fullmatch(line.lstrip(BULLETS)) or _WON.fullmatch(line):
        return True
    return any(map(str.isdigit, line.rpartition(" ")[2]))


def _opens_box(line: str) -> bool:
    """True for the heading of a box with the story's facts."""
    words = "" if len(line) > _A_HEADING or _is_row(line) else plain(line)
    return any(
        words.startswith((f"{name} ", f"{name}:", f"{name}/")) or f" {words}".endswith(f" {name}")
        for name in _words()["box"]
    )


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """The table, read once."""
    return {name: frozenset(words) for name, words in word_table(_TABLE).items()}
