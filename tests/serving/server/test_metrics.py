from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from serving.server import metrics
from serving.server.access_log import AccessLog, AccessLogError
from serving.server.metrics import Metrics, merge
from serving.server.observation import Observation, count_entities
from serving.server.settings import ServerSettings
from tests.serving.server.figures import read_figures

LABELS = st.text(max_size=8) | st.sampled_from(['"', "\\", "\\n", '"} 1', "a b"])
REQUESTS = st.builds(
    Observation,
    entrypoint=st.sampled_from(["REST", "GRPC"]),
    method=st.just(""),
    api=st.sampled_from(["predict", "Predict", ""]),
    model=st.sampled_from(["a", "b", ""]),
    version=st.none() | st.integers(0, 3),
    rows=st.integers(0, 64),
    status=st.sampled_from(["OK", "NOT_FOUND"]),
    seconds=st.floats(0, 4000),
    entities=st.dictionaries(st.tuples(LABELS, st.booleans()), st.integers(1, 9), max_size=3),
)


@given(st.lists(REQUESTS, max_size=12), st.integers(1, 3))
def test_sums_are_those_of_the_requests_whoever_they_were_answered_by(
    requests: list[Observation], workers: int
) -> None:
    counted = [Metrics() for _ in range(workers)]
    for number, request in enumerate(requests):
        counted[number % workers](request)
    pages = {str(number): one.render() for number, one in enumerate(counted)}
    figures = read_figures(merge(pages, "worker"))

    def total(name: str) -> float:
        return sum(figures.get(name, {}).values())

    asked = [request for request in requests if request.api]
    good = [request for request in asked if request.status == "OK"]
    answered = [request for request in asked if request.version is not None]
    assert total(metrics.REQUEST_COUNT) == len(asked)
    assert total(f"{metrics.REQUEST_LATENCY}_count") == len(good)
    microseconds = sum(round(request.seconds * 1e6) for request in good)
    assert total(f"{metrics.REQUEST_LATENCY}_sum") == pytest.approx(microseconds)
    assert total(metrics.TEXTS) == sum(request.rows for request in answered)
    by_label: Counter[str] = Counter()
    for request in answered:
        for (label, _), count in request.entities.items():
            by_label[label] += count
    found: Counter[str] = Counter()
    for key, count in figures.get(metrics.ENTITIES, {}).items():
        found[dict(zip(key[::2], key[1::2], strict=True))["label"]] += int(count)
    assert found == by_label


@given(st.floats(0, 1e10))
def test_a_latency_is_in_the_buckets_that_reach_to_it(microseconds: float) -> None:
    one = Metrics()
    one(Observation("REST", "", "predict", "a", status="OK", seconds=microseconds / 1e6))
    figures = read_figures(one.render())
    for key, count in figures[f"{metrics.REQUEST_LATENCY}_bucket"].items():
        bound = float(key[-1])
        # Bounds are written with six digits.
        if abs(bound - microseconds) > 1 + 1e-5 * microseconds:
            assert count == (microseconds <= bound)


ROWS = st.lists(
    st.lists(st.tuples(st.sampled_from(["A", "B", "É"]), st.booleans()), max_size=4), max_size=5
)


@given(ROWS, st.integers(0, 2))
def test_entities_are_counted_without_the_padding(
    rows: list[list[tuple[str, bool]]], padding: int
) -> None:
    width = max(map(len, rows), default=0) + padding
    labels = np.full((len(rows), width), b"", object)
    accepted = np.zeros((len(rows), width), bool)
    for number, row in enumerate(rows):
        for place, (label, yes) in enumerate(row):
            labels[number, place], accepted[number, place] = label.encode(), yes
    outputs = {
        "entity_label": labels,
        "entity_accepted": accepted,
        "entity_count": np.array([len(row) for row in rows], int),
    }
    assert count_entities(outputs) == Counter(pair for row in rows for pair in row)
    # A model of an earlier release does not say what is accepted.
    del outputs["entity_accepted"]
    assert count_entities(outputs) == Counter((label, False) for row in rows for label, _ in row)


def test_outputs_of_another_kind_have_no_entities() -> None:
    assert count_entities({"token_ids": np.zeros((2, 3))}) == {}


def test_the_configuration_has_the_limits_that_a_server_has_by_itself() -> None:
    base = Path(__file__).parents[3] / "configs" / "base.yaml"
    assert yaml.safe_load(base.read_text("utf-8"))["server"] == ServerSettings().model_dump()


def test_an_access_log_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(AccessLogError, match=r"none/access\.log: cannot be written"):
        AccessLog(str(tmp_path / "none" / "access.log"))


def test_lines_that_are_lost_fail_no_request(caplog: pytest.LogCaptureFixture) -> None:
    log = AccessLog("/dev/full")
    for _ in range(3):
        log(Observation("REST", ""))
    (record,) = caplog.records
    assert "/dev/full: lines are lost" in record.getMessage()
