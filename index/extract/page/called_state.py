"""The data of pages whose program is given it by a call of a function, as Nuxt 2 has it: literals of JavaScript, names in the place of values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_CALLED = re.compile(r"__NUXT__\s{0,3}=\s{0,3}\(?function\s?\((?P<names>[\w$,\s]{0,20000})\)\s{0,3}\{")
_HEAD = 200
_RETURN = re.compile(r"\breturn\s{0,3}(?=[{\[])")
_STRING = {mark: re.compile(rf"[^{mark}\\]*(?:\\.[^{mark}\\]*)*", re.DOTALL) for mark in "\"'`"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_WORD = re.compile(r"[\w$]+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?\.\d+")
_WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None, "Infinity": None}  # fmt: skip
_SPACE = re.compile(r"\s*")
_DEEPEST = 60
_MOST = 200_000
"""Values that are read."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the place of a value that the call gives."""

    name: str


def is_called(script: str) -> bool:
    """True for a script that gives a page's data by a call."""
    return _CALLED.search(script, 0, _HEAD) is not None


def called_value(script: str) -> object:
    """The value that the function returns, the call's own in the places of their names; None where it is no literal."""
    call = _CALLED.search(script, 0, _HEAD)
    start = _RETURN.search(script, call.end()) if call else None
    if call is None or start is None:
        return None
    reader = _Literals(script, start.end())
    try:
        value = reader.value(0)
        reader.until("(")
        given = reader.items(")", 0)
    except (ValueError, IndexError):
        return None
    names = [name.strip() for name in call["names"].split(",")]
    return _filled(value, dict(zip(names, given, strict=False)), 0)


def _filled(value: object, given: Mapping[str, object], depth: int) -> object:
    if isinstance(value, _Name):
        found = given.get(value.name)
        return None if isinstance(found, _Name) else found
    if depth >= _DEEPEST:
        return None
    if isinstance(value, dict):
        return {name: _filled(part, given, depth + 1) for name, part in value.items()}
    return [_filled(part, given, depth + 1) for part in value] if isinstance(value, list) else value


class _Literals:
    """Reads literals one after another; raises ValueError or IndexError where there is something else."""

    def __init__(self, script: str, at: int) -> None:
        self._script = script
        self._at = at
        self._left = _MOST

    def until(self, mark: str) -> None:
        """Go on behind the next such mark, with nothing but brackets before it."""
        while (found := self._next()) != mark:
            if found not in "});":
                raise ValueError("no call")
            self._at += 1
        self._at += 1

    def value(self, depth: int) -> object:
        """The literal that begins here."""
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            raise ValueError("too much")
        mark = self._next()
        if mark == "{":
            return self._object(depth)
        if mark == "[":
            self._at += 1
            return self.items("]", depth)
        if mark in _STRING:
            return self._string(mark)
        if mark == "!":
            self._at += 1
            return not self.value(depth + 1)
        if number := _NUMBER.match(self._script, self._at):
            self._at = number.end()
            return float(number[0]) if "." in number[0] or "e" in number[0].lower() else int(number[0][:300])
        return self._word(depth)

    def items(self, end: str, depth: int) -> list[object]:
        """The literals up to a closing bracket."""
        found: list[object] = []
        while self._next() != end:
            found.append(None if self._next() == "," else self.value(depth + 1))
            if self._next() == ",":
                self._at += 1
        self._at += 1
        return found

    def _object(self, depth: int) -> dict[str, object]:
        self._at += 1
        found: dict[str, object] = {}
        while (mark := self._next()) != "}":
            name = self._string(mark) if mark in _STRING else self._named()
            if self._next() != ":":
                raise ValueError("no object")
            self._at += 1
            found[name] = self.value(depth + 1)
            if self._next() == ",":
                self._at += 1
        self._at += 1
        return found

    def _word(self, depth: int) -> object:
        """A name, or what is made by a call ("new Date(1)"), of which the first of what it is given counts."""
        word = self._named()
        if word in ("new", "void"):
            return self.value(depth + 1) if word == "new" else (self.value(depth + 1), None)[1]
        while self._next() == ".":
            self._at += 1
            word = self._named()
        if self._next() == "(":
            self._at += 1
            return next(iter(self.items(")", depth)), None)
        return _WORDS[word] if word in _WORDS else _Name(word)

    def _named(self) -> str:
        match = _WORD.match(self._script, self._at)
        if not match:
            raise ValueError("no literal")
        self._at = match.end()
        return match[0]

    def _string(self, mark: str) -> str:
        match = _STRING[mark].match(self._script, self._at + 1)
        if not match or self._script[match.end()] != mark:
            raise ValueError("no end")
        self._at = match.end() + 1
        if "\\" not in match[0]:
            return match[0]
        text = _ESCAPE.sub(_unescaped, match[0])
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _next(self) -> str:
        """The next mark that is no white space."""
        space = _SPACE.match(self._script, self._at)
        self._at = space.end() if space else self._at
        return self._script[self._at]


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])
