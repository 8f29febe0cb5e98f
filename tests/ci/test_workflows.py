from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from commands.main import app
from tests.ci.commands import ROOT, Checkout, expand

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTIONS = sorted((GITHUB / "actions").glob("*/action.yml"))
BUILDS = sorted(ROOT.glob("cloudbuild*.yaml"))
CHECK = [str(Path(sys.executable).with_name("check-jsonschema")), "--builtin-schema"]

IMAGE = "europe-west4-docker.pkg.dev/my-project/transactions/pipeline"
VARIABLES = {
    "WORKLOAD_IDENTITY_PROVIDER": "projects/1/locations/global/workloadIdentityPools/p/providers/g",
    "SERVICE_ACCOUNT": "ci@my-project.iam.gserviceaccount.com",
    "IMAGE": IMAGE,
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def load(path: Path) -> Any:
    # YAML 1.1 takes the key `on` for a truth value.
    return {
        ("on" if key is True else key): v for key, v in yaml.safe_load(path.read_text()).items()
    }


def jobs() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in load(path)["jobs"].items():
            yield path, name, job


def flat(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps with those of this repository's own actions in their place; `inputs` as given."""
    found = []
    for step in steps:
        if step.get("uses", "").startswith("./"):
            action = load(ROOT / step["uses"] / "action.yml")
            given = {"inputs": step.get("with", {})}
            found += [{**inner, "given": given} for inner in flat(action["runs"]["steps"])]
        else:
            found.append(step)
    return found


EVERY_STEP = [
    pytest.param(step, id=f"{path.stem}-{job}-{number}")
    for path, job, definition in jobs()
    for number, step in enumerate(flat(definition["steps"]))
]
SCRIPTS = [step for step in EVERY_STEP if "run" in step.values[0]]


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-actions", ACTIONS),
        ("vendor.cloudbuild", BUILDS),
    ],
)
def test_the_schemas_are_kept(schema: str, paths: list[Path]) -> None:
    assert paths
    checked = subprocess.run([*CHECK, schema, *paths], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("vendor.github-workflows", "on: push\njobs: {a: {steps: [{run: make}]}}"),
        ("vendor.cloudbuild", "steps: [{name: a, argz: [b]}]"),
    ],
)
def test_the_schemas_would_notice(schema: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(text)
    checked = subprocess.run([*CHECK, schema, tmp_path / "a.yml"], capture_output=True, check=False)
    assert checked.returncode == 1


def test_actions_of_others_are_pinned_each_to_one_commit() -> None:
    pinned: dict[str, set[str]] = {}
    for path in [*WORKFLOWS, *ACTIONS]:
        for line in path.read_text().splitlines():
            if found := re.search(r"uses: (\S+)(.*)", line):
                action, comment = found.groups()
                if action.startswith("./"):
                    assert (ROOT / action / "action.yml").is_file()
                    continue
                name, _, commit = action.partition("@")
                assert re.fullmatch(r"[0-9a-f]{40}", commit), f"{path}: {action}"
                assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), f"{path}: {action}"
                pinned.setdefault(name, set()).add(commit + comment)
    assert len(pinned) >= 5
    assert all(len(commits) == 1 for commits in pinned.values())


def test_jobs_may_do_little() -> None:
    for path, name, job in jobs():
        workflow = load(path)
        assert workflow["permissions"] == {}, path
        allowed = {"contents": "read"}
        if any(
            step.get("uses", "").startswith("google-github-actions/auth@")
            for step in flat(job["steps"])
        ):
            allowed["id-token"] = "write"
        assert job["permissions"] == allowed, f"{path}: {name}"
        assert workflow["concurrency"]["group"]
        assert job["timeout-minutes"] <= 360
        # What runs on pull requests of strangers must see nothing.
        assert "pull_request_target" not in workflow["on"]
        if "pull_request" in workflow["on"]:
            assert "id-token" not in allowed


