"""One question of the report: what was asked, shown, hidden and found. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from bot.evaluate.record import Cited, Reply, Seen
from bot.evaluate.report.worst import Case, rank

_STYLES = {"right": "good", "rightly silent": "good", "silent": "warn", "wrong": "bad", "false answer": "bad"}


def render_case(case: Case) -> str:
    """The inside of the question's ``details``."""
    question, record = case.question, case.record
    badge = f'<span class="badge {_STYLES[case.outcome]}">{escape(case.outcome)}</span>'
    right = ", ".join(f"“{answer}”" for answer in question.answers) or (
        "named articles" if question.answerable else "silence"
    )
    facts = [
        f"Right: {right}",
        f"confidence {record.reply.confidence:.2f}",
        f"first passage with the answer: {rank(question, record) or 'none'}",
        f"{record.reply.seconds:.2f} s",
        *(f"#{tag}" for tag in question.tags),
    ]
    parts = [f'<p class="soft">{escape(case.why.capitalize())}. {escape("; ".join(facts))}.</p>']
    if question.earlier:
        before = " / ".join(question.earlier)
        parts.append(f'<p class="soft">After: {escape(before)}. Understood as: {escape(record.understood)}</p>')
    parts.append(_reply("Quotes", record.reply, question.answers))
    if record.without:
        parts.append(_reply("With every article that holds the answer left out", record.without, ()))
    parts.append("<h4>First passages found</h4>")
    parts += [_passage(seen, question.answers) for seen in record.passages] or ["<p>None.</p>"]
    return f"<summary>{badge}{escape(question.text)}</summary><div>{''.join(parts)}</div>"


def _reply(title: str, reply: Reply, answers: Sequence[str]) -> str:
    heading = f"<h4>{title}{'' if reply.shown else ': none shown'}</h4>"
    text = f"<p>{escape(reply.text)}</p>" if reply.text else ""
    return heading + text + "".join(_quote(item, answers) for item in reply.cited)


def _quote(item: Cited, answers: Sequence[str]) -> str:
    styles = [style for style, on in (("holds", item.holds), ("hidden-quote", not item.shown)) if on]
    hidden = "" if item.shown else "below the threshold; "
    broken = "" if item.verbatim else "<b class=bad>not verbatim</b>; "
    source = ", ".join(part for part in (item.outlet, item.headline, item.day) if part)
    link = f'<a href="{escape(item.url)}" rel="noopener noreferrer">{escape(source or item.url)}</a>'
    named = link if item.url.startswith(("http://", "https://")) else escape(source or item.url)
    return (
        f'<blockquote class="{" ".join(styles)}">{_marked(item.quote, answers)}'
        f'<div class="soft">{broken}{hidden}score {item.score:.1f}; {named}</div></blockquote>'
    )


def _passage(seen: Seen, answers: Sequence[str]) -> str:
    source = ", ".join(part for part in (seen.outlet, seen.headline, seen.day) if part)
    style = ' class="holds"' if seen.holds else ""
    return (
        f'<blockquote{style}>{_marked(seen.text, answers)}<div class="soft">score {seen.logit:.1f}; {escape(source)}</div>'
        "</blockquote>"
    )


def _marked(text: str, answers: Sequence[str]) -> str:
    """Escaped, with the answer strings marked as far as they stand there letter for letter."""
    wanted = "|".join(re.escape(answer.strip("\"'“”‘’. ")) for answer in answers if answer.strip("\"'“”‘’. "))
    if not wanted:
        return escape(text)
    parts = re.split(f"({wanted})", text, flags=re.IGNORECASE)
    return "".join(f"<mark>{escape(part)}</mark>" if odd % 2 else escape(part) for odd, part in enumerate(parts))
