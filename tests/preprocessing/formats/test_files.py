from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.annotation_files import find_files
from preprocessing.formats.files import convert
from preprocessing.formats.recognition import Kind
from preprocessing.formats.texts import FormatError
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record
from preprocessing.spans import OffsetUnit

DATA = Path(__file__).parents[2] / "data"
TOOLS, ODD = DATA / "other_tools", DATA / "odd_inputs"

MARKED = [
    [("0412", "DATE"), ("CORNER BAKERY", "PARTY"), ("PORTLAND OR", "LOCATION")],
    [("ÜBERWEISUNG", "CHANNEL"), ("CAFÉ GRÜN", "PARTY"), ("03.04.", "DATE")],
    [],
]
"""What is marked in the three texts of each file of `other_tools`."""

NAMES = ["O"] + [
    f"{kind}-{label}" for label in ("CHANNEL", "DATE", "LOCATION", "PARTY") for kind in "BI"
]


def read_back(lines: list[str], folder: Path) -> list[list[tuple[str, str]]]:
    """What the project reads of converted lines: words and labels of each text."""
    path = folder / "converted.jsonl"
    path.write_text("".join(line + "\n" for line in lines))
    plan = plan_reading(find_files(str(path)), OffsetUnit.CODEPOINT)
    records = list(read_plan(plan, ReadOptions(None)))
    return [
        [(record.text[span.start : span.end], span.label) for span in record.spans]
        for record in records
        if isinstance(record, Record)
    ]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.LABEL_STUDIO, "label_studio.json"),
        (Kind.LABEL_STUDIO, "label_studio_min.json"),
        (Kind.SPACY, "spacy_train_data.json"),
        (Kind.SPACY, "spacy_train_data.jsonl"),
        (Kind.SPACY, "spacy_docs.jsonl"),
        (Kind.HUGGING_FACE, "hf_class_labels.jsonl"),
        (Kind.HUGGING_FACE, "hf_strings.jsonl"),
        (Kind.HUGGING_FACE, "hf_array.json"),
        (Kind.CONLL, "label_studio.conll"),
        (Kind.CONLL, "spacy_biluo.conll"),
    ],
)
def test_what_other_tools_wrote_comes_out_as_it_was_marked(
    kind: Kind, name: str, tmp_path: Path
) -> None:
    converted = convert([TOOLS / name], kind, tags=NAMES)
    expected = MARKED
    if kind in (Kind.CONLL, Kind.HUGGING_FACE):
        # Words are joined by spaces, and these tools cut a word at its full stop.
        expected = [MARKED[0], [*MARKED[1][:2], ("03.04 .", "DATE")], []]
    assert read_back(converted.lines, tmp_path) == expected
    assert converted.labels == {"DATE": 2, "PARTY": 2, "LOCATION": 1, "CHANNEL": 1}
    assert not converted.skipped


@pytest.mark.parametrize("name", ["array.jsonl", "array_pretty.jsonl", "five.jsonl"])
def test_arrays_of_records_become_lines(name: str, tmp_path: Path) -> None:
    lines = convert([ODD / name], Kind.JSON).lines
    assert [json.loads(line) for line in lines] == [
        json.loads(line) for line in (ODD / "five.jsonl").read_text().splitlines()
    ]


def test_what_was_not_accepted_is_left_out_and_counted() -> None:
    converted = convert([ODD / "a05_prodigy.jsonl"], Kind.PRODIGY)
    assert len(converted.lines) == 1
    assert converted.skipped == {"the answer was 'reject'": 1}


texts = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1
).filter(lambda text: not text.isspace())


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [(start, end, draw(st.sampled_from("XY"))) for start, end in pairs]


@given(st.lists(marked_texts(), min_size=1, max_size=4), st.sampled_from([None, 1]))
def test_spans_are_kept_whatever_the_text(
    tmp_path: Path, records: list[tuple[str, list[tuple[int, int, str]]]], indent: int | None
) -> None:
    """In the shapes of tools that keep texts as they are; Prodigy's are written by hand."""
    shapes = {
        Kind.SPACY: [[text, {"entities": spans}] for text, spans in records],
        Kind.PRODIGY: [
            {
                "text": text,
                "_input_hash": 1,
                "spans": [{"start": s, "end": e, "label": label} for s, e, label in spans],
            }
            for text, spans in records
        ],
        Kind.LABEL_STUDIO: [
            {
                "data": {"text": text},
                "annotations": [
                    {"result": [{"type": "labels", "value": region(text, *span)} for span in spans]}
                ],
            }
            for text, spans in records
        ],
    }
    for kind, values in shapes.items():
        path = tmp_path / "any.json"
        path.write_text(json.dumps(values, indent=indent))
        lines = [json.loads(line) for line in convert([path], kind).lines]
        assert [line["text"] for line in lines] == [text for text, _ in records]
        assert [line["label"] for line in lines] == [
            [list(span) for span in spans] for _, spans in records
        ]


