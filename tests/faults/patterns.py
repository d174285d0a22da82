"""Every regular expression of the program, and texts of the kind that each takes longest over."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time

_PROBES = " \n\u00a0aAéÉ1-,.:;\"'’“_/()<>[]{}#*|&=?!@$%^~`\\+–—\0"
_MANY = 40
"""A repeat of up to this many is short."""


Use = tuple[re.Pattern[str], frozenset[str]]
"""A pattern, and the methods by which it is used."""
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
_USED_AT_ONCE = re.compile(rf"\bre\.(?:{'|'.join(_METHODS)})\(")


def compiled(*packages: str) -> dict[str, Use]:
    """The patterns that modules hold, and those that are written where they are used, by where they are."""
    found: dict[str, Use] = {}
    for package in packages:
        top = importlib.import_module(package)
        for info in pkgutil.walk_packages(top.__path__, f"{package}."):
            if info.name.endswith("__main__") or ".migrations" in info.name:  # one runs, the others run within Alembic
                continue
            module = importlib.import_module(info.name)
            source = Path(module.__file__ or "").read_text(encoding="utf-8")
            called = _called(source)
            for name, value in vars(module).items():
                own = vars(value) if isinstance(value, type) and value.__module__ == info.name else value
                patterns = list(_patterns(dict(own) if own is not value else value))
                if not patterns:
                    continue
                names = {name, *re.findall(rf"for (\w+)(?:, \w+)* in [(*\w, ]*?(?<!\w){name}\b", source)}
                methods = frozenset().union(*(called.get(each, set()) for each in names)) or frozenset(_METHODS)
                for number, pattern in enumerate(patterns):
                    found.setdefault(f"{info.name}.{name}#{number}", (pattern, methods))
            for line, pattern, method in _written(source):
                found[f"{info.name}:{line}"] = pattern, frozenset([method])
    unique: dict[tuple[str, int, frozenset[str]], str] = {}
    for where, (pattern, methods) in found.items():
        unique.setdefault((pattern.pattern, pattern.flags, methods), where)
    return {where: found[where] for where in unique.values()}


def _called(source: str) -> dict[str, set[str]]:
    """The methods that are called on names."""
    found: dict[str, set[str]] = {}
    for name, method in re.findall(rf"(\w+)\.({'|'.join(_METHODS)})\(", source):
        found.setdefault(name, set()).add(method)
    return found


def _patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        of_bytes = isinstance(value.pattern, bytes)
        yield re.compile(value.pattern.decode("latin-1"), value.flags | re.ASCII) if of_bytes else value
    elif depth < 3 and isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from _patterns(item, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for item in value.values():
            yield from _patterns(item, depth + 1)


def _written(source: str) -> Iterator[tuple[int, re.Pattern[str], str]]:
    """Patterns in calls such as ``re.search("…", text)``."""
    for node in ast.walk(ast.parse(source)) if _USED_AT_ONCE.search(source) else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner, first = node.func.value, node.args[0]
            if isinstance(owner, ast.Name) and owner.id == "re" and isinstance(first, ast.Constant):
                named = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
                flags = eval(named.get("flags", "0"), {"re": re})
                if len(node.args) == 3 and ast.unparse(node.args[2]).startswith("re."):
                    flags = eval(ast.unparse(node.args[2]), {"re": re})
                if isinstance(first.value, str) and node.func.attr in _METHODS:
                    yield node.lineno, re.compile(first.value, flags), node.func.attr


def attacks(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """Texts of a given length: what comes before a repeat, then what it repeats, over and over, then what it cannot be."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    seen: set[tuple[str, str]] = set()
    for prefix, pump in _pumps(tree, ""):
        for start, repeated in ((prefix, pump), ("", prefix + pump)):
            if repeated and (start, repeated) not in seen:
                seen.add((start, repeated))
                yield lambda size, start=start, repeated=repeated: (start + repeated * size)[:size] + "\0"  # type: ignore[misc]


