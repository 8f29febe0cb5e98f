"""Executes a compiled job on this machine, task by task, as Vertex AI Pipelines would.

Each task's command runs with its placeholders replaced, in a process of its own. Artifacts pass
from task to task by the files that the tasks write. What is not shown by this: the image,
permissions, and whether there are machines.

`Subprocesses` starts a Python for each task, as a container does; `Forks` forks one that has
imported what all tasks import.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from tests.warm_process import ROOT, WarmProcess

RUN_EXECUTOR = "tfx.orchestration.kubeflow.v2.container.kubeflow_v2_run_executor"


class State(StrEnum):
    """How a task ended, by Vertex AI's names."""

    SUCCEEDED = "SUCCEEDED"
    SKIPPED = "SKIPPED"  # its result is an earlier one
    FAILED = "FAILED"
    NOT_TRIGGERED = "NOT_TRIGGERED"  # something before it failed


class Launcher(Protocol):
    """Runs commands."""

    def run(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> int:
        """Runs a command to its end; what it prints goes into a file. Returns its exit status."""


class Subprocesses:
    """Runs each command as a container would: as it stands."""

    def run(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> int:
        # The image's `python` is this one.
        words = [sys.executable if word == "python" else word for word in command]
        with log.open("ab") as output:
            return subprocess.run(
                words, env=_environment(environment), stdout=output, stderr=output, check=False
            ).returncode


class Forks:
    """Runs commands as forks of a process that has imported TFX."""

    def __init__(self, warm: WarmProcess) -> None:
        self._warm = warm

    def run(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> int:
        start = list(command).index("python")
        python, option, module, *arguments = command[start:]
        assert (python, option) == ("python", "-m"), command
        return self._warm.run(module, arguments, environment, log, log)


@dataclass
class Task:
    """A task that has ended.

    Attributes:
      state: How.
      outputs: Its artifacts: by key, name, `uri`, `type` and `metadata`.
      attempts: How often its command was run.
      seconds: How long that took.
      log: What it printed.
    """

    state: State
    outputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    attempts: int = 0
    seconds: float = 0.0
    log: Path | None = None


class CompiledJob:
    """A compiled job on this machine; it may run several times, and remembers its results.

    Args:
      job: The compiled job.
      folder: Where buckets and logs lie.
      replacements: Texts of the job that stand for something of the cloud, and what takes their
        place here; `{"gs://bucket": "/tmp/…"}`.
      launcher: Runs the tasks.
    """

    def __init__(
        self,
        job: Mapping[str, Any],
        folder: Path,
        replacements: Mapping[str, str],
        launcher: Launcher,
    ) -> None:
        text = json.dumps(job)
        for there, here in replacements.items():
            text = text.replace(there, here)
        self._job = json.loads(text)
        self._spec = self._job["pipelineSpec"]
        self._folder = folder
        self._launcher = launcher
        self._launchers: Mapping[str, Launcher] = {}
        self._cache: dict[str, dict[str, dict[str, Any]]] = {}
        self._runs = 0

    def run(
        self,
        parameters: Mapping[str, Any] | None = None,
        launchers: Mapping[str, Launcher] | None = None,
    ) -> dict[str, Task]:
        """Runs all tasks that can run.

        Args:
          parameters: Values of the job's parameters, where they differ from its own.
          launchers: By the names of tasks, what else runs them.

        Returns:
          The tasks by name.
        """
        self._runs += 1
        self._launchers = launchers or {}
        values = self._parameters(parameters or {})
        done: dict[str, Task] = {}
        waiting = dict(self._spec["root"]["dag"]["tasks"])
        while waiting:
            ready = [name for name, task in waiting.items() if _before(task) <= done.keys()]
            assert ready, f"these tasks wait for each other: {sorted(waiting)}"
            # As the service does, but with the processors of a small machine.
            with ThreadPoolExecutor(2) as pool:
                ended = {
                    name: pool.submit(self._run_task, name, waiting.pop(name), values, done)
                    for name in ready
                }
            done |= {name: future.result() for name, future in ended.items()}
        return done

    def _parameters(self, given: Mapping[str, Any]) -> dict[str, Any]:
        definitions = self._spec["root"].get("inputDefinitions", {}).get("parameters", {})
        values = {
            name: definition["defaultValue"]
            for name, definition in definitions.items()
            if "defaultValue" in definition
        }
        values |= {**self._job["runtimeConfig"].get("parameterValues", {}), **given}
        assert values.keys() == definitions.keys(), "a parameter is unknown or has no value"
        kinds = {"STRING": str, "NUMBER_INTEGER": int, "NUMBER_DOUBLE": int | float}
        for name, value in values.items():
            assert isinstance(value, kinds[definitions[name]["parameterType"]]), (name, value)
        return values

    def _run_task(
        self, name: str, task: dict[str, Any], values: Mapping[str, Any], done: dict[str, Task]
    ) -> Task:
        if any(done[other].state in (State.FAILED, State.NOT_TRIGGERED) for other in _before(task)):
            return Task(State.NOT_TRIGGERED)
        policy = task.get("triggerPolicy", {})
        assert not policy, f"{name}: conditions are not executed here: {policy}"
        component = self._spec["components"][task["componentRef"]["name"]]
        executor = self._spec["deploymentSpec"]["executors"][component["executorLabel"]]
        assert "container" in executor, f"{name}: only containers are executed here: {executor}"
        container = executor["container"]

        inputs = _inputs(task, component, values, done)
        key = _cache_key(component, container, inputs)
        allowed = task.get("cachingOptions", {}).get("enableCache", False)
        folder = self._folder / f"run-{self._runs}" / name
        folder.mkdir(parents=True)
        executor_input = self._executor_input(name, component, inputs, folder)
        log = folder / "log.txt"
        environment = {item["name"]: item["value"] for item in container.get("env", ())}
        launcher = self._launchers.get(name, self._launcher)
        # The driver of a step runs before the cache is asked, and may change its parameters.
        hook = container.get("lifecycle", {}).get("preCacheCheck")
        if hook:
            command = _resolve([*hook["command"], *hook["args"]], executor_input)
            assert launcher.run(command, environment, log) == 0, log
        if allowed and key in self._cache:
            return Task(State.SKIPPED, self._cache[key])
        started = time.monotonic()
        attempts = 1 + task.get("retryPolicy", {}).get("maxRetryCount", 0)
        command = _resolve([*container["command"], *container["args"]], executor_input)
        tried, code = 0, 1
        while code and tried < attempts:
            code = launcher.run(command, environment, log)
            tried += 1
        seconds = time.monotonic() - started
        if code:
            return Task(State.FAILED, {}, tried, seconds, log)
        outputs = _outputs(executor_input)
        self._cache[key] = outputs
        return Task(State.SUCCEEDED, outputs, tried, seconds, log)

    def _executor_input(
        self, name: str, component: dict[str, Any], inputs: dict[str, Any], folder: Path
    ) -> dict[str, Any]:
        root = f"{self._job['runtimeConfig']['gcsOutputDirectory']}/1234/run-{self._runs}/{name}"
        artifacts = {
            key: {
                "artifacts": [
                    {
                        "name": f"projects/1234/artifacts/{self._runs}-{name}-{key}",
                        "uri": f"{root}/{key}",
                        "type": definition["artifactType"],
                        "metadata": definition.get("metadata", {}),
                    }
                ]
            }
            for key, definition in component["outputDefinitions"]["artifacts"].items()
        }
        for output in artifacts.values():
            # In a bucket nobody has to make folders.
            Path(output["artifacts"][0]["uri"]).mkdir(parents=True)
        outputs = {"artifacts": artifacts, "outputFile": f"{root}/executor_output.json"}
        return {"inputs": inputs, "outputs": outputs}


def _before(task: Mapping[str, Any]) -> set[str]:
    """Tasks that a task waits for."""
    artifacts = task.get("inputs", {}).get("artifacts", {}).values()
    producers = {item["taskOutputArtifact"]["producerTask"] for item in artifacts}
    return producers | set(task.get("dependentTasks", ()))


def _inputs(
    task: dict[str, Any],
    component: dict[str, Any],
    values: Mapping[str, Any],
    done: Mapping[str, Task],
) -> dict[str, Any]:
    given = task.get("inputs", {})
    declared = component.get("inputDefinitions", {})
    # Names that a task does not have are how TFX compiles some conditions wrongly.
    for kind in ("parameters", "artifacts"):
        assert given.get(kind, {}).keys() == declared.get(kind, {}).keys(), (task, kind)
    parameters = {
        name: values[source["componentInputParameter"]]
        if "componentInputParameter" in source
        else source["runtimeValue"]["constant"]
        for name, source in given.get("parameters", {}).items()
    }
    artifacts = {}
    for name, source in given.get("artifacts", {}).items():
        origin = source["taskOutputArtifact"]
        produced = done[origin["producerTask"]].outputs[origin["outputArtifactKey"]]
        assert produced["type"] == declared["artifacts"][name]["artifactType"], name
        artifacts[name] = {"artifacts": [produced]}
    return {"parameterValues": parameters, "artifacts": artifacts}


def _outputs(executor_input: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The artifacts of a task that has ended, with the metadata that it wrote down."""
    written = json.loads(Path(executor_input["outputs"]["outputFile"]).read_text())
    outputs = {}
    for key, planned in executor_input["outputs"]["artifacts"].items():
        (artifact,) = planned["artifacts"]
        (found,) = written.get("artifacts", {}).get(key, {}).get("artifacts", [{}])
        outputs[key] = {
            **artifact,
            "uri": found.get("uri", artifact["uri"]),
            "metadata": {**artifact["metadata"], **found.get("metadata", {})},
        }
    return outputs


def _cache_key(
    component: Mapping[str, Any], container: Mapping[str, Any], inputs: Mapping[str, Any]
) -> str:
    """What an earlier result must have been made of, to be taken again."""
    parts = {
        "component": component,
        "container": {key: container.get(key) for key in ("image", "command", "args", "env")},
        "parameters": inputs["parameterValues"],
        "artifacts": {
            key: [artifact["name"] for artifact in value["artifacts"]]
            for key, value in inputs["artifacts"].items()
        },
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _resolve(words: Sequence[str], executor_input: Mapping[str, Any]) -> list[str]:
    """Replaces placeholders."""
    parameters = executor_input["inputs"]["parameterValues"]

    def value(match: re.Match[str]) -> str:
        return str(parameters[match[1]])

    resolved = [
        re.sub(r"\{\{\$\.inputs\.parameters\['([^']+)'\]\}\}", value, word).replace(
            "{{$}}", json.dumps(executor_input)
        )
        for word in words
    ]
    assert not any("{{$" in word for word in resolved), resolved
    return resolved


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "2", **extra}
