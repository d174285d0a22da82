"""What the operator reads in an error, others may not."""

from __future__ import annotations

from index.errors import UserError


class OperatorsError(UserError):
    public_sentence = "Something is set up wrongly."


class ForEverybody(UserError):
    is_for_everybody = True


def test_public_sentence() -> None:
    assert "/srv" not in UserError("/srv/news is no folder.").public
    assert ForEverybody("There is no such source.").public == "There is no such source."
    secret = UserError("/srv/news is full.", public="The disk is full.")
    assert (str(secret), secret.public) == ("/srv/news is full.", "The disk is full.")
    assert OperatorsError("/etc/prompts is no folder.").public == "Something is set up wrongly."
    assert OperatorsError("/etc/prompts", public="Prompts are missing.").public == "Prompts are missing."
