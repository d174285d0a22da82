"""Answers and articles as paragraphs for a person. Pure: nothing is printed here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from bot.answer.answers import Answer, Claim, Evidence
from bot.answer.coverage import Coverage
from bot.cli.terminal import Line, clean, clean_line
from bot.presentation.wording import count, format_day, format_published, from_where_and_when
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
    if not coverage.articles + coverage.teasers:
        return "The corpus is empty; add articles with: newsdesk reindex PATH"
    teasers = f" and {count(coverage.teasers, 'teaser')}" if coverage.teasers else ""
    return f"It covers {count(coverage.articles, 'article')}{teasers}{from_where_and_when(coverage, clean_line)}."


def describe_report(report: Report) -> str:
    """One sentence on what a reindexing did, or would do."""
    verb = "Would change" if report.dry_run else "Done"
    counts = [f"{getattr(report, name):,} {name}" for name in ("added", "updated", "unchanged", "removed")]
    errors = sum(item.is_error for item in report.skipped)
    counts += [f"{len(report.skipped) - errors:,} skipped", count(errors, "error")]
    return f"{verb}: {', '.join(counts)} ({report.seconds:.1f} s)."


def report_table(report: Report) -> Table:
    """What a reindexing did as a table: a row a kind of change, then a row for each thing that was left out, with the reason."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("result")
    table.add_column("articles", justify="right")
    table.add_column("which, and why", overflow="fold")
    for name in ("added", "updated", "unchanged", "removed"):
        which = (
            "; ".join(clean_line(gone.headline or gone.key) for gone in report.gone[:3]) if name == "removed" else ""
        )
        more = f"; and {len(report.gone) - 3:,} more" if which and len(report.gone) > 3 else ""
        table.add_row(name, f"{getattr(report, name):,}", which + more)
    for item in report.skipped:
        table.add_row("error" if item.is_error else "skipped", "", clean_line(f"{item.where}: {item.reason}"))
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
    differing = {position for group in answer.disagreements for position in group}
    lines = [Line(_claim(claim)) for position, claim in enumerate(answer.claims) if position not in differing]
    by_number = {item.number: item for item in answer.evidence}
    for group in answer.disagreements:
        lines.append(Line(Text("Accounts differ:", style="bold")))
        for position in group:
            claim = answer.claims[position]
            sides = dict.fromkeys(_side(by_number[number]) for number in claim.citations)
            lines.append(Line(Text(f"{'; '.join(sides)}: ").append(_claim(claim)), indent=2))
    if answer.missing:
        lines.append(Line(Text(f"Not in the corpus: “{clean_line(answer.missing)}”.")))
    return [*lines, Line(Text(""))] if lines else []


def _claim(claim: Claim) -> Text:
    return Text(f"{clean_line(claim.text)} {''.join(f'[{number}]' for number in claim.citations)}")


def _side(item: Evidence) -> str:
    """Outlet and day of one account."""
    outlet = clean_line(item.article.outlet) or clean_line(item.article.headline) or "an article"
    published = item.article.published
    return f"{outlet}, {format_day(published.at.date())}" if published else outlet


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
    article = item.article
    outlet, headline = clean_line(article.outlet), clean_line(article.headline)
    if article.kind == "teaser":
        host = clean_line(item.seen_on or "")
        headline += f" (teaser seen on “{host}”)" if host else " (teaser)"
    when = format_published(article.published) if article.published else "undated"
    agency = clean_line(article.agency)
    facts = [outlet, headline, agency if agency.casefold() != outlet.casefold() else "", when]
    text = Text(f"[{item.number}] ").append(", ".join(fact for fact in facts if fact))
    return [Line(text), Line(Text(clean_line(article.url or article.key), style="dim"), indent=4)]


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
