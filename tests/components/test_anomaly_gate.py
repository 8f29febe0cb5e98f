from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import tensorflow as tf
from google.protobuf import text_format
from tensorflow_metadata.proto.v0 import anomalies_pb2, schema_pb2
from tfx.types import artifact_utils
from tfx.types.standard_artifacts import ExampleAnomalies

from components.anomaly_gate import AnomalyGate
from components.artifacts import GateChecks, Rejects
from evaluation.gates.checks import Check, GateFailedError, load_checks
from evaluation.gates.data import anomaly_checks, report_checks
from pipeline.config import load_settings
from preprocessing.examples import to_example
from preprocessing.records import IngestReport, Record, Reject
from preprocessing.spans import Reason, Span

ROOT = Path(__file__).parent.parent.parent
LABELS = ["PARTY", "DATE"]


def records(count: int, spans: int = 1) -> list[Record]:
    """Records that match the schema as long as there are at most 64 spans."""
    text = "ab" * max(spans, 1)
    marked = tuple(Span(2 * i, 2 * i + 1, LABELS[i % 2]) for i in range(spans))
    return [Record(str(number), text, marked, "a.jsonl", number + 1) for number in range(count)]


def anomalies_of(examples: list[tf.train.Example], folder: Path) -> anomalies_pb2.Anomalies:
    """What TFDV says of examples, by the schema that is shipped."""
    # Only after TFX, which mends what TFDV lacks when it is imported.
    import tensorflow_data_validation as tfdv

    path = str(folder / "examples.tfrecord")
    with tf.io.TFRecordWriter(path) as writer:
        for example in examples:
            writer.write(example.SerializeToString())
    schema = text_format.Parse(
        (ROOT / "configs" / "data_schema.pbtxt").read_text(), schema_pb2.Schema()
    )
    return tfdv.validate_statistics(tfdv.generate_statistics_from_tfrecord(path), schema)


def failed(checks: list[Check]) -> list[str]:
    return [str(check) for check in checks if not check.passed]


@pytest.mark.parametrize("spans", [0, 1, 64])
def test_sound_examples_match_the_schema(tmp_path: Path, spans: int) -> None:
    mixed = [to_example(record) for record in records(20, spans) + records(20)]
    assert failed(anomaly_checks({"train": anomalies_of(mixed, tmp_path)})) == []


def missing_text(example: tf.train.Example) -> None:
    del example.features.feature["text"]


def another_feature(example: tf.train.Example) -> None:
    example.features.feature["amount"].float_list.value.append(1.0)


def span_far_out(example: tf.train.Example) -> None:
    example.features.feature["span_start"].int64_list.value[:] = [-5]


@pytest.mark.parametrize("fault", [missing_text, another_feature, span_far_out])
def test_what_does_not_match_is_named(tmp_path: Path, fault: Any) -> None:
    examples = [to_example(record) for record in records(20)]
    fault(examples[3])
    (line,) = failed(anomaly_checks({"eval": anomalies_of(examples, tmp_path)}))
    feature = {missing_text: "text", another_feature: "amount", span_far_out: "span_start"}
    assert line.startswith("data gate: anomalies in eval failed: 1, must be <= 0")
    assert feature.get(fault, "text") in line


def test_too_many_spans_are_an_anomaly(tmp_path: Path) -> None:
    examples = [to_example(record) for record in records(5) + records(1, spans=65)]
    (line,) = failed(anomaly_checks({"train": anomalies_of(examples, tmp_path)}))
    assert "span_start" in line


def test_no_examples_are_an_anomaly() -> None:
    missing = anomalies_pb2.Anomalies(data_missing=True)
    (line,) = failed(anomaly_checks({"train": missing}))
    assert "there are no examples" in line


def report(**changes: Any) -> IngestReport:
    """A report without anything to object to, but for `changes`."""
    result = IngestReport()
    for number in range(100):
        spans = (Span(0, 1, "PARTY"), Span(1, 2, "DATE"))
        result.add_record(Record("1", "ab", spans, "a", number))
        split = "eval" if number % 5 else "train"
        result.examples[split] += 1
        result.spans[split].update(span.label for span in spans)
    for key, value in changes.items():
        setattr(result, key, value)
    return result


