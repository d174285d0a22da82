"""Subtitles of a video or a podcast (WebVTT, SubRip): what is said, under its time and after who says it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.extract.input import Input
from index.extract.languages import language_code
from index.sources.files import read_text
from index.types import Article, Label, Skipped, Span

_CUE = re.compile(
    r"\s{0,9}(?P<start>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s{0,9}-->\s{0,9}(?P<end>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[\w.]{1,40})?\s([^<>]{1,60})>")
_TAG = re.compile(r"</?[a-z\d][^<>]{0,80}>|\{\\[^{}]{0,40}\}", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:-\s?)?(?P<name>[^\W\da-z_](?:[^\Wa-z_]|[.'’-]){1,24}(?:\s[^\W\da-z_](?:[^\Wa-z_]|[.'’-]){0,24}){0,4}):\s"
)
_NAMED_AFTER_MARK = re.compile(r"(?P<name>[^\W\da-z_][\w.'’-]{1,24}(?:\s[^\W\d_][\w.'’-]{0,24}){0,4}):\s")
_TURN = re.compile(r"\s{0,3}(?:>>|&gt;&gt;)\s{0,3}")
_SOUND = re.compile(r"\[[^\[\]]{0,120}\]|♪[^♪\n]{0,200}♪?|^\s{0,9}\([^()]{0,120}\)\s{0,9}$")
_SENTENCE_END = re.compile(r"[.!?…。][\"”’»)]{0,2}$")
_PAUSE = 4.0
"""Seconds of silence after which something else begins."""
_ENOUGH = 240
"""Characters from which a paragraph ends with its sentence."""
_LONGEST = 1500
_STEM = re.compile(r"(?:(?:19|20)\d\d[-_.]?\d\d[-_.]?\d\d)|[-_.]+")


@dataclass(slots=True)
class _Said:
    """What one speaker says in one go."""

    speaker: str
    start: str
    end: str
    words: str


def read(file: Input) -> Iterator[Article | Skipped]:
    """The transcript as an article: a paragraph for what is said in one go."""
    markup = read_text(file.content)
    said = list(_paragraphs(markup))
    if not said:
        yield Skipped(file.key, "no subtitles with words in it", is_error=False)
        return
    pieces: list[str] = []
    spans: list[Span] = []
    at = 0

    def add(text: str, label: Label, after: str) -> None:
        nonlocal at
        spans.append(Span(at, at + len(text), label))
        pieces.extend((text, after))
        at += len(text) + len(after)

    for paragraph in said:
        add(f"{paragraph.start} --> {paragraph.end}", Label.TIME, "\n")
        if paragraph.speaker:
            add(paragraph.speaker, Label.SPEAKER, ": ")
        add(paragraph.words, Label.BODY, "\n\n")
    title, language = _named(markup, file)
    text = "".join(pieces)
    yield Article(file.key, text, tuple(spans), headline=title, language=language)


def _named(markup: str, file: Input) -> tuple[str, str]:
    """The title in the first line, else in the file's name; and the language there ("hearing.en.vtt")."""
    name = file.path.name.removesuffix(".gz").removesuffix(".xz").rsplit(".", 1)[0]
    stem, _, ending = name.rpartition(".")
    language = language_code(ending) if stem and 2 <= len(ending) <= 5 else ""
    first = markup.lstrip("\ufeff").split("\n", 1)[0].strip()
    title = first.removeprefix("WEBVTT").strip(" -–\t") if first.startswith("WEBVTT") else ""
    words = " ".join(_STEM.sub(" ", stem if language else name).split())
    return title or (words[:1].upper() + words[1:] if len(words.split()) > 1 else ""), language


def _paragraphs(markup: str) -> Iterator[_Said]:
    """What is said, the cues of a speaker put together to the ends of sentences."""
    open_: _Said | None = None
    last = 0.0
    for start, end, speaker, words, is_turn in _cues(markup):
        same = open_ is not None and not is_turn and speaker in ("", open_.speaker)
        ends = open_ is not None and _SENTENCE_END.search(open_.words) is not None
        size = len(open_.words) if open_ else 0
        is_over = (ends and (size >= _ENOUGH or _seconds(start) - last > _PAUSE)) or size >= _LONGEST
        if open_ and same and not is_over:
            open_.words, open_.end = f"{open_.words} {words}", end
        else:
            if open_:
                yield open_
            speaker = speaker or (open_.speaker if open_ and same else "")
            open_ = _Said(speaker, start, end, words)
        last = _seconds(end)
    if open_:
        yield open_


def _cues(markup: str) -> Iterator[tuple[str, str, str, str, bool]]:
    """Start, end, speaker and words of each cue, and whether another speaker begins who is not named; rolling captions only once."""
    before = ""
    for block in re.split(r"\n[^\S\n]*\n", markup.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.split("\n")
        at = next((at for at, line in enumerate(lines[:3]) if "-->" in line and _CUE.match(line)), None)
        if at is None or not (cue := _CUE.match(lines[at])):
            continue
        speaker, is_turn = "", False
        for line in lines[at + 1 :]:
            if voice := _VOICE.search(line):
                speaker = voice[1].strip()
            line = html.unescape(_TAG.sub("", line))
            if mark := _TURN.match(line):
                line, is_turn, speaker = line[mark.end() :], True, speaker if voice else ""
            if named := (_NAMED_AFTER_MARK if mark else _NAMED).match(line):
                line, is_turn, speaker = line[named.end() :], False, named["name"].strip()
            line = " ".join(_SOUND.sub(" ", line).split())
            if any(map(str.isalnum, line)) and line != before:
                yield cue["start"], cue["end"], speaker, line, is_turn
                before, is_turn = line, False


def _seconds(stamp: str) -> float:
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return total
