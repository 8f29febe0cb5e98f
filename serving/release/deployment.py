"""Brings a serving configuration to a Kubernetes cluster, and takes it back if servers fail it.

A running server takes a label only to a version that it has loaded (see `transitions`), so a
change goes in steps, and each waits for all servers. kubectl does the talking; servers are asked
through `kubectl port-forward`, which needs no way into their network.
"""

from __future__ import annotations

import copy
import json
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from preprocessing.errors import RefusedError, UserError
from serving.release.models_conf import ModelEntry, write
from serving.release.transitions import plan_transition, read_pinned

MODELS_MAP = "serving-models"
MODELS_FILE = "models.conf"
DEPLOYMENT = "transaction-ner"
SERVERS = "app.kubernetes.io/component=serving"
REST_PORT = 8501

TRIAL_TEXT = "CHECKCARD 0412 CORNER BAKERY PORTLAND OR 24224433231105006465166"
"""What each label is asked, to see that it answers."""

KUBECTL_SECONDS = 120
FORWARD_SECONDS = 30
ANSWER_SECONDS = 20

_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"
_FORWARDING = re.compile(r"Forwarding from 127\.0\.0\.1:(\d+) ->")

Objects = list[dict[str, Any]]


class DeploymentError(UserError, RuntimeError):
    """A deployment that cannot be begun: kubectl, the cluster or the manifests do not allow it."""


class CheckFailedError(RefusedError, RuntimeError):
    """Servers that did not take a configuration in time."""


@dataclass(frozen=True)
class _Deployed:
    """What a cluster has.

    Attributes:
      objects: The manifests.
      config: What servers are told by them.
    """

    objects: Objects
    config: ModelEntry


def deploy(
    folder: Path,
    cluster: Cluster,
    *,
    seconds: float,
    pause: float = 5.0,
    tell: Callable[[str], None] = lambda _: None,
) -> None:
    """Applies a kustomization, step by step, and checks each step on all servers.

    If a check fails, manifests and labels go back to what they were.

    Args:
      folder: Kustomization with a rendered `models.conf`.
      cluster: Where to.
      seconds: How long servers may take for one step.
      pause: Seconds between two looks at the servers.
      tell: Takes lines about how it goes.

    Raises:
      DeploymentError: The manifests or the cluster cannot be used; nothing was changed, unless
        the cluster failed in the middle.
      ModelConfigError: The configuration cannot be used, or not be reached from what servers have.
      CheckFailedError: Servers failed it; the message says whether all is as before.
    """
    objects = cluster.manifests(folder)
    namespace = _namespace(objects, folder)
    wanted = _config(objects, str(folder / MODELS_FILE))
    if wanted is None:
        raise DeploymentError(
            f"{folder / MODELS_FILE}: names no model; write it with "
            f"txner release render --output {folder}"
        )
    live = cluster.live(objects)
    current = _config(live, f"{MODELS_MAP} in {namespace}")
    before = None if current is None else _Deployed(live, current)
    # Servers that start anew load and label by themselves (configs/serving/base/start.sh).
    steps = [wanted] if before is None else _steps(before.config, wanted)
    for number, step in enumerate(steps, start=1):
        tell(f"step {number} of {len(steps)}: {_described(step)}")
        try:
            cluster.apply(_with_config(objects, step))
            _wait(cluster, namespace, step, seconds, pause)
        except (CheckFailedError, DeploymentError) as error:
            if before is None:
                raise CheckFailedError(f"{error}\nthere is nothing to go back to") from None
            tell(f"failed: {error}")
            now = _go_back(cluster, namespace, step, before, seconds, pause, tell)
            raise CheckFailedError(f"{error}\n{now}") from None
    tell(f"{len(cluster.servers(namespace))} server(s) answer as configured")


def _go_back(
    cluster: Cluster,
    namespace: str,
    applied: ModelEntry,
    before: _Deployed,
    seconds: float,
    pause: float,
    tell: Callable[[str], None],
) -> str:
    """Restores what was there before; how that went."""
    steps = _steps(applied, before.config)
    for number, step in enumerate(steps, start=1):
        tell(f"back, step {number} of {len(steps)}: {_described(step)}")
        try:
            cluster.apply(_with_config(before.objects, step))
            _wait(cluster, namespace, step, seconds, pause)
        except (CheckFailedError, DeploymentError) as error:
            # Servers that never took the failed configuration cannot confirm steps on its way back.
            if number == len(steps):
                return (
                    f"going back failed too: {error}\n"
                    f"look at kubectl --namespace {namespace} get pods, and at their logs"
                )
    return "manifests and labels are as before"


