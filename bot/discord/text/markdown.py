"""Text that is safe to send to Discord: escaped, pinging nobody, cut between graphemes. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import regex
import yarl

from bot.presentation.safe_text import clean, clean_line

URL_LIMIT = 512
_ZERO_WIDTH_SPACE = "\u200b"
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"

# Discord shows any punctuation after a backslash as it is. "://" is broken up because an address that it links by itself
# would swallow the backslashes of what follows; an invite is one without it.
_ANYWHERE = re.compile(
    r"[\\*_~`|<>\[\]]|:(?=//)|(?:(?<=discord\.gg)|(?<=discord\.com)|(?<=discordapp\.com))/", re.IGNORECASE
)
_AT_LINE_START = re.compile(r"^([^\S\n]*)([#+-]|\d+(?=[.)]))", re.MULTILINE)
# A backslash keeps these from being shown as mentions, but the server looks for them in the raw text.
_MENTION = re.compile(r"@(?=everyone|here)|<(?=[@#:/a-z])", re.IGNORECASE)


def size(text: str) -> int:
    """Length in UTF-16 code units: never less than what Discord counts, whichever way it does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def escape(text: str) -> str:
    """``text`` so that Discord shows it as it is: no formatting, no mentions, no links."""
    text = _ANYWHERE.sub(r"\\\g<0>", _MENTION.sub(rf"\g<0>{_ZERO_WIDTH_SPACE}", clean(text)))
    return _AT_LINE_START.sub(_escape_line_start, text)


def _escape_line_start(match: re.Match[str]) -> str:
    indent, mark = match.groups()
    return f"{indent}{mark}\\" if mark[0].isdigit() else f"{indent}\\{mark}"


def one_line(text: str) -> str:
    """``text`` escaped, on one line, not mixing its direction with that of its surroundings."""
    return isolate(escape(clean_line(text)))


def isolate(line: str) -> str:
    """``line`` between direction isolates where anything in it runs from right to left."""
    if any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in line):
        return f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}"
    return line


def block_quote(text: str, marks: Sequence[tuple[int, int]] = ()) -> str:
    """``text`` as a block quote, with ``marks`` (``[start, end)`` offsets into it) in bold."""
    parts: list[str] = []
    position = 0
    for start, end in _joined(text, marks):
        parts.append(escape(text[position:start]))
        # Bold that begins or ends with white space, or holds a line break, is no bold to Discord.
        rows = (row.strip() for row in escape(text[start:end]).split("\n"))
        parts.append("\n".join(f"**{row}**" if row else "" for row in rows))
        position = end
    parts.append(escape(text[position:]))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(f"> {isolate(line)}" for line in lines if line)


def _joined(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks trimmed to words and clipped to the text, those with no more than white space between them as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        start, end = max(start, joined[-1][1] if joined else 0), min(end, len(text))
        word = text[start:end]
        start, end = start + len(word) - len(word.lstrip()), end - len(word) + len(word.rstrip())
        if start >= end:
            continue
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def fit(text: str, limit: int, render: Callable[[str], str] = escape) -> str:
    """``render(text)`` if that is no longer than ``limit``, else of as much of it as fits, ending in an ellipsis.

    Cut between graphemes (Unicode annex 29), and between words where one ends nearby.
    """
    if len(text) <= 4 * limit and size(whole := render(text)) <= limit:
        return whole
    units = regex.findall(r"\X", text[: limit + 1])[:-1] if len(text) > limit else regex.findall(r"\X", text)
    low, high = 0, len(units)
    while low < high:
        middle = (low + high + 1) // 2
        if size(_cut(units[:middle], render)) <= limit:
            low = middle
        else:
            high = middle - 1
    for shorter in range(low, max(low - 25, 0), -1):
        if shorter < len(units) and units[shorter].isspace() and size(cut := _cut(units[:shorter], render)) <= limit:
            return cut
    return _cut(units[:low], render) if limit > 0 else ""


def _cut(units: Sequence[str], render: Callable[[str], str]) -> str:
    return render("".join(units).rstrip()) + "…"


def web_address(url: str | None) -> str | None:
    """``url`` as a link button takes it: http or https, well formed, in ASCII, not too long; else None."""
    if not url or not url.startswith(("http://", "https://")) or re.search(r"\s", url):
        return None
    try:
        if not urlsplit(url).hostname:
            return None
        address = str(yarl.URL(url))
    except (ValueError, UnicodeError):
        return None
    return address if address.isascii() and len(address) <= URL_LIMIT and not re.search(r"\s", address) else None


# Pasted from a page, these stand unseen between a word's letters. U+200C and U+200D stay: some scripts need them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_STACKED = regex.compile(r"(\p{M}{4})\p{M}+")
"""More marks on one letter than any language writes."""
_CUSTOM_EMOJI = re.compile(r"<a?:\w{1,32}:\d+>")
_FENCE = re.compile(r"```(?:[\w+-]{1,20}\n)?")
"""With the language that a block of code names, which is no word of it."""
_LINE_MARKS = re.compile(r"^[ \t]{0,9}(?:(?:>>>|>|#{1,3}|-#)[ \t]+){1,9}", re.MULTILINE)
"""Before a heading, small print or what is quoted from somebody's message: no part of what is asked."""
_EMPHASIS = re.compile(r"\*\*|__|~~|\|\|")
_MENTIONED = re.compile(r"<(?:@[!&]?|#)\d+>|</[^>]{1,64}:\d+>|<t:-?\d+(?::\w)?>|@(?:everyone|here)\b")


def as_question(text: str, names: dict[str, str] | None = None) -> str:
    """A person's message as a question: mentions by name (``names``: mention to name) or gone, no emoji, no marks of Markdown.

    Characters that nobody sees are left out.
    """
    text = _STACKED.sub(r"\1", _UNSEEN.sub("", clean(text)))
    text = _CUSTOM_EMOJI.sub(" ", _FENCE.sub(" ", text))
    text = _MENTIONED.sub(lambda match: (names or {}).get(match[0], " "), text)
    return " ".join(_EMPHASIS.sub("", _LINE_MARKS.sub("", text)).split())
