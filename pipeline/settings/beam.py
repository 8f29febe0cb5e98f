"""Settings of Apache Beam: which runner does the data-parallel steps, and with how many workers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline.settings.google_cloud import (
    LOOPBACK,
    Image,
    MachineType,
    Region,
    ServiceAccount,
    Text,
)
from storage.bucket_names import bucket_fault

_SUBNETWORK = re.compile(
    r"(https://www\.googleapis\.com/compute/v1/projects/[^/\s]+/)?"
    r"regions/[a-z0-9-]+/subnetworks/[a-z]([a-z0-9-]{0,61}[a-z0-9])?"
)
_HOST_AND_PORT = r"[A-Za-z0-9.-]+:[0-9]+"
_OWNED = {
    "--runner": "beam.runner",
    "--direct_num_workers": "beam.workers",
    "--direct_running_mode": "beam.direct_mode",
    "--num_workers": "beam.workers",
    "--max_num_workers": "beam.workers",
    "--parallelism": "beam.workers",
    "--project": "vertex.project",
    "--region": "beam.dataflow.region",
    "--machine_type": "beam.dataflow.machine_type",
    "--worker_machine_type": "beam.dataflow.machine_type",
    "--service_account_email": "beam.dataflow.service_account",
    "--subnetwork": "beam.dataflow.subnetwork",
    "--no_use_public_ips": "beam.dataflow.private_ips",
    "--use_public_ips": "beam.dataflow.private_ips",
    "--temp_location": "beam.dataflow.temp_location",
    "--sdk_container_image": "beam.worker_image",
    "--environment_type": "beam.environment",
    "--environment_config": "beam.environment",
    "--environment_options": "beam.environment",
    "--job_endpoint": "beam.master",
    "--flink_master": "beam.master",
    "--spark_master_url": "beam.master",
}
"""Flags that have a key of their own, which `beam.args` must not contradict."""


class BeamRunner(StrEnum):
    """What runs Beam's pipelines."""

    DIRECT = "DirectRunner"
    DATAFLOW = "DataflowRunner"
    FLINK = "FlinkRunner"
    SPARK = "SparkRunner"
    PORTABLE = "PortableRunner"

    @property
    def has_master(self) -> bool:
        """Whether jobs are handed to the address in `beam.master`."""
        return self in (BeamRunner.FLINK, BeamRunner.SPARK, BeamRunner.PORTABLE)


class EnvironmentType(StrEnum):
    """What starts the workers of a runner that has a master."""

    DOCKER = "DOCKER"
    EXTERNAL = "EXTERNAL"
    PROCESS = "PROCESS"
    LOOPBACK = "LOOPBACK"


_WORKERS = {
    EnvironmentType.EXTERNAL: (_HOST_AND_PORT, "the address of a worker pool: localhost:50000"),
    EnvironmentType.PROCESS: (
        r"/[^\0]*[^/\0]",
        "the absolute path of the program that starts a worker: /opt/txner/bin/txner-worker",
    ),
}
"""What `worker` must match, and what it is."""


class DirectMode(StrEnum):
    """How the workers of the direct runner live beside each other."""

    IN_MEMORY = "in_memory"
    MULTI_THREADING = "multi_threading"
    MULTI_PROCESSING = "multi_processing"


def _check_subnetwork(name: str) -> str:
    if not _SUBNETWORK.fullmatch(name):
        raise ValueError(f"{name!r} is not regions/<region>/subnetworks/<name>")
    return name


def _check_bucket(path: str) -> str:
    if not re.fullmatch(r"gs://[^/\s]+(/\S*)?", path):
        raise ValueError(f"{path!r} is not a gs:// URL")
    if fault := bucket_fault(path):
        raise ValueError(fault)
    return path


def _check_flags(flags: list[str]) -> list[str]:
    for flag in flags:
        name = flag.partition("=")[0]
        if not re.fullmatch(r"--[a-z][a-z0-9_-]*", name):
            raise ValueError(f"{flag!r} is not --flag or --flag=value")
        if name in _OWNED:
            raise ValueError(f"{name} has a key of its own; set {_OWNED[name]}")
    return flags


class DataflowSettings(BaseModel):
    """The `beam.dataflow` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    region: Region | None
    machine_type: MachineType | None
    service_account: ServiceAccount | None
    subnetwork: Annotated[Text, AfterValidator(_check_subnetwork)] | None
    private_ips: Annotated[bool, Field(strict=True)]
    temp_location: Annotated[Text, AfterValidator(_check_bucket)] | None


class EnvironmentSettings(BaseModel):
    """The `beam.environment` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: EnvironmentType | None
    worker: Text | None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.type in _WORKERS:
            pattern, wanted = _WORKERS[self.type]
            if self.worker is None:
                raise ValueError(f"type {self.type} needs {wanted} in worker")
            if not re.fullmatch(pattern, self.worker):
                raise ValueError(f"worker {self.worker!r} is not {wanted}")
        elif self.worker is not None:
            raise ValueError(
                f"worker {self.worker!r} counts with type EXTERNAL or PROCESS only, "
                f"not with {self.type or 'null'}"
            )
        return self


class BeamSettings(BaseModel):
    """The `beam` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    runner: BeamRunner
    workers: Annotated[int, Field(ge=1, le=4000, strict=True)]
    direct_mode: DirectMode
    master: Text | None
    worker_image: Image | None
    environment: EnvironmentSettings
    dataflow: DataflowSettings
    args: Annotated[list[Text], AfterValidator(_check_flags)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_memory = self.direct_mode is DirectMode.IN_MEMORY
        if self.runner is BeamRunner.DIRECT and in_memory and self.workers > 1:
            raise ValueError(
                f"direct_mode in_memory has one worker, not {self.workers}; take "
                "multi_processing or multi_threading"
            )
        if self.runner.has_master:
            _check_master(self.runner, self.master)
        elif self.environment.type is not None:
            raise ValueError(f"environment counts with a master only, not with {self.runner.value}")
        return self

    def cloud_faults(self) -> Iterator[str]:
        """What keeps a job on Vertex AI from using this runner, a line for each fault."""
        if self.runner.has_master and self.master_is_local:
            yield f"beam.master: {self.master} is this machine; name the cluster's address"

    @property
    def master_is_local(self) -> bool:
        """Whether what runs jobs is within the process that uses it, or on this machine."""
        host = (self.master or "").rpartition("://")[2].partition(":")[0]
        return host.partition("[")[0] in ("", "local", *LOOPBACK)

    @property
    def environment_type(self) -> EnvironmentType:
        """What starts workers, where there is a master."""
        default = EnvironmentType.LOOPBACK if self.master_is_local else EnvironmentType.DOCKER
        return self.environment.type or default


def _check_master(runner: BeamRunner, master: str | None) -> None:
    pattern, example = {
        BeamRunner.FLINK: (r"(https?://)?[A-Za-z0-9.-]+:[0-9]+|\[local\]", "flink-jobmanager:8081"),
        BeamRunner.SPARK: (
            r"spark://[A-Za-z0-9.-]+:[0-9]+|local(\[([0-9]+|\*)\])?",
            "spark://spark-master:7077",
        ),
        BeamRunner.PORTABLE: (_HOST_AND_PORT, "job-server:8099"),
    }[runner]
    served = "job server" if runner is BeamRunner.PORTABLE else "cluster"
    if master is None:
        raise ValueError(f"{runner.value} needs the address of its {served} in master: {example}")
    if not re.fullmatch(pattern, master):
        raise ValueError(f"master {master!r} is not an address for {runner.value}: {example}")
