from __future__ import annotations

import contextlib
import copy
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format
from kubernetes import client

from evaluation.gates import serving_ops
from models.warmup import BATCH_ROWS
from pipeline.config import load_settings
from serving.prediction.client import MAX_BATCH_TEXTS
from serving.release.models_conf import write
from serving.release.settings import RELEASE_LABEL
from serving.release.transitions import pinned, read_pinned
from serving.server.request_batching import BatchingOptions

FOLDER = Path(__file__).parents[3] / "configs" / "serving"
BASE = FOLDER / "base"
OVERLAYS = ["staging", "production"]

KINDS = {
    "Deployment": "V1Deployment",
    "HorizontalPodAutoscaler": "V2HorizontalPodAutoscaler",
    "NetworkPolicy": "V1NetworkPolicy",
    "PodDisruptionBudget": "V1PodDisruptionBudget",
    "Service": "V1Service",
    "ServiceAccount": "V1ServiceAccount",
}

Field = descriptor_pb2.FieldDescriptorProto
WRAPPER = ".google.protobuf.Int64Value"

# From tensorflow_serving's servables/tensorflow/session_bundle_config.proto,
# config/monitoring_config.proto and config/ssl_config.proto; its Python package has none of these.
# The numbers of the fields do not matter in text.
MESSAGES: dict[str, dict[str, Any]] = {
    "BatchingParameters": {
        "max_batch_size": WRAPPER,
        "batch_timeout_micros": WRAPPER,
        "max_enqueued_batches": WRAPPER,
        "num_batch_threads": WRAPPER,
        "enable_large_batch_splitting": ".google.protobuf.BoolValue",
        "allowed_batch_sizes": [Field.TYPE_INT64],
        "pad_variable_length_inputs": Field.TYPE_BOOL,
    },
    "PrometheusConfig": {"enable": Field.TYPE_BOOL, "path": Field.TYPE_STRING},
    "MonitoringConfig": {"prometheus_config": ".txner.PrometheusConfig"},
    "SSLConfig": {
        "server_key": Field.TYPE_STRING,
        "server_cert": Field.TYPE_STRING,
        "custom_ca": Field.TYPE_STRING,
        "client_verify": Field.TYPE_BOOL,
    },
}


def message(name: str) -> Any:
    """An empty message of TF Serving."""
    from google.protobuf import wrappers_pb2

    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(wrappers_pb2.DESCRIPTOR.serialized_pb)
    file = descriptor_pb2.FileDescriptorProto(
        name="txner.proto",
        package="txner",
        syntax="proto3",
        dependency=["google/protobuf/wrappers.proto"],
    )
    for own, fields in MESSAGES.items():
        described = file.message_type.add(name=own)
        for number, (field, kind) in enumerate(fields.items(), start=1):
            repeated = isinstance(kind, list)
            added = described.field.add(
                name=field,
                number=number,
                label=Field.LABEL_REPEATED if repeated else Field.LABEL_OPTIONAL,
            )
            if isinstance(kind, str):
                added.type, added.type_name = Field.TYPE_MESSAGE, kind
            else:
                added.type = kind[0] if repeated else kind
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"txner.{name}"))()


def documents(path: Path) -> list[dict[str, Any]]:
    return [entry for entry in yaml.safe_load_all(path.read_text()) if entry]


