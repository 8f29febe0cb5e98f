from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from setuptools import find_packages

from tests.ci.commands import ROOT, record
from tests.ci.dockerfile import Ignored, Instruction, context, read, stages

COMMIT = "0123456789" * 4

INSTRUCTIONS = read(ROOT / "Dockerfile")
STAGE = stages(INSTRUCTIONS)[-1]


def values(name: str, instructions: list[Instruction] = STAGE) -> list[str]:
    return [entry.value for entry in instructions if entry.name == name]


def position(text: str) -> int:
    (found,) = [number for number, entry in enumerate(STAGE) if text in entry.value]
    return found


def arguments() -> dict[str, str]:
    return dict(value.split("=", 1) for value in values("ARG", INSTRUCTIONS))


def files_of_the_tree() -> list[str]:
    listed = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others"]
    found = subprocess.run([*listed, "--exclude-standard"], check=True, capture_output=True)
    names = found.stdout.decode().split("\0")[:-1]
    return [name for name in names if (ROOT / name).is_file()]


def locked(name: str, lock: str = "requirements.lock") -> str:
    found = re.search(rf"^{name}==(\S+) ", (ROOT / lock).read_text(), re.M)
    assert found, f"{lock} has no {name}"
    return found[1]


def test_base_images_are_arguments_with_a_version() -> None:
    given = arguments()
    froms = values("FROM", INSTRUCTIONS)
    assert froms == ["${BEAM_IMAGE} AS beam", "${BASE_IMAGE}"]
    assert re.fullmatch(r"python:3\.11\.\d+-slim-bookworm", given["BASE_IMAGE"])
    # The worker's launcher and the package must be of the same release.
    assert given["BEAM_IMAGE"] == f"apache/beam_python3.11_sdk:{locked('apache-beam')}"
    assert given["LOCK"] == "requirements.lock"


def test_layers_are_in_the_order_in_which_they_change() -> None:
    packages, code, project = map(position, ("make packages", ". .", "make project"))
    assert position("--from=beam") < packages < code < project < position("> COMMIT")
    # A change of the code must not install packages anew.
    before = [entry.value for entry in STAGE[:packages] if entry.name == "COPY"]
    assert before == ["--from=beam /opt/apache/beam /opt/apache/beam", "Makefile ${LOCK} ./"]


def test_it_runs_as_somebody_who_may_do_little() -> None:
    (user,) = values("USER")
    assert int(user) >= 1000
    assert f"--uid {user}" in values("RUN")[0]
    after = STAGE[[entry.name for entry in STAGE].index("USER") :]
    assert [entry.name for entry in after] == ["USER", "ENTRYPOINT", "CMD"]


def test_the_compiler_does_not_stay() -> None:
    (installing,) = [value for value in values("RUN") if "apt-get" in value]
    assert installing.index("make packages") < installing.index("apt-get purge")
    assert "g++" in installing.partition("apt-get purge")[2]
    assert "rm -rf /var/lib/apt/lists/*" in installing


def test_nothing_secret_is_asked_for() -> None:
    assert {entry.name for entry in INSTRUCTIONS} <= {
        *("FROM", "ARG", "ENV", "RUN", "COPY", "WORKDIR", "LABEL", "USER", "ENTRYPOINT", "CMD"),
    }
    assert not re.search("TOKEN|PASSWORD|SECRET|KEY", (ROOT / "Dockerfile").read_text())


@pytest.mark.parametrize(
    "path",
    [
        ".git/config",
        ".venv/bin/python",
        ".env",
        "models/.env",
        "gha-creds-1.json",
        "key.json",
        "runs/local/serving/transactions/1/saved_model.pb",
        "data/annotations/span-1/all.jsonl",
        "data/graphemes/generate.mjs",
        "pipeline/__pycache__/cli.cpython-311.pyc",
        "models/trainer.pyc",
        "tests/ci/test_image.py",
        "docs/ci.md",
        "benchmarks/inference.py",
        "scripts/image.sh",
        "transaction_ner.egg-info/PKG-INFO",
        "COMMIT",
    ],
)
def test_what_the_image_does_not_get(path: str) -> None:
    assert Ignored(ROOT / ".dockerignore")(path)


def test_the_image_gets_what_the_project_is_made_of() -> None:
    found = set(context(ROOT, files_of_the_tree()))
    packages = find_packages(str(ROOT), exclude=["tests*", "benchmarks*"])
    for package in packages:
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.name[0] != ".":
                assert str(path.relative_to(ROOT)) in found
    assert {"Makefile", "README.md", "setup.py", "pyproject.toml", "requirements.lock"} <= found
    assert {"requirements-gpu.lock", "scripts/entrypoint.sh", "data/sample/generate.py"} <= found
    assert sum((ROOT / name).stat().st_size for name in found) < 16 << 20


def test_the_lock_for_gpus_adds_cuda_and_nothing_else() -> None:
    def pins(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text()
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+) ", text, re.M))

    plain, gpu = pins("requirements.lock"), pins("requirements-gpu.lock")
    assert plain.items() <= gpu.items()
    added = gpu.keys() - plain.keys()
    assert {"nvidia-cudnn-cu12", "nvidia-cublas-cu12", "nvidia-nccl-cu12"} <= added
    assert all(name.startswith("nvidia-") for name in added)
    override = (ROOT / "requirements-gpu.in").read_text().splitlines()[-1]
    assert override == f"tensorflow[and-cuda]=={plain['tensorflow']}"


