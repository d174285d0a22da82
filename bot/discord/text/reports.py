"""The outcome of a re-indexing, and lists, as text for Discord. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.discord.text.markdown import fit, one_line, size
from bot.presentation.reports import COLUMNS, describe_report, report_rows
from bot.presentation.safe_text import clean_line
from bot.presentation.wording import about, count

if TYPE_CHECKING:
    from index.pipeline.reindex import Report

LIMIT = 1_900
_BAR = 20
_STAGES = {"reading": "Reading files", "cutting": "Taking in articles", "embedding": "Reading articles closely"}
_BEHIND = " All of it can be asked now; it is read more closely meanwhile, and /status shows how far."


def progress_line(stage: str, done: int, total: int, seconds_left: float | None = None) -> str:
    """The progress of a re-indexing, as a bar, and how long it will still take, where that is known."""
    filled = min(_BAR, _BAR * done // total) if total > 0 else 0
    bar = f"`{'█' * filled}{'░' * (_BAR - filled)}`"
    left = f", {about(seconds_left)} left" if seconds_left is not None and done < total else ""
    return f"{_STAGES.get(stage, stage.capitalize())}: {bar} {done:,} of {total:,}{left}"


def add_reports(reports: Sequence[Report]) -> Report:
    """Several runs as one."""
    from index.pipeline.reindex import Report

    total = Report()
    for report in reports:
        for name in ("added", "updated", "unchanged", "removed", "passages_embedded", "waiting", "seconds"):
            setattr(total, name, getattr(total, name) + getattr(report, name))
        total.skipped += report.skipped
        total.gone += report.gone
    return total


def report_text(report: Report, limit: int = LIMIT) -> str:
    """The table of the command line, as code so that its columns stay, with as many of its rows as fit."""
    rows = [COLUMNS, *report_rows(report)]
    end = describe_report(report) + (_BEHIND if report.waiting else "")
    lines: list[str] = []
    for number, (result, articles, why) in enumerate(rows):
        line = f"{result:<9}  {articles:>8}  {fit(why, 120, _in_code)}".rstrip()
        left = f"… and {count(len(rows) - number, 'more row')}"
        if size("\n".join([*lines, line, left, end])) > limit - 20:
            lines.append(left)
            break
        lines.append(line)
    body = "\n".join(lines)
    return f"```\n{body}\n```\n{end}"


def _in_code(text: str) -> str:
    """Nothing but three backquotes ends a block of code, and nothing but the text's own characters pings from it."""
    return clean_line(text).replace("`", "ˋ").replace("@", "@\u200b").replace("<", "<\u200b")


def bullets(items: Sequence[str], nothing: str, limit: int = LIMIT) -> str:
    """A list, one item a line, with as many as fit; the items are in markdown already."""
    lines: list[str] = []
    for number, item in enumerate(items):
        if size("\n".join(lines)) + size(item) > limit - 40:
            lines.append(f"… and {len(items) - number:,} more")
            break
        lines.append(f"- {item}")
    return "\n".join(lines) or nothing


def name_of(text: str) -> str:
    """A name within a sentence."""
    return fit(text, 100, one_line)
