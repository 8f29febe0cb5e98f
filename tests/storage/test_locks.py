from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storage import locks

HOLD = (
    "import sys; from pathlib import Path; from storage import locks\n"
    "with locks.exclusive(Path(sys.argv[1]), wait=False):\n"
    "    print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture(params=["file", "folder", "new file"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "lock"
    if request.param == "file":
        path.touch()
    elif request.param == "folder":
        path.mkdir()
    return path


def hold(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_one_process_at_a_time_has_the_lock(path: Path) -> None:
    assert not locks.is_locked(path)
    with hold(path) as process:
        assert locks.is_locked(path)
        with (
            pytest.raises(locks.LockedError, match="another process") as raised,
            locks.exclusive(path, wait=False),
        ):
            pass
        assert raised.value.filename == str(path)
        process.communicate("")
    assert not locks.is_locked(path)
    with locks.exclusive(path, wait=False) as locked:
        assert locked
        assert locks.is_locked(path)


def test_the_lock_ends_with_its_process(path: Path) -> None:
    with hold(path) as process:
        process.kill()
    with locks.exclusive(path, wait=False) as locked:
        assert locked


def test_who_waits_gets_the_lock(path: Path) -> None:
    order: list[str] = []
    started = threading.Event()

    def wait() -> None:
        started.set()
        with locks.exclusive(path, wait=True):
            order.append("second")

    with locks.exclusive(path, wait=False):
        thread = threading.Thread(target=wait)
        thread.start()
        started.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_those_who_ask_do_not_take_each_other_for_a_holder(path: Path) -> None:
    with locks.exclusive(path, wait=True):
        pass
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)  # as is_locked has for a moment
        assert not locks.is_locked(path)
    finally:
        os.close(descriptor)


def test_a_file_system_without_locks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OSError, match="Bad file"), locks.exclusive(path, wait=True):
        pass
    with locks.exclusive(path, wait=True, required=False) as locked:
        assert not locked


def test_what_is_in_a_locked_file_stays(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("notes")
    with locks.exclusive(tmp_path / "lock", wait=True):
        pass
    assert (tmp_path / "lock").read_text() == "notes"
