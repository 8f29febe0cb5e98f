from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.fuzzing.archives import METHODS, damaged_archives, zipped
from preprocessing import annotation_files
from preprocessing.annotation_files import (
    AnnotationFile,
    InputError,
    find_files,
    fingerprint,
    plan_chunks,
    read_lines,
)
from preprocessing.reading import ReadOptions, plan_reading, read_plan

GOOD = {"id": 1, "text": "BLUE BOTTLE 05/04", "label": [[0, 11, "PARTY"], [12, 17, "DATE"]]}

Writer = Callable[..., Path]


def read(path: Path) -> list[tuple[str, int]]:
    """Source and number of each line."""
    return [
        (chunk.source, number)
        for chunk in plan_chunks(find_files(str(path)))
        for number, _ in read_lines(chunk)
    ]


def test_an_export_archive_is_read_member_by_member(tmp_path: Path) -> None:
    line = json.dumps(GOOD).encode() + b"\n"
    path = tmp_path / "export.zip"
    path.write_bytes(
        zipped(
            {
                "bob.jsonl": b"\n",
                "alice.jsonl": line * 2,
                "__MACOSX/._alice.jsonl": b"junk",
                "._alice.jsonl": b"junk",
            }
        )
    )
    assert read(path) == [
        (f"{tmp_path.name}/export.zip/alice.jsonl", 1),
        (f"{tmp_path.name}/export.zip/alice.jsonl", 2),
    ]


