import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.keys import key
from enrichment.values.names import clean, readable
from enrichment.values.processors import read_processor


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ELM STREET DINER", "Elm Street Diner"),
        ("ELM DINER #1234", "Elm Diner"),
        ("ELM DINER STORE 0417", "Elm Diner"),
        ("ELM_DINER", "Elm Diner"),
        ("STUDIO 54", "Studio 54"),
        ("HOLZ GMBH & CO. KG", "Holz GmbH & Co. KG"),
        ("ELM FUND II B.V.", "Elm Fund II B.V."),
        ("O'HARA PUB", "O'Hara Pub"),
        ("MCALLISTER TOOLS", "McAllister Tools"),
        ("CITY OF ELMWOOD", "City of Elmwood"),
        ("L'ATELIER DU PAIN", "L'Atelier du Pain"),
        ("elm diner", "Elm Diner"),
        ("ElmDiner GmbH", "ElmDiner GmbH"),
        ("7-ELMS", "7-Elms"),
        ("KBZ TOOLS", "KBZ Tools"),
        ("12345", "12345"),
    ],
)
def test_names_as_people_write_them(text: str, name: str) -> None:
    assert readable(clean(text)) == name


@given(st.text(max_size=30))
def test_only_case_and_marks_change(text: str) -> None:
    cleaned = clean(text)
    assert key(readable(cleaned)) == key(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("SQ", "Square"), ("tst", "Toast"), ("PADDLE.NET", "Paddle"), ("PayPal", "PayPal")),
        *(("EBN", "Ebanx"), ("ZETTLE_", "Zettle"), ("QWX", None), ("ELMPAY", "Elmpay")),
    ],
)
def test_processors(text: str, name: str | None) -> None:
    assert read_processor(text) == name
