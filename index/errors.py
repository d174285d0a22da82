"""Errors that a person is told as they are."""

from __future__ import annotations

from typing import ClassVar


class UserError(Exception):
    """An error whose message is one sentence for the operator: what is wrong, and what to do next.

    ``public`` is the same for whoever must not see the operator's folders and settings, such as people on Discord: the
    sentence given with the error, else its class's, else the message itself.
    """

    public_sentence: ClassVar[str] = ""
    """The words for others about every error of the class, where its messages name files or settings."""

    def __init__(self, message: str = "", *, public: str = "") -> None:
        super().__init__(message)
        self._public = public

    @property
    def public(self) -> str:
        """The sentence for everybody."""
        return self._public or self.public_sentence or str(self)
