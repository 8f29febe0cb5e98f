import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.values.locations import read_location, read_locations


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("BOISE ID", "Boise ID US"),
        ("NEW YORK NY", "New York NY US"),
        ("NEW YORK", "New York - US"),
        ("FORT WORTH TEXAS 76109", "Fort Worth TX US"),
        ("LATHROP, CA, 95330 US", "Lathrop CA US"),
        ("7614 CALDWELL STREET ARLINGTON VA", "Arlington VA US"),
        ("SALT LAKE CTYUT", "Salt Lake City UT US"),
        ("NEWPORTRI", "Newport RI US"),
        ("SAN FRAN CA", "San Francisco CA US"),
        ("RENO NV RENO NV", "Reno NV US"),
        ("CA", "- CA US"),
        ("TORONTO ON", "Toronto ON CA"),
        ("WHISTLER BC CA", "Whistler BC CA"),
        ("PERTH WA", "Perth WA AU"),
        ("SPOKANE WA", "Spokane WA US"),
        ("WILMINGTON DE", "Wilmington DE US"),
        ("MUNICH DE", "München - DE"),
        ("KOELN", "Köln - DE"),
        ("81667 MUENCHEN", "München - DE"),
        ("VIENNA AUT", "Wien - AT"),
        ("GOIANIA, BRASIL", "Goiânia - BR"),
        ("HKG", "- - HK"),
        ("SINGAPORE SG", "Singapore - SG"),
        ("GUWAHATI AS", "Guwahati AS IN"),
        ("PARIS 18, FRANCE", "Paris - FR"),
        ("UNKNOWNVILLE", "Unknownville - -"),
    ],
)
def test_forms(text: str, place: str) -> None:
    found = read_location(text, None)
    assert found is not None
    assert " ".join(part or "-" for part in (found.city, found.region, found.country)) == place


def test_a_street_alone_is_no_location() -> None:
    assert read_location("05667 Singleton Via", None) is None
    both = read_locations(["12 ELM STREET", "BOISE ID"], None)
    assert both is not None
    assert both.city == "Boise"


def test_the_market_decides_between_towns_of_one_name() -> None:
    found = [read_location("CAMBRIDGE", market) for market in ("US", "GB")]
    assert [place and place.country for place in found] == ["US", "GB"]


@given(st.text(max_size=30), st.sampled_from([None, "US", "DE"]))
def test_nothing_crashes_it(text: str, market: str | None) -> None:
    found = read_location(text, market)
    assert found is None or found.country is None or len(found.country) == 2
