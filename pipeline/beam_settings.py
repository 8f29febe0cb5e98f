"""Settings of Apache Beam: which runner does the data-parallel steps, and with how many workers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline.vertex.settings import Image, MachineType, Region, ServiceAccount, Text
from storage import files

if TYPE_CHECKING:
    from pipeline.config import Settings

WORKER_PLUGIN = "components.beam_worker"
"""Module that every worker process imports before anything else."""

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
        return host.partition("[")[0] in ("", "local", "localhost", "127.0.0.1")


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


def beam_pipeline_args(settings: Settings) -> list[str]:
    """The flags that Beam gets.

    What the `beam` section leaves open is taken from the `vertex` section: project, region, image
    and service account are the same for most.

    Raises:
      pipeline.config.ConfigError: The runner needs something that is set in neither.
    """
    beam = settings.beam
    flags = [f"--runner={beam.runner.value}", f"--beam_plugins={WORKER_PLUGIN}"]
    if beam.runner is BeamRunner.DIRECT:
        flags += [
            f"--direct_running_mode={beam.direct_mode.value}",
            f"--direct_num_workers={beam.workers}",
        ]
    elif beam.runner is BeamRunner.DATAFLOW:
        flags += _dataflow_flags(settings)
    else:
        flags += _cluster_flags(settings)
    return [*flags, *beam.args]


def _dataflow_flags(settings: Settings) -> list[str]:
    from pipeline.config import ConfigError

    beam, vertex = settings.beam, settings.vertex
    dataflow = beam.dataflow
    region = dataflow.region or vertex.region
    image = beam.worker_image or vertex.image
    temp = dataflow.temp_location or files.join(settings.output_root, "beam")
    needed = {
        "vertex.project: is not set": vertex.project,
        "beam.dataflow.region: is not set, nor is vertex.region": region,
        "beam.worker_image: is not set, nor is vertex.image": image,
    }
    faults = [f"{text}; DataflowRunner needs it" for text, value in needed.items() if not value]
    if not temp.startswith("gs://"):
        faults.append(
            f"beam.dataflow.temp_location: is not set, and {temp} is not in a bucket; "
            "write a gs:// URL"
        )
    if faults:
        raise ConfigError("\n".join(faults))
    flags = [
        f"--project={vertex.project}",
        f"--region={region}",
        f"--temp_location={temp}",
        f"--max_num_workers={beam.workers}",
        # The image has Beam and this project in it; nothing is installed when a worker starts.
        f"--sdk_container_image={image}",
        "--sdk_location=container",
        "--experiments=use_runner_v2",
    ]
    account = dataflow.service_account or vertex.service_account
    for flag, value in (
        ("worker_machine_type", dataflow.machine_type),
        ("service_account_email", account),
        ("subnetwork", dataflow.subnetwork),
        ("dataflow_kms_key", vertex.encryption_key),
    ):
        if value:
            flags.append(f"--{flag}={value}")
    flags += [f"--labels={key}={value}" for key, value in sorted(vertex.labels.items())]
    if dataflow.private_ips:
        flags.append("--no_use_public_ips")
    return flags


def _cluster_flags(settings: Settings) -> list[str]:
    from pipeline.config import ConfigError

    beam = settings.beam
    if beam.runner is BeamRunner.FLINK:
        flags = [f"--flink_master={beam.master}", f"--parallelism={beam.workers}"]
    else:
        flags = [f"--spark_master_url={beam.master}"]
    if beam.master_is_local:
        return [*flags, "--environment_type=LOOPBACK"]
    image = beam.worker_image or settings.vertex.image
    if image is None:
        raise ConfigError(
            "beam.worker_image: is not set, nor is vertex.image; "
            f"the workers of {beam.master} need an image with this project in it"
        )
    return [*flags, "--environment_type=DOCKER", f"--environment_config={image}"]
