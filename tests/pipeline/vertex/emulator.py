"""A small Vertex AI on loopback: the calls that submitting and scheduling use, and their rules.

It keeps jobs and schedules, checks what it is sent against the protos of the service and of the
pipeline, and answers errors as Google's APIs do. What it does follows
https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs,
https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.schedules and
https://cloud.google.com/apis/design/errors. It runs nothing: a test says how tasks go on, with a
`Step` for each time that a job is asked for, or on `Emulator.jobs` itself.

Alone: `python -m tests.pipeline.vertex.emulator PORT [FOLDER]`; jobs then succeed task by task, and
artifacts are in the folder.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from google.protobuf import json_format
from kfp.pipeline_spec import pipeline_spec_pb2

from tests.loopback_service import Handler, LoopbackService

PROJECT = "my-project"
PROJECT_NUMBER = "123456789012"
REGION = "us-central1"

RESET = "reset"
"""The connection ends before the request has any effect."""

LOST = "lost"
"""The request has its effect, and the connection ends before the answer."""

NOT_JSON = "not JSON"
"""A gateway's page in HTML instead of an answer, with status 502."""

STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ALREADY_EXISTS",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}

CODES = {"FAILED_PRECONDITION": 9, "INTERNAL": 13, "CANCELLED": 1}
"""Numbers of google.rpc.Code in the errors of jobs and tasks."""

FINAL = ("SUCCEEDED", "FAILED", "CANCELLED")

OUTPUT_ONLY = {"name", "state", "createTime", "startTime", "endTime", "updateTime", "jobDetail"}

_LABEL = re.compile(r"[a-z0-9_-]{0,63}")
_JOB_ID = re.compile(r"[a-z][a-z0-9-]{0,127}")
_PATH = re.compile(r"/v1/projects/([^/]+)/locations/([^/]+)/(\w+)(?:/([^/:]+))?(.*)")
_DENIED = "(or it may not exist)"


@dataclass
class Slow:
    """The answer comes after a while."""

    seconds: float


@dataclass
class Fault:
    """An error of the service.

    Attributes:
      status: Of HTTP.
      message: In the words of the service.
      reason: Of google.rpc.ErrorInfo, or "" for an error without.
      metadata: Of google.rpc.ErrorInfo.
    """

    status: int
    message: str
    reason: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


UNAVAILABLE = Fault(503, "The service is currently unavailable.")
UNAUTHENTICATED = Fault(
    401,
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie "
    "or other valid authentication credential.",
    "ACCESS_TOKEN_EXPIRED",
)
QUOTA = Fault(
    429,
    "Quota exceeded for quota metric 'Pipeline job create requests' and limit 'Pipeline job create "
    f"requests per minute per region' of service 'aiplatform.googleapis.com' for consumer "
    f"'project_number:{PROJECT_NUMBER}'.",
    "RATE_LIMIT_EXCEEDED",
    {
        "quota_metric": "aiplatform.googleapis.com/pipeline_job_create_requests",
        "quota_limit_value": "60",
    },
)
API_DISABLED = Fault(
    403,
    f"Vertex AI API has not been used in project {PROJECT_NUMBER} before or it is disabled.",
    "SERVICE_DISABLED",
    {"service": "aiplatform.googleapis.com", "consumer": f"projects/{PROJECT_NUMBER}"},
)
ACT_AS = Fault(
    403,
    "You do not have permission to act as service_account: "
    f"pipeline@{PROJECT}.iam.gserviceaccount.com. {_DENIED}",
)


def denied(permission: str) -> Fault:
    """The error for a principal that lacks a permission."""
    resource = f"//aiplatform.googleapis.com/projects/{PROJECT}/locations/{REGION}"
    return Fault(
        403,
        f"Permission '{permission}' denied on resource '{resource}' {_DENIED}.",
        "IAM_PERMISSION_DENIED",
        {"permission": permission, "resource": resource},
    )


