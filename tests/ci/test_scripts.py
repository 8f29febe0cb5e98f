from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.ci.commands import ROOT, Checkout

IMAGE = "europe-west4-docker.pkg.dev/my-project/transactions/pipeline"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout.make(tmp_path)


def test_scripts_are_of_two_kinds() -> None:
    # Lint and types are checked of those in Python, as of all of it.
    assert {path.suffix for path in (ROOT / "scripts").iterdir() if path.is_file()} == {
        ".sh",
        ".py",
    }


@pytest.mark.parametrize(
    "path", sorted((ROOT / "scripts").glob("*.sh")), ids=lambda path: path.name
)
def test_scripts_are_bash_and_may_be_run(path: Path) -> None:
    assert path.read_text().startswith("#!/bin/bash\n#")
    assert "set -euo pipefail" in path.read_text()
    assert path.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", path], check=True)


def test_the_image_is_built_and_pushed_by_commit(checkout: Checkout) -> None:
    checkout.fail("docker manifest")
    result = checkout.run(f"make image IMAGE={IMAGE}", {"BASE_IMAGE": "python@sha256:0"})
    assert result.returncode == 0, result.stderr
    reference = f"{IMAGE}:{checkout.commit}"
    assert result.stdout == f"{reference}\n"
    inspect, build, push, push_cache = checkout.calls()
    assert inspect == ["docker", "manifest", "inspect", reference]
    assert build[:2] == ["docker", "build"]
    assert build[-1] == "."
    arguments = [build[i + 1] for i, option in enumerate(build) if option == "--build-arg"]
    assert arguments == [
        f"COMMIT={checkout.commit}",
        "LOCK=requirements.lock",
        "BUILDKIT_INLINE_CACHE=1",
        "BASE_IMAGE=python@sha256:0",
    ]
    tags = [build[i + 1] for i, option in enumerate(build) if option == "--tag"]
    assert tags == [reference, f"{IMAGE}:cache"]
    assert push == ["docker", "push", reference]
    assert push_cache == ["docker", "push", f"{IMAGE}:cache"]


def test_the_image_with_cuda_has_a_lock_and_a_tag_of_its_own(checkout: Checkout) -> None:
    checkout.fail("docker manifest")
    result = checkout.run(f"make image IMAGE={IMAGE} GPU=1")
    assert result.stdout == f"{IMAGE}:{checkout.commit}-gpu\n"
    build = checkout.calls()[1]
    assert "LOCK=requirements-gpu.lock" in build
    assert f"{IMAGE}:cache-gpu" in build


def test_an_image_that_the_registry_has_is_not_built_again(checkout: Checkout) -> None:
    result = checkout.run(f"make image IMAGE={IMAGE}")
    assert (result.returncode, result.stdout) == (0, f"{IMAGE}:{checkout.commit}\n")
    assert [call[:2] for call in checkout.calls()] == [["docker", "manifest"]]


def test_a_cache_that_cannot_be_pushed_is_no_failure_but_an_image_is(checkout: Checkout) -> None:
    checkout.fail("docker manifest")
    checkout.fail("docker push", 1)
    result = checkout.run(f"make image IMAGE={IMAGE}")
    assert result.returncode == 2  # make's
    assert result.stdout == ""
    assert len([call for call in checkout.calls() if call[1] == "push"]) == 1


def test_cloud_build_gets_the_commit(checkout: Checkout) -> None:
    result = checkout.run(f"make image IMAGE={IMAGE} BUILDER=cloud GPU=1")
    assert (result.returncode, result.stdout) == (0, f"{IMAGE}:{checkout.commit}-gpu\n")
    (call,) = checkout.calls()
    assert call == [
        *["gcloud", "builds", "submit", "--config", "cloudbuild-image.yaml"],
        *["--substitutions", f"_IMAGE={IMAGE},_COMMIT={checkout.commit},_GPU=1", "."],
    ]


@pytest.mark.parametrize("path", ["models/new.py", "setup.py"])
def test_a_tree_that_differs_from_its_commit_is_refused(checkout: Checkout, path: str) -> None:
    (checkout.folder / path).parent.mkdir(exist_ok=True)
    (checkout.folder / path).write_text("# new\n")
    result = checkout.run(f"make image IMAGE={IMAGE}")
    assert result.returncode == 2
    assert "error: the working tree differs from its commit; commit or remove:" in result.stderr
    assert path.partition("/")[0] in result.stderr
    assert checkout.calls() == []


@pytest.mark.parametrize(
    ("env", "message"),
    [
        ({}, "IMAGE is not set"),
        ({"IMAGE": f"{IMAGE}:v1"}, "leave out tag and digest"),
        ({"IMAGE": f"{IMAGE}@sha256:0"}, "leave out tag and digest"),
        ({"IMAGE": IMAGE, "BUILDER": "kaniko"}, "BUILDER=kaniko: must be docker or cloud"),
        ({"IMAGE": IMAGE, "COMMIT": "main"}, "COMMIT=main: must be the 40 digits"),
    ],
)
def test_what_the_image_script_refuses(
    checkout: Checkout, env: dict[str, str], message: str
) -> None:
    result = checkout.run("scripts/image.sh", env)
    assert result.returncode == 2
    assert message in result.stderr
    assert checkout.calls() == []


