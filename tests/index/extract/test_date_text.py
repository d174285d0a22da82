"""Dates as the world writes them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.date_text import find_dates
from index.extract.publication_dates import published

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Published 5:00 AM EST, Mon November 13, 2023", "2023-11-13T10:00"),
        ("12.mar.2022 às 18h40", "2022-03-12T18:40"),
        ("2022. július 19. 14:05", "2022-07-19T14:05"),
        ("2024년 3월 31일", "2024-03-31T00:00"),
        ("2024 m. kovo 31 d.", "2024-03-31T00:00"),
        ("1. 5. 2023 14:03", "2023-05-01T14:03"),
        ("Updated 5:14 PM EDT, June 14, 2023", "2023-06-14T21:14"),
        ("June 14, 202311:14 AM UTCUpdated 3 hours ago", "2023-06-14T11:14"),
        ("June 14, 20235:01 PM ET", "2023-06-14T21:01"),
        ("Wed 14 Jun 2023 17.14 BST", "2023-06-14T16:14"),
        ("Jun 29, 2021 - 4:03 pm GMT+3", "2021-06-29T13:03"),
        ("29 June 2021 16:03 UTC+5:30", "2021-06-29T10:33"),
        ("29 June 2021 16:03 (GMT +08:00)", "2021-06-29T08:03"),
        ("29 June 2021 16:03 GMT - 12 comments", "2021-06-29T16:03"),
        ("June 14, 2023Updated 5:14 p.m. ET", "2023-06-14T00:00"),
        ("Updated on: June 14, 2023 / 5:14 PM EDT / CBS News", "2023-06-14T21:14"),
        ("Posted Mon 6 Jun 2022 at 7:14am", "2022-06-06T07:14"),
        ("Jul 8, 2022, 18:12 IST", "2022-07-08T12:42"),
        ("06/14/2023June 14, 2023", "2023-06-14T00:00"),
        ("25. Juni 2018, 11:41 Uhr", "2018-06-25T11:41"),
        ("25 juin 2018 à 14h30", "2018-06-25T14:30"),
        ("27 de noviembre de 2017 a las 01:57", "2017-11-27T01:57"),
        ("5 мая 2022", "2022-05-05T00:00"),
        ("2022年6月5日", "2022-06-05T00:00"),
        ("Sat Nov 18 2017 15:21:41 GMT+0000", "2017-11-18T15:21"),
        ("2022-03-04T10:00:00.123+02:00", "2022-03-04T08:00"),
        ("30-Dec-2021 10:15", "2021-12-30T10:15"),
        ("Aug. 17, 2023 5 a.m. Central", "2023-08-17T10:00"),
        ("14 marzo 2024 alle ore 18.12", "2024-03-14T18:12"),
        ("14 марта 2024 в 18:12", "2024-03-14T18:12"),
        ("14.03.2024 (18:12)", "2024-03-14T18:12"),
        ("14 MAR 24 18:12", "2024-03-14T18:12"),
        ("18:12 | 14 Mar 2024", "2024-03-14T18:12"),
        ("Eastern30 January 2024 - 12:10", "2024-01-30T12:10"),
    ],
)
def test_a_date_in_a_line(line: str, at: str) -> None:
    found = next(find_dates(line))
    assert f"{found.at.replace(tzinfo=found.at.tzinfo or UTC).astimezone(UTC):%Y-%m-%dT%H:%M}" == at


@pytest.mark.parametrize(
    "line", ["", "in May 2021", "12 of March", "32/13/2022", "14:99", "call 555-0142-2020", "x" * 5000]
)
def test_no_date_in_a_line(line: str) -> None:
    assert not list(find_dates(line))


def test_a_date_with_two_readings_is_doubtful_until_something_settles_it() -> None:
    (doubtful,) = find_dates("04/03/2022")
    assert doubtful.swapped
    assert [date.swapped for date in find_dates("04/03/2022, March 4, 2022")] == [None, None]
    assert published("04/03/2022", "field", NOW) is None
    dotted = published("05.06.2022", "field", NOW)
    assert dotted and dotted.at == datetime(2022, 6, 5, tzinfo=UTC)


@given(st.text(alphabet="0123456789/.-: ,JuneMayaApPmM", max_size=220))
def test_offsets_are_in_order(line: str) -> None:
    at = 0
    for date in find_dates(line):
        assert at <= date.start < date.end <= len(line)
        at = date.end