def test_there_are_no_secrets() -> None:
    for path in [*WORKFLOWS, *ACTIONS, *BUILDS]:
        text = path.read_text()
        assert not re.search(r"secrets\.|secretEnv|availableSecrets|credentials_json", text), path


def test_checkouts_leave_no_token_behind() -> None:
    for _, _, job in jobs():
        (checkout,) = [s for s in flat(job["steps"]) if s.get("uses", "").startswith("actions/ch")]
        assert checkout["with"]["persist-credentials"] is False


@pytest.mark.parametrize("step", SCRIPTS)
def test_scripts_of_steps(step: dict[str, Any]) -> None:
    """They are bash, name what exists, and get what others wrote through the environment alone."""
    script = step["run"]
    assert "${{" not in script
    assert len(script.splitlines()) <= 3
    subprocess.run(["bash", "-n", "-c", script], check=True)
    for word in script.split():
        if word.startswith("scripts/"):
            assert (ROOT / word).is_file(), word
    for target in re.findall(r"\bmake ([a-z-]+)", script):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M), target


def test_paths_that_start_a_workflow_exist() -> None:
    for path in WORKFLOWS:
        for pattern in load(path)["on"]["push"].get("paths", []):
            assert any(ROOT.glob(pattern.removeprefix("!"))), f"{path}: {pattern}"


