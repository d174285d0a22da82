"""An answer as the pieces of a Discord message. Pure: whatever the answer, the pieces obey Discord's limits.

A ``Card`` is what a message says, whether it is sent as a layout of components (``LAYOUT``) or as plain text (``PLAIN``).
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from bot.answer.answers import Answer, Claim, Evidence
from bot.answer.coverage import Coverage
from bot.discord.text.markdown import block_quote, escape, fit, one_line, size, web_address
from bot.presentation.answers import agreed_claims, differing_claims, facts_of, whose_account
from bot.presentation.wording import format_day, what_there_is

LAYOUT = 3_900
"""Characters that a card may have in a layout: 4,000 are allowed."""
PLAIN = 1_900
"""Characters that a card may have as plain text: 2,000 are allowed."""
MOST_CITATIONS = 5
_QUESTION, _CLAIM, _HEADLINE, _OUTLET, _NOTE = 200, 600, 160, 60, 200
_MARKUP = 80
"""Characters that the rows of a source take besides its texts."""
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a card, with the web address that its button opens."""

    text: str
    url: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """The text of a message, in Discord's markdown."""

    head: str
    blocks: tuple[Block, ...] = ()
    foot: str = ""
    found: bool = True

    @property
    def plain(self) -> str:
        """All of it as one text."""
        return _GAP.join(part for part in (self.head, *(block.text for block in self.blocks), self.foot) if part)


def answer_card(answer: Answer, asked: str, coverage: Coverage, limit: int = LAYOUT) -> Card:
    """The question, a model's claims where one made some, each quote under its headline, outlet and date, then the day of it all."""
    head = _question(asked, answer.question)
    note = f"-# {fit(answer.note, _NOTE, one_line)}" if answer.note.strip() else ""
    if answer.verdict == "not_found" or not answer.evidence:
        foot = "\n".join(part for part in (f"-# {coverage_line(coverage)}", note) if part)
        return Card(f"{head}\nThat is not in the news that I have.", foot=foot, found=False)
    day = f"-# As of {format_day(answer.as_of)}." if answer.as_of else ""
    foot = "\n".join(part for part in (day, note) if part)
    evidence = answer.evidence[:MOST_CITATIONS]
    claims = _claims(answer, evidence, limit // 3)
    room = limit - size(head) - size(claims) - size(foot) - len(_GAP) * (len(evidence) + 2)
    blocks = (Block(claims),) if claims else ()
    return Card(head, (*blocks, *_citations(evidence, room)), foot)


def quotes_card(answer: Answer, contexts: Sequence[str], limit: int = LAYOUT) -> Card:
    """Each quote in bold among the sentences around it; ``contexts`` in the order of the evidence."""
    head = "**The quotes, with what stands around them**"
    evidence = answer.evidence[:MOST_CITATIONS]
    room = limit - size(head) - len(_GAP) * (len(evidence) + 1)
    blocks: list[Block] = []
    for left, (item, context) in enumerate(zip(evidence, contexts, strict=False)):
        share = room // (len(evidence) - left)
        start = context.find(item.quote)
        marks = ((start, start + len(item.quote)),) if start >= 0 else ()
        blocks.append(_block(item, context if marks else item.quote, marks, share))
        room -= size(blocks[-1].text)
    return Card(head, tuple(blocks))


def sources_card(answer: Answer, limit: int = LAYOUT) -> Card:
    """Where each quote stands: headline, outlet, authors, date, address, article and version."""
    if not answer.evidence:
        return Card("That answer has no sources: what was asked is not in the news that I have.", found=False)
    evidence = answer.evidence[:MOST_CITATIONS]
    head = "**Sources**"
    share = (limit - size(head)) // len(evidence) - len(_GAP)
    blocks = []
    each = min(_HEADLINE, (share - _MARKUP) // 4)
    for item in evidence:
        article = item.article
        rows = [_headline(item, each), _facts(item, each)]
        if article.byline:
            rows.append("-# By " + fit(", ".join(article.byline), each, one_line))
        rows.append(f"-# Article {item.article_id}, version {item.version}")
        address = web_address(article.url)
        if article.url and address is None:
            rows.append("-# " + fit(article.url, each, one_line))
        blocks.append(Block("\n".join(rows), address, item.number))
    return Card(head, tuple(blocks))


def coverage_line(coverage: Coverage) -> str:
    """One sentence on what can be asked about."""
    held = what_there_is(coverage, _name)
    return (
        f"I have {held}."
        if held
        else "I have no articles yet; someone who manages this server can add some with /sources add."
    )


def _question(asked: str, understood: str) -> str:
    head = f"**{fit(asked, _QUESTION, one_line)}**"
    if understood and understood.casefold() != " ".join(asked.split()).casefold():
        head += f"\n-# Understood as: {fit(understood, _QUESTION, one_line)}"
    return head


def _claims(answer: Answer, shown: Sequence[Evidence], room: int) -> str:
    """Each claim with its citations, accounts that differ one below the other, and what was not answered, in ``room`` characters."""
    numbers = {item.number for item in shown}
    rows = [_claim(claim, numbers) for claim in agreed_claims(answer)]
    for group in differing_claims(answer):
        rows.append("**Accounts differ:**")
        for claim in group:
            whose = whose_account(claim, shown, _name)
            rows.append("• " + (f"{whose}: " if whose else "") + _claim(claim, numbers))
    if answer.missing.strip():
        rows.append(f"Not in the news that I have: “{fit(answer.missing, _QUESTION, one_line)}”.")
    fitting: list[str] = []
    for row in rows:
        if size("\n".join([*fitting, row])) > room:
            break
        fitting.append(row)
    return "\n".join(fitting)


def _claim(claim: Claim, shown: Container[int]) -> str:
    numbers = "".join(escape(f"[{number}]") for number in claim.citations if number in shown)
    return f"{fit(claim.text, _CLAIM, one_line)} {numbers}".strip()


def _name(outlet: str) -> str:
    return fit(outlet, _OUTLET, one_line)


def _citations(evidence: Sequence[Evidence], room: int) -> tuple[Block, ...]:
    """The evidence in ``room`` characters: what one quote leaves unused is there for the next."""
    blocks: list[Block] = []
    for left, item in enumerate(evidence):
        blocks.append(_block(item, item.quote, item.marks, room // (len(evidence) - left)))
        room -= size(blocks[-1].text)
    return tuple(blocks)


def _block(item: Evidence, text: str, marks: Sequence[tuple[int, int]], room: int) -> Block:
    each = min(_HEADLINE, room // 3)
    top = f"{_headline(item, each)}\n{_facts(item, each)}"
    quote = fit(text, room - size(top) - 1, lambda part: block_quote(part, marks))
    return Block(f"{top}\n{quote}", web_address(item.article.url), item.number)


def _headline(item: Evidence, limit: int) -> str:
    return f"**{escape(f'[{item.number}]')} {fit(item.article.headline.strip() or 'Untitled', limit, one_line)}**"


def _facts(item: Evidence, limit: int) -> str:
    facts = facts_of(item)
    known = [fact for fact in (facts.outlet, facts.agency, facts.when, facts.teaser) if fact]
    return "-# " + fit(" · ".join(known), limit, one_line)