def merged(base: Any, patch: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(patch, dict):
        return copy.deepcopy(patch)
    both = {key: merged(base.get(key), value) for key, value in patch.items()}
    return {**copy.deepcopy(base), **both}


@dataclass
class Built:
    """What `kustomize build` would make of a folder, as far as these manifests use it."""

    objects: dict[tuple[str, str], dict[str, Any]]
    files: dict[str, dict[str, Path]]


def build(folder: Path) -> Built:
    (kustomization,) = documents(folder / "kustomization.yaml")
    known = {"apiVersion", "kind", "namespace", "resources", "labels", "configMapGenerator"}
    assert kustomization.keys() <= known | {"patches", "images"}
    built = Built({}, {})
    for resource in kustomization["resources"]:
        path = folder / resource
        if path.is_dir():
            below = build(path)
            built.objects |= below.objects
            built.files |= below.files
        else:
            for entry in documents(path):
                key = (entry["kind"], entry["metadata"]["name"])
                assert key not in built.objects
                built.objects[key] = entry
    for generator in kustomization.get("configMapGenerator", []):
        files = {name: folder / name for name in generator["files"]}
        assert all(path.is_file() for path in files.values())
        built.files[generator["name"]] = files
    for reference in kustomization.get("patches", []):
        for patch in documents(folder / reference["path"]):
            key = (patch["kind"], patch["metadata"]["name"])
            assert patch["apiVersion"] == built.objects[key]["apiVersion"]
            built.objects[key] = merged(built.objects[key], patch)
    for image in kustomization.get("images", []):
        containers = [
            container
            for (kind, _), entry in built.objects.items()
            if kind == "Deployment"
            for container in entry["spec"]["template"]["spec"]["containers"]
            if container["image"] == image["name"]
        ]
        assert containers
        for container in containers:
            container["image"] = f"{image['newName']}:{image['newTag']}"
    return built


@pytest.fixture(params=OVERLAYS)
def built(request: pytest.FixtureRequest) -> Built:
    return build(FOLDER / "overlays" / request.param)


@pytest.fixture
def deployment() -> dict[str, Any]:
    return build(FOLDER / "overlays" / "production").objects["Deployment", "transaction-ner"]


@pytest.fixture
def pod(deployment: dict[str, Any]) -> Any:
    return deployment["spec"]["template"]["spec"]


@pytest.fixture
def container(pod: Any) -> Any:
    (found,) = pod["containers"]
    return found


def test_every_file_is_used() -> None:
    # Rules for the Prometheus Operator are applied by themselves, as docs/monitoring.md says.
    used = {FOLDER / "alerts" / "monitor.yaml"}
    for path in FOLDER.rglob("kustomization.yaml"):
        (kustomization,) = documents(path)
        used.add(path)
        used |= {path.parent / name for name in kustomization["resources"]}
        used |= {path.parent / patch["path"] for patch in kustomization.get("patches", [])}
        for generator in kustomization.get("configMapGenerator", []):
            used |= {path.parent / name for name in generator["files"]}
    assert {path for path in FOLDER.rglob("*") if path.is_file()} <= used


def test_kubernetes_knows_every_field(built: Built) -> None:
    """What its client does not know is lost on the way through its classes."""
    api = client.ApiClient()
    assert {kind for kind, _ in built.objects} == set(KINDS)
    for (kind, _), entry in built.objects.items():
        answer = type("Answer", (), {"data": json.dumps(entry)})
        read = api.deserialize(answer, KINDS[kind])
        assert api.sanitize_for_serialization(read) == entry


def test_an_unknown_field_would_be_noticed(deployment: dict[str, Any]) -> None:
    deployment["spec"]["template"]["spec"]["terminationGracePeriod"] = 1
    api = client.ApiClient()
    answer = type("Answer", (), {"data": json.dumps(deployment)})
    read = api.deserialize(answer, "V1Deployment")
    assert api.sanitize_for_serialization(read) != deployment


def test_the_server_is_the_stock_one_with_its_flags(container: Any) -> None:
    # After another release is pinned: scripts/list_serving_ops.py.
    assert container["image"] == f"tensorflow/serving:{serving_ops.pinned().release}"
    flags = dict(argument.removeprefix("--").split("=", 1) for argument in container["args"])
    assert flags.pop("model_config_file") == "/run/serving/models.conf"
    assert flags.pop("ssl_config_file") == "/run/serving/ssl.conf"
    assert 0 < int(flags.pop("model_config_file_poll_wait_seconds")) <= 60
    assert flags == {
        "port": "8500",
        "rest_api_port": "8501",
        "file_system_poll_wait_seconds": "120",
        "allow_version_labels_for_unavailable_models": "false",
        "enable_batching": "true",
        "batching_parameters_file": "/etc/serving/settings/batching.conf",
        "monitoring_config_file": "/etc/serving/settings/monitoring.conf",
    }
    ports = {port["name"]: str(port["containerPort"]) for port in container["ports"]}
    assert ports == {"grpc": flags["port"], "http": flags["rest_api_port"]}


def test_every_file_that_the_server_is_told_of_is_mounted(
    container: Any, pod: Any, built: Built
) -> None:
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert volumes.keys() == {mount["name"] for mount in container["volumeMounts"]}
    mounted, writable = set(), []
    for mount in container["volumeMounts"]:
        assert "subPath" not in mount
        volume = volumes[mount["name"]]
        if "configMap" in volume:
            names = built.files[volume["configMap"]["name"]]
            mounted |= {f"{mount['mountPath']}/{name}" for name in names}
        elif "emptyDir" in volume:
            writable.append(mount["mountPath"])
    given = [part.partition("=")[2] or part for part in container["command"] + container["args"]]
    paths = [path for path in given if path.startswith("/") and path != "/bin/bash"]
    assert len(paths) == 5
    for path in paths:
        assert path in mounted or path.rpartition("/")[0] in writable
    assert "/etc/serving/models/models.conf" in mounted


def test_probes_ask_for_the_configured_model_by_its_label(container: Any) -> None:
    by_label = f"/v1/models/{load_settings().model_name}/labels/{RELEASE_LABEL}"
    paths = {
        name: container[f"{name}Probe"]["httpGet"]["path"]
        for name in ("startup", "readiness", "liveness")
    }
    assert paths == {
        "startup": f"{by_label}/metadata",
        "readiness": f"{by_label}/metadata",
        "liveness": by_label,
    }
    startup = container["startupProbe"]
    assert startup["periodSeconds"] * startup["failureThreshold"] >= 300


def test_the_server_may_do_little(container: Any, pod: Any) -> None:
    own = container["securityContext"]
    assert own["readOnlyRootFilesystem"] is True
    assert own["allowPrivilegeEscalation"] is False
    assert own["capabilities"] == {"drop": ["ALL"]}
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False


def test_selectors_find_the_pods(built: Built) -> None:
    (kustomization,) = documents(BASE / "kustomization.yaml")
    (common,) = kustomization["labels"]
    assert common["includeSelectors"]
    template = built.objects["Deployment", "transaction-ner"]["spec"]["template"]
    labels = template["metadata"]["labels"] | common["pairs"]
    ports = {port["name"] for port in template["spec"]["containers"][0]["ports"]}
    for name in ("transaction-ner", "transaction-ner-each"):
        service = built.objects["Service", name]["spec"]
        assert service["selector"].items() <= labels.items()
        assert {port["targetPort"] for port in service["ports"]} <= ports
    for kind, key in (("PodDisruptionBudget", "selector"), ("NetworkPolicy", "podSelector")):
        selector = built.objects[kind, "transaction-ner"]["spec"][key]
        assert selector["matchLabels"].items() <= labels.items()
    scaled = built.objects["HorizontalPodAutoscaler", "transaction-ner"]["spec"]
    assert ("Deployment", scaled["scaleTargetRef"]["name"]) in built.objects
    assert scaled["minReplicas"] < scaled["maxReplicas"]
    account = built.objects["ServiceAccount", template["spec"]["serviceAccountName"]]
    assert "PROJECT_ID" in json.dumps(account["metadata"]["annotations"])


def test_no_secret_is_in_any_file(built: Built, pod: Any) -> None:
    assert "Secret" not in {kind for kind, _ in built.objects}
    (tls,) = (volume["secret"] for volume in pod["volumes"] if "secret" in volume)
    assert tls["secretName"] == "transaction-ner-tls"
    for path in FOLDER.rglob("*"):
        assert path.is_dir() or "PRIVATE KEY" not in path.read_text()


def test_environments_have_their_own_models_and_identity() -> None:
    for name in OVERLAYS:
        (kustomization,) = documents(FOLDER / "overlays" / name / "kustomization.yaml")
        assert kustomization["namespace"] == f"transaction-ner-{name}"
        (generator,) = kustomization["configMapGenerator"]
        # With a hash in the name, each new models.conf would start all servers anew.
        assert generator["options"] == {"disableNameSuffixHash": True}
        read_pinned((FOLDER / "overlays" / name / "models.conf").read_text())


def test_batching_and_monitoring_are_what_tf_serving_reads(container: Any) -> None:
    batching = text_format.Parse(
        (BASE / "batching.conf").read_text(), message("BatchingParameters")
    )
    assert batching.num_batch_threads.value > 0
    # `txner serve` puts requests together, and refuses them, as TF Serving does.
    own = BatchingOptions()
    assert batching.max_batch_size.value == own.max_rows
    assert not batching.enable_large_batch_splitting.value
    assert batching.batch_timeout_micros.value == pytest.approx(own.max_wait_seconds * 1e6)
    queued = batching.max_batch_size.value * batching.max_enqueued_batches.value
    assert queued == own.max_queued_rows
    # What is sent by clients, and what a model is warmed up with, is not refused.
    assert max(MAX_BATCH_TEXTS, *BATCH_ROWS) <= batching.max_batch_size.value
    monitoring = text_format.Parse(
        (BASE / "monitoring.conf").read_text(), message("MonitoringConfig")
    )
    assert monitoring.prometheus_config.enable
    (deployment,) = documents(BASE / "deployment.yaml")
    annotations = deployment["spec"]["template"]["metadata"]["annotations"]
    assert annotations["prometheus.io/path"] == monitoring.prometheus_config.path
    assert annotations["prometheus.io/port"] in {
        str(port["containerPort"]) for port in container["ports"]
    }


# Says what it is given at the start; listens once "loaded"; ends when the whole file is there.
FAKE_SERVER = """#!{python}
import pathlib, socket, sys, time
folder = pathlib.Path({folder!r})
config = folder / "run" / "models.conf"
(folder / "arguments").write_text(" ".join(sys.argv[1:]))
(folder / "first.conf").write_text(config.read_text())
time.sleep(0.5)
(folder / "before_loaded.conf").write_text(config.read_text())
listener = socket.create_server(("127.0.0.1", {port}))
(folder / "loaded").touch()
while not (folder / "end").exists():
    time.sleep(0.05)
"""


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """`start.sh` with files as in the pod, and a program in the place of TF Serving."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    for name in ("bin", "models", "tls", "run"):
        (tmp_path / name).mkdir()
    program = tmp_path / "bin" / "tensorflow_model_server"
    program.write_text(FAKE_SERVER.format(python=sys.executable, folder=str(tmp_path), port=port))
    program.chmod(0o755)
    config = pinned("transactions", "gs://m/x", (3, 7), {"release": 7, "canary": 3})
    (tmp_path / "models" / "models.conf").write_text(write(config))
    (tmp_path / "tls" / "tls.key").write_text("-----BEGIN KEY-----\nab+/=\\&\n-----END KEY-----\n")
    (tmp_path / "tls" / "tls.crt").write_text(
        "-----BEGIN CERT-----\none\ntwo\n-----END CERT-----\n"
    )
    environment = {
        "PATH": f"{tmp_path}/bin:{os.environ['PATH']}",
        "MODELS_FOLDER": str(tmp_path / "models"),
        "TLS_FOLDER": str(tmp_path / "tls"),
        "RUN_FOLDER": str(tmp_path / "run"),
        "REST_PORT": str(port),
    }
    script = ["/bin/bash", str(BASE / "start.sh"), "--port=1"]
    process = subprocess.Popen(script, env=environment, start_new_session=True)
    yield tmp_path, process
    (tmp_path / "end").touch()
    assert process.wait(20) == 0
    # In a pod all ends with the server; here the part that waits for its port may still wait.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def wait_until(condition: Any) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_server_gets_labels_once_it_has_loaded_the_versions(
    started: tuple[Path, subprocess.Popen[bytes]],
) -> None:
    folder, _ = started
    whole = read_pinned((folder / "models" / "models.conf").read_text())
    assert whole is not None
    live = folder / "run" / "models.conf"
    wait_until(live.is_symlink)
    assert (folder / "loaded").exists()
    assert read_pinned(live.read_text()) == whole
    for early in ("first.conf", "before_loaded.conf"):
        assert read_pinned((folder / early).read_text()) == pinned(
            whole.name, whole.base_path, whole.versions, {}
        )
    # Later changes arrive as they are; Kubernetes replaces the file by another.
    later = pinned(whole.name, whole.base_path, (7,), {"release": 7})
    (folder / "models" / "new").write_text(write(later))
    (folder / "models" / "new").rename(folder / "models" / "models.conf")
    assert read_pinned(live.read_text()) == later
    assert (folder / "arguments").read_text() == "--port=1"


def test_a_server_gets_key_and_certificate_as_they_are(
    started: tuple[Path, subprocess.Popen[bytes]],
) -> None:
    folder, _ = started
    wait_until((folder / "first.conf").exists)
    path = folder / "run" / "ssl.conf"
    read = text_format.Parse(path.read_text(), message("SSLConfig"))
    assert read.server_key == "-----BEGIN KEY-----\nab+/=\\&\n-----END KEY-----"
    assert read.server_cert == "-----BEGIN CERT-----\none\ntwo\n-----END CERT-----"
    assert path.stat().st_mode & 0o077 == 0
