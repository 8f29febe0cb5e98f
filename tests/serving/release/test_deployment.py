from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import requests
from tensorflow.core.framework import types_pb2
from tensorflow.core.protobuf import meta_graph_pb2
from typer.testing import CliRunner, Result

from commands.main import app
from serving.release import deployment
from serving.release.deployment import (
    CheckFailedError,
    Cluster,
    DeploymentError,
    check_server,
    deploy,
)
from serving.release.models_conf import ModelConfigError, ModelEntry, write
from serving.release.transitions import pinned
from serving.server.request_batching import Tensors
from tests.serving.server.fake_model import nothing_wrong
from tests.serving.server.running_server import run_in_thread

OVERLAYS = Path(__file__).parents[3] / "configs" / "serving" / "overlays"
KUBECTL = shutil.which("kubectl")


class Model:
    """Counts characters. Version 3 cannot be loaded, version 4 answers nothing."""

    def __init__(self, path: str) -> None:
        self.version = int(Path(path).name)
        if self.version == 3:
            raise OSError("weights are missing")
        definition = meta_graph_pb2.SignatureDef()
        definition.inputs["text"].dtype = types_pb2.DT_STRING
        definition.inputs["text"].tensor_shape.unknown_rank = True
        definition.outputs["length"].dtype = types_pb2.DT_INT64
        self.signatures: dict[str, Any] = {"serving_default": definition}

    def batchable(self, signature: str) -> bool:
        return True

    def run(self, signature: str, inputs: Tensors) -> Tensors:
        if self.version == 4:
            raise ValueError("no weights")
        return {"length": np.array([len(text) for text in inputs["text"]])}


class World:
    """An overlay, a cluster behind a fake kubectl, and a server that reads what is applied."""

    def __init__(self, folder: Path) -> None:
        self.models = folder / "models"
        for version in range(1, 5):
            (self.models / str(version)).mkdir(parents=True)
            (self.models / str(version) / "saved_model.pb").touch()
        self.overlay = folder / "overlay"
        self.overlay.mkdir()
        (self.overlay / "kustomization.yaml").touch()
        self.cluster = folder / "cluster"
        self.cluster.mkdir()
        (self.cluster / "pods").write_text("a b")
        self.http = ""

    def config(self, *versions: int, **labels: int) -> ModelEntry:
        return pinned("transactions", str(self.models), versions, labels)

    def want(self, *versions: int, image: str = "serving:1", **labels: int) -> ModelEntry:
        """Puts into the overlay what shall be deployed."""
        config = self.config(*versions, **labels)
        (self.overlay / "models.conf").write_text(write(config))
        (self.overlay / "image").write_text(image)
        return config

    def deploy(self, seconds: float = 20) -> list[str]:
        told: list[str] = []
        deploy(self.overlay, Cluster(), seconds=seconds, pause=0.05, tell=told.append)
        return told

    def calls(self, verb: str) -> int:
        lines = (self.cluster / "calls").read_text().splitlines()
        return sum(line.split()[0] == verb for line in lines)

    def objects(self) -> dict[str, Any]:
        return dict(json.loads((self.cluster / "objects.json").read_text()))

    def stands(self, label: str) -> int:
        url = f"{self.http}/v1/models/transactions/labels/{label}/metadata"
        return int(requests.get(url, timeout=10).json()["model_spec"]["version"])


def command(folder: Path, script: str) -> None:
    """Puts a command `kubectl` at the front of PATH."""
    folder.mkdir(exist_ok=True)
    (folder / "kubectl").write_text(script)
    (folder / "kubectl").chmod(0o755)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    world = World(tmp_path)
    fake = Path(__file__).with_name("fake_kubectl.py")
    command(tmp_path / "bin", f'#!/bin/sh\nexec {sys.executable} -S -E {fake} "$@"\n')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    monkeypatch.setenv("FAKE_CLUSTER", str(world.cluster))
    # A server has something from the start, as start.sh sees to.
    (world.cluster / "models.conf").write_text(write(world.config(1, release=1)))
    with run_in_thread(world.cluster / "models.conf", Model, verify=nothing_wrong) as running:
        world.http = running.http
        (world.cluster / "port").write_text(running.http.rpartition(":")[2])
        yield world


def test_a_change_goes_in_steps(world: World) -> None:
    world.want(1, release=1)
    assert world.deploy() == [
        "step 1 of 1: load 1; release on 1",
        "2 server(s) answer as configured",
    ]
    world.want(2, release=2, canary=2)
    assert world.deploy() == [
        "step 1 of 3: load 1, 2; release on 1",
        "step 2 of 3: load 1, 2; canary on 2, release on 2",
        "step 3 of 3: load 2; canary on 2, release on 2",
        "2 server(s) answer as configured",
    ]
    assert world.stands("release") == world.stands("canary") == 2


def test_without_a_change_servers_are_checked_all_the_same(world: World) -> None:
    world.want(1, release=1)
    world.deploy()
    before = world.calls("port-forward")
    world.deploy()
    assert world.calls("port-forward") == before + 2
    assert world.calls("rollout") == 2


def test_a_version_that_cannot_be_loaded_changes_nothing(world: World) -> None:
    world.want(1, release=1)
    world.deploy()
    before = world.objects()
    world.want(1, 3, release=3, image="serving:2")
    with pytest.raises(CheckFailedError, match=r"a: version 3 is (?!AVAILABLE)") as failed:
        world.deploy(seconds=2)
    assert "manifests and labels are as before" in str(failed.value)
    assert world.objects() == before
    assert world.stands("release") == 1


