"""The blocks of an article (a paragraph, an item, a row, a turn, an entry), and what the page says over each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.lead_names import names_in_lead
from index.questions import asked
from index.types import Article, Label, Span

STRUCTURE = frozenset({Label.HEADING, Label.TIME, Label.SPEAKER})
"""Labels of what stands over blocks: never cited alone, shown beside what is."""
_LONGEST = 160
_ENTRY = 80
_JOIN = " · "
_ITEM = re.compile(r"(?:[•·*▪►–—-]|\d{1,2}[.)])\s")
_BULLET = re.compile(r"[•·*▪►–—-]\s")
_POSTED = re.compile(r"\(@[\w.-]{1,40}\)")
_PARAGRAPH = re.compile(r"\s{0,9}[^\n]*")
_CELL_MARKS = ("\t", " | ")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that may be cited, and its context: the spans over it, in order."""

    span: Span
    over: tuple[tuple[int, int], ...] = ()


def blocks(article: Article) -> list[Block]:
    """The article's blocks in order: an entry carries its time and heading, a row its table's head, an item of a list those that it is
    within, a turn its speaker and question, an answer the question in a line over it."""
    asking = _asking(article)
    found: list[Block] = []
    time: Span | None = None
    heading: Span | None = None
    table: Span | None = None
    speaker: Span | None = None
    question: tuple[int, int] | None = None
    asker = ""
    was_entry = False
    outer: list[tuple[int, Span]] = []
    for span in article.spans:
        match span.label:
            case Label.TIME:
                time, heading, table, speaker, question = span, None, None, None, None
            case Label.HEADING if _is_row(article, span):
                table = span
            case Label.HEADING:
                heading, table, speaker, question, was_entry = span, None, None, None, False
            case Label.SPEAKER:
                if speaker and not _is_post(article, speaker) and (asked := _question(article, found, speaker)):
                    question, asker = asked, _name(article, speaker)
                elif _name(article, span) == asker:
                    question = None
                speaker = span
            case Label.BODY | Label.CORRECTION:
                table = table if table and _is_row(article, span) else None
                is_item = _ITEM.match(article.text, span.start, span.end) is not None
                is_entry = is_item or _is_entry(article, span)
                if heading and was_entry and not is_entry:
                    heading = None  # it stood over the list
                was_entry = is_entry and span not in asking
                indent = span.start - (article.text.rfind("\n", 0, span.start) + 1)
                outer = [(at, item) for at, item in outer if at < indent] if is_item else []
                over = [(item.start, item.end) for item in (time, heading, table, *(item for _, item in outer)) if item]
                outer += [(indent, span)] if is_item else []
                question = None if span in asking else question
                over += [question] if question else []
                speaker = speaker if speaker and span.start < _end_of_turn(article, speaker) else None
                over += [(speaker.start, speaker.end)] if speaker else []
                found.append(Block(span, tuple(over)))
                question = (span.start, span.end) if span in asking else question
            case _:
                pass
    return found


def _asking(article: Article) -> frozenset[Span]:
    """The paragraphs that are the questions of an interview whose speakers are not named."""
    if "?" not in article.text or any(span.label is Label.SPEAKER for span in article.spans):
        return frozenset()
    told = [span for span in article.spans if span.label is Label.BODY]
    return frozenset(told[at] for at in asked([article.text[span.start : span.end] for span in told]))


def _end_of_turn(article: Article, speaker: Span) -> int:
    """Where somebody stops to speak: below the one paragraph of a post, which the story shows; a turn goes on to the next."""
    paragraph = _PARAGRAPH.match(article.text, speaker.end) if _is_post(article, speaker) else None
    return paragraph.end() if paragraph else len(article.text)


def _is_post(article: Article, speaker: Span) -> bool:
    """True for somebody who is told with a name in a network."""
    return _POSTED.search(article.text, speaker.start, speaker.end) is not None


def context_of(article: Article, start: int, end: int) -> str:
    """The page's own words over the block at ``[start, end)``, on one line; empty for a plain paragraph."""
    if not (any(span.label in STRUCTURE for span in article.spans) or _asking(article)):
        return ""
    at = next((block for block in blocks(article) if block.span.start <= start < block.span.end), None)
    return told(article, (span for span in at.over if not start <= span[0] < end)) if at else ""


