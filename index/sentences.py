"""Sentence boundaries with exact offsets: nupunkt's, corrected for what news need."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from index.calendar_names import MONTH, WEEKDAY

_OPENERS = (
    r"(?:The|This|That|These|Those|There|He|She|It|They|We|I|You|His|Her|Its|Their|Our|My|A|An|In|On|At|As|If|When|While|After|Before|But|And|"
    r"Or|So|For|From|With|Since|Although|However|Meanwhile|Some|Many|Most|Both|No|Not|Now|Then|What|Who|Why|How)(?=[\s,’'])"
)
"""Words that begin sentences and no names."""
_OPENER = re.compile(_OPENERS)
_ZONE = r"(?:[A-Z]{2,4}\b|Eastern|Central|Mountain|Pacific|Atlantic|Local|Greenwich|Moscow|London|New\b|Christmas|Thanksgiving|Easter|Memorial|Labor)"
_LATER = rf"(?!(?i:{MONTH}|{WEEKDAY})|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b|{_ZONE})"
_MISSED = re.compile(
    # Scrapers lose the space between sentences ("Thursday.The official said"), which splitters take for an abbreviation.
    r"(?<=[a-z]{2}[.!?])(?=[“‘\"]?(?:[A-Z][a-z]*[ ’']|(?:[A-Z]\.){2}))|(?<=[a-z0-9][.!?][”\"’])(?=[“‘\"]?[A-Z])"
    r"|(?<=\d\d\.)(?=[A-Z][a-z]+[ ’'])"
    rf"|(?<=[ap]\.m\.)(?=[A-Z][a-z])|(?<=[A-Z]\.[A-Z]\.)(?={_OPENERS})"
    # Ends that look like abbreviations: "by 9 p.m. Police found nobody", "in the U.S. He left".
    rf"|(?<=[ap]\.m\.)(?=\s{_LATER}[A-Z][a-z])|(?<=[A-Z]\.[A-Z]\.)(?=\s{_OPENERS})"
    r"|(?:(?<=(?:of|by|to|in|at) the [A-Z]\.[A-Z]\.[A-Z]\.)|(?<=for the [A-Z]\.[A-Z]\.[A-Z]\.)|(?<=(?:with|from) the [A-Z]\.[A-Z]\.[A-Z]\.))"
    r"(?=\s[A-Z][a-z]+ [A-Z][a-z]+ (?:was|is|had|has|said|did|will)\b)"
    r"|(?:(?<=m\. [A-Z]T\.)|(?<=m\. [A-Z]{3}\.))(?=\s[A-Z])"
    r"|(?<=[。！？])(?=[^”’」』）])|(?<=؟)(?=\s)"
)
_END = re.compile(r"[.!?。！？؟”\"’]")
"""The character before each place that ``_MISSED`` may find; to look for it first takes a fraction of the time."""
_TITLE = re.compile(
    r"\b(?:Lt|Col|Gen|Maj|Capt|Cpl|Sgt|Pvt|Adm|Cmdr|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sen|Sens|Rep|Reps|Gov|Govs|Gens|Messrs|St|Ste|Mt|Ft|approx)\.$"
)
_NUMBER_ALONE = re.compile(r"[\s\"“(*#]*(?:\d{1,3}|[QA]|[IVX]{1,4})\.$")
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_DAY_MONTH = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|januar|februar|mars|mai|juni|juli|august|oktober|desember|december)\b"
)
_QUOTATION = 1000
_WIDEST = 60
"""Characters before a boundary that tell what it follows."""

_LONGEST_KEPT = 1_000
"""Characters of a line whose sentences are remembered."""
_PIECE = 6_000
"""Characters; a paragraph of news is far shorter."""


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the sentences of ``text[start:end]``, in order, without surrounding white space, covering all other characters."""
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", text[start:end]):
        base = start + line.start()
        within = _remembered if len(line.group()) <= _LONGEST_KEPT else _of_line
        found += [(base + left, base + right) for left, right in within(line.group())]
    return found


def _of_line(line: str) -> tuple[tuple[int, int], ...]:
    """The same of one line."""
    found: list[tuple[int, int]] = []
    for left, right in _closed(line, _spans(line)):
        ends = (m.end() for m in _END.finditer(line, left, right))
        cuts = [end for end in ends if _MISSED.match(line, end, right)]
        bounds = [left, *(c for c in cuts if left < c < right), right]
        found += [trimmed(line, a, b) for a, b in pairwise(bounds)]
    return tuple((a, b) for a, b in found if a < b)


_remembered = lru_cache(512)(_of_line)
"""A question looks at the sentences of its windows for one thing after the other."""


def _spans(line: str) -> list[tuple[int, int]]:
    """Sentences as the splitter finds them, piece by piece: over a long line without spaces it takes the square of its length."""
    from nupunkt import sent_spans

    found: list[tuple[int, int]] = []
    start = 0
    while start < len(line):
        stop = _piece_end(line, start)
        found += [(start + a, start + b) for a, b in sent_spans(line[start:stop]) or [(0, stop - start)]]
        start = stop
    return found


def _piece_end(line: str, start: int) -> int:
    """The end of what is split at once: between sentences if need be, or words."""
    stop = start + _PIECE
    if stop >= len(line):
        return len(line)
    for mark in (". ", " "):
        if (cut := line.rfind(mark, start + _PIECE // 2, stop)) >= 0:
            return cut + len(mark)
    return stop


def _closed(line: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give a closing quotation mark that was split off to the sentence that it closes, and join what goes on."""
    closed: list[tuple[int, int]] = []
    for start, end in spans:
        if closed and start > 0 and not line[start - 1].isspace():
            stop = start
            while stop < end and line[stop] in "”’\"')":
                stop += 1
            closed[-1] = (closed[-1][0], stop)
            start = stop
        if closed and start < end and _goes_on(line, closed[-1], start):
            closed[-1] = (closed[-1][0], end)
        elif start < end:
            closed.append((start, end))
    return closed


def _goes_on(line: str, before: tuple[int, int], start: int) -> bool:
    """True if no sentence ends before ``start``: a small letter follows, or a title, a number alone or a pause in a quotation is there."""
    said = line[max(before[0], start - _WIDEST) : start].rstrip()
    if line[start].islower():
        return said.endswith((".", "!"))
    if said.endswith(("…", "...")):
        whole = line[max(before[0], start - _QUOTATION) : start]
        return whole.count("“") > whole.count("”")
    if _TITLE.search(said) and not _OPENER.match(line, start):
        return True
    if _ORDINAL.search(said) and _DAY_MONTH.match(line, start):
        return True
    return before[0] >= start - _WIDEST and _NUMBER_ALONE.fullmatch(said) is not None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without the white space at its ends."""
    inside = text[start:end]
    left = len(inside) - len(inside.lstrip())
    return start + left, max(start + left, start + len(inside.rstrip()))