def test_a_version_that_does_not_answer_loses_its_label_again(world: World) -> None:
    world.want(1, release=1)
    world.deploy()
    before = world.objects()
    world.want(4, release=4)
    told: list[str] = []
    with pytest.raises(CheckFailedError, match="a text asked of label release: 5"):
        deploy(world.overlay, Cluster(), seconds=2, pause=0.05, tell=told.append)
    assert [line for line in told if "step" in line] == [
        "step 1 of 3: load 1, 4; release on 1",
        "step 2 of 3: load 1, 4; release on 4",
        "back, step 1 of 2: load 1, 4; release on 1",
        "back, step 2 of 2: load 1; release on 1",
    ]
    assert world.objects() == before
    assert world.stands("release") == 1


def test_at_first_there_is_nothing_to_go_back_to(world: World) -> None:
    world.want(3, release=3)
    with pytest.raises(CheckFailedError, match="there is nothing to go back to"):
        world.deploy(seconds=1)


def test_a_cluster_that_refuses_to_change(world: World) -> None:
    world.want(1, release=1)
    world.deploy()
    before = world.objects()
    (world.cluster / "fail-apply").write_text("Warning: old\nError: configmaps is forbidden")
    world.want(1, 2, release=2)
    with pytest.raises(CheckFailedError, match="going back failed too") as failed:
        world.deploy()
    assert "kubectl apply: Error: configmaps is forbidden" in str(failed.value)
    assert world.objects() == before


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("pods", "", "transaction-ner-test: no server runs"),
        ("fail-rollout", "error: timed out waiting for the condition", "kubectl rollout: .*timed"),
        ("fail-port-forward", "error: pod not found", "a: kubectl port-forward: .*not found"),
    ],
)
def test_servers_that_cannot_be_asked(world: World, file: str, text: str, message: str) -> None:
    (world.cluster / file).write_text(text)
    world.want(1, release=1)
    with pytest.raises(CheckFailedError, match=message):
        world.deploy(seconds=1)


def test_a_server_that_is_gone(world: World) -> None:
    (trouble,) = check_server("http://127.0.0.1:9", world.config(1, release=1))
    assert "no answer" in trouble
    (trouble,) = check_server(world.http, pinned("other", "/", (1,), {}))
    assert trouble.startswith("the model's status: 404")
    assert check_server(world.http, world.config(1, canary=1)) == [
        "label canary: 400: Unrecognized servable version label: canary"
    ]


def test_another_folder_of_versions_is_refused_before_anything_is_changed(world: World) -> None:
    world.want(1, release=1)
    world.deploy()
    other = pinned("transactions", "gs://elsewhere", (1,), {"release": 1})
    (world.overlay / "models.conf").write_text(write(other))
    before = world.calls("apply")
    with pytest.raises(ModelConfigError, match="gs://elsewhere"):
        world.deploy()
    assert world.calls("apply") == before


def test_a_kubectl_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command(tmp_path / "bin", "#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    monkeypatch.setattr(deployment, "KUBECTL_SECONDS", 0.5)
    monkeypatch.setattr(deployment, "FORWARD_SECONDS", 0.5)
    with pytest.raises(DeploymentError, match=r"kubectl kustomize: no answer$"):
        Cluster().manifests(tmp_path)
    (trouble,) = Cluster().trouble("ns", "a", pinned("m", "/", (1,), {}))
    assert trouble == "kubectl port-forward: no answer"


def txner(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["release", "deploy", *arguments])


def test_the_command(world: World) -> None:
    world.want(1, release=1)
    result = txner(str(world.overlay))
    assert result.exit_code == 0
    assert "2 server(s) answer as configured" in result.stdout
    (world.cluster / "fail-rollout").write_text("error: no")
    result = txner(str(world.overlay), "--timeout", "1")
    assert result.exit_code == 1
    assert "error: kubectl rollout: error: no" in result.stderr
    (world.overlay / "models.conf").write_text("model_config_list {}")
    result = txner(str(world.overlay))
    assert result.exit_code == 2
    assert "names no model; write it with txner release render" in " ".join(result.stderr.split())


def test_the_command_without_a_kustomization_or_kubectl(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = txner(str(tmp_path))
    assert result.exit_code == 2
    assert "has no kustomization.yaml" in result.stderr
    monkeypatch.setenv("PATH", str(tmp_path))
    result = txner(str(OVERLAYS / "staging"))
    assert result.exit_code == 2
    assert "kubectl cannot be started" in result.stderr


@pytest.mark.skipif(KUBECTL is None, reason="there is no kubectl")
@pytest.mark.parametrize("name", ["staging", "production"])
def test_the_real_kubectl_builds_the_real_manifests(name: str) -> None:
    objects = Cluster().manifests(OVERLAYS / name)
    assert {entry["metadata"]["namespace"] for entry in objects} == {f"transaction-ner-{name}"}
    (models,) = [entry for entry in objects if entry["metadata"]["name"] == deployment.MODELS_MAP]
    assert models["data"]["models.conf"] == (OVERLAYS / name / "models.conf").read_text()
    (servers,) = [entry for entry in objects if entry["kind"] == "Deployment"]
    assert servers["metadata"]["name"] == deployment.DEPLOYMENT
    labels = servers["spec"]["template"]["metadata"]["labels"]
    assert "=".join(next(i for i in labels.items() if "component" in i[0])) == deployment.SERVERS
    (container,) = servers["spec"]["template"]["spec"]["containers"]
    ports = [port["containerPort"] for port in container["ports"]]
    assert deployment.REST_PORT in ports
