import pytest

from enrichment.directory.brands import STARTER, Brand, read_directory
from enrichment.directory.matching import Directory, How
from enrichment.keys import key

DIRECTORY = Directory(
    [
        Brand("Nordwind Markt", ("NW Markt", "Nordwind"), ("nordwind.example",)),
        Brand("Quillfeather", ("QF Books",), ("quillfeather.com",)),
        Brand("Anchor", whole=frozenset({"Anchor"})),
        Brand("Quillon Airways"),
    ]
)
STARTING = Directory(read_directory(STARTER))


@pytest.mark.parametrize(
    ("name", "brand", "how"),
    [
        ("NORDWIND MARKT", "Nordwind Markt", How.NAME),
        ("nordwindmarkt", "Nordwind Markt", How.NAME),
        ("NW-MARKT", "Nordwind Markt", How.ALIAS),
        ("NORDWIND EXPRESS 12", "Nordwind Markt", How.WITH_GENERIC),
        ("FILIALE NORDWIND", "Nordwind Markt", How.WITH_GENERIC),
        ("QUILLFEATHER HAMPSTEAD", "Quillfeather", How.BEGINS),
        ("QUILLFEATH", "Quillfeather", How.CUT),
        ("QUILFEATHER", "Quillfeather", How.SPELLING),
        ("QLLFTHR", "Quillfeather", How.CONSONANTS),
        ("ANCHOR", "Anchor", How.NAME),
    ],
)
def test_ways_to_find_a_brand(name: str, brand: str, how: How) -> None:
    found = DIRECTORY.find(name)
    assert found is not None
    assert (found.brand.name, found.how) == (brand, how)


@pytest.mark.parametrize(
    "name",
    [
        *("ANCHOR TAVERN", "THE NORDWIND", "J QUILLFEATHER", "QUILL", "QUILLO", "TOM BAKER"),
        *("", "***", "123"),
    ],
)
def test_abstains_where_it_is_not_sure(name: str) -> None:
    assert DIRECTORY.find(name) is None


def test_surer_ways_have_higher_scores() -> None:
    names = ["NORDWIND MARKT", "NW MARKT", "NORDWIND EXPRESS", "QUILLFEATHER HAMPSTEAD"]
    scores = [found.score for name in names if (found := DIRECTORY.find(name))]
    assert len(scores) == len(names)
    assert scores == sorted(scores, reverse=True)


def test_a_cut_name_that_fits_two_brands_is_neither() -> None:
    two = Directory([Brand("Quillfeather"), Brand("Quillfeast")])
    assert two.find("QUILLFEA") is None


def test_websites() -> None:
    found = DIRECTORY.of_domain("quillfeather.com")
    assert found is not None
    assert found.brand.name == "Quillfeather"
    elsewhere = DIRECTORY.of_domain("quillfeather.de")
    assert elsewhere is not None
    assert elsewhere.score < found.score
    assert DIRECTORY.of_domain("unknown.example") is None
    assert DIRECTORY.completed_domain("quillfeather.co") == "quillfeather.com"
    assert DIRECTORY.completed_domain("qu") is None
    beside = DIRECTORY.beside("QUILLF. SHOP", "quillfeather.com")
    assert beside is not None
    assert beside.how is How.WEBSITE_BESIDE
    assert DIRECTORY.beside("ANOTHER SHOP", "quillfeather.com") is None


def test_spelling_of_names_that_are_known() -> None:
    assert DIRECTORY.spelled("QF BOOKS") == "QF Books"
    # Names are not split or joined.
    assert DIRECTORY.spelled("QFBOOKS") is None


def test_every_brand_of_the_starter_finds_itself() -> None:
    for brand in STARTING.brands:
        for name in (brand.name, *brand.aliases):
            found = STARTING.find(name.upper())
            assert found is not None, name
            assert found.brand is brand, name


def test_the_starter_is_of_several_hundred_brands_with_distinct_keys() -> None:
    keys = [key(brand.name) for brand in STARTING.brands]
    assert len(set(keys)) == len(keys) >= 600
