"""Structure that plain text shows by its form: stamps of a live blog, days of a chronicle, turns of an interview, rows of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from index.calendar_names import MONTH, WEEKDAY
from index.extract.byline_marks import after_mark
from index.extract.captions import is_caption
from index.extract.corrections import is_correction
from index.extract.furniture import is_furniture
from index.extract.header_lines import is_only_day, is_time
from index.extract.name_shapes import looks_like_names
from index.questions import asked
from index.types import Label, Span

_STAMP = re.compile(
    r"(?:\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)(?:\s?[A-Z]{2,4})?(?:,?\s(?:[A-Z][a-z]{2,8}\.?|\d{1,4}),?){0,4}"
    r"|\d{1,3}\s?(?:h|hrs?|hours?|m|mins?|minutes?)\sago",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})")
_LISTED = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}\s[^\W\d_]\S{0,30}\s\S")
"""A time and several words: "04:12 The old contract"."""
_ZONED = re.compile(r"[A-Za-z]|\.")
_DAY = re.compile(
    rf"(?:{WEEKDAY}(?:,?\s|$))?(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}|{MONTH}(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?)(?:,?\s\d{{4}})?)?:?"
    r"|(?:1[5-9]|20)\d\d:?",
    re.IGNORECASE,
)
_TURN = re.compile(r"(?:[QA]|[^\W\da-z_][\w.'’&-]{0,24}(?:\s(?:&\s)?[^\W\da-z_][\w.'’&-]{0,24}){0,3})\s?:\s{1,3}(?=\S)")
_HEARD = re.compile(r"[(\[][^\W\da-z_][^()\[\]a-z]{2,80}[)\]]")
"""What is heard between two turns: "(SOUNDBITE OF A GULL)"."""
_CUE = re.compile(r"(?:\d{2}:)?\d{2}:\d{2}[.,]\d{3}\s-->\s(?:\d{2}:)?\d{2}:\d{2}[.,]\d{3}.{0,80}")
_VOICE = re.compile(r"<v(?:\.[\w.]{1,40})?\s([^<>]{1,60})>")
_RULE = re.compile(r"[|\s:+=-]{3,400}")
_FIRST = re.compile(r"first published (?:on |at )?", re.IGNORECASE)
_SENTENCE = 4
_OPENING, _A_PARAGRAPH = 4, 12
"""Paragraphs that may stand over the first entry of a live blog and in each, and words of one."""
_ENTRY = 3
"""Lines below a stamp, among which its entry begins."""
_SPOKEN = 0.6
"""Share of the turns that must be sentences: lists of facts have labels, too."""
_SEPARATORS = ("\t", " | ")
_FEWEST_TIMED = 4
"""Times from which they are those of a live blog, whatever their form."""
_FEWEST = 2
"""Stamps, turns of each of two speakers, and rows below a head, from which they are a structure."""


def structure(text: str, lines: Sequence[tuple[int, int]]) -> dict[int, list[Span]]:
    """The spans of the lines that have a structure, by their number."""
    said = [text[start:end] for start, end in lines]
    shapes = (_questions, _stamps, _turns, _rows, _cues)
    return {at: spans for shape in shapes for at, spans in shape(said, lines).items()}


def days(text: str, lines: Sequence[tuple[int, int]], besides: Collection[int] = ()) -> dict[int, list[Span]]:
    """Days that stand over what is on them: fixtures, dates of a chronicle. ``besides``: lines that tell something else."""
    said = [text[start:end] for start, end in lines]
    found = [at for at, line in enumerate(said) if at not in besides and len(line) < 40 and _DAY.fullmatch(line)]
    over = [at for at in found if at + 1 < len(said) and at + 1 not in found]
    return {at: [Span(*lines[at], Label.HEADING)] for at in over} if len(over) >= _FEWEST else {}


def _stamps(said: Sequence[str], lines: Sequence[tuple[int, int]]) -> dict[int, list[Span]]:
    """Times that stand over entries, and the headings below them."""
    stamps = [
        at for at, line in enumerate(said) if len(line) < 40 and _STAMP.fullmatch(line) and not _is_listed(said, at)
    ]
    stamps = [at for at in stamps if any(_goes_on(line) for line in said[at + 1 : at + 3])]
    stamps = [at for at in stamps if not _is_of_page(said, at)]
    if not _are_in_order([said[at] for at in stamps]):
        stamps = [at for at in stamps if _ZONED.search(said[at])]
    if len(stamps) < _FEWEST:
        stamps = _timed(said)
    found = {at: [Span(*lines[at], Label.TIME)] for at in stamps}
    for at in stamps:
        below = range(at + 1, min(at + 1 + _ENTRY, len(said)))
        first = next((n for n in below if n in found or _goes_on(said[n])), at)
        if first > at + 1 and first not in found:
            found[first - 1] = [Span(*lines[first - 1], Label.HEADING)]
    return found


def _is_of_page(said: Sequence[str], at: int) -> bool:
    """True for the day of a page, and for the line below that tells when it was first published."""
    return any(_FIRST.match(line) and is_time(_FIRST.sub("", line)) for line in said[at : at + 2])


def _is_listed(said: Sequence[str], at: int) -> bool:
    """True for one of the lines below each other that begin with a time, as a podcast's parts do: no stamp over an entry."""
    beside = (*said[max(0, at - 1) : at], *said[at + 1 : at + 2])
    return _LISTED.match(said[at]) is not None and any(map(_LISTED.match, beside))


