"""Outlets by their domains and by the names that their pages call them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from index.extract.outlet_names import _AGENCIES, _OUTLETS, _rows, key, outlet_names
from index.extract.outlets import house_of, is_agency, known_name, outlet_at, outlet_of, told_name
from index.extract.textdump import read_textdump

_DOMAIN = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z]{2,24}")
STORY = (
    "A crack as long as a bus has shut the harbour bridge of Selvik, divers said on Friday.\n\n"
    "Repairs will take nine weeks and cost two million crowns, and nobody in Selvik can say who pays.\n\n"
    "The council meets on Tuesday, the mayor told reporters at the harbour, and will hear the divers first.\n"
)


def test_the_table_of_outlets_is_whole() -> None:
    domains = [domain for names, _, _ in _rows(_OUTLETS) for domain in names.split(",")]
    assert all(_DOMAIN.fullmatch(domain) for domain in domains)
    assert len(domains) == len(set(domains)) > 1000
    assert all(name.strip("~ ") for _, name, _ in _rows(_OUTLETS))


def test_a_sure_name_means_one() -> None:
    cited: dict[str, set[str]] = {}
    for _, name, others in _rows(_OUTLETS):
        for one in filter(None, (name, *others.split("; "))):
            if not one.startswith("~"):
                cited.setdefault(key(one), set()).add(name.removeprefix("~"))
    assert {name: found for name, found in cited.items() if len(found) > 1} == {}
    assert all(name and marks for name, marks, _ in _rows(_AGENCIES))


@pytest.mark.parametrize(
    ("text", "known", "told"),
    [
        ("the new york times", "The New York Times", "The New York Times"),
        ("AFP", "Agence France-Presse", "Agence France-Presse"),
        ("Atlantic", "", "The Atlantic"),
        ("Dawn", "", "Dawn"),
        ("TheJakartaPost", "", "The Jakarta Post"),
        ("Selvik Star", "", ""),
    ],
)
def test_names(text: str, known: str, told: str) -> None:
    assert (known_name(text), told_name(text)) == (known, told)


def test_agencies_are_told_from_outlets() -> None:
    assert is_agency(known_name("PTI")) and not is_agency(known_name("Los Angeles Times"))
    assert outlet_names().sure["dpa"] == "dpa"


def test_the_house_at_the_beginning_of_a_name() -> None:
    assert house_of("Los Angeles Times Communications LLC") == "Los Angeles Times"
    assert house_of("Hürriyet Gazetecilik") == ""  # an ordinary word
    assert house_of("Hürriyet Gazetecilik", told_name) == "Hürriyet"
    assert house_of("Los Angeles Times Herald") == ""  # another paper's
    assert house_of("Selvik Star") == ""
    assert house_of("Prensa Libre", told_name) == ""  # no firm of "La Prensa"


def test_an_address_tells_the_outlet() -> None:
    assert outlet_of("smh.com.au") == "The Sydney Morning Herald"
    assert outlet_at("https://timesofindia.indiatimes.com/city/selvik/bridge.cms") == "The Times of India"
    assert outlet_at("https://www.selvikstar.example/bridge") == "selvikstar.example"


def test_a_page_that_calls_itself_by_a_short_name_is_cited_by_the_whole() -> None:
    page = f"SCMP\nCity\nDivers shut the bridge\nBy Ida Aune\nFeb 8, 2024\n{STORY}Download the SCMP app\n© 2024 SCMP\n"
    assert read_textdump(page, "dump.txt", now=datetime(2026, 1, 1, tzinfo=UTC))[0].outlet == "South China Morning Post"
