"""Prompts from files: front matter that says what a prompt is, then its parts under "# system" and "# user"."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answer.query import Turn
from index.errors import UserError

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

VARIABLES: dict[str, frozenset[str]] = {
    "answer": frozenset({"articles", "question", "shape"}),
    "shape": frozenset(),
    "repair": frozenset({"problems"}),
    "judge": frozenset({"items"}),
    "standalone_question": frozenset({"conversation", "question"}),
    "english_question": frozenset({"question"}),
    "translate": frozenset({"claims", "language"}),
}
"""The prompts that newsdesk uses, with the variables that it fills in."""

_ROLE = re.compile(r"^# (system|user)[ \t]*$", re.MULTILINE)
_QUESTION_CHARACTERS = 1000


class PromptError(UserError):
    """A prompt cannot be used; the message names its file and says what to do."""

    public_sentence = (
        "A prompt of the language model cannot be used; whoever runs newsdesk finds the reason in its log."
    )


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt, ready to be filled in."""

    name: str
    version: str
    purpose: str
    template: ChatPromptTemplate

    @property
    def label(self) -> str:
        """Name and version, for reports."""
        return f"{self.name} {self.version}"

    def text(self, **values: str) -> str:
        """The parts filled in, without their roles."""
        return "\n\n".join(str(message.content) for message in self.template.format_messages(**values))


class Prompts:
    """The prompts of a folder; one that is not in the operator's is the one that newsdesk comes with.

    All are read at once, so that a mistake in one is told at the start and not in the middle of an answer.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Raises PromptError where a prompt cannot be used."""
        if folder is not None and not folder.is_dir():
            raise PromptError(f"PROMPTS_DIR names {folder}, which is no folder.")
        self._prompts = {name: _load(folder, name) for name in VARIABLES}

    def __getitem__(self, name: str) -> Prompt:
        return self._prompts[name]


def fenced_question(question: str, wanted: str = "") -> str:
    """The question escaped, cut off where it is far longer than questions are, with the form of answer that is wanted."""
    asked = html.escape(_line(question)[:_QUESTION_CHARACTERS], quote=False)
    return f"{asked} (Wanted: {wanted}.)" if wanted else asked


def fenced_conversation(history: Sequence[Turn], turns: int = 3, characters: int = 600) -> str:
    """The last turns, escaped, each answer cut off."""
    lines = (
        f"Q: {_line(turn.understood)[:characters]}\nA: {_line(turn.shown)[:characters]}" for turn in history[-turns:]
    )
    return html.escape("\n".join(lines), quote=False)


def _line(text: str) -> str:
    return " ".join(text.split())


def _load(folder: Path | None, name: str) -> Prompt:
    if folder is None:
        return _bundled(name)
    own = folder / f"{name}.md"
    return _parse(name, own, own) if own.is_file() else _bundled(name)


@cache
def _bundled(name: str) -> Prompt:
    file = files("prompts") / f"{name}.md"
    return _parse(name, file, Path(str(file)))


def _parse(name: str, file: Traversable | Path, shown: Path) -> Prompt:
    import frontmatter
    from langchain_core.prompts import ChatPromptTemplate

    try:
        parsed = frontmatter.loads(file.read_text(encoding="utf-8"))
    except Exception as error:  # YAML and decoding errors are of a dozen kinds
        raise PromptError(f"The prompt {shown} cannot be read: {str(error).splitlines()[0]}.") from error
    facts: dict[str, Any] = parsed.metadata
    if facts.get("name") != name or not facts.get("version"):
        raise PromptError(f"The prompt {shown} needs front matter with name: {name} and a version.")
    parts = _ROLE.split(parsed.content)
    messages = [(role, text.strip()) for role, text in zip(parts[1::2], parts[2::2], strict=True)]
    if parts[0].strip() or not messages:
        raise PromptError(f'The prompt {shown} needs its text under a line "# system" or "# user".')
    try:
        template = ChatPromptTemplate.from_messages(messages)
    except ValueError as error:
        raise PromptError(
            f"The prompt {shown} has braces that do not fit; write {{{{ and }}}} for plain ones."
        ) from error
    used, wanted = set(template.input_variables), VARIABLES[name]
    if missing := sorted(wanted - used):
        raise PromptError(f"The prompt {shown} lacks the variable {{{missing[0]}}}; put it where its value belongs.")
    if unknown := sorted(used - wanted):
        raise PromptError(f"The prompt {shown} uses the variable {{{unknown[0]}}}, which newsdesk does not know.")
    if "variables" in facts and set(facts["variables"] or ()) != used:
        raise PromptError(f"The prompt {shown} lists variables in its front matter that differ from those in its text.")
    return Prompt(name, str(facts["version"]), str(facts.get("purpose", "")), template)