class FaultError(Exception):
    """Ends a request with an error of the service."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def invalid(message: str) -> FaultError:
    return FaultError(Fault(400, message))


class Job:
    """A pipeline job that the emulator keeps.

    Attributes:
      resource: What the service answers.
    """

    def __init__(self, resource: dict[str, Any], task_ids: Iterable[int], artifacts: str) -> None:
        self.resource = resource
        self.steps: list[Step] = []
        self._artifacts = artifacts
        ids = iter(task_ids)
        root = str(next(ids))
        own = resource["name"].rpartition("/")[2]
        # The service lists the pipeline itself as a task, the parent of all others.
        details = [{"taskId": root, "taskName": own, "state": "PENDING", "createTime": _now()}]
        for name in resource["pipelineSpec"]["root"]["dag"]["tasks"]:
            details.append(
                {
                    "taskId": str(next(ids)),
                    "parentTaskId": root,
                    "taskName": name,
                    "state": "PENDING",
                    "createTime": _now(),
                }
            )
        resource["jobDetail"] = {"taskDetails": details}

    @property
    def id(self) -> str:
        return str(self.resource["name"].rpartition("/")[2])

    @property
    def state(self) -> str:
        return str(self.resource["state"]).removeprefix("PIPELINE_STATE_")

    @property
    def tasks(self) -> list[str]:
        return list(self.resource["pipelineSpec"]["root"]["dag"]["tasks"])

    def task(self, name: str) -> dict[str, Any]:
        details = self.resource["jobDetail"]["taskDetails"]
        found: dict[str, Any] = next(entry for entry in details if entry["taskName"] == name)
        return found

    def folder(self, task: str) -> str:
        """URI below which the artifacts of a task are."""
        return f"{self._artifacts}/{PROJECT_NUMBER}/{self.id}/{task}_{self.task(task)['taskId']}"

    def move(self, state: str) -> None:
        """Sets the state of the whole job."""
        self.resource["state"] = f"PIPELINE_STATE_{state}"
        self.resource["updateTime"] = _now()
        self.task(self.id)["state"] = state if state != "QUEUED" else "PENDING"
        if state == "RUNNING":
            self.resource.setdefault("startTime", _now())
        if state in FINAL:
            self.resource["endTime"] = _now()

    def start(self, task: str) -> None:
        """A task begins; the job with it if it is the first."""
        if self.state != "RUNNING":
            self.move("RUNNING")
        self.task(task).update(state="RUNNING", startTime=_now())

    def succeed(self, task: str, *, cached: bool = False, seconds: float = 1.0) -> None:
        """A task ends well, with an artifact for each of its outputs."""
        entry = self.task(task)
        if entry["state"] == "PENDING":
            self.start(task)
        end = datetime.fromisoformat(entry["startTime"]) + timedelta(seconds=seconds)
        entry["state"] = "SKIPPED" if cached else "SUCCEEDED"
        entry["endTime"] = _stamp(end)
        entry["outputs"] = {
            key: {"artifacts": [{"uri": f"{self.folder(task)}/{key}"}]}
            for key in self._outputs(task)
        }

    def fail(self, task: str, message: str, code: str = "INTERNAL") -> None:
        """A task fails, and the job with it."""
        self.start(task)
        self.task(task).update(
            state="FAILED",
            endTime=_now(),
            error={"code": CODES[code], "message": message},
            executorDetail={
                "containerDetail": {
                    "mainJob": f"projects/{PROJECT_NUMBER}/locations/{REGION}/customJobs/4711"
                }
            },
        )
        for name in self.tasks:
            if self.task(name)["state"] == "PENDING":
                self.task(name)["state"] = "NOT_TRIGGERED"
        self.move("FAILED")
        self.resource["error"] = {
            "code": CODES["FAILED_PRECONDITION"],
            "message": "The DAG failed because some tasks failed. The failed tasks are: "
            f"[{task}].; Job (project_id = {PROJECT}, job_id = {self.task(self.id)['taskId']}) is "
            "failed due to the above error.; Failed to handle the job: {project_number = "
            f"{PROJECT_NUMBER}, job_id = {self.task(self.id)['taskId']}}}",
        }

    def write(self, task: str, path: str, content: object) -> None:
        """Writes a JSON file among the artifacts of a task, where these are on this machine."""
        if "://" in self.folder(task):
            raise ValueError("an emulator without a folder cannot write artifacts")
        file = Path(self.folder(task)) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content))

    def _outputs(self, task: str) -> list[str]:
        spec = self.resource["pipelineSpec"]
        component = spec["root"]["dag"]["tasks"][task]["componentRef"]["name"]
        return list(spec["components"][component].get("outputDefinitions", {}).get("artifacts", {}))


Step = Callable[[Job], None]
"""What happens to a job the next time that it is asked for."""


class Emulator(LoopbackService):
    """Answers as Vertex AI until the `with` block ends.

    Args:
      artifacts: Folder for artifacts, in place of the bucket; "" names them in the bucket.
      port: Where to listen; 0 for any free port.
    """

    def __init__(self, artifacts: str = "", port: int = 0) -> None:
        super().__init__(_Handler, port)
        self.bodies: list[dict[str, Any]] = []
        self.jobs: dict[str, Job] = {}
        self.schedules: dict[str, dict[str, Any]] = {}
        self.operations: dict[str, dict[str, Any]] = {}
        # Steps that each new job takes.
        self.steps: list[Step] = []
        # How often an operation, or what it is about, is asked for before it is done.
        self.operation_polls = 1
        self.page_size = 100
        self._artifacts = artifacts
        self._numbers = itertools.count(1000)
        self._ids = itertools.count(5_000_000_000_000_000_001)
        self.endpoint = self.url

    def count(self, pattern: str) -> int:
        """How many requests so far match a pattern."""
        return sum(bool(re.search(pattern, line)) for line in self.requests)

    @property
    def job(self) -> Job:
        """The only job."""
        (job,) = self.jobs.values()
        return job

    def fire(self, schedule_id: str) -> Job:
        """Starts a run of a schedule, as its clock would."""
        schedule = self.schedules[schedule_id]
        body = json.loads(json.dumps(schedule["createPipelineJobRequest"]["pipelineJob"]))
        number = next(self._numbers)
        name = f"{body['pipelineSpec']['pipelineInfo']['name']}-schedule-{number}"
        job = self._add_job(body, name)
        job.resource["scheduleName"] = schedule["name"]
        schedule["startedRunCount"] = str(int(schedule.get("startedRunCount", "0")) + 1)
        if schedule.get("maxRunCount") == schedule["startedRunCount"]:
            schedule["state"] = "COMPLETED"
        return job

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> dict[str, Any]:
        """The service's answer to a request."""
        match = re.fullmatch(
            r"/v1/projects/([^/]+)/locations/([^/]+)/(\w+)(?:/([^/:]+))?(.*)", path
        )
        if match is None:
            raise FaultError(Fault(404, f"Requested URL {path} was not found"))
        project, region, collection, name, rest = match.groups()
        if project not in (PROJECT, PROJECT_NUMBER):
            raise FaultError(denied(f"aiplatform.{collection}.{method.lower()}"))
        if region != REGION:
            raise invalid(f"Unsupported region for Vertex AI: {region}")
        call = (method, collection, bool(name), rest)
        with self.lock:
            match call:
                case ("POST", "pipelineJobs", False, ""):
                    return self._create_job(body, query)
                case ("GET", "pipelineJobs", False, ""):
                    return self._list_jobs(query)
                case ("GET", "pipelineJobs", True, ""):
                    return self._get_job(name)
                case ("POST", "pipelineJobs", True, ":cancel"):
                    return self._cancel_job(name)
                case ("POST", "schedules", False, ""):
                    return self._create_schedule(body)
                case ("GET", "schedules", False, ""):
                    return self._list("schedules", list(self.schedules.values()), query)
                case ("GET", "schedules", True, ""):
                    return self._get_schedule(name)
                case ("DELETE", "schedules", True, ""):
                    return self._delete_schedule(name)
                case ("POST", "schedules", True, ":pause" | ":resume"):
                    return self._switch_schedule(name, rest == ":resume")
                case ("GET", "operations", True, ""):
                    return self._get_operation(name)
        raise FaultError(Fault(404, f"Method not found: {method} {path}"))

    def _create_job(self, body: Any, query: dict[str, str]) -> dict[str, Any]:
        name = query.get("pipelineJobId") or f"pipeline-{next(self._numbers)}"
        if not _JOB_ID.fullmatch(name):
            raise invalid(f"The pipelineJobId {name!r} is invalid: /[a-z][-a-z0-9]{{0,127}}/.")
        check_job(body)
        if name in self.jobs:
            full = f"projects/{PROJECT_NUMBER}/locations/{REGION}/pipelineJobs/{name}"
            raise FaultError(Fault(409, f"Pipeline job {full} already exists."))
        return self._add_job(body, name).resource

    def _add_job(self, body: dict[str, Any], name: str) -> Job:
        resource = {
            **{key: value for key, value in body.items() if key not in OUTPUT_ONLY},
            "name": f"projects/{PROJECT_NUMBER}/locations/{REGION}/pipelineJobs/{name}",
            "state": "PIPELINE_STATE_PENDING",
            "createTime": _now(),
            "updateTime": _now(),
        }
        root = self._artifacts or body["runtimeConfig"]["gcsOutputDirectory"].rstrip("/")
        job = Job(resource, self._ids, root)
        job.steps = list(self.steps)
        self.jobs[name] = job
        return job

    def _job(self, name: str) -> Job:
        if name not in self.jobs:
            full = f"projects/{PROJECT_NUMBER}/locations/{REGION}/pipelineJobs/{name}"
            raise FaultError(Fault(404, f"The PipelineJob does not exist: {full}"))
        return self.jobs[name]

    def _get_job(self, name: str) -> dict[str, Any]:
        job = self._job(name)
        if job.steps:
            job.steps.pop(0)(job)
        return job.resource

    def _list_jobs(self, query: dict[str, str]) -> dict[str, Any]:
        hidden = ("jobDetail", "pipelineSpec")
        resources = [
            {key: value for key, value in job.resource.items() if key not in hidden}
            for job in self.jobs.values()
        ]
        return self._list("pipelineJobs", resources, query)

    def _list(
        self, key: str, resources: list[dict[str, Any]], query: dict[str, str]
    ) -> dict[str, Any]:
        """A page of resources, the newest first."""
        wanted = [entry for entry in resources[::-1] if _matches(entry, query.get("filter", ""))]
        begin = int(query.get("pageToken") or 0)
        size = min(int(query.get("pageSize") or self.page_size), self.page_size)
        page: dict[str, Any] = {key: wanted[begin : begin + size]}
        if begin + size < len(wanted):
            page["nextPageToken"] = str(begin + size)
        return page

    def _cancel_job(self, name: str) -> dict[str, Any]:
        job = self._job(name)
        if job.state in FINAL:
            raise invalid(f"Cannot cancel PipelineJob in state {job.resource['state']}.")
        job.move("CANCELLING")
        # The service takes its time.
        job.steps = [lambda _: None, lambda job: job.move("CANCELLED")]
        return {}

    def _create_schedule(self, body: Any) -> dict[str, Any]:
        from google.cloud.aiplatform_v1 import Schedule

        _parse(body, Schedule.pb(Schedule()), "schedule")
        if not body.get("displayName"):
            raise invalid("display_name is required.")
        if int(body.get("maxConcurrentRunCount", 0)) < 1:
            raise invalid("max_concurrent_run_count must be positive.")
        cron = re.sub(r"^(CRON_)?TZ=\S+ ", "", body.get("cron", ""))
        if len(cron.split()) != 5:
            raise invalid(f"Invalid cron: {body.get('cron', '')!r}.")
        request = body.get("createPipelineJobRequest")
        if not request or not request.get("parent"):
            raise invalid("create_pipeline_job_request.parent is required.")
        if request.get("pipelineJobId"):
            raise invalid("create_pipeline_job_request.pipeline_job_id must not be set.")
        check_job(request.get("pipelineJob"))
        number = str(next(self._ids))
        schedule = {
            **body,
            "name": f"projects/{PROJECT_NUMBER}/locations/{REGION}/schedules/{number}",
            "state": "ACTIVE",
            "createTime": _now(),
            "nextRunTime": _stamp(datetime.now(UTC) + timedelta(hours=1)),
        }
        self.schedules[number] = schedule
        return schedule

    def _schedule(self, name: str) -> dict[str, Any]:
        if name not in self.schedules:
            full = f"projects/{PROJECT_NUMBER}/locations/{REGION}/schedules/{name}"
            raise FaultError(Fault(404, f"The Schedule does not exist: {full}"))
        return self.schedules[name]

    def _get_schedule(self, name: str) -> dict[str, Any]:
        for number, entry in self.operations.items():
            if entry["on"] == name and not entry["operation"]["done"]:
                self._get_operation(number)
        return self._schedule(name)

    def _switch_schedule(self, name: str, resume: bool) -> dict[str, Any]:
        schedule = self._schedule(name)
        before, after = ("PAUSED", "ACTIVE") if resume else ("ACTIVE", "PAUSED")
        if schedule["state"] != before:
            raise invalid(f"The Schedule is in state {schedule['state']}, must be {before}.")
        schedule["state"] = after
        return {}

    def _delete_schedule(self, name: str) -> dict[str, Any]:
        self._schedule(name)
        number = str(next(self._ids))
        kind = "google.cloud.aiplatform.v1.DeleteOperationMetadata"
        operation = {
            "name": f"projects/{PROJECT_NUMBER}/locations/{REGION}/operations/{number}",
            "metadata": {
                "@type": f"type.googleapis.com/{kind}",
                "genericMetadata": {"createTime": _now(), "updateTime": _now()},
            },
            "done": False,
        }
        self.operations[number] = {"operation": operation, "left": self.operation_polls, "on": name}
        return operation

    def _get_operation(self, name: str) -> dict[str, Any]:
        if name not in self.operations:
            raise FaultError(Fault(404, f"The Operation does not exist: {name}"))
        entry = self.operations[name]
        entry["left"] -= 1
        operation: dict[str, Any] = entry["operation"]
        if entry["left"] <= 0 and not operation["done"]:
            del self.schedules[entry["on"]]
            operation["done"] = True
            operation["response"] = {"@type": "type.googleapis.com/google.protobuf.Empty"}
        return operation


