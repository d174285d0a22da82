"""The letters of markup: what a page says of its encoding is believed as far as it fits."""

from __future__ import annotations

import codecs
import re

from index.sources.files import decode

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_IN_HEADER = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD = 16 * 1024
_LANGUAGE = re.compile(rb"<html\b[^>]{0,500}?\blang\s{0,5}=\s{0,5}[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
"""As browsers do: what is declared, and the larger set that pages mean by it."""
_UNOFFICIAL = {"x-mac-roman": "mac_roman", "x-sjis": "shift_jis", "x-euc-jp": "euc_jp", "x-gbk": "gbk"}
_USUAL = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq", "bs"), "cp1250"),
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "sr"), "cp1251"),
    **dict.fromkeys(("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "nb", "fi", "is", "ca"), "cp1252"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    **{"el": "cp1253", "he": "cp1255", "ar": "cp1256", "fa": "cp1256", "vi": "cp1258", "th": "cp874", "ja": "cp932", "ko": "cp949", "zh": "gb18030"},
}  # fmt: skip
"""Before UTF-8, by language."""
_WRONG = 0.002
"""Of the bytes: more than these that an encoding cannot read, and it is not the page's."""

_SPACED = bytes(32 if code in (*range(1, 9), 11, 12, *range(14, 32)) else code for code in range(256))
_NO_CHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
_CONTROL_REFERENCE = re.compile(
    rb"&#(?:0{0,8}(?:[1-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?:;|(?![0-9]))"
    rb"|[xX]0{0,8}(?:[1-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[efEF])(?:;|(?![0-9a-fA-F])))"
)


def charset_of(header: str) -> str:
    """The encoding that a Content-Type header names, or empty."""
    match = _IN_HEADER.search(header)
    return match[1] if match else ""


def decode_markup(data: bytes, declared: str = "") -> str:
    """A page as text: UTF-8 if it is that, else what is declared for it or in it, else what is usual in its language, else the likeliest."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    match = _DECLARED.search(data, 0, _HEAD)
    language = _LANGUAGE.search(data, 0, _HEAD)
    named = [declared, (match[1] or match[2]).decode("ascii") if match else ""]
    usual = _USUAL.get(language[1].decode("ascii").lower(), "") if language else ""
    for name in (*named, usual):
        if name and (text := _read(data, name)) is not None:
            return text
    return decode(data)


def printable(markup: str) -> str:
    """Markup with spaces for control characters, which its reader takes and refuses to write again."""
    return printable_bytes(markup, "surrogatepass").decode("utf-8", "surrogatepass")


def printable_bytes(markup: str, errors: str = "replace") -> bytes:
    """The same in UTF-8; of bytes these characters are found much faster than in a text."""
    data = markup.encode("utf-8", errors).translate(_SPACED)
    return _CONTROL_REFERENCE.sub(b" ", _NO_CHARACTER.sub(b" ", data))


def _read(data: bytes, name: str) -> str | None:
    """The text in an encoding, or None where it is not known or does not fit."""
    try:
        found = codecs.lookup(_UNOFFICIAL.get(name.lower(), name)).name
        text = data.decode(_WIDER.get(found, found), "replace")
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
    return text if text.count("\ufffd") <= len(data) * _WRONG else None
