"""The sentence on questions that no article answers."""

from __future__ import annotations

import pytest

from bot.presentation.unsaid import unsaid


@pytest.mark.parametrize(
    ("questions", "sentence"),
    [
        (["why"], "No article says why."),
        (["who won the race", "by how much"], "No article says who won the race, nor by how much."),
        (["when was she born"], "No article says when she was born."),
        (["where is the funeral"], "No article says where the funeral is."),
        (["how many emails did rask send"], "No article answers “how many emails did rask send”."),
        (["why", "did he resign"], "No article answers “why”, nor “did he resign”."),
        (["who is the mayor of Korling"], "No article answers “who is the mayor of Korling”."),
        (["who did she call"], "No article answers “who did she call”."),
    ],
)
def test_what_no_article_says_is_told_in_the_order_of_a_statement(questions: list[str], sentence: str) -> None:
    assert unsaid(questions) == sentence
