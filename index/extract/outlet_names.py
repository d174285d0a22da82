"""The names of outlets and wire agencies: what a name is short for, and whose a domain is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_OUTLETS = Path(__file__).with_name("outlets.tsv")
_AGENCIES = Path(__file__).with_name("agencies.tsv")
_ORDINARY = "~"


@dataclass(frozen=True, slots=True)
class OutletNames:
    """What the two tables tell. Names are looked up by ``key``."""

    of_domains: dict[str, str] = field(default_factory=dict)
    """Outlets by the domains of their pages."""
    sure: dict[str, str] = field(default_factory=dict)
    """The names to cite by those that mean one outlet or agency and nothing else."""
    ordinary: dict[str, str] = field(default_factory=dict)
    """The same by names that are ordinary words, too; those of several outlets are left out."""
    agencies: set[str] = field(default_factory=set)
    """The names to cite that are wire agencies'."""
    marks: dict[str, str] = field(default_factory=dict)
    """Those of agencies by marks in capitals that mean other things, too."""


def key(name: str) -> str:
    """What names are looked up by: without its article, in small letters."""
    return " ".join(name.split()).casefold().removeprefix("the ")


@cache
def outlet_names() -> OutletNames:
    """Both tables, read once."""
    found = OutletNames()
    shared: set[str] = set()
    for domains, name, others in _rows(_OUTLETS):
        cited = name.removeprefix(_ORDINARY)
        for domain in domains.split(","):
            found.of_domains[domain] = cited
        for one in (name, *others.split("; ")):
            bare = key(one.removeprefix(_ORDINARY))
            names = found.ordinary if one.startswith(_ORDINARY) else found.sure
            if names.setdefault(bare, cited) != cited:
                shared.add(bare)
    for name in shared:
        found.ordinary.pop(name, None)
    for name, marks, shared_marks in _rows(_AGENCIES):
        found.agencies.add(name)
        found.marks.update(dict.fromkeys(filter(None, shared_marks.split("; ")), name))
        for mark in marks.split("; "):
            found.sure[key(mark)] = name
    found.sure.pop("", None)
    return found


def _rows(path: Path) -> Iterator[list[str]]:
    """The cells of a table's rows, three each."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (3 - len(cells))
