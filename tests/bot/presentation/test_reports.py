"""The rows of a report on a re-indexing."""

from __future__ import annotations

from bot.presentation.reports import report_rows
from index.pipeline.reindex import Report
from index.types import Skipped


def test_of_many_files_of_no_use_the_first_are_named_and_of_errors_all() -> None:
    report = Report()
    report.skipped += [Skipped(f"photo{n}.jpg", "not a kind of file that is read", is_error=False) for n in range(9)]
    report.skipped += [Skipped(f"page{n}.html", "empty") for n in range(9)]
    report.skipped += [Skipped(f"menu{n}.html", "nothing but page furniture", is_error=False) for n in range(4)]
    rows = [(result, why) for result, _, why in report_rows(report)][4:]
    assert sum(result == "error" for result, _ in rows) == 9
    assert [why for result, why in rows if result == "skipped"] == [
        *(f"photo{n}.jpg: not a kind of file that is read" for n in range(3)),
        *(f"menu{n}.html: nothing but page furniture" for n in range(4)),
        "6 more: not a kind of file that is read",
    ]
