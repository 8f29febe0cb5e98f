from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.config import load_settings
from preprocessing.settings import ConfigError

VERTEX = Path(__file__).parent.parent.parent.parent / "configs" / "vertex.yaml"


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        (["beam.runner=directrunner"], "beam.runner: Input should be 'DirectRunner', 'Dataflow"),
        (["beam.workers=2"], "direct_mode in_memory has one worker, not 2; take multi_processing"),
        (["beam.workers=0"], "beam.workers: Input should be greater than or equal to 1"),
        (["beam.runner=FlinkRunner"], "FlinkRunner needs the address of its cluster in master"),
        (["beam={runner: FlinkRunner, master: flink}"], "master 'flink' is not an address for"),
        (["beam={runner: SparkRunner, master: 'flink:8081'}"], "spark://spark-master:7077"),
        (["beam.runner=PortableRunner"], "PortableRunner needs the address of its job server in"),
        (["beam={runner: PortableRunner, master: 'http://j:1'}"], "for PortableRunner: job-server"),
        (
            ["beam.environment.type=EXTERNAL"],
            "type EXTERNAL needs the address of a worker pool",
        ),
        (
            ["beam.environment={type: EXTERNAL, worker: pool}"],
            "worker 'pool' is not the address",
        ),
        (
            ["beam.environment={type: PROCESS, worker: w}"],
            "'w' is not the absolute path of",
        ),
        (
            ["beam.environment.worker=/bin/w"],
            "worker '/bin/w' counts with type EXTERNAL or",
        ),
        (["beam.environment.type=LOOPBACK"], "environment counts with a master only, not with Dir"),
        (["beam.environment.type=THREAD"], "beam.environment.type: Input should be 'DOCKER', 'EX"),
        (["beam.args=[--environment_type=PROCESS]"], "has a key of its own; set beam.environment"),
        (["beam.args=['--job_endpoint=j:1']"], "--job_endpoint has a key of its own; set beam.mas"),
        (["beam.dataflow.machine_type=N1"], "'N1' is not a machine type such as n1-standard-4"),
        (["beam.dataflow.temp_location=/tmp/x"], "'/tmp/x' is not a gs:// URL"),
        (["beam.dataflow.subnetwork=inner"], "is not regions/<region>/subnetworks/<name>"),
        (["beam.dataflow.private_ips=1"], "private_ips: Input should be a valid boolean"),
        (["beam.args=[--runner=DataflowRunner]"], "--runner has a key of its own; set beam.runner"),
        (["beam.args=[--direct_num_workers=4]"], "set beam.workers"),
        (["beam.args=[fast]"], "'fast' is not --flag or --flag=value"),
        (["beam.worker_image=worker"], "beam.worker_image: 'worker' is not a full image reference"),
    ],
)
def test_wrong_options_are_refused(overrides: list[str], message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        load_settings(VERTEX, overrides)
