"""The vote on claims: a judge has one in each round, the check of words one for what only says it in other words, and decoys tell whom to believe.

Two votes for a claim confirm it and two against it drop it, so that a judge that errs now and then is asked again only where it
matters. What words object to they do not vote against: they are mistaken in free wording too often, and the judge is told of it.
A claim is confirmed only where the judge saw through a decoy made of it; a judge that lets more decoys pass than it sees through
is not believed at all.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.answer.proof.decoys import decoys
from bot.answer.proof.prove import CandidateClaim, Verdicts

SAME = "nothing"
"""A judge's word for a sentence that differs in nothing from its quotes."""
_ROUNDS = 3
_ENOUGH = 2
"""Votes that settle a claim."""
_DECOYS = 6
"""Decoys of the first round at least, where the claims allow as many; later each open claim has one. A few more cost less than
to take a judge that errs now and then for one that passes everything."""
_NUMBERS = 20
"""Numbers that a round has to itself, so that no two rounds ask in the same words."""


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence that a judge compares with the quotes of a claim: the claim itself, or a decoy made of it."""

    number: int
    text: str
    candidate: CandidateClaim
    decoy: bool


@dataclass(slots=True)
class _Tally:
    candidate: CandidateClaim
    decoys: list[str]
    votes: int
    against: int = 0
    seen_through: int = 0
    differs: str = ""

    @property
    def confirmed(self) -> bool:
        return self.votes >= _ENOUGH and self.seen_through > 0 and not self.rejected

    @property
    def rejected(self) -> bool:
        return self.against >= _ENOUGH


@dataclass(slots=True)
class Poll:
    """The vote on the claims of one answer, round by round."""

    tallies: list[_Tally]
    rounds: int = 0
    passed: int = 0
    seen_through: int = 0
    _asked: list[Item] = field(default_factory=list)

    @classmethod
    def on(cls, candidates: Sequence[CandidateClaim]) -> Poll:
        """A vote that has not begun, but for what the words say."""
        rng = random.Random("\n".join(item.text for item in candidates))
        return cls(
            [
                _Tally(
                    item,
                    decoys(item.text, " ".join(quote.text for quote in item.quotes), rng),
                    votes=int(item.finding.only_rewords),
                )
                for item in candidates
            ]
        )

    @property
    def over(self) -> bool:
        """Nothing is left to ask, or the judge is not worth asking again: two decoys more passed than it saw through."""
        return self.rounds == _ROUNDS or not self._open or self.passed - self.seen_through >= _ENOUGH

    @property
    def believed(self) -> bool:
        """The judge saw through as many decoys as it let pass."""
        return self.passed <= self.seen_through

    def items(self) -> list[Item]:
        """The items that the judge is asked next: the claims that are still open among decoys, in an order that only the claims decide."""
        each = -(-_DECOYS // len(self._open)) if self.rounds == 0 else 1
        asked = [
            *((one.candidate.text, one, False) for one in self._open),
            *((text, one, True) for one in self._open for text in _turn(one.decoys, self.rounds, each)),
        ]
        random.Random(f"{self.rounds} {asked[0][0]}").shuffle(asked)
        first = self.rounds * _NUMBERS + 1
        self._asked = [Item(n, text, one.candidate, decoy) for n, (text, one, decoy) in enumerate(asked, start=first)]
        return self._asked

    def count(self, said: Mapping[int, str]) -> None:
        """Count a judge's words on the items that were asked last, by their numbers; a decoy that it says nothing of has passed."""
        tallies = {one.candidate.position: one for one in self.tallies}
        for item in self._asked:
            tally, word = tallies[item.candidate.position], said.get(item.number, "")
            differs = word not in ("", SAME)
            if item.decoy:
                self.passed += not differs
                self.seen_through += differs
                tally.seen_through += differs
            elif differs:
                tally.against, tally.differs = tally.against + 1, word
            else:
                tally.votes += word == SAME
        self.rounds += 1

    def verdicts(self) -> Verdicts:
        """The votes that are settled; nothing where the judge is not believed."""
        if not self.believed:
            return Verdicts()
        return Verdicts(
            frozenset(one.candidate.position for one in self.tallies if one.confirmed),
            {one.candidate.position: one.differs for one in self.tallies if one.rejected},
        )

    @property
    def _open(self) -> list[_Tally]:
        return [one for one in self.tallies if not one.confirmed and not one.rejected]


def _turn(made: Sequence[str], turn: int, count: int) -> list[str]:
    """``count`` of a claim's decoys, others in each round as long as there are any."""
    start = turn * count
    return list(dict.fromkeys(made[(start + n) % len(made)] for n in range(count))) if made else []
