from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import whole


@settings(max_examples=20)  # each waits for the disk
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_file_has_the_new_content_and_nothing_is_left_beside_it(
    tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes
) -> None:
    folder = tmp_path_factory.mktemp("whole")
    path = folder / "file"
    whole.write(path, old)
    whole.write(path, new)
    assert path.read_bytes() == new
    assert list(folder.iterdir()) == [path]


def test_a_file_may_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "file"
    whole.write(path, b"first", replace=False)
    with pytest.raises(FileExistsError):
        whole.write(path, b"second", replace=False)
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_of_many_who_may_not_replace_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "file"
    written: list[bytes] = []

    def write(content: bytes) -> None:
        try:
            whole.write(path, content, replace=False)
        except FileExistsError:
            return
        written.append(content)

    threads = [threading.Thread(target=write, args=(bytes([n]),)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert written == [path.read_bytes()]
    assert list(tmp_path.iterdir()) == [path]


def test_readers_see_the_old_content_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    contents = {bytes([n]) * 100_000 for n in range(20)}
    whole.write(path, min(contents))
    done = threading.Event()

    def write() -> None:
        for content in contents:
            whole.write(path, content)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        assert path.read_bytes() in contents
    writer.join()


def test_what_cannot_be_written_leaves_the_old_content(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    program = (
        "import resource, signal, sys; from pathlib import Path; from storage import whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    whole.write(Path(sys.argv[1]), bytes(5000))\n"
        "except OSError as error:\n"
        "    sys.exit(error.errno)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert done.returncode == errno.EFBIG
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_fault_names_the_file_and_not_the_temporary_one(tmp_path: Path) -> None:
    path = tmp_path / "none" / "file"
    with pytest.raises(FileNotFoundError) as raised:
        whole.write(path, b"")
    assert raised.value.filename == str(path)


def test_others_may_read_the_file_as_if_it_were_written_directly(tmp_path: Path) -> None:
    (tmp_path / "direct").write_bytes(b"")
    whole.write(tmp_path / "whole", b"")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_a_name_of_the_greatest_length(tmp_path: Path) -> None:
    path = tmp_path / ("n" * os.pathconf(tmp_path, "PC_NAME_MAX"))
    whole.write(path, b"x")
    assert path.read_bytes() == b"x"


def test_a_created_file_was_not_there(tmp_path: Path) -> None:
    with whole.created(tmp_path / "file") as stream:
        stream.write(b"x")
    assert (tmp_path / "file").read_bytes() == b"x"
    with pytest.raises(FileExistsError), whole.created(tmp_path / "file"):
        pass
