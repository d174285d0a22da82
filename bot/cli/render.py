"""Answers and articles as paragraphs for a person. Pure: nothing is printed here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from bot.answer.answers import Answer, Claim, Evidence
from bot.answer.coverage import Coverage
from bot.cli.terminal import Line
from bot.presentation.answers import agreed_claims, differing_claims, facts_of, whose_account
from bot.presentation.reports import COLUMNS, report_rows
from bot.presentation.safe_text import clean, clean_line
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
    Label.FURNITURE: "dim strike",
    Label.TEASER: "blue",
}


def render_answer(answer: Answer, coverage: Coverage) -> list[Line]:
    """Claims, their quotes, the sources, the day they are from; or that there is no answer, and no sources."""
    if answer.verdict == "not_found" or not answer.evidence:
        return [
            Line(Text("Not in the corpus.", style="bold")),
            Line(Text(describe_coverage(coverage))),
            *_note(answer),
        ]
    lines = [*_claims(answer), *(_quote(item) for item in answer.evidence)]
    lines += [Line(Text("")), *(line for item in answer.evidence for line in _citation(item))]
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


def render_article(stored: StoredArticle, *, plain: bool) -> list[Line]:
    """The stored text, every labelled span in its label's style, or with ``plain`` prefixed by ``[label]``."""
    article = stored.article
    facts = [f"{article.kind} {stored.id}, version {stored.version}"]
    facts += [clean_line(part) for part in (article.outlet, article.agency, *article.byline) if part]
    if article.published:
        facts.append(f"{format_published(article.published)} (from its {article.published.source})")
    lines = [Line(Text(clean_line(article.headline) or article.key, style="bold")), Line(Text(" · ".join(facts)))]
    lines += [Line(Text(clean_line(address))) for address in stored.addresses or (article.url or article.key,)]
    if not plain:
        lines.append(Line(Text.assemble("Labels: ", *_legend(article))))
    return [*lines, Line(Text("")), *(_labelled_plain(article) if plain else [Line(_labelled(article))])]


def _claims(answer: Answer) -> list[Line]:
    """Each claim with its citations; accounts that differ one below the other, each with its outlets and days."""
    lines = [Line(_claim(claim)) for claim in agreed_claims(answer)]
    for group in differing_claims(answer):
        lines.append(Line(Text("Accounts differ:", style="bold")))
        for claim in group:
            lines.append(Line(Text(f"{whose_account(claim, answer.evidence)}: ").append(_claim(claim)), indent=2))
    if answer.missing:
        lines.append(Line(Text(f"Not in the corpus: “{clean_line(answer.missing)}”.")))
    return [*lines, Line(Text(""))] if lines else []


def _claim(claim: Claim) -> Text:
    return Text(f"{clean_line(claim.text)} {''.join(f'[{number}]' for number in claim.citations)}")


def _note(answer: Answer) -> list[Line]:
    return [Line(Text("")), Line(Text(clean_line(answer.note), style="dim"))] if answer.note else []


def _quote(item: Evidence) -> Line:
    """The quote with its telling words in bold. Cleaned piece by piece, because cleaning moves offsets."""
    text = Text(f"[{item.number}] “")
    position = 0
    for start, end in item.marks:
        text.append(clean(item.quote[position:start]))
        text.append(clean(item.quote[start:end]), style="bold")
        position = end
    text.append(clean(item.quote[position:]) + "”")
    return Line(text)


def _citation(item: Evidence) -> list[Line]:
    facts, article = facts_of(item), item.article
    headline = f"{facts.headline} ({facts.teaser})" if facts.teaser else facts.headline
    known = ", ".join(fact for fact in (facts.outlet, headline, facts.agency, facts.when) if fact)
    return [
        Line(Text(f"[{item.number}] {known}")),
        Line(Text(clean_line(article.url or article.key), style="dim"), indent=4),
    ]


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
