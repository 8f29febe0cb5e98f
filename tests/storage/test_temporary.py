from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from storage.temporary import own_temporary_folder


@pytest.mark.parametrize("variable", ["set", None])
def test_what_is_left_behind_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None
) -> None:
    if variable is None:
        monkeypatch.delenv("TMPDIR", raising=False)
    else:
        monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = os.environ.get("TMPDIR")
    with pytest.raises(ZeroDivisionError):
        leave_things_behind(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert (os.environ.get("TMPDIR"), tempfile.gettempdir()) == (before, str(tmp_path))


def leave_things_behind(above: Path) -> None:
    with own_temporary_folder() as folder:
        assert folder.parent == above
        made = [Path(tempfile.mkdtemp()), Path(tempfile.mkstemp()[1])]
        code = "import tempfile; print(tempfile.mkdtemp())"
        child = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        made.append(Path(child.stdout.strip()))
        assert {path.parent for path in made} == {folder}
        (made[0] / "large").write_bytes(b"x")
        raise ZeroDivisionError
