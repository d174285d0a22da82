"""What is asked of a page takes time in proportion to the page, however its elements are set."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.extract.page.heading import heading
from index.extract.page.headline import headline
from index.extract.page.places import Places
from index.extract.page.surroundings import without_surroundings
from index.extract.page.tree import parse
from index.unicode import squeezed
from tests.faults.patterns import cost

LINE = "The council of the harbour town spoke about ferries on Friday, the mayor said after the vote."
SHORT, LONG = 10_000, 40_000


def page(unit: str, size: int, around: str = "{}") -> str:
    """A page that holds the same over and over, up to a size."""
    return f"<html><body><h1>Ferries</h1>{around.format(unit * (size // len(unit)))}<p>{LINE * 5}</p></body></html>"


def placed(markup: str) -> Callable[[], object]:
    """What is asked of each block of a page."""
    tree = parse(markup)
    assert tree is not None
    blocks = [node.text_content() for node in tree.iter("p", "li")]
    keys = list(map(squeezed, blocks))

    def ask() -> object:
        places = Places(tree)
        headings = [places.is_heading(key, block) for key, block in zip(keys, blocks, strict=True)]
        return places.links(blocks, keys), places.captions(keys), headings

    return ask


def cleaned(markup: str) -> Callable[[], object]:
    def clean() -> object:
        tree = parse(markup)
        assert tree is not None
        return without_surroundings(tree, ("Ferries",))

    return clean


def headed(markup: str) -> Callable[[], object]:
    tree = parse(markup)
    assert tree is not None
    return lambda: heading(tree, ["Harbour ferries"], frozenset())


def entitled(title: str) -> Callable[[], object]:
    return lambda: headline("", title, "", [title], frozenset(), "")


@pytest.mark.parametrize(
    "made",
    [
        lambda size: placed(page("<p>Ferries sail. ", size)),
        lambda size: placed(page("<ul><li><a href='/a'>Ferries</a> sail</ul>", size)),
        lambda size: cleaned(page("<time>10:00</time>, ", size, "<div>{}</div>")),
        lambda size: cleaned(page(f"<table><tr><td><p>{LINE}<p>{LINE}<p>{LINE}", min(size, LONG // 2))),
        lambda size: cleaned(page("<h1>Ferries of tomorrow</h1>", size)),
        lambda size: cleaned(page("<div hidden>Ferries</div>", size)),
        lambda size: headed(page("<span>Ferries sail</span>", size, "<h1>{}</h1>")),
        lambda size: entitled("Ferries - " * (size // 10)),
    ],
    ids=["paragraphs", "items", "times", "tables", "headings", "hidden", "parts of a heading", "parts of a title"],
)
def test_a_page_of_one_thing_over_and_over_is_read_in_linear_time(made: Callable[[int], Callable[[], object]]) -> None:
    shorter, longer = made(SHORT), made(LONG)
    assert any(cost(longer, times) < 9 * cost(shorter, times) for times in (1, 2, 5)), (
        "four times as much takes 16 times"
    )