def check_job(body: Any) -> None:
    """Refuses what the service would refuse in the body of a pipeline job.

    Raises:
      FaultError: With status 400.
    """
    from google.cloud.aiplatform_v1 import PipelineJob

    _parse(body, PipelineJob.pb(PipelineJob()), "pipeline_job")
    config = body.get("runtimeConfig", {})
    if not config.get("gcsOutputDirectory", "").startswith("gs://"):
        raise invalid("runtime_config.gcs_output_directory must be a Cloud Storage path.")
    for key, value in body.get("labels", {}).items():
        if not _LABEL.fullmatch(key) or not _LABEL.fullmatch(value):
            raise invalid(f"The label {key}: {value} is invalid.")
    spec = pipeline_spec_pb2.PipelineSpec()
    _parse(body.get("pipelineSpec"), spec, "pipeline_spec")
    executors = body["pipelineSpec"].get("deploymentSpec", {}).get("executors", {})
    for name, task in spec.root.dag.tasks.items():
        if task.component_ref.name not in spec.components:
            raise invalid(f"Task {name} has no component {task.component_ref.name!r}.")
        if spec.components[task.component_ref.name].executor_label not in executors:
            raise invalid(f"Task {name} has no executor.")
        for upstream in task.dependent_tasks:
            if upstream not in spec.root.dag.tasks:
                raise invalid(f"Task {name} depends on {upstream!r}, which does not exist.")
    _check_parameters(spec, config.get("parameterValues", {}))