def region(text: str, start: int, end: int, label: str) -> dict[str, object]:
    return {"start": start, "end": end, "text": text[start:end], "labels": [label]}


def test_label_studios_units_are_told_by_the_words(tmp_path: Path) -> None:
    value = {"start": 3, "end": 7, "text": "CAFE", "labels": ["PARTY"]}  # UTF-16
    task = {"data": {"text": "🍕 CAFE"}, "annotations": [{"result": [{"value": value}]}]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps([task]))
    (line,) = convert([path], Kind.LABEL_STUDIO).lines
    assert json.loads(line)["label"] == [[2, 6, "PARTY"]]
    value["start"] = 1
    path.write_text(json.dumps([task]))
    with pytest.raises(FormatError, match=r"a\.json:1: the spans do not cover the words"):
        convert([path], Kind.LABEL_STUDIO)


def test_each_annotator_and_what_nobody_annotated(tmp_path: Path) -> None:
    done = {"result": []}
    tasks = [
        {"data": {"text": "A"}, "annotations": [done, {**done, "was_cancelled": True}, done]},
        {"data": {"text": "B"}, "annotations": []},
    ]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(tasks))
    converted = convert([path], Kind.LABEL_STUDIO)
    assert len(converted.lines) == 2
    assert converted.skipped == {"nobody annotated it": 1, "the annotation was skipped": 1}


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        (Kind.JSON, '[{"text": "a", "label": []},\n 7]', r":2: 7 is not a JSON object"),
        (Kind.JSON, '[{"text": "a", "label": []},\n{"text": "a"}]', r":2: no `label`"),
        (Kind.JSON, "[]", r": there is nothing in it"),
        (Kind.SPACY, '["a", {"entities": [[0, 2, "X"]]}]', r":1: span \[0, 2, 'X'\] is no part"),
        (Kind.SPACY, '["a", {"entities": [[0, "X"]]}]', r":1: \[0, 'X'\] is not a start"),
        (Kind.SPACY, "{}", r":1: `text` is None, not a string"),
        (Kind.PRODIGY, '{"text": "a", "spans": [7]}', r":1: 7 is no span"),
        (Kind.PRODIGY, '\n{"text": 7}', r":2: `text` is 7"),
        (Kind.HUGGING_FACE, '{"tokens": ["a"], "tags": [0, 1]}', r":1: 1 tokens and 2 `tags`"),
        (Kind.HUGGING_FACE, '{"tokens": ["a"], "tags": [1]}', r":1: the tag 1 is none of the 1"),
        (Kind.HUGGING_FACE, '{"tokens": ["a"], "tags": ["X"]}', r":1: the tag 'X' is neither"),
        (Kind.HUGGING_FACE, '{"tokens": [7], "tags": ["O"]}', r":1: the token 7 is not"),
        (Kind.LABEL_STUDIO, '{"data": {}, "annotations": [{}]}', r":1: an annotation without"),
        (Kind.LABEL_STUDIO, '{"data": {}, "annotations": [{"result": []}]}', r":1: cannot tell"),
        (Kind.LABEL_STUDIO, '{"text": "a"}', r":1: no task of Label Studio"),
        (Kind.LABEL_STUDIO, "[7]", r":1: 7 is no task"),
        (Kind.CONLL, "a O\nb", r":2: 'b' has one column"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, kind: Kind, content: str, message: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(FormatError, match=r"a\.json" + message):
        convert([path], kind, tags=["O"])


def test_numbers_need_their_names() -> None:
    with pytest.raises(FormatError, match=r"hf_class_labels\.jsonl:1: `ner_tags` are numbers; "):
        convert([TOOLS / "hf_class_labels.jsonl"], Kind.HUGGING_FACE)


def test_another_tools_file_is_named() -> None:
    with pytest.raises(FormatError, match=r"this is Label Studio's JSON; convert it: txner conv"):
        convert([TOOLS / "label_studio.json"], Kind.JSON)


@pytest.mark.parametrize(
    ("content", "message"),
    [("a\tO\n".encode("utf-16"), ":1: UTF-16; save"), (b"a\tO\n\xff\tO\n", ":2: not UTF-8; save")],
)
def test_what_is_no_utf8_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.conll").write_bytes(content)
    with pytest.raises(FormatError, match=r"a\.conll" + message):
        convert([tmp_path / "a.conll"], Kind.CONLL)


def test_words_of_corpora_may_hold_line_separators(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_bytes("😀\tO\r\nBaker\tB-LOC\r\nStreet\tI-LOC\r\n".encode())
    (tmp_path / "b.conll").write_text("x\u2028y\tO\n", "utf-8")
    converted = convert([tmp_path / "a.conll", tmp_path / "b.conll"], Kind.CONLL)
    assert read_back(converted.lines, tmp_path) == [[("Baker Street", "LOC")], []]
