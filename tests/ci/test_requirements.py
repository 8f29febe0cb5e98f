"""What is installed is named by version and hash, also for tests, benchmarks and the image."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.ci.commands import ROOT

FILES = (
    "requirements.lock",
    "requirements-gpu.lock",
    "tests/doccano/requirements.txt",
    "benchmarks/peers/requirements.txt",
)


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_a_version_and_hashes(name: str) -> None:
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.strip().startswith("#")]
    assert len(lines) > 50
    for line in lines:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,-]+\])?==\S+ ", line), line
        assert re.search(r" --hash=sha256:[0-9a-f]{64}( |$)", line), line


def test_uv_is_installed_by_its_hashes() -> None:
    listed = subprocess.run(
        ["make", "--dry-run", "packages", "VENV=none"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    ).stdout
    assert "--require-hashes --only-binary :all: --requirement none/uv.txt" in listed
    assert "uv pip sync --require-hashes" in listed
    (extract,) = re.findall(r"(awk '.*?' requirements\.lock) >", listed)
    found = subprocess.run(
        ["bash", "-c", extract], check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout.splitlines()
    assert re.match(r"uv==[0-9.]+ ", found[0])
    assert all(line.strip().startswith("--hash=sha256:") for line in found[1:])
    assert len(found) > 2
