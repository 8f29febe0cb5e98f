"""What Apache Beam is started with: the flags of the configured runner."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

from pipeline.config import Settings
from pipeline.settings.beam import BeamRunner, EnvironmentType
from pipeline.settings.google_cloud import machine_type_warning
from preprocessing.settings import ConfigError
from storage import files

IN_PLACE = "--sdk_container_image=none"
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

NO_END = f"--job_server_timeout={7 * 24 * 3600}"
"""Keeps the PortableRunner from giving up a job that takes more than five minutes.

Beam 2.77 hears of a job's state by one call to the job server, and the time limit of calls holds
for that, too. Without a job server it would now wait for a week, so `check_master` looks first.
"""

CONNECT_SECONDS = 10.0
"""How long a job server may take to accept a connection."""

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
            IN_PLACE,
            NO_OTHER_RUNNER,
        ]
    elif beam.runner is BeamRunner.DATAFLOW:
        flags += _dataflow_flags(settings)
    else:
        flags += _master_flags(settings)
    return [*flags, *beam.args]


def check_master(settings: Settings) -> None:
    """Finds now, and not when a job is handed to it, whether a job server is there.

    Raises:
      ConfigError: Nothing accepts a connection at `beam.master`.
    """
    beam = settings.beam
    if beam.runner is not BeamRunner.PORTABLE or beam.master is None:
        return
    host, _, port = beam.master.rpartition(":")
    try:
        socket.create_connection((host, int(port)), CONNECT_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise ConfigError(
            f"beam.master: no job server answers at {beam.master}: {error}; start one, or name its "
            "address"
        ) from None


def beam_warnings(settings: Settings) -> Iterator[str]:
    """What may be wrong although the runner takes it: the machine type, the user of the image."""
    beam = settings.beam
    if beam.runner is not BeamRunner.DATAFLOW:
        return
    if beam.dataflow.machine_type:
        warning = machine_type_warning(beam.dataflow.machine_type)
        if warning:
            yield f"beam.dataflow.machine_type: {warning}"
    if beam.worker_image is None:
        yield (
            "beam.worker_image: is not set, so Dataflow's workers run vertex.image, whose user may "
            'not write to what Dataflow mounts; see "Dataflow" in docs/pipeline.md'
        )


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


def _master_flags(settings: Settings) -> list[str]:
    beam = settings.beam
    if beam.runner is BeamRunner.FLINK:
        flags = [f"--flink_master={beam.master}", f"--parallelism={beam.workers}"]
    elif beam.runner is BeamRunner.SPARK:
        flags = [f"--spark_master_url={beam.master}"]
    else:
        flags = [f"--job_endpoint={beam.master}", NO_END]
    kind = beam.environment_type
    flags.append(f"--environment_type={kind.value}")
    if kind is EnvironmentType.LOOPBACK:
        return [*flags, IN_PLACE]
    if kind is EnvironmentType.EXTERNAL:
        return [*flags, f"--environment_config={beam.environment.worker}", IN_PLACE]
    if kind is EnvironmentType.PROCESS:
        command = json.dumps({"command": beam.environment.worker})
        return [*flags, f"--environment_config={command}", IN_PLACE]
    image = beam.worker_image or settings.vertex.image
    if image is None:
        raise ConfigError(
            "beam.worker_image: is not set, nor is vertex.image; "
            f"the workers of {beam.master} need an image with this project in it"
        )
    # As with Dataflow, the image has TFX and this project in it.
    return [*flags, f"--environment_config={image}", f"--sdk_container_image={image}"]
