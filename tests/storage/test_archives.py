from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from benchmarks.fuzzing.archives import METHODS, damaged_archives, zipped
from storage.archives import ArchiveError, open_archive

MEMBERS = {"all.jsonl": b'{"text": "a"}\n' * 50, "sub/ann.jsonl": b"\n", "notes.txt": b"x"}


def contents(archive: bytes) -> dict[str, bytes]:
    with open_archive(io.BytesIO(archive)) as opened:
        members = {}
        for name in opened.names:
            with opened.open(name) as stream:
                members[name] = stream.read()
        return members


@pytest.mark.parametrize("method", METHODS)
def test_members_are_read_whatever_packed_them(method: int) -> None:
    assert contents(zipped(MEMBERS, method)) == MEMBERS


@pytest.mark.parametrize(
    "name", ["__MACOSX/._all.jsonl", "__MACOSX/x", "._all.jsonl", "sub/._all.jsonl", "folder/"]
)
def test_what_nobody_put_there_is_no_member(name: str) -> None:
    archive = zipped({name: b"", "all.jsonl": b"x"})
    assert contents(archive) == {"all.jsonl": b"x"}
    with open_archive(io.BytesIO(archive), as_packed=True) as opened:
        assert (name in opened.names) == (name != "folder/")


@pytest.mark.parametrize("name", [".eve.jsonl", ".team/ann.jsonl"])
def test_what_members_of_a_project_are_called_hides_nothing(name: str) -> None:
    assert contents(zipped({name: b"x"})) == {name: b"x"}


@pytest.mark.parametrize("name", ["../all.jsonl", "/etc/all.jsonl", "a\n[b].jsonl", "ä 😀.jsonl"])
def test_any_name_can_be_read_because_nothing_is_unpacked(name: str) -> None:
    assert contents(zipped({name: b"x"})) == {name: b"x"}


def test_a_member_without_a_name_is_damage() -> None:
    """It may have been annotations."""
    archive = bytearray(zipped({"x": b"x", "all.jsonl": b"y"}))
    for signature, at in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        start = archive.index(signature) + at
        # Lengths of the name and of what follows it: the name becomes a part of that.
        archive[start : start + 4] = b"\0\0\1\0"
    with pytest.raises(ArchiveError, match="a member has no name"):
        contents(bytes(archive))


@pytest.mark.parametrize("name", [".", "./.", "..", ".//"])
def test_names_that_are_no_paths_of_files_end_in_no_traceback(name: str) -> None:
    members = {name: b"", "all.jsonl": b"x"}
    assert contents(zipped(members))["all.jsonl"] == b"x"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    buffer = io.BytesIO(zipped({"all.jsonl": b"first"}))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("all.jsonl", b"second")
    with pytest.raises(ArchiveError, match=r"2 members are named 'all\.jsonl'"):
        contents(buffer.getvalue())


@pytest.mark.parametrize("method", METHODS)
def test_a_line_longer_than_what_a_stream_reads_at_once_is_one(method: int) -> None:
    archive = zipped({"a": b"x" * (3 << 20) + b"\nrest"}, method)
    with open_archive(io.BytesIO(archive)) as opened, opened.open("a") as stream:
        assert len(stream.readline(1 << 20)) == 1 << 20
        assert len(stream.readline()) == (2 << 20) + 1
        assert stream.readline() == b"rest"


def test_damage_is_one_kind_of_error() -> None:
    read, messages = 0, []
    for _, archive in damaged_archives(MEMBERS, 1000):
        try:
            contents(archive)
            read += 1
        except ArchiveError as error:
            messages.append(str(error))
    assert all(messages)
    assert read > 100
    assert len(messages) > 100


def test_a_truncated_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(MEMBERS)[:-10])
    with pytest.raises(ArchiveError, match="not a zip file"):
        contents(path.read_bytes())
