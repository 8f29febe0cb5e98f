"""Beam's own job service, taught to start workers of `PROCESS`: `job_service.py --port 8099`.

Beam's Python knows the environments `EXTERNAL` and `DOCKER` only; Flink and Spark start a process
by themselves, and in the same way.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from typing import Any

from apache_beam.portability import common_urns
from apache_beam.portability.api import beam_runner_api_pb2
from apache_beam.runners.portability import local_job_service_main
from apache_beam.runners.portability.fn_api_runner import worker_handlers


@worker_handlers.WorkerHandler.register_environment(
    common_urns.environments.PROCESS.urn, beam_runner_api_pb2.ProcessPayload
)
class ProcessWorkerHandler(worker_handlers.GrpcWorkerHandler):  # type: ignore[misc]
    """Starts the command of the environment with the arguments of Beam's container contract."""

    def __init__(self, payload: Any, state: Any, provision_info: Any, grpc_server: Any) -> None:
        super().__init__(state, provision_info, grpc_server)
        self._payload = payload
        self._process: subprocess.Popen[bytes] | None = None

    def start_worker(self) -> None:
        logging_endpoint = self.logging_api_service_descriptor().url
        self._process = subprocess.Popen(
            [
                self._payload.command,
                f"--id={self.worker_id}",
                f"--logging_endpoint={logging_endpoint}",
                f"--artifact_endpoint={self.control_address}",
                f"--provision_endpoint={self.control_address}",
                f"--control_endpoint={self.control_address}",
            ],
            env={**os.environ, **self._payload.env},
        )

    def stop_worker(self) -> None:
        assert self._process
        # The end of its work was told to it.
        self._process.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    logging.basicConfig(level=logging.INFO)
    local_job_service_main.run(sys.argv[1:])
