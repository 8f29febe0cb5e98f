from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.errors import DoccanoError
from annotation.export import file_name, read_export
from preprocessing import lines
from tests.annotation.archives import encrypted, zipped

BIG_MEMBER = "x" * (4 << 20)


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(), max_size=2), max_size=6))
def test_lines_end_at_line_feeds_alone(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    archive = tmp_path / "export.zip"
    written = [json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") for row in rows]
    content = b"".join(line + b"\n" for line in written) or b"\n"
    archive.write_bytes(zipped(**{"all.jsonl": content}))
    found = list(read_export(archive))
    assert found[0] == ("all.jsonl", 0, b"")
    assert [raw for _, _, raw in found[1:]] == written


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (zipped(**{"a.jsonl": BIG_MEMBER}), "the export has more than 1 MiB"),
        (zipped(**{"a.jsonl": "x\n" * (1 << 20)}), "the export has more than 1 MiB"),
        (zipped(**{f"{n}.jsonl": "" for n in range(1001)}), "1001 files; 1000 may be"),
        (encrypted(zipped(**{"a.jsonl": "x"})), "the export is damaged: .* password"),
        (zipped(**{"a.jsonl": BIG_MEMBER})[:-30], "the export is damaged"),
        (zipped(**{"a.jsonl": "x" * 999}).replace(b"a.jsonl", b"b.jsonl", 1), "damaged"),
    ],
)
def test_archives_that_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    archive = tmp_path / "export.zip"
    archive.write_bytes(content)
    with pytest.raises(DoccanoError, match=message):
        list(read_export(archive, 1 << 20))


def test_a_member_whose_bytes_changed_is_damaged(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.jsonl", "0" * 500)
    (tmp_path / "a.zip").write_bytes(buffer.getvalue().replace(b"0" * 500, b"1" * 500))
    with pytest.raises(DoccanoError, match="damaged: Bad CRC-32"):
        list(read_export(tmp_path / "a.zip"))


def test_a_long_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 1 << 20)
    (tmp_path / "a.zip").write_bytes(zipped(**{"a.jsonl": "ok\n" + BIG_MEMBER}))
    with pytest.raises(DoccanoError, match=r"a\.jsonl:2: the line is longer than 1 MiB"):
        list(read_export(tmp_path / "a.zip"))


@given(st.lists(st.text(max_size=260), unique=True, max_size=5))
def test_names_of_users_become_different_names_of_files(stems: list[str]) -> None:
    names = [file_name(f"{stem}.jsonl") for stem in stems]
    assert len(set(names)) == len(stems)
    for name in names:
        assert name.endswith(".jsonl")
        assert not name.startswith(".")
        assert not set(name) & set("/\\\0\n")
        assert len(name.encode()) < 255
