"""Starts a worker of Beam where this project is installed: the command `txner-worker`.

It stands in for the program `boot` of Beam's images, for machines whose workers run in no
container: a runner starts it for each worker of a `PROCESS` environment, a worker pool for each of
an `EXTERNAL` one. What it is called with, and what it asks, is Beam's container contract:
https://beam.apache.org/documentation/runtime/environments/. It installs nothing, because the
environment that it stands in has all that workers need.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

import grpc
from apache_beam.portability.api import beam_provision_api_pb2 as provision_api
from apache_beam.portability.api import beam_provision_api_pb2_grpc as provision_service
from apache_beam.portability.api import beam_runner_api_pb2 as runner_api
from apache_beam.portability.api import endpoints_pb2
from google.protobuf import json_format, text_format

TIMEOUT_SECONDS = 60.0
"""How long a runner may take to answer."""

LISTING = "submission_environment_dependencies.txt"
"""A list of packages that Beam sends along for people to read."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Is the worker that was asked for, until the runner has no more work for it.

    Raises:
      SystemExit: The runner does not answer, or sends what would have to be installed.
    """
    parser = argparse.ArgumentParser(prog="txner-worker", description=__doc__)
    for name in ("id", "provision_endpoint"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("control_endpoint", "logging_endpoint", "artifact_endpoint", "semi_persist_dir"):
        parser.add_argument(f"--{name}", default="")
    options = parser.parse_args(arguments)
    try:
        info = provision_info(options.provision_endpoint, options.id)
    except grpc.RpcError as error:
        raise SystemExit(
            f"error: worker {options.id}: no answer from {options.provision_endpoint}: "
            f"{error.code().name}"
        ) from None
    if unknown := [name for name in staged_names(info) if name != LISTING]:
        raise SystemExit(
            f"error: worker {options.id}: the job brings {', '.join(unknown)}, and txner-worker "
            "installs nothing; install it in the environment of the workers, and remove the flag "
            "from beam.args"
        )
    # A worker pool never reads what its workers print to standard output.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    os.environ.update(harness_environment(options, info))
    from apache_beam.runners.worker import sdk_worker_main

    sdk_worker_main.main([])


def provision_info(endpoint: str, worker: str) -> Any:
    """What a runner tells a worker: options, endpoints, and what the job brings.

    Args:
      endpoint: Address of the runner, host:port.
      worker: Id of the worker.

    Raises:
      grpc.RpcError: There is no answer.
    """
    with grpc.insecure_channel(endpoint) as channel:
        response = provision_service.ProvisionServiceStub(channel).GetProvisionInfo(
            provision_api.GetProvisionInfoRequest(),
            timeout=TIMEOUT_SECONDS,
            metadata=[("worker_id", worker)],
            wait_for_ready=True,
        )
    return response.info


def staged_names(info: Any) -> list[str]:
    """Names of the files that a job brings for its workers to install."""
    names = []
    for artifact in info.dependencies:
        payload = runner_api.ArtifactStagingToRolePayload.FromString(artifact.role_payload)
        names.append(payload.staged_name or artifact.role_urn)
    return names


def harness_environment(options: argparse.Namespace, info: Any) -> dict[str, str]:
    """Variables that Beam's worker reads.

    Args:
      options: Of the command line; what the runner tells counts before them.
      info: What the runner told.
    """
    variables = {
        "WORKER_ID": options.id,
        "PIPELINE_OPTIONS": json_format.MessageToJson(info.pipeline_options),
        "RUNNER_CAPABILITIES": " ".join(info.runner_capabilities),
    }
    for name, told, given in (
        ("CONTROL", info.control_endpoint, options.control_endpoint),
        ("LOGGING", info.logging_endpoint, options.logging_endpoint),
        ("STATUS", info.status_endpoint, ""),
    ):
        endpoint = told if told.url else endpoints_pb2.ApiServiceDescriptor(url=given)
        if endpoint.url:
            variables[f"{name}_API_SERVICE_DESCRIPTOR"] = text_format.MessageToString(endpoint)
    return variables


if __name__ == "__main__":
    main()
