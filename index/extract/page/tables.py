"""Tables that only set a page out, as pages had them before there were columns of any other kind."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEWEST_LINES, _CELL, _MOST_IN_CELL = 3, 500, 0.7
"""Paragraphs of a cell that is a story, their characters, and their share of its text."""
_MENU = 500
"""Characters of a cell that may be a menu."""
_PARTS = ("tbody", "tr", "td", "th")


def unfold_tables(tree: HtmlElement) -> None:
    """Make plain the tables that have others in them, or a story in a cell, and those in them without a second column; menus are taken out."""
    layout = {table for cell in tree.iter("td") if _is_story(cell) for table in cell.iterancestors("table")}
    menus: list[HtmlElement] = []
    for table in tree.iter("table"):
        is_within = next(table.iterancestors("table"), None) is not None
        if table.find(".//table") is not None or (is_within and not _has_columns(table)):
            layout.add(table)
        elif _is_menu(table):
            menus.append(table)
    cells = [
        node for table in layout for node in table.iter(*_PARTS) if next(node.iterancestors("table"), None) is table
    ]
    menus += [cell for cell in cells if cell.tag == "td" and _is_menu(cell)]
    for node in (*layout, *cells):
        node.tag = "div"
    for node in menus:
        if node.getparent() is not None:
            node.drop_tree()


def _is_story(cell: HtmlElement) -> bool:
    """True for a cell of a table that is a story rather than a figure."""
    sizes = [len(line.text_content()) for line in cell.iter("p")]
    return len(sizes) >= _FEWEST_LINES and sum(sizes) > max(_CELL, _MOST_IN_CELL * len(cell.text_content()))


def _is_menu(cell: HtmlElement) -> bool:
    """True for a cell or a table that is links for the most part, or has a form."""
    size = len(cell.text_content())
    linked = sum(len(link.text_content()) for link in cell.iter("a"))
    return size < _MENU and (2 * linked > size or cell.find(".//input") is not None)


def _has_columns(table: HtmlElement) -> bool:
    """True for a table of several rows, one of which has more than one cell."""
    rows = list(islice(table.iter("tr"), 50))
    return len(rows) > 1 and any(len(row) > 1 for row in rows)
