"""What Apache Beam is started with: the flags of the configured runner."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.config import Settings
from pipeline.settings.beam import BeamRunner
from pipeline.settings.google_cloud import machine_type_warning
from preprocessing.settings import ConfigError
from storage import files

IN_PROCESS = "--sdk_container_image=none"
"""Tells TFX, which looks whether such a flag is set, that workers have all that they need.

Otherwise it makes a package of itself for each Beam component of each run, 45 MB, and leaves it in
TMPDIR. The flag has no other effect where no containers are started.
"""

NO_OTHER_RUNNER = "--allow_unsafe_triggers"
"""Keeps the DirectRunner from handing a pipeline on to Prism.

Beam 2.77 tries that first: it downloads a program from GitHub, checks no hash of it, and starts
it; without a network it goes on as before. Pipelines with this flag are not handed on. It has no
other effect here, because batch pipelines have no triggers.
"""

WORKER_PLUGIN = "components.beam_worker"
"""Module that every worker process imports before anything else."""


def beam_pipeline_args(settings: Settings) -> list[str]:
    """The flags that Beam gets.

    What the `beam` section leaves open is taken from the `vertex` section: project, region, image
    and service account are the same for most.

    Raises:
      ConfigError: The runner needs something that is set in neither.
    """
    beam = settings.beam
    flags = [f"--runner={beam.runner.value}", f"--beam_plugins={WORKER_PLUGIN}"]
    if beam.runner is BeamRunner.DIRECT:
        flags += [
            f"--direct_running_mode={beam.direct_mode.value}",
            f"--direct_num_workers={beam.workers}",
            IN_PROCESS,
            NO_OTHER_RUNNER,
        ]
    elif beam.runner is BeamRunner.DATAFLOW:
        flags += _dataflow_flags(settings)
    else:
        flags += _cluster_flags(settings)
    return [*flags, *beam.args]


def beam_warnings(settings: Settings) -> Iterator[str]:
    """What may be wrong although the runner could do with it: an unknown machine type."""
    beam = settings.beam
    if beam.runner is BeamRunner.DATAFLOW and beam.dataflow.machine_type:
        warning = machine_type_warning(beam.dataflow.machine_type)
        if warning:
            yield f"beam.dataflow.machine_type: {warning}"


def _dataflow_flags(settings: Settings) -> list[str]:
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
    beam = settings.beam
    if beam.runner is BeamRunner.FLINK:
        flags = [f"--flink_master={beam.master}", f"--parallelism={beam.workers}"]
    else:
        flags = [f"--spark_master_url={beam.master}"]
    if beam.master_is_local:
        return [*flags, "--environment_type=LOOPBACK", IN_PROCESS]
    image = beam.worker_image or settings.vertex.image
    if image is None:
        raise ConfigError(
            "beam.worker_image: is not set, nor is vertex.image; "
            f"the workers of {beam.master} need an image with this project in it"
        )
    # As with Dataflow, the image has TFX and this project in it.
    containers = [f"--environment_config={image}", f"--sdk_container_image={image}"]
    return [*flags, "--environment_type=DOCKER", *containers]