def test_what_starts_a_retraining() -> None:
    on = load(GITHUB / "workflows" / "retrain.yml")["on"]
    assert on.keys() == {"push", "schedule", "workflow_dispatch", "repository_dispatch"}
    paths = on["push"]["paths"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    # Every room but those that no run takes anything from. A new one must be named, here or there.
    others = {"commands", "enrichment", "batch"}
    rooms = {*project["tool"]["importlinter"]["root_packages"]} - others
    assert {f"{name}/**" for name in {*rooms, "data", "configs"}} <= set(paths)
    assert paths[-4:] == ["!configs/serving/**", "requirements*.lock", "setup.py", "Dockerfile"]
    assert len(paths) == len(rooms) + 2 + 4
    deployed = load(GITHUB / "workflows" / "deploy-serving.yml")["on"]["push"]["paths"]
    assert deployed == ["configs/serving/**"]


def test_cloud_build_starts_on_the_same_as_the_workflow() -> None:
    on = load(GITHUB / "workflows" / "retrain.yml")["on"]["push"]["paths"]
    shown = (ROOT / "docs" / "ci.md").read_text()
    (included,) = re.findall(r"--included-files='([^']*)'", shown)
    (ignored,) = re.findall(r"--ignored-files='([^']*)'", shown)
    assert sorted(included.split(",")) == sorted(path for path in on if not path.startswith("!"))
    assert ignored == "configs/serving/**"


def run_job(checkout: Checkout, path: str, name: str, **context: Any) -> list[list[str]]:
    """Runs the scripts of a job, and returns the calls that they made."""
    job = load(GITHUB / "workflows" / path)["jobs"][name]
    known = {
        "vars": VARIABLES,
        "github": {"event_name": "push", "run_id": "7", "run_attempt": "2", "event": {}},
        **context,
    }
    summary = checkout.bin / "step-summary.md"
    given = {"RUNNER_TEMP": str(checkout.bin), "GITHUB_STEP_SUMMARY": str(summary)}
    for step in flat(job["steps"]):
        if "run" not in step:
            continue
        inputs = step.get("given", {})
        env = {
            key: expand(str(value), {**known, **inputs})
            for key, value in {**job.get("env", {}), **step.get("env", {})}.items()
        }
        result = checkout.run(step["run"], {**given, **env})
        assert result.returncode == 0, f"{step}: {result.stderr}"
    return checkout.calls()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    checkout = Checkout.make(tmp_path)
    checkout.fail("docker manifest")
    return checkout


def of(calls: list[list[str]], name: str) -> list[list[str]]:
    return [call[1:] for call in calls if call[0] == name]


def knows(arguments: list[str]) -> bool:
    """Whether `txner` has such a command with such options."""
    return CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0


def check_txner(calls: list[list[str]]) -> None:
    for arguments in of(calls, "txner"):
        assert knows(arguments), arguments


def test_an_unknown_command_or_option_would_be_noticed() -> None:
    assert knows(["release", "deploy", "a"])
    assert not knows(["release", "depoly", "a"])
    assert not knows(["release", "deploy", "a", "--wait"])


def test_ci_checks_and_tests(checkout: Checkout) -> None:
    calls = run_job(checkout, "ci.yml", "check")
    assert calls == [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
    ]
    calls = run_job(checkout, "ci.yml", "test")
    parallel = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    apart = ["python", "-m", "pytest", "tests/portable", "-k"]
    assert calls[-3:] == [
        ["python", "-m", "pytest", *parallel, "--ignore=tests/portable"],
        [*apart, "not master_is_here"],
        [*apart, "master_is_here"],
    ]


def submitted(calls: list[list[str]]) -> dict[str, Any]:
    """The options of the submission, which is the last call."""
    verb, *arguments = of(calls, "txner")[-1][1:]
    assert verb == "submit"
    options: dict[str, Any] = {"--set": [], "--param": []}
    words = iter(arguments)
    for word in words:
        if word == "--wait":
            options[word] = True
        elif word in ("--set", "--param"):
            options[word].append(next(words))
        else:
            options[word] = next(words)
    return options


def test_a_push_builds_both_images_and_submits(checkout: Checkout) -> None:
    calls = run_job(checkout, "retrain.yml", "retrain")
    check_txner(calls)
    assert [call[0] for call in calls if call[0] != "docker"] == ["txner", "gcloud", "txner"]
    assert of(calls, "gcloud") == [
        ["auth", "configure-docker", "europe-west4-docker.pkg.dev", "--quiet"]
    ]
    pushed = [call[1] for call in of(calls, "docker") if call[0] == "push"]
    images = [f"{IMAGE}:{checkout.commit}", f"{IMAGE}:{checkout.commit}-gpu"]
    assert pushed[::2] == images
    options = submitted(calls)
    assert options["--set"] == [f"vertex.image={images[0]}", f"vertex.gpu_image={images[1]}"]
    assert options["--param"] == []
    assert options["--reason"] == "push"
    assert options["--request-id"] == "github-7-2"
    assert options["--summary"] == str(checkout.bin / "step-summary.md")
    assert options["--wait"]


def test_somebody_starts_a_retraining_with_parameters(checkout: Checkout) -> None:
    inputs = {"reason": 'try "$(touch pwned)"', "data_spans": "[1, 2]", "epochs": "3"}
    github = {"event_name": "workflow_dispatch", "run_id": "8", "run_attempt": "1", "event": {}}
    calls = run_job(
        checkout,
        "retrain.yml",
        "retrain",
        inputs={**inputs, "learning_rate": ""},
        github=github,
        vars={**VARIABLES, "BUILDER": "cloud"},
    )
    check_txner(calls)
    options = submitted(calls)
    assert options["--reason"] == 'try "$(touch pwned)"'
    assert options["--param"] == ["data_spans=[1, 2]", "epochs=3"]
    assert not (checkout.folder / "pwned").exists()
    assert [call[:2] for call in of(calls, "gcloud")[1:]] == 2 * [["builds", "submit"]]


def test_new_data_starts_a_retraining(checkout: Checkout) -> None:
    payload = {"reason": "500 new texts", "data_spans": "[4]"}
    github = {
        **{"event_name": "repository_dispatch", "run_id": "9", "run_attempt": "1"},
        "event": {"client_payload": payload},
    }
    options = submitted(run_job(checkout, "retrain.yml", "retrain", github=github))
    assert options["--reason"] == "500 new texts"
    assert options["--param"] == ["data_spans=[4]"]


@pytest.mark.parametrize("name", ["staging", "production"])
def test_an_overlay_is_deployed(checkout: Checkout, name: str) -> None:
    calls = run_job(checkout, "deploy-serving.yml", name)
    check_txner(calls)
    overlay = f"configs/serving/overlays/{name}"
    assert (ROOT / overlay / "kustomization.yaml").is_file()
    assert calls == [
        ["kubectl", "kustomize", overlay],
        ["txner", "release", "deploy", overlay],
    ]
    job = load(GITHUB / "workflows" / "deploy-serving.yml")["jobs"][name]
    assert job["environment"] == name


def test_production_comes_after_staging() -> None:
    job = load(GITHUB / "workflows" / "deploy-serving.yml")["jobs"]["production"]
    assert job["needs"] == "staging"
    assert "!failure()" in job["if"]


def run_build(checkout: Checkout, path: Path, **given: str) -> list[list[str]]:
    """Runs the steps of a configuration of Cloud Build, and returns the calls that they made."""
    build = load(path)
    values = {**build["substitutions"], "COMMIT_SHA": checkout.commit, "BUILD_ID": "b-1", **given}
    used = set(re.findall(r"\$\{(\w+)\}", path.read_text()))
    # Cloud Build refuses what is not used, and what is used and not given.
    assert build["substitutions"].keys() <= used <= values.keys()

    def substitute(text: str) -> str:
        return re.sub(r"\$\{(\w+)\}", lambda found: values[found[1]], text)

    # Its steps have a copy of the files, without git and without an environment.
    (checkout.folder / ".git").rename(checkout.folder.parent / "git")
    (checkout.folder / ".venv" / "bin" / "txner").rename(checkout.bin / "txner")
    for step in build["steps"]:
        assert step["entrypoint"] == "bash"
        env = dict(substitute(entry).split("=", 1) for entry in step["env"])
        command = ["bash", *map(substitute, step["args"])]
        result = checkout.run(" ".join(command), env)
        assert result.returncode == 0, result.stderr
    return checkout.calls()


def test_cloud_build_does_the_same(tmp_path: Path) -> None:
    (tmp_path / "github").mkdir()
    github, cloud = Checkout.make(tmp_path / "github"), Checkout.make(tmp_path / "cloud")
    github.fail("docker manifest")
    cloud.fail("docker manifest")
    expected = run_job(github, "retrain.yml", "retrain", inputs={"epochs": "2"})
    calls = run_build(cloud, ROOT / "cloudbuild.yaml", _IMAGE=IMAGE, _EPOCHS="2", _REASON="push")
    check_txner(calls)

    def pushed(calls: list[list[str]], commit: str) -> list[str]:
        return [call[1].replace(commit, "") for call in of(calls, "docker") if call[0] == "push"]

    assert pushed(calls, cloud.commit) == pushed(expected, github.commit)
    ours, theirs = submitted(calls), submitted(expected)
    assert ours.pop("--request-id") == "build-b-1"
    for own in ("--request-id", "--summary"):
        theirs.pop(own)
    assert json.dumps(ours).replace(cloud.commit, "") == json.dumps(theirs).replace(
        github.commit, ""
    )


def test_cloud_build_takes_the_image_that_it_built() -> None:
    steps = {step["id"]: step for step in load(ROOT / "cloudbuild.yaml")["steps"]}
    assert list(steps) == ["image", "gpu-image", "compile", "submit"]
    for name in ("compile", "submit"):
        assert steps[name]["name"] == "${_IMAGE}:${COMMIT_SHA}"


def test_cloud_build_builds_an_image_for_make(checkout: Checkout) -> None:
    given = {"_IMAGE": IMAGE, "_COMMIT": "b" * 40, "_GPU": "1"}
    calls = run_build(checkout, ROOT / "cloudbuild-image.yaml", **given)
    assert ["push", f"{IMAGE}:{'b' * 40}-gpu"] in of(calls, "docker")
