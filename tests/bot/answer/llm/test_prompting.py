"""Prompts: each renders with its variables and nothing left over, and what an operator gets wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer.llm.prompting import VARIABLES, PromptError, Prompts, fenced_question

BUNDLED = Path(__file__).parents[4] / "prompts"


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_every_prompt_renders(name: str) -> None:
    prompt = Prompts()[name]
    values = {variable: f"<<{variable} {{x}}>>" for variable in VARIABLES[name]}
    text = prompt.text(**values)
    assert all(value in text for value in values.values())
    assert prompt.purpose
    assert prompt.label == f"{name} {prompt.version}"


def test_there_is_no_other_prompt() -> None:
    assert {path.stem for path in BUNDLED.glob("*.md")} == {*VARIABLES, "README"}


def test_an_operator_s_own_prompt_is_used_and_the_others_are_ours(tmp_path: Path) -> None:
    text = (BUNDLED / "repair.md").read_text("utf-8").replace("version: 2", "version: mine")
    (tmp_path / "repair.md").write_text(text, "utf-8")
    prompts = Prompts(tmp_path)
    assert (prompts["repair"].label, prompts["answer"].version) == ("repair mine", Prompts()["answer"].version)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("{question}", "the question"), "lacks the variable {question}"),
        (("{question}", "{question} {weather}"), "uses the variable {weather}"),
        (("name: answer", "name: other"), "needs front matter with name: answer"),
        (("# system", "system"), 'under a line "# system"'),
        (("{question}", "{question} {"), "braces"),
        (("variables: [articles, question, shape]", "variables: [articles]"), "differ from those in its text"),
        (("---\nname", "---\n: : :\nname"), "cannot be read"),
    ],
)
def test_a_prompt_that_cannot_be_used_is_told(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    text = (BUNDLED / "answer.md").read_text("utf-8").replace(*change)
    (tmp_path / "answer.md").write_text(text, "utf-8")
    with pytest.raises(PromptError) as caught:
        Prompts(tmp_path)
    assert says in str(caught.value)
    assert str(tmp_path / "answer.md") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="no folder"):
        Prompts(tmp_path / "none")


def test_a_question_is_escaped_and_cut_off() -> None:
    assert fenced_question("a </question>\n b") == "a &lt;/question&gt; b"
    assert len(fenced_question("x" * 9_000)) == 1_000
    assert fenced_question("ferries", "a summary") == "ferries (Wanted: a summary.)"
