"""An answer as the pieces of a Discord message. Pure: whatever the answer, the pieces obey Discord's limits.

A ``Card`` is what a message says, whether it is sent as a layout of components (``LAYOUT``) or as plain text (``PLAIN``).
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from bot.answer.answers import Answer, Claim, Evidence
from bot.answer.coverage import Coverage
from bot.discord.text.markdown import block_quote, escape, fit, one_line, size, web_address
from bot.presentation.answers import (
    CONFIRMED,
    agreed_claims,
    differing_claims,
    facts_of,
    left_out,
    whose_account,
    whose_words,
)
from bot.presentation.forms import (
    how_it_was_read,
    introduction,
    is_answer,
    is_closest,
    label_of,
    nothing_found,
    opening,
    sections,
    shown_evidence,
    unanswered,
)
from bot.presentation.wording import format_day, what_there_is

LAYOUT = 3_900
"""Characters that a card may have in a layout: 4,000 are allowed."""
PLAIN = 1_900
"""Characters that a card may have as plain text: 2,000 are allowed."""
_QUESTION, _READ, _CLAIM, _HEADLINE, _OUTLET, _NOTE = 200, 100, 600, 160, 60, 200
_WIDE = 8
_NARROW = 5
"""Links fit in a row below plain text, so many quotes have room there; in a layout there is room for ``_WIDE``."""
_MARKUP = 80
"""Characters that the rows of a source take besides its texts."""
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class CardPart:
    """A part of a card, with the web address that its button opens, and how the text calls what is there, such as ``[1]``."""

    text: str
    url: str | None = None
    called: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """The text of a message, in Discord's markdown."""

    head: str
    parts: tuple[CardPart, ...] = ()
    foot: str = ""
    found: bool = True

    @property
    def plain(self) -> str:
        """All of it as one text."""
        return _GAP.join(part for part in (self.head, *(item.text for item in self.parts), self.foot) if part)


