"""The outcome of a re-indexing, in words and as rows of a table. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.presentation.safe_text import clean_line
from bot.presentation.wording import count

if TYPE_CHECKING:
    from index.pipeline.reindex import Report
    from index.store.catalogue import Stats

Row = tuple[str, str, str]
CHANGES = ("added", "updated", "unchanged", "removed")
COLUMNS: Row = ("result", "articles", "which, and why")
NOTHING_FOUND = "Nothing to read was found there. Name a file, or a folder that holds pages, text, Markdown, JSON, CSV, feeds, archives, PDF or mail."
_UNCHANGED = "as they were, or told a second time: a teaser on two pages"
_GONE_NAMED = _SKIPPED_NAMED = 3
_WORTH_BYTES, _WORTH_SHARE = 10 * 10**6, 5
"""So many bytes, and one in so many of all, are worth to be freed."""


def describe_report(report: Report) -> str:
    """A sentence on what a re-indexing did, or would do, and one on what to do where it found nothing."""
    verb = "Would change" if report.dry_run else "Done"
    counts = [f"{getattr(report, name):,} {name}" for name in CHANGES]
    errors = sum(item.is_error for item in report.skipped)
    counts += [f"{len(report.skipped) - errors:,} skipped", count(errors, "error")]
    told = f"{verb}: {', '.join(counts)} ({report.seconds:.1f} s)."
    found_nothing = not report.skipped and not any(getattr(report, name) for name in CHANGES)
    return f"{told}\n{NOTHING_FOUND}" if found_nothing else told


def describe_outdated(number: int) -> str:
    """One sentence on articles that were read, or cut into passages, by rules that have changed since."""
    were = "was" if number == 1 else "were"
    return f"{count(number, 'article')} {were} read by older rules; run `newsdesk reindex`."


def describe_filling(waiting: int, passages: int) -> str:
    """The share of the passages that are embedded."""
    return f"{passages - waiting:,} of {passages:,} passages"


def describe_asked(articles: int) -> str:
    """The news can be asked, though not all of it is embedded yet."""
    return f"{count(articles, 'article')} can be asked now; reading {'it' if articles == 1 else 'them'} more closely"


def describe_waiting(number: int) -> str:
    """One sentence on passages that are not embedded yet."""
    are = "is" if number == 1 else "are"
    return f"{count(number, 'passage')} {are} found by words alone so far; `newsdesk reindex` goes on embedding."


UNFINISHED = (
    "A reindex is under way or was cut off, so that news may be missing; where none runs, run `newsdesk reindex`."
)


def describe_held(number: int) -> str:
    """One sentence on articles that are kept though no file tells of them any more."""
    are = "is" if number == 1 else "are"
    return f"{count(number, 'article')} {are} kept whose files are away; `newsdesk reindex --prune` removes them."


def describe_behind(stats: Stats, other_embedder: Exception | None) -> list[str]:
    """Sentences on what a store is behind with, each with the command that mends it; one for all where another model made it."""
    if other_embedder is not None:
        behind = [str(other_embedder)]
    else:
        outdated = [describe_outdated(stats.outdated)] if stats.outdated else []
        behind = [UNFINISHED, *outdated] if stats.unfinished else outdated
    return [*behind, describe_held(stats.held)] if stats.held else behind


def is_worth_compacting(stats: Stats) -> bool:
    """True where a good part of what is on disk is not used any more."""
    return stats.spare_bytes >= _WORTH_BYTES and stats.spare_bytes * _WORTH_SHARE >= stats.bytes_on_disk


def report_rows(report: Report) -> list[Row]:
    """A row for each kind of change, then one for each thing that was left out, with the reason; under ``COLUMNS``."""
    which = {"removed": _which(report), "unchanged": _UNCHANGED if report.unchanged else ""}
    rows = [(name, f"{getattr(report, name):,}", which.get(name, "")) for name in CHANGES]
    return [*rows, *_left_out(report)]


def _left_out(report: Report) -> Iterator[Row]:
    """Every error, for each is to be put right; of what is skipped for one reason, as photographs are, the first few."""
    times = Counter(item.reason for item in report.skipped if not item.is_error)
    told: Counter[str] = Counter()
    for item in report.skipped:
        result, row = ("error" if item.is_error else "skipped"), clean_line(f"{item.where}: {item.reason}")
        if not item.is_error:
            told[item.reason] += 1
            if told[item.reason] > _SKIPPED_NAMED and times[item.reason] > _SKIPPED_NAMED + 1:
                continue
        yield result, "", row
    for reason, number in times.items():
        if number > _SKIPPED_NAMED + 1:
            yield "skipped", "", clean_line(f"{number - _SKIPPED_NAMED:,} more: {reason}")


def _which(report: Report) -> str:
    """The articles that were removed, by headline."""
    named = "; ".join(clean_line(gone.headline or gone.key) for gone in report.gone[:_GONE_NAMED])
    return named + (f"; and {more:,} more" if (more := len(report.gone) - _GONE_NAMED) > 0 else "")
