from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from models.export_format import Entity, Prediction
from monitoring.answers import LoggedAnswer
from monitoring.log_files import to_batch
from monitoring.summaries import EVERY, Summary, Surprise, Windows, total
from preprocessing.data_profile import FEATURES, DataProfile
from preprocessing.records import Record
from preprocessing.spans import Span
from serving.prediction.answered import Answered
from tests.monitoring.logging_bench import AT, shaper

HOUR = 3_600_000_000
UNTIL = int(AT.timestamp() * 1e6)

entities = st.lists(
    st.tuples(st.sampled_from(["PARTY", "DATE"]), st.floats(0, 1, width=32), st.booleans()),
    max_size=12,
)
texts = st.text("ab é1*日 \u0301", max_size=70)
answers = st.lists(
    st.tuples(texts, entities, st.sampled_from([{}, {"country": "GB"}, {"bank": "A=B", "x": "y"}])),
    max_size=12,
)


def logged(
    text: str, found: list[tuple[str, float, bool]], slices: dict[str, str], at: datetime = AT
) -> LoggedAnswer:
    prediction = Prediction(
        text, [Entity(label, "", 0, 1, score, accepted) for label, score, accepted in found], 2
    )
    answered = Answered(at.timestamp(), "m", 7, 1, 1, 0.1, slices, lambda: [prediction])
    (answer,) = shaper().answers(answered)
    return answer


def counted(rows: list[LoggedAnswer], surprise: Surprise | None = None) -> Windows:
    windows = Windows(UNTIL + 1, HOUR, 3, surprise)
    windows.add(to_batch(rows))
    return windows


@given(answers)
def test_counts_are_those_of_the_data_profile(
    drawn: list[tuple[str, list[tuple[str, float, bool]], dict[str, str]]],
) -> None:
    rows = [logged(*one) for one in drawn]
    summary = counted(rows).summaries[0].get((EVERY, 7), Summary())
    profile = DataProfile()
    for text, found, _ in drawn:
        spans = tuple(Span(0, 1, label) for label, _, _ in found)
        profile.add(Record("1", text, spans, "s", 1))
    for feature in FEATURES:
        assert summary.counts(feature) == dict(profile.counts[feature]), feature
    scores = [score for _, found, _ in drawn for _, score, _ in found]
    assert sum(summary.counts("scores").values()) == len(scores) == summary.entities
    assert summary.texts == summary.cut == len(drawn)
    assert summary.accepted == sum(accepted for _, found, _ in drawn for *_, accepted in found)
    assert summary.nothing == sum(not found for _, found, _ in drawn)
    least = [min((score for _, score, _ in found), default=0) for _, found, _ in drawn]
    assert summary.unsure == sum(score < 0.5 for score in least)


@given(answers)
def test_slices_have_their_part(
    drawn: list[tuple[str, list[tuple[str, float, bool]], dict[str, str]]],
) -> None:
    found = counted([logged(*one) for one in drawn]).summaries[0]
    wanted = Counter(f"{k}={v}" for _, _, slices in drawn for k, v in slices.items())
    assert {name: one.texts for (name, _), one in found.items() if name != EVERY} == wanted
    british = [(found, text) for text, found, slices in drawn if "country" in slices]
    if british:
        summary = found["country=GB", 7]
        assert summary.accepted == sum(a for entities, _ in british for *_, a in entities)


def test_windows_follow_each_other() -> None:
    at = [AT - timedelta(hours=hours) for hours in (0, 0.5, 1, 1.5, 2.99, 3, 40)]
    windows = counted([logged("x", [], {}, one) for one in at])
    assert [w[EVERY, 7].texts for w in windows.summaries] == [2, 2, 1]
    assert windows.rows == 5
    # The end itself belongs to no window.
    windows = Windows(UNTIL, HOUR, 3)
    windows.add(to_batch([logged("x", [], {}, at[0])]))
    assert windows.rows == 0


def test_versions_are_apart_and_add_up() -> None:
    rows = to_batch([logged("x", [], {})] * 3)
    number = rows.schema.get_field_index("version")
    versions = pa.array([7, 8, 8], pa.int64())
    other = rows.set_column(number, rows.schema.field(number), versions)
    windows = Windows(UNTIL + 1, HOUR, 1)
    windows.add(other)
    assert {key: one.texts for key, one in windows.summaries[0].items()} == {
        (EVERY, 7): 1,
        (EVERY, 8): 2,
    }
    assert total(windows.summaries[0].values()).texts == 3


def test_texts_of_other_words_are_unlike() -> None:
    profile = DataProfile()
    for _ in range(1000):
        profile.add(Record("1", "card purchase shop", (), "s", 1))
    surprise = Surprise.of(profile)
    rows = [logged(text, [], {}) for text in ("CARD shop", "überweisung lastschrift", "4711", "")]
    assert counted(rows, surprise).summaries[0][EVERY, 7].unlike == 1
    assert counted(rows).summaries[0][EVERY, 7].unlike == 0
    assert Surprise.of(None) is None
    assert Surprise.of(DataProfile()) is None


def test_files_of_earlier_versions_are_counted() -> None:
    batch = to_batch([logged("a shop", [("PARTY", 0.5, True)], {"country": "GB"})])
    fewer = batch.select(["at", "version", "text_hash", "entities"])
    windows = Windows(UNTIL + 1, HOUR, 1)
    windows.add(fewer)
    summary = windows.summaries[0][EVERY, 7]
    assert (summary.texts, summary.entities, summary.counts("words")) == (1, 1, {})
