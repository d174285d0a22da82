"""Answers and articles as paragraphs for a person. Nothing is printed here."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from bot.answer.answers import Answer, Claim, Evidence
from bot.answer.coverage import Coverage
from bot.cli.terminal import Line
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
from bot.presentation.reports import COLUMNS, report_rows
from bot.presentation.safe_text import clean, clean_line
from bot.presentation.state import changed, form_and_access
from bot.presentation.wording import count, format_day, format_published, what_there_is
from index.types import Article, Label, StoredArticle

if TYPE_CHECKING:
    from rich.table import Table

    from index.pipeline.reindex import Report


_LABEL_STYLES = {
    Label.HEADLINE: "bold",
    Label.DATE: "cyan",
    Label.BYLINE: "magenta",
    Label.DATELINE: "yellow",
    Label.BODY: "",
    Label.CORRECTION: "italic",
    Label.HEADING: "bold yellow",
    Label.TIME: "bold cyan",
    Label.SPEAKER: "bold magenta",
    Label.CAPTION: "dim italic",
    Label.FURNITURE: "dim strike",
    Label.TEASER: "blue",
}


def render_answer(answer: Answer, coverage: Coverage) -> list[Line]:
    """Claims, their quotes, the sources, the day they are from; or that there is no answer, with what is closest, and no sources."""
    if answer.reply:
        return [Line(Text(clean(answer.reply)))]
    lines = [Line(Text(told, style="dim")) for told in how_it_was_read(answer)]
    if is_closest(answer):
        return [*lines, *_closest(answer), *_note(answer)]
    if not is_answer(answer):
        lines += [
            Line(Text(nothing_found(answer, "Not in the corpus."), style="bold")),
            Line(Text(describe_coverage(coverage))),
        ]
        return [*lines, *_note(answer)]
    missing = unanswered(answer, "the corpus")
    lines += _claims(answer, missing)
    lines += _sections(answer)
    if missing and not answer.claims:
        lines += [Line(Text("")), Line(Text(missing))]
    lines += [Line(Text("")), *_citations(shown_evidence(answer))]
    if answer.as_of:
        lines += [Line(Text("")), Line(Text(f"As of {format_day(answer.as_of)}."))]
    return [*lines, *_note(answer)]


def describe_coverage(coverage: Coverage) -> str:
    """One sentence on what the corpus holds."""
    held = what_there_is(coverage, clean_line)
    return f"It covers {held}." if held else "The corpus is empty; add articles with: newsdesk reindex PATH"


def report_table(report: Report) -> Table:
    """The outcome of a re-indexing as a table."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    result, articles, which = COLUMNS
    table.add_column(result)
    table.add_column(articles, justify="right")
    table.add_column(which, overflow="fold")
    for row in report_rows(report):
        table.add_row(*row)
    return table


