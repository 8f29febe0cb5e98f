from typing import Any

from enrichment.directory.proposals import normal_form, propose


def record(name: str | None, brand: str | None = None, **fields: Any) -> dict[str, Any]:
    counterparty = None if name is None else {"name": name, "brand": brand}
    return {"counterparty": counterparty, "channel": "card", "websites": [], **fields}


def test_names_with_the_same_normal_form_are_one_proposal() -> None:
    proposals = propose(
        [
            record("Elm Cafe"),
            record("ELM CAFÉ GmbH", websites=["elm.example"]),
            record("Elm Cafe"),
            record("Oak"),
        ]
    )
    assert len(proposals) == 1
    (elm,) = proposals
    assert (elm.name, elm.others, elm.count) == ("Elm Cafe", ("ELM CAFÉ GmbH",), 3)
    assert elm.websites == ("elm.example",)


def test_known_brands_and_texts_without_a_counterparty_are_no_proposals() -> None:
    assert propose([record("Elm", brand="Elm Group"), record(None)], min_count=1) == []
    assert propose([{"line": 3, "error": "not JSON"}], min_count=1) == []


def test_people_are_left_out_unless_asked_for() -> None:
    people = [record("Ann Lee", channel="p2p")] * 3
    assert propose(people) == []
    assert propose(people, private=True)[0].count == 3


def test_the_most_frequent_come_first() -> None:
    names = ["Oak"] * 2 + ["Elm"] * 3
    assert [proposal.name for proposal in propose(map(record, names))] == ["Elm", "Oak"]


def test_a_name_of_nothing_but_a_form_or_a_number_keeps_it() -> None:
    assert normal_form("Company") == "company"
    assert normal_form("1010") == "1010"
