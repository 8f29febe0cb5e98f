"""The manifests of `txner serve` with int8 models, beside those of TF Serving."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from kubernetes import client
from typer.testing import CliRunner

from pipeline.config import load_settings
from serving.server import metrics
from serving.server.draining import LIVE, READY
from tests.ci.commands import ROOT
from tests.ci.dockerfile import read, stages
from tests.serving.release.test_manifests import FOLDER, KINDS, Built, build, documents

NAME = "transaction-ner-int8"


@pytest.fixture
def built() -> Built:
    return build(FOLDER / "overlays" / "production-int8")


@pytest.fixture
def pod(built: Built) -> Any:
    return built.objects["Deployment", NAME]["spec"]["template"]["spec"]


@pytest.fixture
def container(pod: Any) -> Any:
    (found,) = pod["containers"]
    return found


def flags(container: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for argument in container["args"][2:]:
        name, _, value = argument.removeprefix("--").partition("=")
        found.setdefault(name, []).append(value)
    return found


def test_kubernetes_knows_every_field(built: Built) -> None:
    api = client.ApiClient()
    assert {kind for kind, _ in built.objects} == set(KINDS)
    for (kind, _), entry in built.objects.items():
        answer = type("Answer", (), {"data": json.dumps(entry)})
        assert api.sanitize_for_serialization(api.deserialize(answer, KINDS[kind])) == entry


def test_it_stands_beside_tf_serving(built: Built) -> None:
    assert not built.objects.keys() & build(FOLDER / "overlays" / "production").objects.keys()
    (other,) = documents(FOLDER / "overlays" / "production" / "kustomization.yaml")
    (own,) = documents(FOLDER / "overlays" / "production-int8" / "kustomization.yaml")
    assert own["namespace"] == other["namespace"]


def test_the_command_knows_every_flag(container: Any) -> None:
    from typer.main import get_command

    from commands.main import app

    assert container["args"][:2] == ["txner", "serve"]
    serve = get_command(app).commands["serve"]  # type: ignore[attr-defined]
    context = serve.make_context("serve", list(container["args"][2:]))
    given = context.params
    assert (given["int8"], given["workers"]) == (True, 2)
    # What the manifest sets is in the configuration, too.
    server = load_settings(None, list(given["overrides"])).server
    assert server.threads == 1


def test_ports_and_probes_are_those_of_the_command(container: Any, built: Built) -> None:
    ports = {port["name"]: str(port["containerPort"]) for port in container["ports"]}
    given = flags(container)
    assert [ports] == [
        {
            "grpc": given["grpc-port"][0],
            "https": given["port"][0],
            "admin": given["admin-port"][0],
        }
    ]
    paths = {
        name: (container[f"{name}Probe"]["httpGet"]["path"], "admin")
        for name in ("startup", "readiness", "liveness")
        if container[f"{name}Probe"]["httpGet"]["port"] == "admin"
    }
    assert paths == {
        "startup": (READY, "admin"),
        "readiness": (READY, "admin"),
        "liveness": (LIVE, "admin"),
    }
    template = built.objects["Deployment", NAME]["spec"]["template"]
    annotations = template["metadata"]["annotations"]
    assert annotations["prometheus.io/path"] == metrics.PATH
    assert annotations["prometheus.io/port"] == ports["admin"]


def test_there_is_time_to_end(container: Any, pod: Any) -> None:
    server = load_settings(None, flags(container)["set"]).server
    probe = container["readinessProbe"]
    # Until it is seen that it is not ready; then the requests in flight.
    assert server.drain_wait_seconds >= probe["periodSeconds"] * probe["failureThreshold"]
    needed = server.drain_wait_seconds + server.drain_seconds
    assert pod["terminationGracePeriodSeconds"] >= needed + 10


def test_the_server_may_do_little(container: Any, pod: Any) -> None:
    own = container["securityContext"]
    assert own["readOnlyRootFilesystem"] is True
    assert own["allowPrivilegeEscalation"] is False
    assert own["capabilities"] == {"drop": ["ALL"]}
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    assert container["resources"].keys() == {"requests", "limits"}
    # As whom the image runs, and whose home nobody may write to.
    (user,) = (e.value for e in stages(read(ROOT / "Dockerfile"))[-1] if e.name == "USER")
    assert str(pod["securityContext"]["runAsUser"]) == user
    assert {"name": "HOME", "value": "/tmp"} in container["env"]  # noqa: S108


def test_every_file_that_the_command_is_told_of_is_mounted(
    container: Any, pod: Any, built: Built
) -> None:
    mounts = {mount["mountPath"]: mount for mount in container["volumeMounts"]}
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert volumes.keys() == {mount["name"] for mount in mounts.values()}
    paths = [value for values in flags(container).values() for value in values if value[:1] == "/"]
    assert len(paths) == 4
    for path in paths:
        folder, _, name = path.rpartition("/")
        mount = mounts[folder]
        assert mount["readOnly"] is True
        volume = volumes[mount["name"]]
        if "configMap" in volume:
            assert name in built.files[volume["configMap"]["name"]]
        else:
            assert volume["secret"]["secretName"].startswith(NAME)


def test_selectors_find_the_pods(built: Built) -> None:
    (kustomization,) = documents(FOLDER / "int8" / "kustomization.yaml")
    (common,) = kustomization["labels"]
    template = built.objects["Deployment", NAME]["spec"]["template"]
    labels = template["metadata"]["labels"] | common["pairs"]
    ports = {port["name"] for port in template["spec"]["containers"][0]["ports"]}
    for name in (NAME, f"{NAME}-each"):
        service = built.objects["Service", name]["spec"]
        assert service["selector"].items() <= labels.items()
        assert {port["targetPort"] for port in service["ports"]} <= ports - {"admin"}
    policy = built.objects["NetworkPolicy", NAME]["spec"]
    assert policy["podSelector"]["matchLabels"].items() <= labels.items()
    open_ = {port["port"] for rule in policy["ingress"] for port in rule["ports"]}
    assert open_ == ports
    disruption = built.objects["PodDisruptionBudget", NAME]["spec"]["selector"]
    assert disruption["matchLabels"].items() <= labels.items()
    # TF Serving's services must not find them.
    other = build(FOLDER / "overlays" / "production").objects["Service", "transaction-ner"]
    assert not other["spec"]["selector"].items() <= labels.items()


def test_the_image_is_the_one_that_make_pushes(container: Any) -> None:
    vertex = yaml.safe_load((ROOT / "configs" / "vertex.yaml").read_text())["vertex"]
    assert container["image"] == vertex["image"]
    assert "command" not in container
    entry = (ROOT / "scripts" / "entrypoint.sh").read_text()
    # The command takes the place of the shell, so that it gets the signals.
    assert re.search(r'^exec "\$@"$', entry, re.M)


def test_the_hidden_flag_of_workers_is_not_advertised() -> None:
    from commands.main import app

    shown = CliRunner().invoke(app, ["serve", "--help"], env={"COLUMNS": "200"}).output
    assert "--workers" in shown
    assert "--worker " not in shown