def test_outside_of_git_the_commit_must_be_given(checkout: Checkout) -> None:
    (checkout.folder / ".git").rename(checkout.folder.parent / "git")
    result = checkout.run("scripts/image.sh", {"IMAGE": IMAGE})
    assert result.returncode == 2
    assert "set COMMIT" in result.stderr
    commit = "0123456789" * 4
    result = checkout.run("scripts/image.sh", {"IMAGE": IMAGE, "COMMIT": commit})
    assert result.stdout == f"{IMAGE}:{commit}\n"


def test_a_registry_with_a_port_has_no_tag(checkout: Checkout) -> None:
    result = checkout.run("scripts/image.sh", {"IMAGE": "localhost:5000/pipeline"})
    assert result.stdout == f"localhost:5000/pipeline:{checkout.commit}\n"


def test_retraining_takes_both_images_of_the_commit(checkout: Checkout) -> None:
    assert checkout.run("scripts/retrain.sh compile job.json", {"IMAGE": IMAGE}).returncode == 0
    assert checkout.run("scripts/retrain.sh submit", {"IMAGE": IMAGE}).returncode == 0
    images = [
        *["--config", "configs/vertex.yaml"],
        *["--set", f"vertex.image={IMAGE}:{checkout.commit}"],
        *["--set", f"vertex.gpu_image={IMAGE}:{checkout.commit}-gpu"],
    ]
    assert checkout.calls() == [
        ["txner", "vertex", "compile", *images, "--output", "job.json"],
        ["txner", "vertex", "submit", *images, "--wait"],
    ]


def test_what_is_given_reaches_the_submission_as_it_is(checkout: Checkout) -> None:
    spiteful = "$(touch pwned); `touch pwned` '\" && touch pwned"
    env = {
        **{"IMAGE": IMAGE, "CONFIG": "configs/test.yaml", "REASON": spiteful, "SUMMARY": "s.md"},
        **{"DATA_SPANS": "[1, 2]", "EPOCHS": spiteful, "LEARNING_RATE": "1e-4"},
        **{"REQUEST_ID": "r-1", "COMMIT": "a" * 40},
    }
    assert checkout.run("scripts/retrain.sh submit", env).returncode == 0
    (call,) = checkout.calls()
    assert call[5:] == [
        *["--set", f"vertex.image={IMAGE}:{'a' * 40}"],
        *["--set", f"vertex.gpu_image={IMAGE}:{'a' * 40}-gpu"],
        *["--param", "data_spans=[1, 2]", "--param", f"epochs={spiteful}"],
        *["--param", "learning_rate=1e-4", "--reason", spiteful, "--request-id", "r-1"],
        *["--summary", "s.md", "--wait"],
    ]
    assert not (checkout.folder / "pwned").exists()


@pytest.mark.parametrize("code", [1, 2, 3])
def test_retraining_ends_as_the_submission_does(checkout: Checkout, code: int) -> None:
    checkout.fail("txner vertex", code)
    assert checkout.run("scripts/retrain.sh submit", {"IMAGE": IMAGE}).returncode == code


@pytest.mark.parametrize("arguments", ["", "compile", "submit now", "run"])
def test_what_the_retraining_script_refuses(checkout: Checkout, arguments: str) -> None:
    result = checkout.run(f"scripts/retrain.sh {arguments}", {"IMAGE": IMAGE})
    assert (result.returncode, checkout.calls()) == (2, [])
    assert "usage: scripts/retrain.sh" in result.stderr
    result = checkout.run("scripts/retrain.sh submit")
    assert (result.returncode, checkout.calls()) == (2, [])
    assert "IMAGE is not set" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("txner vertex list", [["txner", "vertex", "list"]]),
        ("--id=1-1 --provision_endpoint=a", [["boot", "--id=1-1", "--provision_endpoint=a"]]),
        ("--worker_pool", [["boot", "--worker_pool"]]),
    ],
)
def test_beam_starts_a_container_by_flags_alone(
    checkout: Checkout, arguments: str, expected: list[list[str]]
) -> None:
    boot = checkout.bin / "boot"
    boot.write_text((checkout.bin / "docker").read_text().replace("'docker'", "'boot'"))
    boot.chmod(0o755)
    env = {"BEAM_BOOT": str(boot)}
    path = f"{checkout.folder}/.venv/bin:$PATH"
    result = checkout.run(f"PATH={path} scripts/entrypoint.sh {arguments}", env)
    assert result.returncode == 0, result.stderr
    assert checkout.calls() == expected
