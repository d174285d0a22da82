"""Words of a claim beside those of its quotes: what stands there, how often, and what follows."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer.proof.tokens import Token, same
from index.stemming import stem

Texts = Sequence[Sequence[Token]]
"""Sentences of the quotes."""


def held_in(token: Token, others: Sequence[Token]) -> bool:
    return any(same(token, other) for other in others if other.carries)


def next_words(text: Sequence[Token], place: int, most: int) -> list[Token]:
    """The next words with a sense of their own, within the clause."""
    found: list[Token] = []
    for token in text[place + 1 : place + 8]:
        if token.kind == "mark" and token.word not in ("“", '"', "”"):
            break
        if token.kind == "word" and not token.plain.endswith("ly"):
            found.append(token)
            if len(found) == most:
                break
    return found


def said_plainly(token: Token, claim: Sequence[Token]) -> bool:
    """``claim`` has the word, and not only as what is to be done ("to close", "closing")."""
    return any(
        same(token, own) and not (place and claim[place - 1].plain == "to") and not own.plain.endswith("ing")
        for place, own in enumerate(claim)
        if own.kind == "word"
    )


def several_times(token: Token, place: int, quotes: Texts) -> bool:
    """The word stands in the quotes more than once, so that it is open which of them the claim means."""
    return sum(stem(token.word) == stem(other.word) for quote in quotes for other in quote if other.kind == "word") > 1


def next_word(text: Sequence[Token], place: int) -> Token | None:
    return next((token for token in text[place + 1 : place + 6] if token.carries), None)
