"""Words of the command line become filters, or one clear sentence."""

from __future__ import annotations

import pytest
import typer

from bot.cli.options import make_filters, parse_day
from index.types import Filters

KNOWN = ["The Morning Post", "Radio One", ""]


def test_filters() -> None:
    filters = make_filters(["radio one", "RADIO ONE", "The Morning Post"], "2021-12-01", "2021-12-30", KNOWN)
    assert filters == Filters(("Radio One", "The Morning Post"), 20211201, 20211230)


def test_no_words_no_filters() -> None:
    assert make_filters(None, None, None, KNOWN) == Filters()


@pytest.mark.parametrize("value", ["yesterday", "2021-13-01", "2021-02-29", "30/12/2021", "2021-1-1", "", "20211230"])
def test_not_a_day(value: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not a day; write it like 2021-12-30"):
        parse_day(value)


def test_days_the_wrong_way_round() -> None:
    with pytest.raises(typer.BadParameter, match="swap"):
        make_filters(None, "2021-12-30", "2021-12-01", KNOWN)


def test_unknown_outlet_names_the_known() -> None:
    with pytest.raises(typer.BadParameter, match="has no outlet 'Radio Two'; it has: Radio One, The Morning Post"):
        make_filters(["Radio Two"], None, None, KNOWN)