def _steps(current: ModelEntry, desired: ModelEntry) -> list[ModelEntry]:
    """The way between two configurations; one step if only manifests differ."""
    return plan_transition(current, desired) or [desired]


def _wait(
    cluster: Cluster, namespace: str, config: ModelEntry, seconds: float, pause: float
) -> None:
    """Waits until all servers do what a configuration says.

    Raises:
      CheckFailedError: They do not in time.
    """
    until = time.monotonic() + seconds
    cluster.wait_for_rollout(namespace, seconds)
    while True:
        servers = cluster.servers(namespace)
        troubles = {name: cluster.trouble(namespace, name, config) for name in servers}
        if servers and not any(troubles.values()):
            return
        if time.monotonic() + pause > until:
            break
        time.sleep(pause)
    if not servers:
        raise CheckFailedError(f"{namespace}: no server runs")
    failed = [f"{name}: {'; '.join(trouble)}" for name, trouble in troubles.items() if trouble]
    raise CheckFailedError(f"after {seconds:.0f} s:\n" + "\n".join(failed))


def _config(objects: Objects, source: str) -> ModelEntry | None:
    for entry in objects:
        if (entry["kind"], entry["metadata"]["name"]) == ("ConfigMap", MODELS_MAP):
            return read_pinned(entry["data"][MODELS_FILE], source)
    return None


def _with_config(objects: Objects, config: ModelEntry) -> Objects:
    changed = copy.deepcopy(objects)
    for entry in changed:
        if (entry["kind"], entry["metadata"]["name"]) == ("ConfigMap", MODELS_MAP):
            entry["data"][MODELS_FILE] = write(config)
    return changed


def _namespace(objects: Objects, folder: Path) -> str:
    for entry in objects:
        if (entry["kind"], entry["metadata"]["name"]) == ("Deployment", DEPLOYMENT):
            return str(entry["metadata"].get("namespace", "default"))
    raise DeploymentError(f"{folder}: makes no Deployment {DEPLOYMENT}; give an overlay")


def _described(config: ModelEntry) -> str:
    labels = ", ".join(f"{label} on {version}" for label, version in sorted(config.labels.items()))
    loaded = ", ".join(map(str, config.versions))
    return f"load {loaded}" + (f"; {labels}" if labels else "; no label")


class Cluster:
    """A Kubernetes cluster as kubectl reaches it, by its current context.

    All methods but those that say otherwise raise `DeploymentError` if kubectl fails.
    """

    def manifests(self, folder: Path) -> Objects:
        """The objects that a kustomization makes."""
        import yaml

        return [entry for entry in yaml.safe_load_all(_kubectl("kustomize", str(folder))) if entry]

    def live(self, objects: Objects) -> Objects:
        """Those of the objects that the cluster has, as they were applied last."""
        printed = _kubectl(
            "get", "--filename", "-", "--ignore-not-found", "--output", "json", objects=objects
        )
        if not printed.strip():
            return []
        answer = json.loads(printed)
        entries = answer["items"] if answer["kind"] == "List" else [answer]
        return [
            json.loads(applied)
            for entry in entries
            if (applied := entry["metadata"].get("annotations", {}).get(_APPLIED))
        ]

    def apply(self, objects: Objects) -> None:
        """Makes or changes objects."""
        _kubectl("apply", "--filename", "-", objects=objects)

    def wait_for_rollout(self, namespace: str, seconds: float) -> None:
        """Waits until all servers run as their Deployment says.

        Raises:
          CheckFailedError: They do not in this time.
        """
        try:
            _kubectl(
                "rollout",
                "status",
                f"deployment/{DEPLOYMENT}",
                "--namespace",
                namespace,
                f"--timeout={seconds:.0f}s",
                seconds=seconds,
            )
        except DeploymentError as error:
            raise CheckFailedError(str(error)) from None

    def servers(self, namespace: str) -> list[str]:
        """Names of the pods that serve."""
        printed = _kubectl(
            "get", "pods", "--namespace", namespace, "--selector", SERVERS, "--output", "json"
        )
        return [
            entry["metadata"]["name"]
            for entry in json.loads(printed)["items"]
            if entry["status"].get("phase") == "Running"
            and "deletionTimestamp" not in entry["metadata"]
        ]

    def trouble(self, namespace: str, server: str, config: ModelEntry) -> list[str]:
        """What a server does not do that a configuration says; none if all is well."""
        try:
            with _forwarded(namespace, server) as url:
                return check_server(url, config)
        except DeploymentError as error:
            return [str(error)]


