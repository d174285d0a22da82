"""Names that lines announce in other words than "By"."""

from __future__ import annotations

import pytest

from index.extract.byline_words import announced, has_role_word, is_of_another
from index.extract.bylines import read_byline


@pytest.mark.parametrize(
    "line",
    [
        "Propos recueillis par Ida Stenberg",
        "Ein Artikel von Ida Stenberg",
        "Una crónica de Ida Stenberg",
        "Geschreven door Ida Stenberg",
        "Scritto da Ida Stenberg",
        "An article by Ida Stenberg",
        "Opracowanie: Ida Stenberg",
        "Corresponsal en Selvik: Ida Stenberg",
        "dalla nostra inviata Ida Stenberg",
        "De notre correspondante à Selvik, Ida Stenberg",
        "By political reporter Ida Stenberg",
        "Par Ida Stenberg (Selvik, correspondante)",
        "✍️ Ida Stenberg",
        "Ida Stenberg, Selvik Public Radio",
        "Ida Stenberg, envoyée spéciale à Selvik",
        "PTI | Posted by Ida Stenberg",
    ],
)
def test_an_author(line: str) -> None:
    byline = read_byline(line)
    assert byline and byline.persons == ("Ida Stenberg",)


@pytest.mark.parametrize(
    "name", ["Omar al-Faris", "Jean-Luc d'Aubry", "Siti Aminah binti Hamid", "Ida af Stenberg", "Rosa Lima dos Anjos"]
)
def test_names_with_small_parts(name: str) -> None:
    byline = read_byline(name)
    assert byline and byline.persons == (name,)


@pytest.mark.parametrize(
    "line",
    ["Photography Tom Hale", "Edited by Tom Hale", "Foto: Tom Hale", "In Summary", "Escuchar Nota", "PARA EL FARO"],
)
def test_no_author(line: str) -> None:
    byline = read_byline(line)
    assert not byline or not byline.persons


def test_who_has_but_one_name() -> None:
    byline = read_byline("By Wardana")
    assert byline and byline.persons == ("Wardana",)
    nobody = read_byline("By Newsroom")
    assert nobody and not nobody.persons


def test_a_kind_before_a_headline_announces_nobody_surely() -> None:
    found = announced("Opinion: The mayor who would not leave her bridge alone")
    assert found and not found.is_sure


def test_words_of_roles_and_of_other_parts() -> None:
    assert has_role_word("Chief political correspondent") and not has_role_word("Lower Quay")
    assert is_of_another("Bild Tom Hale") and not is_of_another("Text Tom Hale")