def _check_parameters(spec: Any, given: dict[str, Any]) -> None:
    known = spec.root.input_definitions.parameters
    for name in given:
        if name not in known:
            raise invalid(f"The parameter {name!r} is not in the pipeline's input definitions.")
    for name, parameter in known.items():
        optional = parameter.is_optional or parameter.HasField("default_value")
        if name not in given and not optional:
            raise invalid(f"The pipeline parameter {name} has no value.")
        kind = pipeline_spec_pb2.ParameterType.ParameterTypeEnum.Name(parameter.parameter_type)
        expected = {"STRING": str, "NUMBER_INTEGER": (int, float), "NUMBER_DOUBLE": (int, float)}
        if name in given and kind in expected and not isinstance(given[name], expected[kind]):
            raise invalid(f"The pipeline parameter {name} must be a {kind}.")


def _parse(body: Any, message: Any, what: str) -> None:
    if not isinstance(body, dict):
        raise invalid(f"{what} is required.")
    try:
        json_format.ParseDict(body, message)
    except json_format.ParseError as error:
        raise invalid(f"Invalid JSON payload received. {what}: {error}") from None


def _matches(resource: dict[str, Any], expression: str) -> bool:
    """Whether a resource matches terms such as `labels.a="b" AND display_name="c"`."""
    for term in filter(None, re.split(r"\s+AND\s+", expression)):
        match = re.fullmatch(r'(display_name|state|labels\.(\w+))\s*=\s*"([^"]*)"', term)
        if match is None:
            raise invalid(f"Invalid filter: {term}")
        key, label, value = match.groups()
        camel = {"display_name": "displayName"}.get(key, key)
        found = resource.get("labels", {}).get(label) if label else resource.get(camel)
        if found != value:
            return False
    return True


