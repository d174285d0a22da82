from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bench.tuning.groups import Group, date_lead, read_groups, write_groups
from bench.tuning.pool import Pool

GROUP = Group(
    "who opened it", ("Ana Ruiz opened it.", "It was windy.", "It cost a lot."), 1, "made up", "Bridge", (0, 8)
)


@given(st.text(min_size=1, max_size=30))
def test_a_lead_moves_the_span_along(lead: str) -> None:
    led = GROUP.led(lead)
    assert led.span and led.texts[0][slice(*led.span)] == "Ana Ruiz"
    assert all(text.endswith(plain) for text, plain in zip(led.texts, GROUP.texts, strict=True))


def test_groups_come_back_as_they_were_written(tmp_path: Path) -> None:
    groups = [GROUP, Group("wann öffnete sie", ("Nie.",), 0, "made up")]
    write_groups(groups, tmp_path / "groups.gz")
    assert list(read_groups(tmp_path / "groups.gz")) == groups


def test_a_group_teaches_where_there_is_something_to_tell_apart() -> None:
    assert GROUP.teaches and not Group("q", ("right", "wrong"), 1, "made up").teaches
    assert Group("q", ("wrong",), 0, "made up").teaches and not Group("q", (), 0, "made up").teaches


def test_a_topic_is_held_out_as_a_whole_and_one_in_twenty() -> None:
    held = [Group("q", ("t",), 0, "made up", str(topic)).is_held_out for topic in range(2000)]
    assert 60 < sum(held) < 140
    assert not Group("q", ("t",), 0, "made up").is_held_out


def test_leads_are_a_title_with_a_date_or_nothing() -> None:
    random = Random(1)
    leads = [date_lead("Bridge", random) for _ in range(100)]
    assert "" in leads and "Bridge" in leads and any(lead.startswith("Bridge (") for lead in leads)


def test_the_closest_text_of_those_allowed_is_found() -> None:
    pool = Pool(["The bridge opened on Friday.", "The bridge is long.", "It rained."])
    assert pool.find("when was the bridge opened", 2) == [0, 1]
    assert pool.find("when was the bridge opened", 2, lambda place: place != 0) == [1]
    assert pool.find("zebras", 2) == []
