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
    "--environment_type": "beam.worker_image",
    "--environment_config": "beam.worker_image",
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


class BeamSettings(BaseModel):
    """The `beam` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    runner: BeamRunner
    workers: Annotated[int, Field(ge=1, le=4000, strict=True)]
    direct_mode: DirectMode
    master: Text | None
    worker_image: Image | None
    dataflow: DataflowSettings
    args: Annotated[list[Text], AfterValidator(_check_flags)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.runner is BeamRunner.DIRECT:
            if self.direct_mode is DirectMode.IN_MEMORY and self.workers > 1:
                raise ValueError(
                    f"direct_mode in_memory has one worker, not {self.workers}; take "
                    "multi_processing or multi_threading"
                )
        elif self.runner is not BeamRunner.DATAFLOW:
            _check_master(self.runner, self.master)
        return self

    def cloud_faults(self) -> Iterator[str]:
        """What keeps a job on Vertex AI from using this runner, a line for each fault."""
        if self.runner in (BeamRunner.FLINK, BeamRunner.SPARK) and self.master_is_local:
            yield f"beam.master: {self.master} is this machine; name the cluster's address"

    @property
    def master_is_local(self) -> bool:
        """Whether Flink or Spark run within the process that uses them, or on this machine."""
        host = (self.master or "").rpartition("://")[2].partition(":")[0]
        return host.partition("[")[0] in ("", "local", *LOOPBACK)


def _check_master(runner: BeamRunner, master: str | None) -> None:
    pattern, example = {
        BeamRunner.FLINK: (r"(https?://)?[A-Za-z0-9.-]+:[0-9]+|\[local\]", "flink-jobmanager:8081"),
        BeamRunner.SPARK: (
            r"spark://[A-Za-z0-9.-]+:[0-9]+|local(\[([0-9]+|\*)\])?",
            "spark://spark-master:7077",
        ),
    }[runner]
    if master is None:
        raise ValueError(f"{runner.value} needs the address of the cluster in master: {example}")
    if not re.fullmatch(pattern, master):
        raise ValueError(f"master {master!r} is not an address for {runner.value}: {example}")
