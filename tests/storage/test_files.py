from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import files

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture(params=["local", "remote"], scope="module")
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder, as a path and as a URL that TensorFlow opens, as it does those of buckets."""
    folder = str(tmp_path_factory.mktemp("files"))
    return folder if request.param == "local" else f"file://{folder}"


@settings(max_examples=20)  # each waits for the disk
@given(values=st.dictionaries(st.text(max_size=3), JSON, max_size=3))
def test_json_is_read_as_it_was_written(root: str, values: dict[str, object]) -> None:
    path = files.join(root, "new", "below", "values.json")
    files.write_json(path, values, indent=2)
    assert files.read_json(path) == values
    files.write_json(path, {})
    assert files.read_json(path) == {}


@pytest.mark.parametrize("text", ["", "José 😀\n", "\r\n"])
def test_text_is_utf8_and_replaces_what_was_there(root: str, text: str) -> None:
    path = files.join(root, "text")
    files.write_text(path, "a longer text than the next one")
    files.write_text(path, text)
    with files.open_binary(path) as stream:
        assert stream.read() == text.encode()
    assert files.size(path) == len(text.encode())


def test_a_file_written_in_pieces(root: str) -> None:
    path = files.join(root, "made", "pieces")
    for _ in range(2):
        with files.create(path) as stream:
            for piece in (b"one", b"", b"two"):
                stream.write(piece)
        with files.open_binary(path) as stream:
            assert stream.read() == b"onetwo"


def test_a_folder_may_be_there_already(root: str) -> None:
    path = files.join(root, "a", "b")
    files.make_folder(path)
    files.make_folder(path)
    assert files.is_folder(path)
    assert files.list_folder(files.join(root, "a")) == ["b"]


def test_no_file_is_no_object(root: str) -> None:
    assert files.read_json(files.join(root, "none.json")) is None


CALLS = [
    files.exists,
    files.list_folder,
    files.make_folder,
    files.size,
    lambda path: files.glob(f"{path}*"),
    lambda path: files.open_binary(path).read(),
    lambda path: files.write_text(path, "x"),
]


@pytest.mark.parametrize("call", CALLS)
def test_what_tensorflow_has_against_a_path_is_an_os_error(call: Callable[[str], object]) -> None:
    """As for files on a disk, so that nobody needs to know of both kinds."""
    with pytest.raises(OSError, match="nowhere") as error:
        call("nowhere://bucket/file")
    assert error.value.errno in (errno.EPROTONOSUPPORT, errno.ENOENT)
    assert "\n" not in (error.value.strerror or "")


def test_a_missing_file_is_missing_everywhere(root: str) -> None:
    path = files.join(root, "none", "x")
    assert not files.exists(path)
    with pytest.raises(FileNotFoundError):
        files.open_binary(path).read()
    with pytest.raises(FileNotFoundError):
        files.size(path)


@settings(max_examples=30)
@given(content=st.binary(max_size=300), start=st.integers(0, 400), size=st.integers(0, 100))
def test_a_file_is_read_from_any_place(root: str, content: bytes, start: int, size: int) -> None:
    path, start = files.join(root, "bytes"), min(start, len(content))
    files.write_bytes(path, content)
    with files.open_binary(path) as stream:
        assert stream.seek(start) == stream.tell() == start
        assert stream.read(size) == content[start : start + size]
        assert stream.readline() == io.BytesIO(content[start + size :]).readline()
        assert stream.seek(0, io.SEEK_END) == len(content)
        assert stream.read() == b""


@pytest.mark.parametrize("name", ["x" * 300, "x\0y", "", "loop", "file/below"])
def test_a_name_that_no_file_can_have_is_of_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    path = f"{tmp_path}/{name}" if name else ""
    assert not files.exists(path)
    assert not files.is_folder(path)
    assert not files.is_local_file(path)


def test_an_unknown_user_has_no_home() -> None:
    assert files.absolute("~no-such-user/x") == f"{Path.cwd()}/~no-such-user/x"


def test_a_bare_name_is_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files.write_json("values.json", {"a": 1})
    assert json.loads((tmp_path / "values.json").read_text()) == {"a": 1}


def test_local_files_cost_no_start_of_tensorflow(tmp_path: Path) -> None:
    program = (
        "import sys; from storage import files; files.write_text(sys.argv[1], 'x')\n"
        "assert 'tensorflow' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "x")], check=True)


def test_tensorflow_reads_what_is_written(tmp_path: Path) -> None:
    files.write_text(str(tmp_path / "x"), "text")
    assert tf.io.gfile.GFile(str(tmp_path / "x")).read() == "text"


def test_patterns_are_expanded_in_their_order(tmp_path: Path) -> None:
    for name in ("b2", "b1", "a1"):
        (tmp_path / name).touch()
    patterns = [f"{tmp_path}/b*", f"{tmp_path}/none*", f"{tmp_path}/a?"]
    assert files.expand(patterns) == [str(tmp_path / name) for name in ("b1", "b2", "a1")]
