"""Files that people have and newsdesk does not read: what they are, and what to do with them."""

from __future__ import annotations

_TOLD = {
    (".parquet", ".feather", ".arrow", ".avro", ".orc", ".pkl", ".pickle"): (
        "a table in a form for programs (Parquet and the like); save it as CSV or JSON Lines, in pandas with to_csv or to_json"
    ),
    (".sqlite", ".sqlite3", ".db", ".duckdb"): (
        "a database (SQLite and the like); save its table of articles as CSV: sqlite3 -header -csv FILE 'select * from TABLE'"
    ),
    (".xlsx", ".xls", ".ods", ".numbers"): "a spreadsheet; save it as CSV",
    (".ris", ".bib", ".nbib", ".enw"): "a list of references, which have no text; save the pages or PDFs themselves",
    (".doc", ".pages", ".wpd"): "a document of a kind that is not read; save it as .docx, .odt or .rtf",
    (".mobi", ".azw", ".azw3", ".fb2"): "an e-book of a kind that is not read; convert it to .epub",
    (".msg", ".pst"): "mail of Outlook; save it as .eml or .mbox",
    (".tar", ".tgz", ".7z", ".rar", ".bz2", ".zst"): "an archive that is not unpacked; unpack it, or make it .zip",
    (".webarchive", ".maff"): "a page in a browser's own form; save it as HTML or MHTML",
}


def what_to_do(ending: str) -> str:
    """The words for a file with this ending, in small letters; empty for one that nobody foresaw."""
    return next((told for endings, told in _TOLD.items() if ending in endings), "")