def read_out(article: Article, start: int, end: int) -> str:
    """A stretch of a block as a model reads it, after what stands over it; of a row, each cell after its column's name.

    A row, an item and a turn do not name where or whom they are of: names of the story's first paragraph go before them. The whole
    paragraph would answer in their place; only where there is no headline either, as in a transcript, it says what all is about.
    """
    context, text = context_of(article, start, end), article.text[start:end]
    if not context:
        return _pair(text)
    block = next(block for block in blocks(article) if block.span.start <= start < block.span.end)
    said = _said(article, block, context, text)
    lead = _lead(article, block, text)
    return f"{lead}\n{said}" if lead else said


def _lead(article: Article, block: Block, text: str) -> str:
    """The names that a row, an item or a turn leaves out; before a row no person's and none of another row's, which would make it theirs."""
    is_row = len(_cells(text)) > 1
    is_turn = bool(speaker_of(article, block)) or _is_answer(article, block)
    if block.span == article.body[0] or not (is_row or is_turn or _ITEM.match(text)):
        return ""
    if is_turn and not article.headline:
        return told(article, [(article.body[0].start, article.body[0].end)])
    names = names_in_lead(article, of_persons=not is_row)
    if is_row:
        rows = "\n".join(article.text[span.start : span.end] for span in article.spans if _is_row(article, span))
        names = tuple(name for name in names if name not in rows)
    return ", ".join(names)


def _is_answer(article: Article, block: Block) -> bool:
    """True for a block below a question."""
    return any(article.text[first:last].endswith("?") for first, last in block.over)


def _said(article: Article, block: Block, context: str, text: str) -> str:
    """The block's words under its heading, or after its columns' names."""
    *others, head = block.over
    columns, cells = _cells(article.text[slice(*head)]), _cells(text)
    if len(columns) == len(cells) > 1:
        row = ", ".join(f"{column}: {cell}" for column, cell in zip(columns, cells, strict=True))
        return f"{above}\n{row}" if (above := told(article, others)) else row
    if bullet := _ITEM.match(text):
        return f"{context}: {text[bullet.end() :]}"
    return f"{context}\n{_pair(text)}"


def _pair(text: str) -> str:
    """A row of two cells as what the first is and the second says of it; anything else as it stands."""
    cells = _cells(text)
    return ": ".join(cells) if len(cells) == 2 and all(cells) else text


def _cells(text: str) -> list[str]:
    """The cells of a row of a table."""
    mark = next((mark for mark in _CELL_MARKS if mark in text), "")
    return [cell.strip(" |") for cell in text.strip("| ").split(mark)] if mark else [text]


def told(article: Article, over: Iterable[tuple[int, int]]) -> str:
    """Stretches of an article's text on one line, each cut to a bound."""
    pieces = (" ".join(article.text[first:last].replace("\t", " | ").split()) for first, last in over)
    pieces = (_BULLET.sub("", piece).strip("| ").rstrip(" :") for piece in pieces)
    return _JOIN.join(piece if len(piece) <= _LONGEST else f"{piece[:_LONGEST].rstrip()}…" for piece in pieces if piece)


def speaker_of(article: Article, block: Block) -> str:
    """The name before a turn, as it stands there; empty for what nobody is named to say."""
    named = (span for span in article.spans if span.label is Label.SPEAKER and (span.start, span.end) in block.over)
    return next((article.text[span.start : span.end].strip(" :") for span in named), "")


def _name(article: Article, speaker: Span) -> str:
    """A speaker's name as it stands before a turn."""
    return article.text[speaker.start : speaker.end].strip(" :").casefold()


def _is_row(article: Article, span: Span) -> bool:
    """True if a stretch has cells."""
    return any(mark in article.text[span.start : span.end] for mark in _CELL_MARKS)


def _is_entry(article: Article, span: Span) -> bool:
    """True for a row, and for a short line that is no sentence."""
    text = article.text[span.start : span.end]
    return _is_row(article, span) or (len(text) <= _ENTRY and text.rstrip('"”’» )')[-1:] not in ".!?:…")


def _question(article: Article, found: list[Block], speaker: Span) -> tuple[int, int] | None:
    """The turn before, if it asks."""
    if not found or found[-1].span.start < speaker.end:
        return None
    first, last = found[-1].span.start, found[-1].span.end
    return (first, last) if article.text[first:last].rstrip('"”’» ').endswith(("?", "？")) else None
