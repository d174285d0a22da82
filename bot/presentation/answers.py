"""The parts of an answer that are told the same way everywhere: order of the claims, facts about a source. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answer.answers import Answer, Claim, Evidence
from bot.presentation.safe_text import clean_line
from bot.presentation.state import changed_later, form_and_access
from bot.presentation.wording import count, format_day, format_published

CONFIRMED = "✓"
"""Behind a model's sentence: a judge finds the same in its quotes."""
Shown = Callable[[str], str]
"""Makes a name fit for where it is to stand."""


def agreed_claims(answer: Answer) -> list[Claim]:
    """The claims that no other one differs from, in their order: they come first."""
    differing = {position for group in answer.disagreements for position in group}
    return [claim for position, claim in enumerate(answer.claims) if position not in differing]


def differing_claims(answer: Answer) -> list[list[Claim]]:
    """The groups of claims whose accounts differ, each to be shown one below the other."""
    return [
        [answer.claims[position] for position in group if position < len(answer.claims)]
        for group in answer.disagreements
    ]


def whose_words(answer: Answer) -> str:
    """The line before a model's sentences: that they are its words, and which of them a judge confirmed; empty without any."""
    if not answer.claims:
        return ""
    judged = any(claim.confirmed for claim in answer.claims)
    which = f"{CONFIRMED} where a judge finds the same in the quotes" if judged else "which no judge confirmed"
    return f"In the model’s words ({clean_line(answer.model) or 'a language model'}), {which}:"


def left_out(answer: Answer) -> str:
    """How many of a model's sentences are not shown; empty where all are."""
    if not answer.left_out or not answer.model:
        return ""
    return f"{count(answer.left_out, 'sentence')} {'was' if answer.left_out == 1 else 'were'} left out: not supported."


def whose_account(claim: Claim, evidence: Sequence[Evidence], shown: Shown = clean_line) -> str:
    """Outlets and days of the quotes of ``claim``; empty where none of them is among ``evidence``."""
    by_number = {item.number: item for item in evidence}
    sources = (by_number[number] for number in claim.citations if number in by_number)
    return "; ".join(dict.fromkeys(_outlet_and_day(item, shown) for item in sources))


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """The facts to show of a quote's article; texts are cleaned, and empty where nothing is known."""

    outlet: str
    headline: str
    agency: str
    """Empty where it is the outlet itself."""
    when: str
    """Day and time of publication, or ``undated``."""
    teaser: str
    """For a teaser: that it is one, and where it was seen."""
    also_in: str
    """Other outlets that carry the same words."""
    state: tuple[str, ...]
    """Its form where it is no plain report, whether only a part of it is here, and the day of a later change."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Remarks on it beside where and when it was published."""
        return tuple(filter(None, (*self.state, self.teaser, self.also_in)))


def facts_of(item: Evidence) -> SourceFacts:
    """The facts to show of the article of ``item``."""
    article = item.article
    outlet, agency = clean_line(article.outlet), clean_line(article.agency)
    page = clean_line(item.seen_on or "")
    teaser = f"teaser seen on “{page}”" if page else "teaser"
    return SourceFacts(
        outlet=outlet,
        headline=clean_line(article.headline),
        agency="" if agency.casefold() == outlet.casefold() else agency,
        when=format_published(article.published) if article.published else "undated",
        teaser=teaser if article.kind == "teaser" else "",
        also_in=f"also in {', '.join(others)}" if (others := _names(item.also_in)) else "",
        state=tuple(filter(None, (*form_and_access(article), changed_later(article)))),
    )


def _names(outlets: Sequence[str]) -> list[str]:
    return [name for outlet in outlets if (name := clean_line(outlet))]


def _outlet_and_day(item: Evidence, shown: Shown) -> str:
    facts, day = facts_of(item), item.article.day
    outlet = shown(facts.outlet or facts.headline or "an article")
    return f"{outlet}, {format_day(day)}" if day else outlet
