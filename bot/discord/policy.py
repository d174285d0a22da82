"""Who may do what, where, and when. Pure."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping

from bot.answer.query import LONGEST_QUESTION, QuestionTooLong
from bot.discord.reporting import Refusal
from bot.discord.text.markdown import as_question, fit
from bot.records import ServerSettings


def may_answer(settings: ServerSettings, channel: int, parent: int | None, *, thread: bool) -> bool:
    """True if the server lets the bot answer in this channel; ``parent`` is the channel that a thread belongs to."""
    if settings.where == "all":
        return True
    if settings.where == "threads":
        return thread
    return channel in settings.channels or parent in settings.channels


def may_manage(settings: ServerSettings, roles: Iterable[int], *, manages_server: bool) -> bool:
    """True if somebody may re-index and change sources: those who manage the server, and those with the chosen role."""
    return manages_server or (settings.reindex_role is not None and settings.reindex_role in roles)


def where_instead(settings: ServerSettings) -> str:
    """The words for somebody who asks where the bot does not answer."""
    if settings.where == "threads":
        return "In this server I answer in threads only: mention me with your question and I open one."
    if not settings.channels:
        return "In this server I answer nowhere until somebody names a channel in /settings; you can also write to me directly."
    channels = ", ".join(f"<#{channel}>" for channel in settings.channels[:10])
    return f"In this server I answer in {channels} only; you can also write to me directly."


def check_question(question: str) -> str:
    """The question as it will be asked.

    Raises:
        Refusal: there is nothing to ask, or too much.
    """
    if not any(character.isalnum() for character in question):
        raise Refusal("Ask me something about the news, such as: Who requested the call?")
    if len(question) > LONGEST_QUESTION:
        raise Refusal(str(QuestionTooLong(question)))
    return question


def about_message(content: str) -> str:
    """A message's text as a question, as much of it as is read."""
    return fit(as_question(content), LONGEST_QUESTION, str)


_JUDGING = frozenset(
    "true real right correct legit fake false source sources really happen happened check factcheck verify about this that".split()
)
_POINTING = _JUDGING.union(
    "is are was it these those actually did does do fact checked please pls any for what anyone know news on of the a can you so".split()
)
_POINTED_WORDS = 8


def points_at_message(question: str) -> bool:
    """True if a question has no matter of its own and asks about what it replies to ("is that true?", "source?", "fact check please")."""
    words = re.findall(r"\w+", question.casefold())
    return len(words) <= _POINTED_WORDS and _POINTING.issuperset(words) and not _JUDGING.isdisjoint(words)


def best_matches(names: Iterable[str], typed: str, limit: int = 25) -> list[str]:
    """Names for autocompletion: those that begin with what was typed, then those that hold it; Discord takes 100 characters."""
    folded = typed.strip().casefold()
    fitting = [name for name in dict.fromkeys(names) if 0 < len(name) <= 100 and folded in name.casefold()]
    return sorted(fitting, key=lambda name: not name.casefold().startswith(folded))[:limit]


LONGEST_COOLDOWN = 3600
"""Seconds."""


class Cooldown:
    """Seconds that somebody has to wait before the next question; a change of the settings counts at once."""

    def __init__(self) -> None:
        self._asked_at: dict[Hashable, float] = {}
        self._swept = 0.0

    def take(self, who: Hashable, seconds: float, now: float) -> float:
        """0 where ``who`` may ask now, which begins a new wait; else the seconds left. ``now`` is monotonic."""
        if now - self._swept > LONGEST_COOLDOWN:
            self._asked_at = {key: asked for key, asked in self._asked_at.items() if now - asked < LONGEST_COOLDOWN}
            self._swept = now
        asked = self._asked_at.get(who)
        if asked is not None and (left := asked + seconds - now) > 0:
            return left
        self._asked_at[who] = now
        return 0.0


def spelled_settings(settings: ServerSettings, names: Mapping[int, str] | None = None) -> str:
    """A server's settings for a person, a line each."""
    where = {"all": "in all channels", "threads": "in threads only", "channels": "in some channels"}[settings.where]
    if settings.where == "channels":
        where += ": " + (", ".join(f"<#{channel}>" for channel in settings.channels) or "none yet")
    role = (names or {}).get(settings.reindex_role or 0, "those with the chosen role")
    who = "those who manage the server" + (f", and {role}" if settings.reindex_role else "")
    return "\n".join(
        (
            f"**I answer** {where}",
            f"**May re-index and change sources** {who}",
            f"**Answers to /ask** {'private' if settings.private else 'public'} unless the asker chooses",
            f"**Between two questions of one person** {settings.cooldown} s",
        )
    )
