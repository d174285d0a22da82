"""What stands over a story that somebody sent on by mail: what they wrote to whom they sent it, and the line that parts it from the story."""

from __future__ import annotations

from collections.abc import Sequence

from index.extract.dump_header import Header
from index.extract.furniture_table import plain
from index.types import Label, Span

_MARKS = frozenset(
    (
        "original message",
        "original mail",
        "forwarded message",
        "begin forwarded message",
        "ursprüngliche nachricht",
        "weitergeleitete nachricht",
        "anfang der weitergeleiteten nachricht",
        "message d'origine",
        "message original",
        "message transféré",
        "début du message réexpédié",
        "mensaje original",
        "mensaje reenviado",
        "mensagem original",
        "mensagem encaminhada",
        "messaggio originale",
        "messaggio inoltrato",
        "oorspronkelijk bericht",
        "doorgestuurd bericht",
        "vidarebefordrat meddelande",
        "ursprungligt meddelande",
        "videresendt melding",
        "videresendt meddelelse",
        "wiadomość oryginalna",
        "przekazana wiadomość",
        "пересылаемое сообщение",
        "исходное сообщение",
    )
)
_TOP = 20
"""Lines of a page among which a mark may stand; below more of them an older mail is quoted under the story."""


def take_forward(text: str, lines: Sequence[tuple[int, int]], header: Header) -> None:
    """Take what stands over the last mark of a mail that was sent on, and the mark, for none of the story's."""
    top = lines[: min(_TOP, len(lines) // 2)]
    last = max((at for at, line in enumerate(top) if plain(text[slice(*line)]) in _MARKS), default=-1)
    for at, line in enumerate(lines[: last + 1]):
        header.taken.setdefault(at, [Span(*line, Label.FURNITURE)])
