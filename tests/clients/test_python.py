"""The client as applications install it: a wheel in an environment that has nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from models.export_format import SIGNATURE_VERSION
from tests.serving.prediction.scripted import serving

ROOT = Path(__file__).parents[2]

ASK = """
import asyncio, json, sys
from txner_client import AsyncTaggerClient, ServerError, TaggerClient

async def ask():
    async with AsyncTaggerClient(sys.argv[1], "m", label="release") as client:
        return await client.predict(["a shop"])

with TaggerClient(sys.argv[1], "m", label="release") as client:
    answers = [*client.predict(["a shop", ""]), *asyncio.run(ask())]
heavy = [name for name in ("numpy", "tensorflow", "serving", "models") if name in sys.modules]
print(json.dumps([[[e.label, e.text, e.accepted] for e in a.entities] for a in answers] + [heavy]))
"""


def run(*command: str) -> str:
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    uv = str(Path(sys.executable).parent / "uv")
    run(
        *(uv, "--no-config", "build", "--quiet", "--wheel", "--no-build-isolation"),
        *("--python", sys.executable, "--out-dir", str(folder), "clients/python"),
    )
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_has_the_projects_own_modules(wheel: Path) -> None:
    assert wheel.name == f"txner_client-{SIGNATURE_VERSION}.0.0-py3-none-any.whl"
    assert wheel.stat().st_size < 50_000
    with zipfile.ZipFile(wheel) as archive:
        modules = {name: archive.read(name).decode() for name in archive.namelist()}
    sources = {name for name in modules if name.endswith(".py")}
    assert len(sources) == 9
    for name in sources:
        for line in modules[name].splitlines():
            assert not line.startswith(("from serving", "from models", "from preprocessing")), name
    ours = (ROOT / "models" / "export_format.py").read_text("utf-8")
    assert modules["txner_client/export_format.py"] == ours
    assert "txner_client/py.typed" in modules


def test_it_works_in_an_environment_of_its_own(wheel: Path, tmp_path: Path) -> None:
    uv = str(Path(sys.executable).parent / "uv")
    run(uv, "--no-config", "venv", "--quiet", "--python", sys.executable, str(tmp_path / "env"))
    python = str(tmp_path / "env" / "bin" / "python")
    run(uv, "--no-config", "pip", "install", "--quiet", "--python", python, str(wheel))
    with serving() as (handler, address):
        answers = json.loads(run(python, "-I", "-c", ASK, address))
    shop = [["PARTY", "a shop", True]]
    assert answers == [shop, [], shop, []]
    labels = {request.model_spec.version_label for request in handler.requests}
    assert labels == {"release"}
