from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tensorflow as tf
from tfx.types import artifact_utils
from tfx.types.standard_artifacts import Examples

from benchmarks.fuzzing.archives import zipped
from components.artifacts import Rejects
from components.doccano_example_gen import DoccanoExampleGen
from pipeline.config import load_settings
from preprocessing import reading
from preprocessing.annotation_files import InputError, find_files, fingerprint
from preprocessing.data_profile import DataProfile, find_new_texts
from preprocessing.ingest_files import read_profile, read_report, read_source
from preprocessing.records import Record

Writer = Callable[..., Path]
ODD = Path(__file__).parents[1] / "data" / "odd_inputs"


class Output:
    """What the component wrote."""

    def __init__(self, folder: Path) -> None:
        self.examples, self.rejects = Examples(), Rejects()
        self.examples.uri, self.rejects.uri = str(folder / "examples"), str(folder / "rejects")

    def split(self, name: str) -> list[dict[str, Any]]:
        """Examples of a split, as plain values."""
        files = tf.io.gfile.glob(f"{self.examples.uri}/Split-{name}/*")
        examples = []
        for record in tf.data.TFRecordDataset(files, "GZIP").as_numpy_iterator():
            feature = tf.train.Example.FromString(record).features.feature
            examples.append(
                {
                    key: list(getattr(value, value.WhichOneof("kind") or "int64_list").value)
                    for key, value in feature.items()
                }
            )
        return examples

    def rejected(self) -> list[dict[str, Any]]:
        """Refused lines."""
        files = sorted(Path(self.rejects.uri).glob("rejects*.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]


@pytest.fixture
def ingest(tmp_path: Path) -> Callable[..., Output]:
    """Runs the component's executor, as TFX would."""

    def run(
        path: Path,
        labels: list[str] | None = None,
        data_spans: str = "",
        slices: str = "[]",
        **data: Any,
    ) -> Output:
        settings = load_settings().data.model_copy(update={"path": str(path), **data})
        output = Output(tmp_path / "output")
        executor = DoccanoExampleGen.EXECUTOR_SPEC.executor_class()
        executor.Do(
            {},
            {"examples": [output.examples], "rejects": [output.rejects]},
            {
                "data": settings.model_dump_json(),
                "labels": json.dumps(labels or ["PARTY"]),
                "data_fingerprint": "",
                "source_hash": "",
                "slices": slices,
                "data_spans": data_spans,
            },
        )
        return output

    return run


def lines_of_all_kinds(count: int) -> list[Any]:
    """Good and bad lines in turn."""
    lines: list[Any] = []
    for number in range(count):
        good = {"id": number, "text": f"SHOP {chr(65 + number % 26)}{number // 26}", "label": []}
        lines += [
            {**good, "label": [[0, 4, "PARTY"]]},
            good | {"text": "  " + good["text"], "label": [[0, 6, "PARTY"]]},
            b"not json",
            {**good, "label": [[0, 400, "PARTY"]]},
            {**good, "label": [[0, 4, "SHOP"]]},
        ]
    return lines


def test_records_in_are_examples_rejects_and_merged_ones(
    ingest: Callable[..., Output], write_jsonl: Writer
) -> None:
    lines = lines_of_all_kinds(60)
    write_jsonl([*lines, b"", b"  "], "data/a.jsonl")
    path = write_jsonl(lines, "data/b.jsonl").parent
    output = ingest(path)
    splits = {name: output.split(name) for name in ("train", "eval")}
    rejected = output.rejected()
    report = read_report(output.rejects.uri)
    total = 2 * len(lines)
    # Both files have the same texts with the same spans, so each is counted once.
    assert report.merged == sum(map(len, splits.values())) == 120
    assert sum(map(len, splits.values())) + len(rejected) + report.merged == total
    assert report.records == total
    assert {name: len(examples) for name, examples in splits.items()} == report.examples
    assert report.rejects == {"not_json": 120, "span_outside_text": 120, "unknown_label": 120}
    assert report.unknown_labels == {"'SHOP'": 120}
    assert report.trimmed_spans == 60
    profile = DataProfile.from_dict(read_profile(output.rejects.uri) or {})
    assert (profile.texts, len(profile.marks)) == (120, 120)
    assert profile.counts["labels"] == {"PARTY": 120}
    # Each reject points back at its line.
    for reject in rejected:
        original = Path(path, Path(reject["file"]).name).read_bytes().split(b"\n")
        assert original[reject["line"] - 1].decode() == reject["raw"]


def test_examples_carry_the_record(ingest: Callable[..., Output], write_jsonl: Writer) -> None:
    text = "😀 Café Zürich 05/04"
    label = [[15, 20, "DATE"], [3, 14, "PARTY"]]  # in UTF-16 units, and out of order
    others = [{"text": f"OTHER SHOP {chr(65 + i)}", "label": []} for i in range(26)]
    path = write_jsonl([{"id": 7, "text": text, "label": label}, *others])
    output = ingest(path, ["PARTY", "DATE"])
    (example,) = [
        example
        for name in ("train", "eval")
        for example in output.split(name)
        if example["id"] == [b"7"]
    ]
    assert example == {
        "id": [b"7"],
        "text": [text.encode()],
        "source": [f"{path.parent.name}/all.jsonl".encode()],
        "span_start": [2, 14],
        "span_end": [13, 19],
        "span_label": [b"PARTY", b"DATE"],
    }
    assert text[2:13] == "Café Zürich"


def test_equal_texts_are_in_one_split(ingest: Callable[..., Output], write_jsonl: Writer) -> None:
    records = [
        {"text": f"SHOP {chr(65 + i)} 0{digit}/04", "label": []}
        for i in range(26)
        for digit in range(5)
    ]
    output = ingest(write_jsonl(records * 2), eval_fraction=0.3)
    shops = [
        {example["text"][0].split()[1] for example in output.split(name)}
        for name in ("train", "eval")
    ]
    assert all(shops)
    assert not shops[0] & shops[1]


def test_the_artifact_tells_its_splits(ingest: Callable[..., Output], write_jsonl: Writer) -> None:
    output = ingest(write_jsonl(lines_of_all_kinds(30)))
    assert artifact_utils.decode_split_names(output.examples.split_names) == ["train", "eval"]


def test_all_data_spans_are_read(ingest: Callable[..., Output], write_jsonl: Writer) -> None:
    for span, count in ((9, 30), (10, 50)):
        records = [{"text": f"SHOP {chr(65 + i % 26)}{span}", "label": []} for i in range(count)]
        write_jsonl(records, f"span-{span}/all.jsonl")
    folder = write_jsonl([], "none.jsonl").parent
    output = ingest(folder / "span-{SPAN}")
    sources = [e["source"][0].decode() for n in ("train", "eval") for e in output.split(n)]
    assert {source: sources.count(source) for source in sources} == {
        "span-9/all.jsonl": 30,
        "span-10/all.jsonl": 50,
    }


def test_a_run_may_choose_data_spans(ingest: Callable[..., Output], write_jsonl: Writer) -> None:
    for span in (1, 2, 3):
        records = [{"text": f"SHOP {chr(65 + i)}{span}", "label": []} for i in range(26)]
        write_jsonl(records, f"span-{span}/all.jsonl")
    folder = write_jsonl([], "none.jsonl").parent
    output = ingest(folder / "span-{SPAN}", data_spans="3, 1", spans=[2])
    sources = {e["source"][0].decode() for n in ("train", "eval") for e in output.split(n)}
    assert sources == {"span-1/all.jsonl", "span-3/all.jsonl"}
    source = read_source(output.rejects.uri)
    read = find_files(str(folder / "span-{SPAN}"), [1, 3])
    assert source == {
        "data_fingerprint": fingerprint(read),
        "data_files": 2,
        "data_spans": [3, 1],
    }


def test_annotators_are_merged_and_their_agreement_reported(
    ingest: Callable[..., Output], write_jsonl: Writer
) -> None:
    shops = [f"SHOP {chr(65 + i)}" for i in range(26)]
    write_jsonl([{"text": text, "label": [[0, 4, "PARTY"]]} for text in shops], "users/ann.jsonl")
    marked = [
        {"text": text, "label": [[0, 6, "PARTY"] if text == "SHOP C" else [0, 4, "PARTY"]]}
        for text in shops[:13]
    ]
    unseen = [{"text": text, "label": []} for text in shops[13:]]
    path = write_jsonl([*marked, *unseen], "users/bob.jsonl").parent
    output = ingest(path)
    report = read_report(output.rejects.uri)
    assert (report.records, report.examples.total(), report.merged) == (52, 25, 25)
    assert report.rejects == {"disagreement": 2}
    assert report.agreement.texts == {("ann", "bob"): 13}
    assert report.agreement.f1("ann", "bob") == pytest.approx(12 / 13)
    assert [entry.text for entry in report.agreement.disputed] == ["'SHOP C'"]
    assert [json.loads(reject["raw"])["text"] for reject in output.rejected()] == ["SHOP C"] * 2
    assert report.units == {str(path): "utf16: cannot tell, all units agree"}


def test_intents_are_kept(ingest: Callable[..., Output], write_jsonl: Writer) -> None:
    lines = [
        {"text": f"FEE {chr(65 + i)}", "cats": ["fee", "bank"], "entities": [[0, 3, "PARTY"]]}
        for i in range(26)
    ]
    output = ingest(write_jsonl(lines))
    for name in ("train", "eval"):
        for example in output.split(name):
            assert example["intent"] == [b"fee", b"bank"]
            assert example["span_end"] == [3]


def test_offsets_that_are_wrong_everywhere_alike_stop_the_run(
    ingest: Callable[..., Output],
) -> None:
    labels = ["MERCHANT", "CITY", "CARD", "WHEN"]
    with pytest.raises(InputError, match=r"inclusive\.jsonl: 179 of 181 .*with inclusive ends"):
        ingest(ODD / "inclusive.jsonl", labels)
    output = ingest(ODD / "inclusive.jsonl", labels, max_misplaced_fraction=1.0)
    (finding,) = read_report(output.rejects.uri).placement.findings()
    assert "with inclusive ends" in finding.message


def test_members_of_an_archive_are_read_by_several_workers(
    ingest: Callable[..., Output], tmp_path: Path
) -> None:
    path = tmp_path / "export.zip"
    lines = {f"{i}.jsonl": b'{"text": "SHOP %d%c", "label": []}\n' % (i, 65 + i) for i in range(26)}
    path.write_bytes(zipped({**lines, "._0.jsonl": b"junk"}))
    output = ingest(path)
    assert read_report(output.rejects.uri).records == 26
    assert sum(len(output.split(name)) for name in ("train", "eval")) == 26


def test_nothing_to_train_on_is_one_clear_line(
    ingest: Callable[..., Output], write_jsonl: Writer
) -> None:
    with pytest.raises(InputError) as error:
        ingest(write_jsonl([b"not json", b"[]"]))
    message = str(error.value)
    assert "of 2 lines none is left for the train split" in message
    assert "1 not_json" in message
    assert "all.jsonl line 1: " in message
    assert "\n" not in message


def test_to_the_profile_the_data_that_was_read_is_not_new(
    ingest: Callable[..., Output], write_jsonl: Writer
) -> None:
    path = write_jsonl(lines_of_all_kinds(50))
    known = DataProfile.from_dict(read_profile(ingest(path).rejects.uri) or {})
    data = load_settings().data
    more = [{"text": "SHOP NEW", "label": [[0, 4, "PARTY"]]}]
    for extra, count in (([], 0), (more, 1)):
        again = write_jsonl([*lines_of_all_kinds(50), *extra])
        plan = reading.plan_reading(find_files(str(again)), data.offset_unit)
        options = reading.ReadOptions(("PARTY",), data.unlabelled, data.approved_only)
        lines = reading.read_plan(plan, options)
        records = [line for line in lines if isinstance(line, Record)]
        assert find_new_texts(records, known, data.annotators).count == count


def test_groups_stay_together_and_examples_tell_their_slices(
    ingest: Callable[..., Output], write_jsonl: Writer
) -> None:
    lines: list[dict[str, Any]] = [
        {
            "text": f"SHOP {'X' * number}",
            "label": [[0, 4, "PARTY"]],
            "bank": f"b{number % 7}",
            "meta": {"country": "DE" if number % 2 else "US"},
        }
        for number in range(70)
    ]
    path = write_jsonl(lines)
    output = ingest(path, group_by=["bank"], slices='["country", "bank"]')
    names = {
        split: [example["slice"] for example in output.split(split)] for split in ("train", "eval")
    }
    banks = {split: {slices[0] for slices in found} for split, found in names.items()}
    assert banks["train"] | banks["eval"] == {f"bank=b{number}".encode() for number in range(7)}
    assert not banks["train"] & banks["eval"]
    assert {slices[1] for slices in names["train"]} == {b"country=DE", b"country=US"}
    report = read_report(output.rejects.uri)
    assert report.examples == {split: len(found) for split, found in names.items()}
    assert (report.split.groups, report.split.largest_texts) == (7, 10)
