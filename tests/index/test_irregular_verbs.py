"""Forms of irregular verbs lead back to the verb."""

import pytest

from index.irregular_verbs import base_form, base_forms


@pytest.mark.parametrize(
    ("form", "verb"), [("took", "take"), ("taken", "taking"), ("Begun", "begins"), ("sank", "sink"), ("walked", "walk")]
)
def test_forms_of_a_verb_have_one_base(form: str, verb: str) -> None:
    assert base_form(form) == base_form(verb)


def test_other_stems_stay() -> None:
    assert base_forms(frozenset({"bell", "stole"})) == {"bell", "steal"}