def test_damaged_archives_are_named(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(b"PK nonsense")
    with pytest.raises(InputError, match=r"export\.zip: not a zip archive"):
        read(path)
    whole = zipped({"alice.jsonl": json.dumps(GOOD).encode() * 100})
    broken = bytearray(whole)
    broken[60:70] = b"\x00" * 10
    path.write_bytes(bytes(broken))
    with pytest.raises(InputError, match=r"export\.zip: cannot read alice\.jsonl"):
        read(path)
    path.write_bytes(zipped({}))
    with pytest.raises(InputError, match=r"holds no \.jsonl file"):
        read(path)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("length", [100, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_a_line_of_an_archive_is_one_line_however_long(
    tmp_path: Path, method: int, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tail of a line that is too long must not become a record.
    monkeypatch.setattr("preprocessing.lines.MAX_LINE_BYTES", 1 << 20)
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({"all.jsonl": b"x" * length + b"{}\n{}\n"}, method))
    lines = [line for chunk in plan_chunks(find_files(str(path))) for line in read_lines(chunk)]
    assert [number for number, _ in lines] == [1, 2]
    assert lines[1] == (2, b"{}")


@pytest.mark.parametrize(
    "name",
    ["pipe.jsonl", "pipe.zip", "loop.jsonl", "x" * 300 + ".jsonl", "all.jsonl/x.jsonl", "{SPAN}"],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    for pipe in ("pipe.jsonl", "pipe.zip"):
        os.mkfifo(tmp_path / pipe)
    (tmp_path / "loop.jsonl").symlink_to("loop.jsonl")
    (tmp_path / "all.jsonl").touch()
    with pytest.raises(InputError, match=re.escape(name)):
        read(tmp_path / name)


@pytest.mark.parametrize("path", ["nowhere://bucket/all.jsonl", "file:///nowhere/all.jsonl", ""])
def test_annotations_that_are_nowhere_are_named(path: str) -> None:
    with pytest.raises(InputError, match=re.escape(path) or "is empty"):
        find_files(path)


def test_a_disk_that_fails_while_it_is_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.jsonl"
    path.write_bytes(b"{}\n")
    chunks = list(plan_chunks(find_files(str(path))))

    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("preprocessing.annotation_files.lines.read_lines", fail)
    with pytest.raises(InputError, match=r"all\.jsonl: cannot be read: Input/output error"):
        list(read_lines(chunks[0]))


def test_damaged_archives_are_input_errors(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    line = json.dumps(GOOD).encode() + b"\n"
    messages = []
    for what, content in damaged_archives({"ann.jsonl": line * 9, "bob.jsonl": line}, 300):
        path.write_bytes(content)
        try:
            count = len(read(path))
        except InputError as error:
            messages.append(str(error))
        else:
            # One more where a member was added, and that one alone where nothing else was left.
            assert count in (10, 11) or "add_member" in what, what
    assert len(messages) > 100
    assert all(message.startswith(f"{path}: ") for message in messages)


def test_an_archive_is_opened_once_for_all_its_members(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({f"{number}.jsonl": b"{}\n" for number in range(300)}))
    opened: list[str] = []
    original = annotation_files._open_archive

    def counting(path: str, **options: bool) -> Any:
        opened.append(path)
        return original(path, **options)

    monkeypatch.setattr(annotation_files, "_open_archive", counting)
    plan = plan_reading(find_files(str(path)), "auto")
    assert len(list(read_plan(plan, ReadOptions(None)))) == 300
    assert len(opened) == 4  # the list, the beginnings, the units, the lines
    pieces = plan.pieces()
    assert [chunk for piece in pieces for chunk in piece] == list(plan.chunks)
    assert len(pieces) <= 64


def test_files_folders_globs_and_spans_are_found(tmp_path: Path, write_jsonl: Writer) -> None:
    for name in ("span-9/all.jsonl", "span-10/all.jsonl", "span-x/all.jsonl", "span-2/b.jsonl"):
        write_jsonl([GOOD], name)
    (tmp_path / "span-2" / "notes.txt").write_text("not annotations")
    (tmp_path / "span-2" / ".hidden.jsonl").write_text("not annotations")

    def found(path: str, spans: Any = "all") -> list[str]:
        files = find_files(f"{tmp_path}/{path}", spans)
        return [str(Path(file.path).relative_to(tmp_path)) for file in files]

    assert found("span-9/all.jsonl") == ["span-9/all.jsonl"]
    assert found("span-2") == ["span-2/b.jsonl"]
    assert found("span-*/all.jsonl") == [
        "span-10/all.jsonl",
        "span-9/all.jsonl",
        "span-x/all.jsonl",
    ]
    numbered = ["span-2/b.jsonl", "span-9/all.jsonl", "span-10/all.jsonl"]
    assert found("span-{SPAN}") == numbered
    assert found("span-{SPAN}/*.jsonl") == numbered
    assert found("span-{SPAN}/all.jsonl") == numbered[1:]
    spans = [file.data_span for file in find_files(f"{tmp_path}/span-{{SPAN}}")]
    assert spans == [2, 9, 10]
    assert found("span-{SPAN}", [10, 2]) == ["span-2/b.jsonl", "span-10/all.jsonl"]
    with pytest.raises(InputError, match=r"no data span 3; there are \[2, 9, 10\]"):
        found("span-{SPAN}", [3])


def test_a_name_with_brackets_is_a_name(tmp_path: Path, write_jsonl: Writer) -> None:
    path = write_jsonl([GOOD], "all[1].jsonl")
    assert find_files(str(path)) == [AnnotationFile(str(path))]


ODD_NAMES = ["a[1]", "a[!x]", "what?", "star*", "100%41", "a b", "Umsätze 😀", "a{1}", "a#b", "-x"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_with_signs_of_patterns_are_names(
    tmp_path: Path, write_jsonl: Writer, name: str
) -> None:
    for number in (1, 2):
        write_jsonl([GOOD], f"{name}/{name}-{number}/{name}.jsonl")
    write_jsonl([GOOD], "other/all.jsonl")
    folder = f"{tmp_path}/{name}"
    expected = [f"{folder}/{name}-{number}/{name}.jsonl" for number in (1, 2)]
    for pattern in (
        f"{name}-{{SPAN}}",
        f"{name}-{{SPAN}}/*.jsonl",
        f"{name}-{{SPAN}}/*",
        "*-{SPAN}",
    ):
        found = find_files(f"{folder}/{pattern}")
        assert [(file.path, file.data_span) for file in found] == list(
            zip(expected, (1, 2), strict=True)
        )
    assert [file.path for file in find_files(f"{folder}/*/*.jsonl")] == expected
    assert [file.path for file in find_files(f"{folder}/{name}-1")] == expected[:1]
    assert [file.path for file in find_files(expected[0])] == expected[:1]
    assert read(Path(expected[0])) == [(f"{name}-1/{name}.jsonl", 1)]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.jsonl", "no file matches"),
        ("*.jsonl", "no file matches"),
        ("span-{SPAN}/*.json", "no file matches"),
        ("{SPAN}/{SPAN}", "only once"),
        ("empty", "has no .jsonl or .zip file"),
        ("parent", "span-{SPAN}"),
        ("notes.txt", "must be .jsonl files or a .zip"),
    ],
)
def test_what_is_not_there_is_named(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "parent" / "span-1").mkdir(parents=True)
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(InputError) as error:
        find_files(f"{tmp_path}/{path}")
    assert message in str(error.value)
    assert path.split("/")[0] in str(error.value)


def test_the_fingerprint_follows_the_content_alone(write_jsonl: Writer, tmp_path: Path) -> None:
    path = write_jsonl([GOOD], "span-1/all.jsonl")
    before = fingerprint([AnnotationFile(str(path))])
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"BLUE", b"BLUA"))
    # Same size and time: what TFX's own fingerprint looks at.
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert fingerprint([AnnotationFile(str(path))]) != before
    elsewhere = write_jsonl([GOOD], "moved/span-1/all.jsonl")
    assert fingerprint([AnnotationFile(str(elsewhere))]) == before
    (path.parent / "pull.json").write_text("{}")
    assert fingerprint([AnnotationFile(str(path))]) != before


def test_chunks_know_what_was_exported_together(tmp_path: Path, write_jsonl: Writer) -> None:
    plain = write_jsonl([GOOD], "span-1/ann.jsonl")
    archive = tmp_path / "export.zip"
    archive.write_bytes(zipped({"ann.jsonl": b"{}", "sub/bob.jsonl": b"{}"}))
    chunks = list(plan_chunks([AnnotationFile(str(plain)), AnnotationFile(str(archive))]))
    assert [(chunk.export, chunk.annotator) for chunk in chunks] == [
        (str(plain.parent), "ann"),
        (str(archive), "ann"),
        (str(archive), "bob"),
    ]
