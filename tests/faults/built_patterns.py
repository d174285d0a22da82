"""Regular expressions that functions build when they are called, out of names and words."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from bot.answer.choose import naming
from bot.answer.cues import abbreviations, offices, owners, people, speakers, speech, speeches
from bot.answer.query import Turn
from bot.answer.understand import comparisons, followup, instead, request
from bot.evaluate.report import page
from index import name_joints
from index.extract import authors, captions, date_text, date_words, dump_facts, sign_offs
from index.search import answer_types, measures
from index.store import spelling
from tests.faults.patterns import _METHODS, Use

ROOT = Path(__file__).parents[2]
Site = tuple[str, str]
"""A module's path and a function in it."""
_MAY_BUILD = re.compile(rf"\bre\.(?:compile|{'|'.join(_METHODS)})\(")

_FLOODS = "how many people did the storm kill in florida"
_CALLS: tuple[Callable[[], object], ...] = (
    lambda: [offices.Office(name, "").held("Ada Marr, the mayor", "") for name in ("mayor", "ceo", "leader")],
    lambda: [speech.introduces(text, "Ada Marr") for text in ("Ada Marr, the mayor, left.", "Cleo Marr left.", "No.")],
    lambda: owners.Owned("holm", "funeral", True).is_anothers("Holm sat at Ada Marr's state funeral."),
    lambda: abbreviations._explained("NCA", "The National Crime Agency (NCA) left."),
    lambda: speech._name_pattern.__wrapped__("Marr"),
    lambda: speeches.names_of("the governor", "Governor Ada Marr spoke."),
    lambda: speeches.names_of("marrs", "Marr’s spoke."),
    lambda: speeches._name_pattern.__wrapped__(("Marr", "Ada")),
    lambda: people.people("Teel vanished on Monday."),
    lambda: measures._measure("height", "how tall", "metres", "tall"),
    lambda: [measure._is_another("18 metres wide", 0, 9) for _, measure in measures._MEASURES],
    lambda: date_words.date_words.__wrapped__(),
    lambda: speech._beside.__wrapped__("Marr"),
    lambda: followup.resolved("in cuba", [Turn(_FLOODS, _FLOODS, "")]),
    lambda: request._spelled("the brigde", lambda _: {"brigde": "bridge"}),
    lambda: page._marked("Ada Marr left.", ["Ada Marr", "left"]),
    lambda: list(authors._split("Von Ada Marr und Cleo Holt", "de")),
    lambda: captions.is_credit("Ada Marr"),
    lambda: date_text._pattern.__wrapped__(),
    lambda: dump_facts._names_day("March 5", datetime(2022, 9, 5)),
    lambda: sign_offs.spelled_out("(NAN)", "The News Agency of Nigeria said so."),
    lambda: measures._measure("weight", r"\bhow heavy\b", r"\d{1,9} kg", "weighs"),
    lambda: comparisons.measured("iphone", "pixel price"),
    lambda: comparisons._asks_for("price"),
    lambda: instead.asked_of("Ada Holm", "when did teel leave", [Turn("who left", "who left", "Teel left.")]),
    lambda: instead._of_the_same_kind("the hurt miners", "what do the widows of the dead miners get"),
    lambda: speech._for.__wrapped__("Aldis"),
    lambda: speeches._is_body("Ada Marr", "Marr", "Ada Marr spoke."),
    lambda: speeches._is_anothers("Ada", "Marr", "Ada Marr left."),
    lambda: speeches._names_another_body("", speeches._Speaker(("fund",))),
    lambda: abbreviations.with_initials_spelled_out("who leads the nca", ["The National Crime Agency left."]),
    lambda: [speakers.role_of.__wrapped__(speaker) for speaker in ("the lawyer", "the boss", "experts", "doctors")],
    lambda: name_joints.number_parted("i95", lambda first, second: [f"{first}-{second}"]),
    lambda: naming._beside.__wrapped__("Marr"),
    lambda: spelling.parted_as("adamarr", lambda first, second: [f"{first} {second}"]),
    lambda: answer_types.expected("who won, when, where and how many?"),
)


@cache
def sites() -> dict[Site, set[str]]:
    """The functions that build a pattern, with the methods by which they use it."""
    found: dict[Site, set[str]] = {}
    for path in sorted(path for package in ("bot", "index") for path in (ROOT / package).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if not _MAY_BUILD.search(source):
            continue
        tree = ast.parse(source)
        building = [(node.lineno, node.func.attr) for node in ast.walk(tree) if _builds(node)]  # type: ignore[attr-defined]
        for function in ast.walk(tree) if building else ():
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                own = {name for line, name in building if function.lineno <= line <= (function.end_lineno or 0)}
                if own:
                    found.setdefault((str(path.relative_to(ROOT)), function.name), set()).update(own)
    return found


def _builds(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("compile", *_METHODS)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and bool(node.args)
        and not isinstance(node.args[0], ast.Constant)
    )


@cache
def built() -> dict[Site, list[re.Pattern[str]]]:
    """The patterns that these functions build when they are called with examples."""
    found: dict[Site, list[re.Pattern[str]]] = {}
    compile_, wanted = re._compile, sites()  # type: ignore[attr-defined]

    def note(pattern: str, flags: int) -> re.Pattern[str]:
        made: re.Pattern[str] = compile_(pattern, flags)
        frame = sys._getframe(2)
        while frame.f_code.co_name.startswith("<") and frame.f_back is not None:  # an expression within the function
            frame = frame.f_back
        code = frame.f_code
        path = Path(code.co_filename)
        at = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else "", code.co_name
        if at in wanted and made not in found.setdefault(at, []):
            found[at].append(made)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(re, "_compile", note)
        for call in _CALLS:
            call()
    return found


def uses_of_built() -> dict[str, Use]:
    """The same with the methods by which they are used, by where they are built."""
    wanted = sites()
    return {
        f"{path.removesuffix('.py').replace('/', '.')}.{function}#{number}": (
            pattern,
            frozenset(wanted[path, function]) & frozenset(_METHODS) or frozenset(("search", "finditer")),
        )
        for (path, function), patterns in built().items()
        for number, pattern in enumerate(patterns)
    }
