"""That the wheel has all of the project: what setup.py lists, against the folders."""

from __future__ import annotations

import runpy
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import setuptools

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def given() -> dict[str, Any]:
    """What setup.py gives to setuptools."""
    found: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(setuptools, "setup", lambda **values: found.update(values))
        runpy.run_path(str(ROOT / "setup.py"))
    return found


def test_every_package_is_listed(given: dict[str, Any]) -> None:
    rooms = {name.partition(".")[0] for name in given["packages"]}
    assert len(rooms) > 10
    folders = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for room in rooms
        for file in (ROOT / room).rglob("__init__.py")
    }
    assert sorted(given["packages"]) == sorted(folders)


def test_every_file_beside_the_code_is_listed(given: dict[str, Any]) -> None:
    for package in given["packages"]:
        patterns = given["package_data"].get(package, [])
        for file in (ROOT / package.replace(".", "/")).iterdir():
            if file.is_file() and file.suffix not in (".py", ".pyc"):
                assert any(fnmatch(file.name, pattern) for pattern in patterns), file
