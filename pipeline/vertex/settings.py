"""Settings of Vertex AI Pipelines: where jobs run, in which image, and on what machines.

Everything that can be told without asking the service is checked here, before anything is sent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline.vertex.machine_types import check_accelerator, check_combination, check_machine_type
from storage import files

if TYPE_CHECKING:
    from pipeline.config import Settings

COMPONENTS = (
    "DoccanoExampleGen",
    "StatisticsGen",
    "ReviewedSchema",
    "ExampleValidator",
    "AnomalyGate",
    "Transform",
    "Trainer",
    "ReleasedBaseline",
    "SpanEvaluator",
    "Int8Gate",
    "ServingCheck",
    "ReleasePusher",
)
"""Ids of the components of a job, in the order in which data flows."""

_BEFORE_TRAINING = COMPONENTS.index("Trainer")
ALL_COMPONENTS = (*COMPONENTS[:_BEFORE_TRAINING], "Tuner", *COMPONENTS[_BEFORE_TRAINING:])
"""The same with those that only some configurations have."""

DEFAULT = "default"
"""The key of what goes for all components."""

LABEL_KEY = re.compile(r"[a-z][a-z0-9_-]{0,62}")
LABEL_VALUE = re.compile(r"[a-z0-9_-]{0,63}")
MAX_LABELS = 64

COMMIT_LABEL = "git-commit"
REASON_LABEL = "trigger-reason"

_IMAGE = re.compile(
    r"(?P<host>[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?)(/[a-z0-9]+([._-]+[a-z0-9]+)*)+"
    r"(?P<tag>:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?P<digest>@sha256:[0-9a-f]{64})?"
)
_PROJECT = re.compile(r"[a-z][a-z0-9-]{4,28}[a-z0-9]")
_REGION = re.compile(r"[a-z]+-[a-z]+[0-9]{1,2}")
_ACCOUNT = re.compile(
    r"([a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9-]{4,28}[a-z0-9]\.iam"
    r"|[0-9]+-compute@developer|[a-z][a-z0-9-]{4,28}[a-z0-9]@appspot)\.gserviceaccount\.com"
)
_NETWORK = re.compile(r"projects/[0-9]+/global/networks/[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
_ENCRYPTION_KEY = re.compile(
    r"projects/[^/\s]+/locations/(?P<region>[^/\s]+)/keyRings/[^/\s]+/cryptoKeys/[^/\s]+"
)
_ENVIRONMENT_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def check_image(image: str) -> str:
    """The reference of a docker image, if it names registry and version.

    Raises:
      ValueError: It does not.
    """
    found = _IMAGE.fullmatch(image)
    if not found:
        raise ValueError(
            f"{image!r} is not a full image reference; write "
            "registry/path/name:tag or registry/path/name@sha256:digest"
        )
    if not found["tag"] and not found["digest"]:
        raise ValueError(f"{image!r} has no tag and no digest; which version shall run?")
    if found["tag"] == ":latest" and not found["digest"]:
        raise ValueError(f"{image!r}: `latest` is another image tomorrow; name a version")
    return image


def check_project(project: str) -> str:
    """The id of a project of Google Cloud, if it can be one.

    Raises:
      ValueError: It cannot.
    """
    if not _PROJECT.fullmatch(project):
        raise ValueError(
            f"{project!r} is not the id of a project: 6 to 30 lower-case letters, digits and "
            "hyphens, beginning with a letter (the id, not the name or the number)"
        )
    return project


def check_region(region: str) -> str:
    """The name of a region of Google Cloud, if it can be one.

    Raises:
      ValueError: It cannot.
    """
    if not _REGION.fullmatch(region):
        zone = " (a zone? leave out its last letter)" if re.search(r"\d-[a-z]$", region) else ""
        raise ValueError(f"{region!r} is not a region such as us-central1{zone}")
    return region


def check_service_account(account: str) -> str:
    """The address of a service account, if it can be one.

    Raises:
      ValueError: It cannot.
    """
    if not _ACCOUNT.fullmatch(account):
        raise ValueError(
            f"{account!r} is not the address of a service account, such as "
            "name@project.iam.gserviceaccount.com"
        )
    return account


def check_labels(labels: dict[str, str]) -> dict[str, str]:
    """Labels that Google Cloud accepts, and that do not take the place of ours.

    Raises:
      ValueError: One does not fit.
    """
    if len(labels) > MAX_LABELS - 2:
        raise ValueError(f"there are {len(labels)} labels; a job can have {MAX_LABELS - 2} more")
    for key, value in labels.items():
        if key in (COMMIT_LABEL, REASON_LABEL):
            raise ValueError(f"the label {key} is set by the submission")
        if not LABEL_KEY.fullmatch(key):
            raise ValueError(
                f"the label {key!r} must begin with a lower-case letter and have up to 63 "
                "lower-case letters, digits, _ and -"
            )
        if not LABEL_VALUE.fullmatch(value):
            raise ValueError(
                f"the value {value!r} of the label {key} may have up to 63 lower-case letters, "
                "digits, _ and -"
            )
    return labels


def _check_network(network: str) -> str:
    if not _NETWORK.fullmatch(network):
        raise ValueError(
            f"{network!r} is not projects/<number of the project>/global/networks/<name>"
        )
    return network


def _check_encryption_key(key: str) -> str:
    if not _ENCRYPTION_KEY.fullmatch(key):
        raise ValueError(
            f"{key!r} is not projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>"
        )
    return key


def _check_endpoint(endpoint: str) -> str:
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"{endpoint!r} is not a URL: {error}") from None
    if parts.scheme not in ("http", "https") or not host or parts.path.strip("/") or parts.query:
        raise ValueError(f"{endpoint!r} is not https://host, without a path")
    if parts.username or parts.password:
        raise ValueError("must not hold credentials; application-default ones are used")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise ValueError(f"{endpoint!r}: http is for this machine only; write https")
    return endpoint


def _check_environment(values: dict[str, str]) -> dict[str, str]:
    for name in values:
        if not _ENVIRONMENT_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of an environment variable")
        if re.search(r"PASSWORD|SECRET|TOKEN|CREDENTIALS", name, re.IGNORECASE):
            raise ValueError(f"{name} looks like a secret; everyone who sees the job would read it")
    return values


Text = Annotated[str, Field(strict=True)]
Image = Annotated[Text, AfterValidator(check_image)]
ServiceAccount = Annotated[Text, AfterValidator(check_service_account)]
Region = Annotated[Text, AfterValidator(check_region)]
MachineType = Annotated[Text, AfterValidator(check_machine_type)]


class Accelerator(BaseModel):
    """Accelerators of one machine.

    Attributes:
      type: Name, as Vertex AI spells it.
      count: How many.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Text
    count: Annotated[int, Field(ge=1, strict=True)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_accelerator(self.type, self.count)
        return self


class TaskResources(BaseModel):
    """What a component's task gets. What is left out is what Vertex AI does by itself.

    Attributes:
      cpu: Processor cores.
      memory_gb: Memory in gigabytes.
      accelerator: GPUs.
      retries: How often a failed task is tried again.
      timeout_minutes: After which the task is stopped; None: `vertex.timeout_hours`.
      env: Environment variables.
      cache: Whether an earlier result may be taken.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    cpu: Annotated[float, Field(gt=0, le=96)] | None = None
    memory_gb: Annotated[float, Field(gt=0, le=624)] | None = None
    accelerator: Accelerator | None = None
    retries: Annotated[int, Field(ge=0, le=10, strict=True)] = 0
    timeout_minutes: Annotated[int, Field(ge=1, strict=True)] | None = None
    env: Annotated[dict[str, Text], AfterValidator(_check_environment)] = Field(
        default_factory=dict
    )
    cache: Annotated[bool, Field(strict=True)] = True


class TrainingKind(StrEnum):
    """Where the Trainer trains."""

    TASK = "task"
    CUSTOM_JOB = "custom_job"


class TrainingPlace(BaseModel):
    """The `vertex.training` section of the configuration.

    Attributes:
      kind: In its own task, on what `vertex.resources.Trainer` says; or in a custom job.
      machine_type: Machine of the custom job.
      accelerator: GPUs of that machine; several of them share each batch.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: TrainingKind
    machine_type: MachineType | None
    accelerator: Accelerator | None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.machine_type is None:
            if self.kind is TrainingKind.CUSTOM_JOB:
                raise ValueError("kind: custom_job needs a machine_type, such as g2-standard-8")
            return self
        accelerator = self.accelerator
        check_combination(
            self.machine_type, (accelerator.type, accelerator.count) if accelerator else None
        )
        return self


def _check_components(resources: dict[str, TaskResources]) -> dict[str, TaskResources]:
    known = (DEFAULT, *ALL_COMPONENTS)
    if unknown := sorted(set(resources) - set(known)):
        raise ValueError(f"there is no component {unknown[0]!r}; there are {', '.join(known)}")
    return resources


class VertexSettings(BaseModel):
    """The `vertex` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    project: Annotated[Text, AfterValidator(check_project)] | None
    region: Region | None
    image: Image | None
    gpu_image: Image | None
    service_account: ServiceAccount | None
    network: Annotated[Text, AfterValidator(_check_network)] | None
    encryption_key: Annotated[Text, AfterValidator(_check_encryption_key)] | None
    labels: Annotated[dict[str, Text], AfterValidator(check_labels)]
    timeout_hours: Annotated[float, Field(gt=0, le=168)]
    endpoint: Annotated[Text, AfterValidator(_check_endpoint)] | None
    resources: Annotated[dict[str, TaskResources], AfterValidator(_check_components)]
    training: TrainingPlace

    def task(self, component: str) -> TaskResources:
        """What a component's task gets: `default`, and over it what the component's entry sets."""
        chosen: dict[str, object] = {}
        for key in (DEFAULT, component):
            if entry := self.resources.get(key):
                chosen |= {name: getattr(entry, name) for name in entry.model_fields_set}
        return TaskResources.model_validate(chosen)

    def image_for(self, accelerator: Accelerator | None) -> str | None:
        """The image of a step with or without GPUs."""
        return (self.gpu_image or self.image) if accelerator else self.image

    def task_minutes(self, component: str) -> int:
        """After how many minutes a component's task is stopped."""
        longest = math.ceil(self.timeout_hours * 60)
        return min(self.task(component).timeout_minutes or longest, longest)


def check_for_vertex(settings: Settings) -> None:
    """Checks that a job with these settings can run on Vertex AI, as far as this machine can tell.

    Args:
      settings: The configuration.

    Raises:
      pipeline.config.ConfigError: It cannot; a line for each fault names the key and what to do.
    """
    from pipeline.config import ConfigError

    if faults := list(_faults(settings)):
        raise ConfigError("\n".join(faults))


def _faults(settings: Settings) -> Iterator[str]:
    vertex = settings.vertex
    for key, example in (
        ("project", "the id of the project of Google Cloud"),
        ("region", "such as us-central1"),
        ("image", "the docker image that `make image` pushed, with its tag"),
    ):
        if getattr(vertex, key) is None:
            yield f"vertex.{key}: is not set; a job on Vertex AI needs it ({example})"
    for key, path in (
        ("output_root", settings.output_root),
        ("data.path", settings.data.path),
        ("release.root", settings.release_root),
    ):
        yield from _remote_faults(key, path)
    yield from _encoder_faults(settings.encoder.source)
    yield from _table_faults(settings.release.table)
    if settings.serving_check.backend != "process":
        yield (
            "serving_check.backend: infra_validator does not run on Vertex AI; set it to process"
        )
    if vertex.encryption_key and vertex.region:
        found = _ENCRYPTION_KEY.fullmatch(vertex.encryption_key)
        if found and found["region"] != vertex.region:
            yield (
                f"vertex.encryption_key: the key is in {found['region']}; "
                f"it must be in vertex.region, {vertex.region}"
            )
    yield from settings.beam.cloud_faults()


def _remote_faults(key: str, path: str) -> Iterator[str]:
    scheme, separator, rest = path.partition("://")
    if not separator:
        yield (
            f"{key}: {path} is on this machine, which a job on Vertex AI cannot see; "
            "write a gs:// URL"
        )
    elif scheme != "gs":
        yield f"{key}: {path} is not in a bucket; write a gs:// URL"
    elif not rest.strip("/"):
        yield f"{key}: {path} names no bucket; write gs://bucket/folder"


def _encoder_faults(source: str) -> Iterator[str]:
    if source == "bundled" or files.is_remote(source):
        return
    yield (
        f"encoder.source: {source} is on this machine, which a job on Vertex AI cannot see; write "
        "bundled, a gs:// URL, or the https:// handle of a hub"
    )


def _table_faults(table: str | None) -> Iterator[str]:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    if table is None:
        yield (
            "release.table: is not set, so the release table would be a file in output_root, which "
            "is no database; write postgresql+psycopg://user@host/database"
        )
        return
    try:
        url = make_url(table)
    except (ArgumentError, ValueError):
        yield "release.table: is not a URL such as postgresql+psycopg://user@host/database"
        return
    shown = url.difference_update_query(["password"]).render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        yield (
            f"release.table: {shown} is a file on one machine; steps on Vertex AI run on several. "
            "Write postgresql+psycopg://user@host/database"
        )
    elif url.host is None and "host" not in url.query:
        yield f"release.table: {shown} names no host; the steps run on other machines"
    elif url.host in _LOOPBACK:
        yield f"release.table: {shown} is this machine; name the host that Vertex AI can reach"
    if url.password is not None or "password" in url.query:
        yield (
            f"release.table: {shown} holds a password, which everyone who sees the job could read; "
            "leave it out and let the service account log in"
        )
