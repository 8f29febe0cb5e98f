from __future__ import annotations

import pytest

from pipeline.vertex.errors import VertexError
from pipeline.vertex.recurrence import check_cron


@pytest.mark.parametrize(
    "cron", ["0 3 * * MON", "*/15 0-6,22 1 JAN-MAR 1-5", "0 0 1 1 7", "5 4/2 * * sun"]
)
def test_cron_lines(cron: str) -> None:
    assert check_cron(cron, "Europe/Berlin") == f"TZ=Europe/Berlin {cron}"


@pytest.mark.parametrize(
    ("cron", "message"),
    [
        ("0 3 * *", "must have five fields"),
        ("0 3 * * * *", "must have five fields"),
        ("60 3 * * *", "'60' in field 'minute' must be .* 0 to 59"),
        ("0 3 * * 1-8", "'1-8' in field 'day of the week' must be .* 0 to 7"),
        ("0 3 0 * *", "'0' in field 'day of the month' must be .* 1 to 31"),
        ("O 3 * * *", "'O' in field 'minute' must be"),
        ("0 3 * * MONDAY", "'MONDAY' in field 'day of the week'"),
        ("0 3 5- * *", "'5-' in field 'day of the month'"),
        ("0 */ * * *", r"'\*/' in field 'hour'"),
        ("0 3 , * *", "',' in field 'day of the month'"),
        ("0 3 * JAN; *", "'JAN;' in field 'month'"),
        ("0 -3 * * *", "'-3' in field 'hour'"),
    ],
)
def test_other_cron_lines_are_refused(cron: str, message: str) -> None:
    with pytest.raises(VertexError, match=message):
        check_cron(cron, "UTC")


@pytest.mark.parametrize("zone", ["Berlin", "", "../etc/passwd", "Europe/Berlin "])
def test_unknown_zones_are_refused(zone: str) -> None:
    with pytest.raises(VertexError, match=r"zone .*: not a time zone"):
        check_cron("0 3 * * *", zone)