def _now() -> str:
    return _stamp(datetime.now(UTC))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class _Handler(Handler):
    emulator: Emulator

    def _serve(self) -> None:
        emulator = self.emulator
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        line = f"{self.command} {unquote(self.path)}"
        body = json.loads(content) if content else None
        emulator.requests.append(line)
        if body is not None:
            emulator.bodies.append(body)
        failure = emulator.failure_of(line)
        if failure == RESET:
            self.close_connection = True
            return
        if failure == NOT_JSON:
            self._send(502, b"<html><title>502 Bad Gateway</title></html>", "text/html")
            return
        try:
            if isinstance(failure, Fault):
                raise FaultError(failure)
            answer = emulator.answer(self.command, unquote(parts.path), query, body)
        except FaultError as error:
            self._send(error.fault.status, json.dumps(_error_body(error.fault)).encode())
            return
        if failure == LOST:
            self.close_connection = True
            return
        if isinstance(failure, Slow):
            time.sleep(failure.seconds)
        self._send(200, json.dumps(answer).encode())

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - http.server prescribes the names

    def _send(self, status: int, content: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _error_body(fault: Fault) -> dict[str, Any]:
    error: dict[str, Any] = {
        "code": fault.status,
        "message": fault.message,
        "status": STATUSES[fault.status],
    }
    if fault.reason:
        info = {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": fault.reason,
            "domain": "googleapis.com",
            "metadata": fault.metadata,
        }
        error["details"] = [info]
    return {"error": error}


def published(version: int = 1795187113, f1: float = 0.9635) -> dict[str, Any]:
    """What ReleasePusher notes of a model that it published."""
    return release_record("published", version, f1)


def rejected(f1: float = 0.4213) -> dict[str, Any]:
    """What ReleasePusher notes of a model that a gate stopped."""
    return release_record("rejected", None, f1)


def release_record(outcome: str, version: int | None, f1: float) -> dict[str, Any]:
    figures = {"precision": f1, "recall": f1, "f1": f1, "support": 9125}
    return {
        "outcome": outcome,
        "version": version,
        "path": None if version is None else f"gs://bucket/models/transactions/{version}",
        "labels": [] if version is None else ["release"],
        "figures": {
            f"{name}/{figure}": value
            for name in ("PARTY", "DATE", "micro", "macro")
            for figure, value in figures.items()
        },
        "checks": [
            {
                "gate": "data",
                "name": "reject_fraction",
                "value": 0.0,
                "bound": "<= 0.01",
                "passed": True,
                "detail": "",
            },
            {
                "gate": "evaluation",
                "name": "micro/f1",
                "value": f1,
                "bound": ">= 0.8",
                "passed": f1 >= 0.8,
                "detail": "",
            },
        ],
    }


def succeeding(tasks: Iterable[str], record: dict[str, Any]) -> list[Step]:
    """Steps in which a job's tasks start and succeed one after the other."""

    def start(task: str) -> Step:
        return lambda job: job.start(task)

    def succeed(task: str) -> Step:
        return lambda job: job.succeed(task)

    def push(job: Job) -> None:
        job.write("ReleasePusher", "pushed_model/release_record.json", record)
        job.succeed("ReleasePusher")
        job.move("SUCCEEDED")

    steps: list[Step] = []
    for task in tasks:
        steps += [start(task), push if task == "ReleasePusher" else succeed(task)]
    return steps


def main() -> None:
    port = int(sys.argv[1])
    folder = sys.argv[2] if len(sys.argv) > 2 else ""
    with Emulator(folder, port) as emulator:
        print(f"{emulator.endpoint}, project {PROJECT}, region {REGION}")  # noqa: T201
        emulator.steps = [_follow_the_graph]
        threading.Event().wait()


def _follow_the_graph(job: Job) -> None:
    """The first step of a job that nobody plays: lays out the others."""
    waiting, order = job.tasks, list[str]()
    tasks = job.resource["pipelineSpec"]["root"]["dag"]["tasks"]
    while waiting:
        ready = next(
            name for name in waiting if set(tasks[name].get("dependentTasks", [])) <= {*order}
        )
        waiting.remove(ready)
        order.append(ready)
    order.sort(key=lambda name: name == "ReleasePusher")
    job.steps = succeeding(order, published(int(time.time())))


if __name__ == "__main__":
    main()
