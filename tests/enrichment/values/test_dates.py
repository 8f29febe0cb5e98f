import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.values.dates import read_date
from enrichment.values.markets import Market

US, GB, SE = Market("US"), Market("GB"), Market("SE")


@pytest.mark.parametrize(
    ("text", "market", "date", "time"),
    [
        ("05/12", US, "--05-12", None),
        ("05/12", GB, "--12-05", None),
        ("25/12", US, "--12-25", None),
        ("05.12", US, "--12-05", None),
        ("04/10/2021", US, "2021-04-10", None),
        ("04/10/21", GB, "2021-10-04", None),
        ("2021-04-10", US, "2021-04-10", None),
        ("2019-09-26 04:43", GB, "2019-09-26", "T04:43"),
        ("2020-09-10T20:15", GB, "2020-09-10", "T20:15"),
        ("260904", SE, "2026-09-04", None),
        ("130420", GB, "2020-04-13", None),
        ("112817 09:33", US, "2017-11-28", "T09:33"),
        ("251202", US, "2025-12-02", None),
        ("20170516134000", US, "2017-05-16", "T13:40:00"),
        ("31122024", GB, "2024-12-31", None),
        ("24OCT13 23:22", GB, "2013-10-24", "T23:22"),
        ("08NOV 0601", GB, "--11-08", "T06:01"),
        ("12 MAY 2025", GB, "2025-05-12", None),
        ("FEB 04", US, "--02-04", None),
        ("MAI-24", GB, "2024-05", None),
        ("février 2020", GB, "2020-02", None),
        ("4. März", GB, "--03-04", None),
        ("4. MAERZ", GB, "--03-04", None),
        ("12 grudnia 2019", GB, "2019-12-12", None),
        ("Jul", US, "--07", None),
        ("02/2018", US, "2018-02", None),
        ("Sun 5pm", US, None, "T17:00"),
        ("07/12 05:41P", US, "--07-12", "T17:41"),
        ("12:05 AM", US, None, "T00:05"),
        ("10h30", GB, None, "T10:30"),
        ("11/09/2016 14.41", GB, "2016-09-11", "T14:41"),
        ("1130 CET", GB, None, "T11:30"),
        ("06/13/2422:10", US, "2024-06-13", "T22:10"),
        ("Mon", US, None, None),
        ("99/99", US, None, None),
        ("", US, None, None),
    ],
)
def test_forms(text: str, market: Market, date: str | None, time: str | None) -> None:
    when = read_date(text, "", market)
    assert (when.date, when.time) == (date, time)


@pytest.mark.parametrize(
    ("text", "before", "date"),
    [
        ("250131", "desc date:", "2025-01-31"),
        ("231205", "trace# eed:", "2023-12-05"),
        ("2809", "carte ", "--09-28"),
        ("0811", "checkcard ", "--08-11"),
    ],
)
def test_what_stands_before_decides(text: str, before: str, date: str) -> None:
    assert read_date(text, before, US).date == date


@pytest.mark.parametrize(
    ("text", "booked_on", "date"),
    [
        ("12/31", "2026-01-02", "2025-12-31"),
        ("02/29", "2026-01-02", "2024-02-29"),
        ("01/02", "2026-01-02", "2026-01-02"),
        ("Jul", "2026-01-02", "--07"),
        ("01/02/2020", "2026-01-02", "2020-01-02"),
    ],
)
def test_the_day_of_booking_gives_the_year(text: str, booked_on: str, date: str) -> None:
    assert read_date(text, "", US, booked_on).date == date


@given(st.dates().filter(lambda day: 1990 <= day.year <= 2049), st.sampled_from([US, GB, SE]))
def test_whole_dates_are_read_back(day: object, market: Market) -> None:
    assert read_date(str(day), "", market).date == str(day)


@given(st.text(max_size=20) | st.text("0123456789/-.: APM", max_size=20))
def test_nothing_but_iso_comes_out(text: str) -> None:
    when = read_date(text, "", GB)
    assert when.date is None or re.fullmatch(r"\d{4}(-\d\d){0,2}|--\d\d(-\d\d)?", when.date)
    assert when.time is None or re.fullmatch(r"T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", when.time)
