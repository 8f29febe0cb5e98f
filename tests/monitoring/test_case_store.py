from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from monitoring.answers import LoggedEntity
from monitoring.case_store import Added, CaseStore
from monitoring.cases import Case, Source
from preprocessing.spans import Span
from serving.release.database import ReleaseTableError
from serving.release.table import Releases
from tests.monitoring.test_cases import AT, BAKERY, CITY, TEXT, made
from tests.processes import together

MODEL = "transactions"


@pytest.fixture
def store(database_url: str) -> CaseStore:
    return CaseStore(database_url)


def test_what_was_added_is_read_as_it_was(store: CaseStore) -> None:
    case = Case(
        model=MODEL,
        version=1_790_000_000,
        text="Überweisung 𝔘 Café\nGmbH",
        answered=(LoggedEntity("PARTY", 14, 18, 0.25, False),),
        right=(Span(12, 13, "REFERENCE"), Span(14, 23, "PARTY")),
        source=Source.CORRECTION,
        at=AT.replace(microsecond=123456),
        slices={"bank": "Müller"},
    )
    assert store.add([case]) == Added(1, 0)
    assert list(store.read(MODEL)) == [case]
    assert list(store.read("other")) == []


def test_the_same_twice_is_counted_and_not_doubled(store: CaseStore) -> None:
    case = made(BAKERY)
    later = replace(case, at=AT + timedelta(hours=1), slices={"bank": "x"})
    assert store.add([case, later, case]) == Added(1, 2)
    assert store.add([case]) == Added(0, 1)
    assert list(store.read(MODEL)) == [replace(later, times=4)]


def test_more_cases_than_one_transaction_takes(store: CaseStore) -> None:
    cases = [made(BAKERY, text=f"{TEXT} {number}") for number in range(1201)]
    assert store.add(iter(cases)) == Added(1201, 0)
    assert store.add(cases[300:900]) == Added(0, 600)
    read = {case.text: case.times for case in store.read(MODEL)}
    assert read == {case.text: 1 + (300 <= at < 900) for at, case in enumerate(cases)}


def test_contradictions_are_kept_and_marked_also_where_one_is_left_out(store: CaseStore) -> None:
    store.add([made(BAKERY), made(BAKERY, CITY), made(BAKERY, text=TEXT.lower())])
    store.add([made(BAKERY, text=TEXT.upper() + "!", source=Source.AUDIT, at=AT + timedelta(1))])
    assert {case.text for case in store.read(MODEL, contested=True)} == {TEXT}
    assert len(list(store.read(MODEL, contested=True))) == 2
    assert len(list(store.read(MODEL, contested=False))) == 2
    audited = list(store.read(MODEL, sources={Source.AUDIT}))
    assert audited == list(store.read(MODEL, since=AT + timedelta(hours=1)))
    assert [case.source for case in audited] == [Source.AUDIT]


def test_texts_are_forgotten_with_all_that_was_told_of_them(store: CaseStore) -> None:
    kept = made(BAKERY, text=TEXT.lower())
    store.add([made(BAKERY), made(BAKERY, CITY), kept])
    assert store.remove("other", [made().text_hash]) == 0
    assert store.remove(MODEL, [made().text_hash]) == 2
    assert list(store.read(MODEL)) == [kept]


def test_the_state_changes_with_the_cases_and_is_the_same_on_every_database(
    store: CaseStore, tmp_path: Path
) -> None:
    other = CaseStore(f"sqlite:///{tmp_path}/other.db")
    nothing = other.state(MODEL)
    assert store.state(MODEL) == nothing
    states = {nothing}
    later = made(BAKERY, at=AT + timedelta(hours=1))
    for case in (made(BAKERY), made(CITY), later):
        store.add([case])
        states.add(store.state(MODEL))
    assert len(states) == 4
    other.add([made(CITY), later])
    assert other.state(MODEL) == store.state(MODEL)
    assert other.state("other") == nothing


def test_a_table_of_earlier_days_has_no_cases(database_url: str) -> None:
    Releases(database_url)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE cases"))
    engine.dispose()
    assert list(CaseStore(database_url, reading=True).read(MODEL)) == []
    assert CaseStore(database_url).add([made()]) == Added(1, 0)
    assert len(list(CaseStore(database_url, reading=True).read(MODEL))) == 1


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    store = CaseStore(f"sqlite:///{tmp_path}/none.db", reading=True)
    with pytest.raises(ReleaseTableError, match=r"none\.db"):
        list(store.read(MODEL))


def add_all(barrier: Barrier, url: str, numbers: list[int]) -> list[str]:
    store = CaseStore(url)
    cases = [made(BAKERY, text=f"{TEXT} {number}") for number in numbers]
    barrier.wait()
    added = store.add(cases)
    return [str(added.new), str(added.repeated)]


def test_of_two_who_add_the_same_at_once_nothing_is_lost(database_url: str) -> None:
    numbers = list(range(600))
    done = together(add_all, (database_url, numbers), (database_url, numbers[::-1]))
    new, repeated = (sum(int(answer[place]) for answer in done) for place in (0, 1))
    assert (new, repeated) == (600, 600)
    assert all(case.times == 2 for case in CaseStore(database_url).read(MODEL))
