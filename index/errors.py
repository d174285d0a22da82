"""Errors that a person is told as they are."""

from __future__ import annotations

from typing import ClassVar


class UserError(Exception):
    """An error whose message is one sentence for the operator: what is wrong, and what to do next.

    ``public`` is the same for whoever must not see the operator's folders and settings, such as people on Discord: the
    sentence given with the error, else its class's. The message itself is shown of those classes only that say so.
    """

    public_sentence: ClassVar[str] = "Something is set up wrongly; whoever runs newsdesk finds the reason in its log."
    """The words for others about every error of the class: its messages may name files and settings."""
    is_for_everybody: ClassVar[bool] = False
    """The messages of the class name nothing of the operator's: whoever asked may read them."""

    def __init__(self, message: str = "", *, public: str = "") -> None:
        super().__init__(message)
        self._public = public

    @property
    def public(self) -> str:
        """The sentence for everybody."""
        return self._public or (str(self) if self.is_for_everybody else self.public_sentence)
