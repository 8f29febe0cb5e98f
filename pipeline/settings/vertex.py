"""Settings of Vertex AI Pipelines: where jobs run, in which image, and on what machines.

The shape of every value is checked here; `pipeline.vertex.checks` holds them against each other.
"""

from __future__ import annotations

import math
import re
from enum import StrEnum
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from pipeline.settings.google_cloud import (
    LOOPBACK,
    AcceleratorType,
    Image,
    MachineType,
    Project,
    Region,
    ServiceAccount,
    Text,
    check_accelerator_count,
    check_combination,
)
from pipeline.steps import ALL_COMPONENTS
from preprocessing.settings_types import PositiveInt

DEFAULT = "default"
"""The key of what goes for all components."""

LABEL_KEY = re.compile(r"[a-z][a-z0-9_-]{0,62}")
LABEL_VALUE = re.compile(r"[a-z0-9_-]{0,63}")
MAX_LABELS = 64

COMMIT_LABEL = "git-commit"
REASON_LABEL = "trigger-reason"

_NETWORK = re.compile(r"projects/[0-9]+/global/networks/[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
_ENCRYPTION_KEY = re.compile(
    r"projects/[^/\s]+/locations/(?P<region>[^/\s]+)/keyRings/[^/\s]+/cryptoKeys/[^/\s]+"
)
_ENVIRONMENT_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


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
    if parts.scheme == "http" and host not in LOOPBACK:
        raise ValueError(f"{endpoint!r}: http is for this machine only; write https")
    return endpoint


def _check_environment(values: dict[str, str]) -> dict[str, str]:
    for name in values:
        if not _ENVIRONMENT_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of an environment variable")
        if re.search(r"PASSWORD|SECRET|TOKEN|CREDENTIALS", name, re.IGNORECASE):
            raise ValueError(f"{name} looks like a secret; everyone who sees the job would read it")
    return values


class Accelerator(BaseModel):
    """Accelerators of one machine.

    Attributes:
      type: Name, as Vertex AI spells it.
      count: How many.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: AcceleratorType
    count: PositiveInt


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
    timeout_minutes: PositiveInt | None = None
    env: Annotated[dict[str, Text], AfterValidator(_check_environment)] = Field(
        default_factory=dict
    )
    cache: Annotated[bool, Field(strict=True)] = True

    @field_validator("accelerator")
    @classmethod
    def _check_accelerator(cls, accelerator: Accelerator | None) -> Accelerator | None:
        if accelerator is not None:
            check_accelerator_count(accelerator.type, accelerator.count)
        return accelerator


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
    names = (DEFAULT, *ALL_COMPONENTS)
    if unknown := sorted(set(resources) - set(names)):
        raise ValueError(f"there is no component {unknown[0]!r}; there are {', '.join(names)}")
    return resources


class VertexSettings(BaseModel):
    """The `vertex` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    project: Project | None
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

    @property
    def encryption_region(self) -> str | None:
        """The region that the encryption key is in, or None without a key."""
        key = _ENCRYPTION_KEY.fullmatch(self.encryption_key or "")
        return key["region"] if key else None

    def image_for(self, accelerator: Accelerator | None) -> str | None:
        """The image of a step with or without GPUs."""
        return (self.gpu_image or self.image) if accelerator else self.image

    def task_minutes(self, component: str) -> int:
        """After how many minutes a component's task is stopped."""
        longest = math.ceil(self.timeout_hours * 60)
        return min(self.task(component).timeout_minutes or longest, longest)