def describe_size(size: int) -> str:
    """Bytes in a unit that fits, such as ``12.3 MB``."""
    if size < 1000:
        return count(size, "byte")
    power = min((len(str(size)) - 1) // 3, 3)
    return f"{size / 1000**power:,.1f} {('kB', 'MB', 'GB')[power - 1]}"


def describe_compacted(before: int, after: int) -> str:
    """One sentence on the bytes that compacting freed."""
    if after >= before:
        return f"There was nothing to free: newsdesk's stores take {describe_size(after)} on disk."
    freed = describe_size(before - after)
    return f"Freed {freed}: newsdesk's stores take {describe_size(after)} on disk now, {describe_size(before)} before."


def render_article(stored: StoredArticle, *, plain: bool) -> list[Line]:
    """The stored text, every labelled span in its label's style, or with ``plain`` prefixed by ``[label]``."""
    article = stored.article
    facts = [f"{article.kind} {stored.id}, version {stored.version}"]
    facts += [clean_line(part) for part in (article.outlet, article.agency, *article.byline) if part]
    if article.published:
        facts.append(f"{format_published(article.published)} (from its {article.published.source})")
    facts += [told for told in (changed(article), clean_line(article.section), *form_and_access(article)) if told]
    lines = [Line(Text(clean_line(article.headline) or article.key, style="bold")), Line(Text(" · ".join(facts)))]
    lines += [Line(Text(clean_line(address))) for address in stored.addresses or (article.url or article.key,)]
    if not plain:
        lines.append(Line(Text.assemble("Labels: ", *_legend(article))))
    return [*lines, Line(Text("")), *(_labelled_plain(article) if plain else [Line(_labelled(article))])]


def _closest(answer: Answer) -> list[Line]:
    """The closest quotes without numbers, each article's below its headline: nothing is cited."""
    lines = [Line(Text(opening(answer), style="bold"))]
    before = ""
    for item in shown_evidence(answer):
        lines += [Line(Text("")), Line(Text(_source(item))), _address(item)] if item.article_id != before else []
        before = item.article_id
        lines += [Line(Text(f"{context}:"), indent=4)] if (context := clean_line(item.context)) else []
        lines.append(Line(_quoted(item), indent=4))
    return lines


def _sections(answer: Answer) -> list[Line]:
    """The quotes, under headings where there are any, each introduced where it tells a part of a story."""
    lines: list[Line] = []
    for section in sections(answer):
        if section.heading:
            lines += [Line(Text(""))] if lines else []
            lines.append(Line(Text(f"{section.heading}:", style="bold")))
        for item in section.evidence:
            before = (introduction(answer, item), label_of(item), clean_line(item.context))
            introduced = (f"{told}: " for told in before if told)
            lines.append(Line(Text(f"[{item.number}] {''.join(introduced)}").append(_quoted(item))))
    return lines


def _claims(answer: Answer, missing: str) -> list[Line]:
    """Each claim with its citations; accounts that differ one below the other, each with its outlets and days; what is missing."""
    if not answer.claims:
        return []
    lines = [Line(Text(whose_words(answer), style="dim"))]
    lines += [Line(_claim(claim)) for claim in agreed_claims(answer)]
    for group in differing_claims(answer):
        lines.append(Line(Text("Accounts differ:", style="bold")))
        for claim in group:
            lines.append(Line(Text(f"{whose_account(claim, answer.evidence)}: ").append(_claim(claim)), indent=2))
    if missing:
        lines.append(Line(Text(missing)))
    return [*lines, Line(Text(""))]


def _claim(claim: Claim) -> Text:
    numbers = "".join(f"[{number}]" for number in claim.citations)
    return Text(f"{clean_line(claim.text)} {numbers}{f' {CONFIRMED}' if claim.confirmed else ''}")


def _note(answer: Answer) -> list[Line]:
    told = [text for text in (left_out(answer), clean_line(answer.note)) if text]
    return [Line(Text("")), Line(Text(" ".join(told), style="dim"))] if told else []


def _quoted(item: Evidence) -> Text:
    """The quote with its telling words in bold. Cleaned piece by piece, because cleaning moves offsets.

    Where it begins with a quotation mark of its own, it gets no second one around it.
    """
    before, after = ("", "") if item.quote[:1] in "“\"‘'" else ("“", "”")
    text = Text(before)
    position = 0
    for start, end in item.marks:
        text.append(clean(item.quote[position:start]))
        text.append(clean(item.quote[start:end]), style="bold")
        position = end
    return text.append(clean(item.quote[position:]) + after)


def _citations(evidence: Sequence[Evidence]) -> list[Line]:
    """Each article once, with the numbers of its quotes."""
    numbers: dict[tuple[str, str], list[int]] = {}
    first: dict[tuple[str, str], Evidence] = {}
    for item in evidence:
        key = (item.article_id, _source(item))
        numbers.setdefault(key, []).append(item.number)
        first.setdefault(key, item)
    lines: list[Line] = []
    for key, item in first.items():
        lines.append(Line(Text(f"{''.join(f'[{number}]' for number in numbers[key])} {key[1]}")))
        lines.append(_address(item))
    return lines


def _source(item: Evidence) -> str:
    """Outlet, headline and day, such as ``Harbour News, Ferry stops (also in Radio One), 30 December 2021``."""
    facts = facts_of(item)
    remarks = "; ".join(facts.remarks)
    headline = f"{facts.headline} ({remarks})" if remarks else facts.headline
    return ", ".join(fact for fact in (facts.outlet, headline.strip(), facts.agency, facts.when) if fact)


def _address(item: Evidence) -> Line:
    return Line(Text(clean_line(item.article.url or _from_here(item.article.key)), style="dim"), indent=4)


def _from_here(path: str) -> str:
    """A path below the current folder is told from there, as one would type it."""
    try:
        return path.removeprefix(f"{Path.cwd()}{os.sep}")
    except OSError:  # the current folder was deleted
        return path


def _legend(article: Article) -> Sequence[tuple[str, str]]:
    labels = dict.fromkeys(span.label for span in article.spans)
    return [(f"{label} ", _LABEL_STYLES[label]) for label in labels]


def _labelled(article: Article) -> Text:
    text, position = Text(), 0
    for span in article.spans:
        text.append(clean(article.text[position : span.start]))
        text.append(clean(article.text[span.start : span.end]), style=_LABEL_STYLES[span.label])
        position = span.end
    return text.append(clean(article.text[position:]))


def _labelled_plain(article: Article) -> list[Line]:
    lines: list[Line] = []
    position = 0
    for start, end, label in [
        *((s.start, s.end, str(s.label)) for s in article.spans),
        (len(article.text),) * 2 + ("",),
    ]:
        between = clean(article.text[position:start]).strip()
        if between:
            lines.append(Line(Text(between)))
        if label:
            lines.append(Line(Text(f"[{label}] {clean(article.text[start:end]).strip()}")))
        position = end
    return lines