def answer_card(answer: Answer, asked: str, coverage: Coverage, limit: int = LAYOUT) -> Card:
    """The question, a model's claims where one made some, each quote under its headline, outlet and date, then the day of it all.

    Without an answer it says so, and shows what is closest; a reply stands for itself.
    """
    if reply := fit(answer.reply, limit, one_line):
        return Card(reply, found=False)
    head = _question(asked, answer)
    remark = " ".join(text for text in (left_out(answer), answer.note.strip()) if text)
    note = f"-# {fit(remark, _NOTE, one_line)}" if remark else ""
    if is_closest(answer):
        head += f"\n{opening(answer)}"
        return Card(head, _citations(answer, limit - size(head) - size(note) - len(_GAP), limit), note, found=False)
    if not is_answer(answer):
        foot = "\n".join(part for part in (f"-# {coverage_line(coverage)}", note) if part)
        said = nothing_found(answer, "That is not in the news that I have.")
        return Card(f"{head}\n{said}", foot=foot, found=False)
    day = f"-# As of {format_day(answer.as_of)}." if answer.as_of else ""
    foot = "\n".join(part for part in (day, note) if part)
    told = _claims(answer, shown_evidence(answer, _most(limit)), limit // 3)
    room = limit - size(head) - size(told) - size(foot) - len(_GAP) * 2
    parts = _citations(answer, room, limit)
    if told:  # without claims it names what is not answered, which comes after what is
        parts = (CardPart(told), *parts) if answer.claims else (*parts, CardPart(told))
    return Card(head, parts, foot)


def quotes_card(answer: Answer, contexts: Sequence[str], limit: int = LAYOUT) -> Card:
    """Each quote in bold among the sentences around it; ``contexts`` in the order of the evidence."""
    head = "**The quotes, with what stands around them**"
    if is_closest(answer):
        head = "**What is closest, with what stands around it**"
    around = {item.number: context for item, context in zip(answer.evidence, contexts, strict=True)}
    evidence = shown_evidence(answer, _most(limit))
    room = limit - size(head) - len(_GAP) * (len(evidence) + 1)
    parts: list[CardPart] = []
    for left, item in enumerate(evidence):
        context = around[item.number]
        share = room // (len(evidence) - left)
        start = context.find(item.quote)
        marks = ((start, start + len(item.quote)),) if start >= 0 else ()
        called = _called(answer, item, left + 1)
        top = _top(item, called, min(_HEADLINE, share // 3))
        parts.append(_part(item, called, top, context if marks else item.quote, marks, share))
        room -= size(parts[-1].text)
    return Card(head, tuple(parts))


def sources_card(answer: Answer, limit: int = LAYOUT) -> Card:
    """Where each quote stands: headline, outlet, authors, date, address, article and version."""
    if not answer.evidence:
        return Card("That answer has no sources: what was asked is not in the news that I have.", found=False)
    evidence = shown_evidence(answer, _most(limit))
    head = "**Sources**"
    if is_closest(answer):
        head = "No article answers that, so there are no sources. What is closest stands here:"
    share = (limit - size(head)) // len(evidence) - len(_GAP)
    parts = []
    each = min(_HEADLINE, (share - _MARKUP) // 4)
    for place, item in enumerate(evidence, start=1):
        article, called = item.article, _called(answer, item, place)
        rows = [_headline(item, called, each), _facts(item, each)]
        if article.byline:
            rows.append("-# By " + fit(", ".join(article.byline), each, one_line))
        rows.append(f"-# Article {item.article_id}, version {item.version}")
        address = web_address(article.url)
        if article.url and address is None:
            rows.append("-# " + fit(article.url, each, one_line))
        parts.append(CardPart("\n".join(rows), address, called))
    return Card(head, tuple(parts), found=not is_closest(answer))


def coverage_line(coverage: Coverage) -> str:
    """One sentence on what can be asked about."""
    held = what_there_is(coverage, _name)
    return (
        f"I have {held}."
        if held
        else "I have no articles yet; someone who manages this server can add some with /sources add."
    )


def _most(limit: int) -> int:
    return _WIDE if limit >= LAYOUT else _NARROW


def _question(asked: str, answer: Answer) -> str:
    """The question, and the reading of it where that is not the same."""
    head = f"**{fit(asked, _QUESTION, one_line)}**"
    read = how_it_was_read(answer)
    if not read and answer.question and _words(answer.question) != _words(asked):
        read = [f"Understood as: {answer.question}"]
    return "\n".join([head, *(f"-# {fit(row, _READ, one_line)}" for row in read)])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _claims(answer: Answer, shown: Sequence[Evidence], room: int) -> str:
    """Each claim with its citations, accounts that differ one below the other, and what was not answered, in ``room`` characters."""
    numbers = {item.number for item in shown}
    rows = [f"-# {fit(said, _NOTE, one_line)}"] if (said := whose_words(answer)) else []
    rows += [_claim(claim, numbers) for claim in agreed_claims(answer)]
    for group in differing_claims(answer):
        rows.append("**Accounts differ:**")
        for claim in group:
            whose = whose_account(claim, shown, _name)
            rows.append("• " + (f"{whose}: " if whose else "") + _claim(claim, numbers))
    if missing := unanswered(answer, "the news that I have"):
        rows.append(fit(missing, _QUESTION, one_line))
    fitting: list[str] = []
    for row in rows:
        if size("\n".join([*fitting, row])) > room:
            break
        fitting.append(row)
    return "\n".join(fitting)


def _claim(claim: Claim, shown: Container[int]) -> str:
    numbers = "".join(escape(f"[{number}]") for number in claim.citations if number in shown)
    return f"{fit(claim.text, _CLAIM, one_line)} {numbers}{f' {CONFIRMED}' if claim.confirmed else ''}".strip()


def _name(outlet: str) -> str:
    return fit(outlet, _OUTLET, one_line)


def _citations(answer: Answer, room: int, limit: int) -> tuple[CardPart, ...]:
    """The quotes in ``room`` characters: what one leaves unused is there for the next. An article is named once where its quotes
    follow one another.
    """
    shown = sections(answer, _most(limit))
    left = sum(len(section.evidence) for section in shown)
    room -= len(_GAP) * left
    parts: list[CardPart] = []
    for section in shown:
        before = ""
        for item in section.evidence:
            share, heading = room // left, section.heading if not before else ""
            each = min(_HEADLINE, share // (6 if heading else 4))
            called = _called(answer, item, len(parts) + 1)
            rows = [f"**__{fit(heading, each, one_line)}__**"] if heading else []
            if item.article_id == before:
                rows += [f"**{escape(called)}**"] if is_answer(answer) else []
            elif introduced := introduction(answer, item):
                rows.append(f"**{escape(called)} {fit(introduced, each, one_line)}**")
                headline = item.article.headline.strip()
                told = (headline if headline != item.quote.strip() else "", *facts_of(item).remarks)
                rows += ["-# " + fit(" · ".join(filter(None, told)), each, one_line)] if any(told) else []
            else:
                rows.append(_top(item, called, each))
            rows += [f"**{label}:**"] if (label := label_of(item)) else []
            rows += [f"-# {fit(item.context, each, one_line)}"] if item.context.strip() else []
            parts.append(_part(item, called, "\n".join(rows), item.quote, item.marks, share, item.article_id != before))
            room, left, before = room - size(parts[-1].text), left - 1, item.article_id
    return tuple(parts)


def _called(answer: Answer, item: Evidence, place: int) -> str:
    """Cited quotes have a number in brackets; those that are merely closest are counted."""
    return f"[{item.number}]" if is_answer(answer) else f"no. {place}"


def _part(
    item: Evidence, called: str, top: str, text: str, marks: Sequence[tuple[int, int]], room: int, linked: bool = True
) -> CardPart:
    quote = fit(text, room - size(top) - 1, lambda part: block_quote(part, marks))
    return CardPart(f"{top}\n{quote}".lstrip("\n"), web_address(item.article.url) if linked else None, called)


def _top(item: Evidence, called: str, limit: int) -> str:
    return f"{_headline(item, called, limit)}\n{_facts(item, limit)}"


def _headline(item: Evidence, called: str, limit: int) -> str:
    number = f"{escape(called)} " if called.startswith("[") else ""
    return f"**{number}{fit(item.article.headline.strip() or 'Untitled', limit, one_line)}**"


def _facts(item: Evidence, limit: int) -> str:
    facts = facts_of(item)
    known = (facts.outlet, facts.agency, facts.when, *facts.remarks)
    return "-# " + fit(" · ".join(fact for fact in known if fact), limit, one_line)
