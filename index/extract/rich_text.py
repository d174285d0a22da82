"""The words of Rich Text Format, in one pass over its tokens."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)"
)
_WORDS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_SIGNS = {b"~": "\xa0", b"_": "‑", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_ASIDE = frozenset(
    b"colortbl stylesheet listtable listoverridetable rsidtbl generator pict object header headerl headerr headerf footer footerl footerr "
    b"footerf footnote annotation fldinst themedata colorschememapping latentstyles datastore xmlnstbl mmathPr bkmkstart bkmkend "
    b"listtext pntext revtbl filetbl atnid atnauthor atndate nonshppict shpinst subject keywords operator company doccomm creatim "
    b"revtim printim buptim tc xe".split()
)
_CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 77: "mac_roman",
}  # fmt: skip

_OBEYED = frozenset((*_WORDS, *_ASIDE, *b"fonttbl info title author f fcharset ansicpg mac uc plain".split()))


@dataclass(frozen=True, slots=True)
class RichText:
    """The words of a document, and what it says of itself."""

    text: str
    title: str
    author: str


@dataclass(slots=True)
class _Group:
    """What holds within a pair of braces."""

    place: str = "text"
    """Where its words go: the text, the title, the author, a font's name, or nowhere."""
    skip: int = 1
    font: int | None = None


@dataclass(slots=True)
class _Reading:
    usual: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=lambda: {"text": [], "title": [], "author": []})
    waiting: bytearray = field(default_factory=bytearray)
    """Bytes of letters that are not decoded yet: some letters have two."""

    def letters(self, group: _Group) -> None:
        """Decode what waits."""
        if self.waiting:
            encoding = self.fonts.get(group.font, self.usual) if group.font is not None else self.usual
            self.add(group, self.waiting.decode(encoding, "replace"))
            self.waiting.clear()

    def add(self, group: _Group, text: str) -> None:
        if group.place in self.words:
            self.words[group.place].append(text)


def rich_text(data: bytes) -> RichText:
    """The words of a document; what is damaged in it costs only itself."""
    reading, group, groups, left, at = _Reading(), _Group(), list[_Group](), 0, 0
    while match := _TOKEN.search(data, at):
        at = match.end()
        word, number, code, sign, brace, plain = match.groups()
        if plain is not None or code is not None:
            letters = plain if plain is not None else bytes((int(code, 16),))
            if left:
                skipped = min(left, len(letters))
                left -= skipped
                letters = letters[skipped:]
            reading.waiting += letters
            continue
        if word is None and sign is None and brace is None:
            continue  # a line of the file is none of the text
        if reading.waiting:
            reading.letters(group)
        if brace == b"{":
            groups.append(group)
            group = _Group(group.place, group.skip, group.font)
        elif brace == b"}":
            group = groups.pop() if groups else group
        elif sign == b"*":
            group.place = "nowhere"
        elif sign is not None:
            reading.add(group, _SIGNS.get(sign, ""))
        elif word == b"bin":
            at += max(0, int(number or 0))
        elif word == b"u" and number is not None:
            reading.add(group, chr(int(number) % 0x10000))
            left = group.skip
            continue
        else:
            _obey(word, int(number) if number is not None else None, group, reading)
        left = 0
    reading.letters(group)
    text, title, author = ("".join(reading.words[place]) for place in ("text", "title", "author"))
    return RichText(_paired(text), _paired(title).strip(), _paired(author).strip())


def _obey(word: bytes, number: int | None, group: _Group, reading: _Reading) -> None:
    """Do what a control word says."""
    if word not in _OBEYED:
        return
    if word in _WORDS:
        reading.add(group, _WORDS[word])
    elif word in _ASIDE:
        group.place = "nowhere"
    elif word == b"fonttbl":
        group.place = "fonts"
    elif word == b"info":
        group.place = "nowhere"
    elif word in (b"title", b"author") and group.place == "nowhere":
        group.place = word.decode("ascii")
    elif word == b"f":
        group.font = number
    elif word == b"fcharset" and group.place == "fonts" and group.font is not None and number in _CHARSETS:
        reading.fonts[group.font] = _CHARSETS[number]
    elif word == b"ansicpg" and number is not None:
        reading.usual = _known(f"cp{number}") or reading.usual
    elif word == b"mac":
        reading.usual = "mac_roman"
    elif word == b"uc":
        group.skip = min(max(number or 0, 0), 8)
    elif word == b"plain":
        group.font = None


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ""


def _paired(text: str) -> str:
    """Letters that were written as two halves put together."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