def _timed(said: Sequence[str]) -> list[int]:
    """The lines that tell a time, in whatever words, over the entries of a live blog; none where a story stands over the first of them.

    Below a name or a day they are a header's or a reader's.
    """
    stamps = [at for at, line in enumerate(said) if is_time(line) and not (at and _is_another(said[at - 1], line))]
    stamps = [at for at in stamps if not _is_of_page(said, at)]
    stamps = [at for at in stamps if any(map(_goes_on, said[at + 1 : at + 1 + _ENTRY]))]
    if len(stamps) < _FEWEST_TIMED:
        return []
    bounds = [0, *stamps]
    between = [sum(map(_is_paragraph, said[first:last])) for first, last in pairwise(bounds)]
    return stamps if max(between) <= _OPENING else []


def _is_another(above: str, line: str) -> bool:
    """True for a time that belongs to what stands above it."""
    is_clock = is_only_day(above) and not is_only_day(line)
    return is_clock or looks_like_names(above) or after_mark(above) > 0


def _is_paragraph(line: str) -> bool:
    return len(line.split()) >= _A_PARAGRAPH and _goes_on(line)


def _are_in_order(stamps: Sequence[str]) -> bool:
    """True for bare times of a day in a row, up or down; scores look the same."""
    times = [(int(found[1]), int(found[2])) for stamp in stamps if (found := _CLOCK.fullmatch(stamp))]
    in_day = all(hour < 24 and minute < 60 for hour, minute in times)
    return len(times) > _FEWEST and in_day and times in (sorted(times), sorted(times, reverse=True))


def _questions(said: Sequence[str], lines: Sequence[tuple[int, int]]) -> dict[int, list[Span]]:
    """The questions of an interview, or of readers, in lines of their own: what is told below them is told of them."""
    found = asked(said)
    are_turns = any(_TURN.match(said[at]) for at in found[1:])
    return {} if are_turns else {at: [Span(*lines[at], Label.BODY)] for at in found}


def _goes_on(line: str) -> bool:
    return len(line.split()) >= _SENTENCE and line.rstrip('"”’»)')[-1:] in ".!?…。"


