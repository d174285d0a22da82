"""Names that menus are made of, which are no outlet's."""

from __future__ import annotations

import pytest

from index.extract.menu_words import has_menu_word, is_menus


@pytest.mark.parametrize("name", ["Arts & Culture", "Today's Paper", "Última hora", "Noorwegen", "Cronaca", "I Accept"])
def test_menus(name: str) -> None:
    assert is_menus(name)


@pytest.mark.parametrize("name", ["The Quay Tribune", "Selvik", "Northwire"])
def test_names(name: str) -> None:
    assert not is_menus(name)


def test_a_name_with_a_menus_word() -> None:
    assert has_menu_word("Selvik Sport") and not has_menu_word("The Selvik Echoes")