def check_server(url: str, config: ModelEntry) -> list[str]:
    """Compares what a server does with what a configuration says, over TF Serving's REST interface.

    Every version must be loaded, and every label stand where it should and answer a text.

    Args:
      url: The server, such as `http://127.0.0.1:8501`.
      config: What it was told.

    Returns:
      What is not so; none if all is well.
    """
    model = f"{url}/v1/models/{config.name}"
    code, status = _ask(model)
    if code != HTTPStatus.OK:
        return [_refused("the model's status", code, status)]
    states = {
        int(entry["version"]): entry["state"] for entry in status.get("model_version_status", [])
    }
    faults = [
        f"version {version} is {states.get(version, 'not there')}"
        for version in config.versions
        if states.get(version) != "AVAILABLE"
    ]
    for label, version in sorted(config.labels.items()):
        code, metadata = _ask(f"{model}/labels/{label}/metadata")
        if code != HTTPStatus.OK:
            faults.append(_refused(f"label {label}", code, metadata))
            continue
        stands = int(metadata["model_spec"]["version"])
        if stands != version:
            faults.append(f"label {label} stands on {stands}, not on {version}")
            continue
        code, answer = _ask(f"{model}/labels/{label}:predict", {"instances": [TRIAL_TEXT]})
        if code != HTTPStatus.OK:
            faults.append(_refused(f"a text asked of label {label}", code, answer))
    return faults


def _ask(url: str, body: Mapping[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
    """Status and JSON of an answer; status 0 without one."""
    import requests

    try:
        response = (
            requests.get(url, timeout=ANSWER_SECONDS)
            if body is None
            else requests.post(url, json=body, timeout=ANSWER_SECONDS)
        )
    except requests.RequestException as error:
        return 0, {"error": type(error).__name__}
    try:
        values = response.json()
    except ValueError:
        values = None
    return response.status_code, values if isinstance(values, dict) else {"error": response.text}


def _refused(what: str, code: int, answer: Mapping[str, Any]) -> str:
    return f"{what}: {code or 'no answer'}: {answer.get('error', '')}"[:500]


@contextmanager
def _forwarded(namespace: str, server: str) -> Iterator[str]:
    """A server's REST interface on a free port of loopback.

    Raises:
      DeploymentError: kubectl does not get through.
    """
    command = ["kubectl", "port-forward", "--namespace", namespace, "--address", "127.0.0.1"]
    process = _start([*command, f"pod/{server}", f":{REST_PORT}"])
    # Ends a kubectl that neither gets through nor gives up.
    timer = threading.Timer(FORWARD_SECONDS, process.kill)
    with process:
        timer.start()
        try:
            line = process.stdout.readline() if process.stdout else ""
            timer.cancel()
            if not (match := _FORWARDING.match(line)):
                process.kill()
                errors = process.stderr.read() if process.stderr else ""
                raise DeploymentError(f"kubectl port-forward: {_last_line(errors) or 'no answer'}")
            yield f"http://127.0.0.1:{match[1]}"
        finally:
            timer.cancel()
            process.kill()


def _kubectl(*arguments: str, objects: Sequence[Mapping[str, Any]] = (), seconds: float = 0) -> str:
    """What kubectl prints.

    Args:
      arguments: What it is called with.
      objects: What it reads from its standard input.
      seconds: How long it may work, besides talking to the cluster.

    Raises:
      DeploymentError: It fails.
    """
    text = (
        json.dumps({"apiVersion": "v1", "kind": "List", "items": list(objects)})
        if objects
        else None
    )
    with _start(["kubectl", *arguments]) as process:
        try:
            printed, errors = process.communicate(text, timeout=seconds + KUBECTL_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise DeploymentError(f"kubectl {arguments[0]}: no answer") from None
    if process.returncode:
        raise DeploymentError(f"kubectl {arguments[0]}: {_last_line(errors) or 'failed'}")
    return printed


def _start(command: list[str]) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    except OSError as error:
        raise DeploymentError(
            f"kubectl cannot be started ({error.strerror}); install it: "
            "https://kubernetes.io/docs/tasks/tools/"
        ) from None


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""
