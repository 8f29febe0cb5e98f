from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fuzzing.archives import zipped
from preprocessing.annotation_files import InputError, find_files
from preprocessing.formats.recognition import HEAD_BYTES, Kind, recognise
from preprocessing.reading import plan_reading

DATA = Path(__file__).parents[2] / "data"
TOOLS, ODD = DATA / "other_tools", DATA / "odd_inputs"

FILES = [
    (TOOLS / "label_studio.json", Kind.LABEL_STUDIO),
    (TOOLS / "label_studio_min.json", Kind.LABEL_STUDIO),
    (TOOLS / "spacy_train_data.json", Kind.SPACY),
    (TOOLS / "spacy_train_data.jsonl", Kind.SPACY),
    (TOOLS / "spacy_docs.jsonl", Kind.SPACY),
    (TOOLS / "hf_class_labels.jsonl", Kind.HUGGING_FACE),
    (TOOLS / "hf_strings.jsonl", Kind.HUGGING_FACE),
    (TOOLS / "hf_array.json", Kind.HUGGING_FACE),
    (TOOLS / "label_studio.conll", Kind.CONLL),
    (TOOLS / "spacy_biluo.conll", Kind.CONLL),
    (ODD / "a04_label_studio_min.jsonl", Kind.LABEL_STUDIO),
    (ODD / "a04b_label_studio_full.jsonl", Kind.LABEL_STUDIO),
    (ODD / "a05_prodigy.jsonl", Kind.PRODIGY),
    (ODD / "a05b_spacy_tuple.jsonl", Kind.SPACY),
    (ODD / "a13_array.jsonl", Kind.JSON),
    (ODD / "a13b_pretty.jsonl", Kind.JSON),
    (ODD / "array.jsonl", Kind.JSON),
    (ODD / "array_pretty.jsonl", Kind.JSON),
]


@pytest.mark.parametrize(("path", "kind"), FILES, ids=lambda value: getattr(value, "name", value))
def test_other_tools_are_told_and_refused_with_the_command(
    path: Path, kind: Kind, tmp_path: Path
) -> None:
    content = path.read_bytes()
    assert recognise(content) is kind
    assert recognise(b"\xef\xbb\xbf\r\n" + content) is kind
    copy = tmp_path / "all.jsonl"
    copy.write_bytes(content)
    command = f"convert it: txner convert {kind} {copy} --to annotations.jsonl"
    with pytest.raises(InputError) as error:
        plan_reading(find_files(str(copy)), "auto")
    assert str(error.value).startswith(f"{copy}: this is ")
    assert str(error.value).endswith(command)
    archive = tmp_path / "export.zip"
    archive.write_bytes(zipped({"all.jsonl": content}))
    with pytest.raises(InputError, match=rf"export\.zip: all\.jsonl: this is .* convert {kind} "):
        plan_reading(find_files(str(archive)), "auto")


def test_arrays_are_told_by_their_beginning() -> None:
    record = {"text": "A" * 500, "label": [[0, 1, "X"]]}
    task = {"data": {"text": "A" * 500}, "annotations": []}
    for value, kind in ((record, Kind.JSON), (task, Kind.LABEL_STUDIO)):
        for indent in (None, 2):
            head = json.dumps([value] * 500, indent=indent).encode()[:HEAD_BYTES]
            assert recognise(head) is kind


def test_doccanos_own_are_none_of_others() -> None:
    for sample in json.loads((DATA / "doccano_samples.json").read_text()):
        for content in sample["files"].values():
            expected = Kind.JSON if content.startswith("[") else None
            assert recognise(content.encode("utf-8", "surrogatepass")) is expected
    for path in (*ODD.glob("a01*"), ODD / "five.jsonl", ODD / "a14_null_label.jsonl"):
        assert recognise(path.read_bytes()) is None


@pytest.mark.parametrize(
    "metadata",
    [{"spans": []}, {"annotations": [1]}, {"tokens": ["a"]}, {"ents": []}, {"answer": "reject"}],
)
def test_metadata_does_not_deceive(metadata: dict[str, object]) -> None:
    line = {"text": "BLUE BOTTLE", "label": [[0, 11, "PARTY"]], **metadata}
    assert recognise(json.dumps(line).encode()) is None


@given(st.binary(max_size=60) | st.text(alphabet='[{"a:,1}]\n \t', max_size=40).map(str.encode))
def test_anything_may_come(head: bytes) -> None:
    recognise(head)
    recognise(b"[" + head)


@pytest.mark.parametrize("head", [b"", b"\n", b"CHECKCARD 0412", b"[" * 60_000, b"{" * 60_000])
def test_what_is_not_known_is_none_or_json(head: bytes) -> None:
    assert recognise(head) in (None, Kind.JSON)
