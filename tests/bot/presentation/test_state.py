"""The state of an article, as it is told beside its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import pytest

from bot.presentation.state import changed, changed_later, form_and_access
from index.types import Article, Form, Published

EAST = timezone(timedelta(hours=2))
ARTICLE = Article("k", "text", (), published=Published(datetime(2024, 5, 2, 9, tzinfo=EAST), "minute", "field"))


@pytest.mark.parametrize("form", get_args(Form))
def test_every_form_has_words(form: Form) -> None:
    assert len(form_and_access(replace(ARTICLE, form=form))) == (form != "")


def test_forms_and_access() -> None:
    assert form_and_access(replace(ARTICLE, form="live", access="paid")) == ["live blog", "subscribers only"]
    assert form_and_access(replace(ARTICLE, access="paid", is_excerpt=True)) == ["subscribers only: first lines"]
    assert form_and_access(replace(ARTICLE, is_excerpt=True)) == ["an excerpt"]


def test_a_change_counts_by_the_publishers_day() -> None:
    same = replace(ARTICLE, updated=datetime(2024, 5, 2, 21, 30, tzinfo=UTC))
    assert (changed_later(same), changed(same)) == ("", "updated 2 May 2024, 23:30 UTC+2")
    later = replace(ARTICLE, updated=datetime(2024, 5, 2, 22, 30, tzinfo=UTC))
    assert (changed_later(later), changed(later)) == ("updated 3 May 2024", "updated 3 May 2024, 00:30 UTC+2")
    assert (changed_later(ARTICLE), changed(ARTICLE)) == ("", "")
    assert changed_later(replace(later, published=None)) == ""
