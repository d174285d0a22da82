"""Bylines as outlets print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.byline_marks import is_mark
from index.extract.bylines import Byline, names, read_byline
from index.extract.name_shapes import looks_like_names
from index.extract.person_names import usual_name


@pytest.mark.parametrize(
    ("line", "persons"),
    [
        ("By ABBY GOODWIN, TOM KAPLAN and ROB PEARL", ("Abby Goodwin", "Tom Kaplan", "Rob Pearl")),
        ("By SEAN McDERMOTT and ANA O'NEIL", ("Sean McDermott", "Ana O'Neil")),
        ("Nadia Brook Environment correspondent", ("Nadia Brook",)),
        ("Nadia Brook in Leeds and Tom Hale in Hull", ("Nadia Brook", "Tom Hale")),
        ("Portrait of Nadia Brook Nadia Brook", ("Nadia Brook",)),
        ("By Nadia Brook for MailOnline", ("Nadia Brook",)),
        ("By Nadia Brook | Staff Writer", ("Nadia Brook",)),
        ("By Nadia Brook and agencies", ("Nadia Brook",)),
        ("By Nadia Brook nbrook@example.com", ("Nadia Brook",)),
        ("Nadia Brook/Gazette Writer", ("Nadia Brook",)),
        ("Aus Lyngby berichten Ida Aune und Tom Hale", ("Ida Aune", "Tom Hale")),
        ("From Nadia Brook in Leeds", ("Nadia Brook",)),
        ("Автор: Ольга Мороз", ("Ольга Мороз",)),
        ("Par Céline Aubry (avec Belga)", ("Céline Aubry",)),
        ("Von Ida Aune (mit dpa)", ("Ida Aune",)),
        ("Nadia BrookandTom Hale-Reed", ("Nadia Brook", "Tom Hale-Reed")),
        ("Door: Quay.nl/Ida Aune/ANP", ("Ida Aune",)),
        ("김철수 기자", ("김철수",)),
        ("Nadia Brook Redakteurin", ("Nadia Brook",)),
        ("Political News Reporter", ()),
        ("by nadia brook", ("nadia brook",)),
        ("By Dr. Jane Roe, special to the Times", ("Jane Roe",)),
        ("By Ronald O. Jones III and Sam Fox Sr.", ("Ronald O. Jones III", "Sam Fox Sr.")),
        ("Interview by Mette Falk, Features editor", ("Mette Falk",)),
        ("By Jules Okafor, a senior reporter who covers networks. He ran a repair shop.", ("Jules Okafor",)),
        ("Von Jonas Kühn", ("Jonas Kühn",)),
        ("By STAFF REPORTER", ()),
        ("by Nadia Brook, OpenQuay, and Tom Hale, Lyngby Report", ("Nadia Brook", "Tom Hale")),
        ("By Nadia Brook, Tom Hale and Ida Aune, USA TODAY", ("Nadia Brook", "Tom Hale", "Ida Aune")),
        ("Nadia Brook (Text), Jonas Kühn (Bilder)", ("Nadia Brook", "Jonas Kühn")),
        ("Nadia Brook | Quay Media for Quay.com", ("Nadia Brook",)),
        ("Nadia Brook (The Quay Post)", ("Nadia Brook",)),
        ("Nadia Brook, quaypost.net", ("Nadia Brook",)),
        ("Door quaypost.nl", ()),
        ("BY HAN JI-WOO", ("Han Ji-woo",)),
    ],
)
def test_persons(line: str, persons: tuple[str, ...]) -> None:
    byline = read_byline(line)
    assert byline and byline.persons == persons


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Reuters", Byline((), "Reuters", "Reuters", True)),
        ("Reported by Press Trust of India", Byline((), "Press Trust of India", "Press Trust of India", True)),
        ("Analysis by Nadia Brook, CNN Business", Byline(("Nadia Brook",), "", "CNN", True)),
        ("By Wes Tully | Fox News", Byline(("Wes Tully",), "", "Fox News", True)),
        ("By Nadia Brook @nadia_b Reporter", Byline(("Nadia Brook",), is_marked=True)),
        ("Text och foto: Nadia Brook", Byline(("Nadia Brook",), is_marked=True)),
        ("Von unserer Mitarbeiterin Nadia Brook", Byline(("Nadia Brook",), is_marked=True)),
        ("oprac. Nadia Brook", Byline(("Nadia Brook",), is_marked=True)),
        ("Nadia Brook (dpa)", Byline(("Nadia Brook",), "dpa", "dpa", False)),
        ("Lower Quay Weekly • Nadia Brook • 2d", Byline(("Nadia Brook",), "", "Lower Quay Weekly", False)),
        ("Darrell Noseworthy · CBS News ·", Byline(("Darrell Noseworthy",), "", "CBS News", False)),
    ],
)
def test_whose_it_is(line: str, byline: Byline) -> None:
    assert read_byline(line) == byline


@pytest.mark.parametrize(
    "line",
    [
        "By the time he left",
        "By Friday afternoon",
        "By Land or Sea",
        "-----Original Message-----",
        "Redacción Quay Norte",
        "Market closes higher",
        "",
        "Story continues below",
        "Por fin llegó la lluvia",
    ],
)
def test_no_byline(line: str) -> None:
    assert read_byline(line) is None


def test_a_mark_alone() -> None:
    assert is_mark("By") and is_mark("Written by:") and not is_mark("By Jo Low")


@given(st.text(max_size=100))
def test_nothing_raises(line: str) -> None:
    read_byline(line)
    names(line)
    looks_like_names(line)


@pytest.mark.parametrize("written", ["Ida Aune ida@quay.example", "Ida Aune (ida@quay.example)", "By Ida Aune"])
def test_a_mail_address_beside_a_name_is_no_part_of_it(written: str) -> None:
    assert names(written) == ("Ida Aune",)


@pytest.mark.parametrize("line", ["Portrait of a lady on fire", "Add Topic", "Project Update"])
def test_a_button_is_no_byline(line: str) -> None:
    assert usual_name(line, is_marked=False) is None