@dataclass
class Built:
    """What the instructions of the Dockerfile made in folders of this machine."""

    app: Path
    env: dict[str, str]
    system_calls: list[list[str]]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Runs a command as a container would, in another folder."""
        entrypoint = json.loads(values("ENTRYPOINT")[0])[0].replace("/app", str(self.app))
        return subprocess.run(
            [entrypoint, *command],
            cwd=self.app.parent,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def built() -> Iterator[Built]:
    """Follows the Dockerfile without docker: COPY into a folder, RUN with its shell.

    What belongs to the system (users, Debian's packages) is only written down.
    """
    folder = Path(tempfile.mkdtemp(prefix="txner-image-"))
    try:
        yield follow(folder)
    finally:
        shutil.rmtree(folder)


def follow(folder: Path) -> Built:
    app, system = folder / "app", folder / "system"
    app.mkdir()
    record(system, ("apt-get", "useradd", "rm"), system / "calls")
    python = Path(os.path.realpath(sys.executable)).parent
    # Of this machine: how it reaches packages. Flags of a make around this are not for the image's.
    machine = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    env = {
        **machine,
        "PATH": f"{system}:{folder}/venv/bin:{python}:{os.environ['PATH']}",
        "VENV": str(folder / "venv"),
        "LOCK": arguments()["LOCK"],
        "COMMIT": COMMIT,
    }
    files = list(context(ROOT, files_of_the_tree()))
    for entry in STAGE:
        if entry.name == "COPY" and not entry.value.startswith("--from"):
            *sources, target = entry.value.replace("${LOCK}", env["LOCK"]).split()
            assert target in (".", "./")
            for name in files:
                if sources == ["."] or name in sources:
                    (app / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / name, app / name)
        elif entry.name == "RUN":
            done = subprocess.run(
                ["/bin/sh", "-c", entry.value],
                cwd=app,
                env=env,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{entry.value}\n{done.stdout}\n{done.stderr}"
    calls = list(map(json.loads, (system / "calls").read_text().splitlines()))
    environment = dict(
        part.split("=", 1) for value in values("ENV") for part in value.split() if "=" in part
    )
    chosen = {name: environment[name] for name in ("PYTHONDONTWRITEBYTECODE", "LANG")}
    return Built(app, {**env, **chosen}, calls)


def tree(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_what_it_asks_of_the_system(built: Built) -> None:
    verbs = [call[:2] for call in built.system_calls]
    assert verbs == [
        *(["useradd", "--uid"], ["apt-get", "update"], ["apt-get", "install"]),
        *(["apt-get", "purge"], ["rm", "-rf"]),
    ]


def test_it_has_the_packages_of_the_lock(built: Built) -> None:
    listed = [*(str(built.app.parent / "venv/bin/uv"), "pip", "freeze", "--exclude-editable")]
    found = subprocess.run(listed, env=built.env, check=True, capture_output=True, text=True)
    packages = dict(line.split("==") for line in found.stdout.splitlines())
    assert packages["tensorflow"] == locked("tensorflow")
    pins = re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(), re.M)
    # With pip, Beam's launcher installs what a pipeline brings along.
    assert packages.keys() == {*pins, "pip"}


def test_commands_run_in_it_and_leave_it_as_it_is(built: Built) -> None:
    before = tree(built.app)
    help_text = built.run("txner", "--help")
    assert help_text.returncode == 0, help_text.stderr
    assert "release" in help_text.stdout
    sample = str(built.app / "data/sample/span-1/all.jsonl")
    validated = built.run("txner", "validate", sample)
    assert validated.returncode == 0, validated.stderr
    assert tree(built.app) == before


def test_it_knows_its_commit(built: Built) -> None:
    code = "from pipeline import provenance; print(provenance.git_commit())"
    assert built.run("python", "-c", code).stdout.strip() == COMMIT


def test_steps_of_a_job_and_workers_of_beam_run_in_it(built: Built) -> None:
    """The command that TFX's compiler writes into jobs, ours, and what Beam's launcher starts."""
    step = "tfx.orchestration.kubeflow.v2.container.kubeflow_v2_run_executor"
    worker = "apache_beam.runners.worker.sdk_worker_main"
    code = f"""
import importlib.util, runpy, sys
import components.doccano_example_gen, models.trainer, evaluation.gates.servable_process
assert importlib.util.find_spec({worker!r})
sys.argv = ["step", "--help"]
runpy.run_module({step!r}, run_name="__main__")
"""
    done = built.run("python", "-c", code)
    assert "--executor_class_path" in done.stdout, done.stderr


def test_the_image_of_the_configuration_is_the_one_that_make_pushes() -> None:
    settings = yaml.safe_load((ROOT / "configs" / "vertex.yaml").read_text())["vertex"]
    image, gpu = settings["image"], settings["gpu_image"]
    assert gpu == f"{image}-gpu"