def _turns(said: Sequence[str], lines: Sequence[tuple[int, int]]) -> dict[int, list[Span]]:
    """The words after a speaker's name, where two of them at least speak in turn."""
    starts = {at: match.end() for at, line in enumerate(said) if (match := _TURN.match(line)) and not _is_other(line)}
    named = {at: said[at][:end].strip(" :") for at, end in starts.items()}
    counts = Counter(named.values())
    often = {name for name, count in counts.items() if count >= _FEWEST or name in ("Q", "A")}
    first = min((at for at, name in named.items() if name in often), default=len(said))
    told = [at for at, name in named.items() if name in often or (name.isupper() and at > first)]
    asked = sum(said[at].rstrip('"”’').endswith("?") for at in told)
    if len(often) < _FEWEST or asked < _FEWEST or sum(_goes_on(said[at]) for at in told) < _SPOKEN * len(told):
        return {}
    found: dict[int, list[Span]] = {}
    for at in told:
        start, end = lines[at]
        name = start + len(said[at][: starts[at]].rstrip())
        found[at] = [Span(start, name, Label.SPEAKER), Span(start + starts[at], end, Label.BODY)]
    heard = (at for at in range(told[0], told[-1]) if at not in found and _HEARD.fullmatch(said[at]))
    return found | {at: [Span(*lines[at], Label.BODY)] for at in heard}


def _is_other(line: str) -> bool:
    """True for lines with a label of another kind: pointers, credits, corrections."""
    return is_furniture(line) or is_caption(line) or is_correction(line)


def _rows(said: Sequence[str], lines: Sequence[tuple[int, int]]) -> dict[int, list[Span]]:
    """The rows of tables, those that name the columns as their heads."""
    found: dict[int, list[Span]] = {}
    at = 0
    while at < len(said):
        stop, mark = at, next((mark for mark in _SEPARATORS if mark in said[at]), "")
        while (
            mark
            and stop < len(said)
            and (
                said[stop].count(mark[-2:].strip() or mark) == said[at].count(mark[-2:].strip() or mark)
                or _RULE.fullmatch(said[stop])
            )
        ):
            stop += 1
        if stop - at > _FEWEST and not any(_goes_on(line) for line in said[at:stop]):
            rules = {row for row in range(at, stop) if _RULE.fullmatch(said[row])}
            heads = {row - 1 for row in rules}  # a page may have a table right below another
            first = [said[row].split(mark) for row in range(at, min(heads, default=stop))]
            heads |= {at} if _names_columns(first) else set()
            for row in range(at, stop):
                label = Label.FURNITURE if row in rules else Label.HEADING if row in heads else Label.BODY
                found[row] = [Span(*lines[row], label)]
        at = max(stop, at + 1)
    return found


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """True for a table whose first row is no row as the others are: it has words over numbers, or over three columns of words."""
    if len(rows) < _FEWEST:
        return False
    first, *others = ([any(map(str.isdigit, cell)) for cell in row] for row in rows)
    columns = list(zip(first, *others, strict=False))
    counted = [column for column in columns if 2 * sum(column[1:]) > len(column) - 1]
    return not all(column[0] for column in counted) if counted else len(columns) > 2 and not any(first)


def _cues(said: Sequence[str], lines: Sequence[tuple[int, int]]) -> dict[int, list[Span]]:
    """The cues of subtitles (WebVTT, SubRip): stamps, and who speaks."""
    found: dict[int, list[Span]] = {}
    cues = [at for at, line in enumerate(said) if "-->" in line and _CUE.fullmatch(line)]
    if not cues:
        return {}
    for at in range(cues[0]):
        if said[at].isdigit() or said[at].startswith(("WEBVTT", "NOTE")):
            found[at] = [Span(*lines[at], Label.FURNITURE)]
    for at in cues:
        found[at] = [Span(*lines[at], Label.TIME)]
        if at and said[at - 1].isdigit():
            found[at - 1] = [Span(*lines[at - 1], Label.FURNITURE)]
    for at in range(cues[0] + 1, len(said)):
        start, end = lines[at]
        if at in found:
            continue
        if voice := _VOICE.match(said[at]):
            stop = end - len("</v>") if said[at].endswith("</v>") else end
            spans = [Span(start + voice.start(1), start + voice.end(1), Label.SPEAKER)]
            found[at] = [*spans, *([Span(start + voice.end(), stop, Label.BODY)] if start + voice.end() < stop else [])]
        elif not (at + 1 in found and said[at].isdigit()):
            found[at] = [Span(start, end, Label.BODY)]
    return found