def check_report(result: IngestReport, **changes: Any) -> list[str]:
    settings = load_settings().data.model_copy(update=changes)
    return failed(report_checks(result, settings, LABELS, "/rejects"))


def test_a_sound_report_passes() -> None:
    assert check_report(report()) == []


def test_too_many_rejects_fail_and_are_named() -> None:
    result = report()
    for line in (1, 2):
        result.add_reject(Reject(Reason.NOT_JSON, "not JSON: why", "b.jsonl", line, b""))
    result.add_reject(Reject(Reason.UNKNOWN_LABEL, "label 'X'", "b.jsonl", 3, b"", ("X",)))
    (line,) = check_report(result)
    assert "reject_fraction failed: 0.02913, must be <= 0.01" in line
    assert "2 not_json, 1 unknown_label, label 'X' unknown in 1" in line
    assert "b.jsonl line 1: not JSON: why" in line
    assert "all in /rejects" in line
    assert check_report(result, max_reject_fraction=0.03) == []


def test_unlabelled_rejects_are_no_faults() -> None:
    result = report()
    for line in range(50):
        result.add_reject(Reject(Reason.UNLABELLED, "", "b.jsonl", line, b""))
    assert check_report(result) == []


def test_many_unlabelled_examples_fail_with_advice() -> None:
    (line,) = check_report(report(unlabelled=30))
    assert "unlabelled_fraction failed: 0.3" in line
    assert "set data.unlabelled to reject" in line


def test_a_label_without_examples_fails() -> None:
    result = report()
    del result.spans["eval"]["DATE"]
    (line,) = check_report(result)
    assert line == ("data gate: spans_per_label in eval failed: 0, must be >= 1 (DATE has 0)")
    assert check_report(result, min_spans_per_label=0) == []


def run_gate(tmp_path: Path, ingest_report: IngestReport) -> str:
    """Runs the component's executor; returns the URI of its output."""
    anomalies, rejects, checks = ExampleAnomalies(), Rejects(), GateChecks()
    anomalies.uri, rejects.uri, checks.uri = (
        str(tmp_path / name) for name in ("anomalies", "rejects", "checks")
    )
    anomalies.split_names = artifact_utils.encode_split_names(["train"])
    for path, content in (
        (tmp_path / "anomalies" / "Split-train" / "SchemaDiff.pb", b""),
        (tmp_path / "rejects" / "report.json", ingest_report.to_json().encode()),
    ):
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    (tmp_path / "checks").mkdir()
    AnomalyGate.EXECUTOR_SPEC.executor_class().Do(
        {"anomalies": [anomalies], "rejects": [rejects]},
        {"checks": [checks]},
        {
            "data": load_settings().data.model_dump_json(),
            "labels": json.dumps(LABELS),
            "evaluation_settings": load_settings().evaluation.model_dump_json(),
            "model_name": "transactions",
            "release_table": f"sqlite:///{tmp_path}/releases.db",
            "provenance": "{}",
            "source_hash": "",
        },
    )
    return str(checks.uri)


def test_the_gate_lets_sound_data_pass(tmp_path: Path) -> None:
    checks = load_checks(Path(run_gate(tmp_path, report()), "checks.json").read_text())
    assert len(checks) == 7
    assert failed(checks) == []


def test_the_gate_stops_the_run_and_the_release_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(GateFailedError, match="unlabelled_fraction") as error:
        run_gate(tmp_path, report(unlabelled=30))
    assert len(error.value.checks) == 7
    assert load_checks((tmp_path / "checks" / "checks.json").read_text()) == error.value.checks
    database = sqlite3.connect(tmp_path / "releases.db")
    assert database.execute("select outcome, failed from runs").fetchall() == [
        ("rejected", "data: unlabelled_fraction")
    ]