def _pumps(tree: list[tuple[object, object]], before: str) -> Iterator[tuple[str, str]]:
    for op, value in tree:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, body = value  # type: ignore[misc]
            if high > _MANY:
                for sample in _samples(body):
                    yield before, sample
            yield from _pumps(body, before)
            before += _sample(body) * min(low, 3)
        elif op is codes.SUBPATTERN:
            yield from _pumps(value[3], before)  # type: ignore[index]
            before += _sample(value[3])  # type: ignore[index]
        elif op is codes.ATOMIC_GROUP:
            yield from _pumps(value, before)  # type: ignore[arg-type]
            before += _sample(value)  # type: ignore[arg-type]
        elif op is codes.BRANCH:
            for branch in value[1]:  # type: ignore[index]
                yield from _pumps(branch, before)
            before += _sample(value[1][0])  # type: ignore[index]
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _pumps(value[1], before)  # type: ignore[index]
        else:
            before += _one(op, value)


def _samples(body: list[tuple[object, object]]) -> list[str]:
    """Some strings that a repeat's body takes; where it is one character, each probe that it is."""
    if len(body) == 1 and body[0][0] in (codes.IN, codes.ANY, codes.NOT_LITERAL, codes.CATEGORY):
        return [char for char in _PROBES if _takes(body[0], char)][:8]
    return list(dict.fromkeys([_sample(body), *(_sample(body, char) for char in " a1,.-\n")]))


def _sample(tree: list[tuple[object, object]], preferred: str = "a") -> str:
    text = ""
    for op, value in tree:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, body = value  # type: ignore[misc]
            text += _sample(body, preferred) * max(min(low, 3), min(1, high))
        elif op is codes.SUBPATTERN:
            text += _sample(value[3], preferred)  # type: ignore[index]
        elif op is codes.ATOMIC_GROUP:
            text += _sample(value, preferred)  # type: ignore[arg-type]
        elif op is codes.BRANCH:
            text += _sample(value[1][0], preferred)  # type: ignore[index]
        else:
            text += _one(op, value, preferred)
    return text


def _one(op: object, value: object, preferred: str = "a") -> str:
    if op is codes.LITERAL:
        return chr(value)  # type: ignore[arg-type]
    if op in (codes.IN, codes.ANY, codes.NOT_LITERAL, codes.CATEGORY):
        return next((char for char in preferred + _PROBES if _takes((op, value), char)), _first(op, value))
    return ""


def _first(op: object, value: object) -> str:
    for kind, item in value if op is codes.IN else ():  # type: ignore[attr-defined]
        if kind is codes.LITERAL:
            return chr(item)
        if kind is codes.RANGE:
            return chr(item[0])
    return ""


def _takes(node: tuple[object, object], char: str) -> bool:
    op, value = node
    if op is codes.ANY:
        return char != "\n"
    if op is codes.NOT_LITERAL:
        return ord(char) != value
    if op is codes.CATEGORY:
        return _in_category(value, char)
    negated, found = False, False
    for kind, item in value:  # type: ignore[attr-defined]
        if kind is codes.NEGATE:
            negated = True
        elif kind is codes.LITERAL:
            found |= ord(char) == item
        elif kind is codes.RANGE:
            found |= item[0] <= ord(char) <= item[1]
        elif kind is codes.CATEGORY:
            found |= _in_category(item, char)
    return found != negated


def _in_category(category: object, char: str) -> bool:
    known = {
        codes.CATEGORY_DIGIT: r"\d",
        codes.CATEGORY_NOT_DIGIT: r"\D",
        codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S",
        codes.CATEGORY_WORD: r"\w",
        codes.CATEGORY_NOT_WORD: r"\W",
    }
    return re.fullmatch(known[category], char) is not None  # type: ignore[index]


def cost(work: Callable[[], object], times: int = 3) -> float:
    """Processor seconds, the best of several."""
    best = float("inf")
    for _ in range(times):
        begun = process_time()
        work()
        best = min(best, process_time() - begun)
    return best


def uses(use: Use, text: str) -> None:
    """Do with the pattern and a text what the program does."""
    pattern, methods = use
    for method in methods:
        if method == "sub":
            pattern.sub("", text)
        elif method == "finditer":
            deque(pattern.finditer(text), maxlen=0)
        else:
            getattr(pattern, method)(text)
