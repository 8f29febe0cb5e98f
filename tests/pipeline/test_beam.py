from __future__ import annotations

import re
import socket
import tempfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.beam import WORKER_PLUGIN, beam_pipeline_args, beam_warnings, check_master
from pipeline.config import load_settings
from preprocessing.settings import ConfigError

VERTEX = Path(__file__).parent.parent.parent / "configs" / "vertex.yaml"


def flags(*overrides: str, config: Path | None = VERTEX) -> list[str]:
    return beam_pipeline_args(load_settings(config, overrides))


def options(*overrides: str) -> dict[str, object]:
    """What Beam makes of the flags."""
    from apache_beam.options.pipeline_options import PipelineOptions

    found: dict[str, object] = PipelineOptions(flags(*overrides)).get_all_options(drop_default=True)
    return found


def test_one_machine_works_in_memory() -> None:
    assert flags(config=None) == [
        "--runner=DirectRunner",
        f"--beam_plugins={WORKER_PLUGIN}",
        "--direct_running_mode=in_memory",
        "--direct_num_workers=1",
        "--sdk_container_image=none",
        "--allow_unsafe_triggers",
    ]


def test_no_pipeline_is_handed_on_to_a_runner_that_is_downloaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import apache_beam as beam
    from apache_beam.options.pipeline_options import PipelineOptions
    from apache_beam.runners.portability.prism_runner import PrismRunner

    tried: list[object] = []
    monkeypatch.setattr(PrismRunner, "run_pipeline", lambda *given: tried.append(given))
    with beam.Pipeline(options=PipelineOptions(flags(config=None))) as pipeline:
        _ = pipeline | beam.Create([1, 2]) | beam.Map(str)
    assert tried == []


def test_several_processes_of_one_machine() -> None:
    found = options("beam={workers: 4, direct_mode: multi_processing}")
    assert (found["direct_running_mode"], found["direct_num_workers"]) == ("multi_processing", 4)
    assert found["beam_plugins"] == [WORKER_PLUGIN]


def test_dataflow_takes_from_vertex_what_it_is_not_told() -> None:
    found = options("beam={runner: DataflowRunner, workers: 20}")
    assert found["runner"] == "DataflowRunner"
    assert (found["project"], found["region"]) == ("my-project", "us-central1")
    assert found["max_num_workers"] == 20
    assert found["sdk_container_image"] == load_settings(VERTEX).vertex.image
    assert found["temp_location"] == "gs://my-project-pipeline/transactions/beam"
    assert found["service_account_email"].startswith("transactions-trainer@")  # type: ignore[attr-defined]
    assert "machine_type" not in found
    assert "use_public_ips" not in found


def test_dataflow_with_settings_of_its_own() -> None:
    own = (
        "beam={runner: DataflowRunner, worker_image: gcr.io/p/worker:1, dataflow: {"
        "region: europe-west4, machine_type: n2-standard-8, private_ips: true, "
        "service_account: dataflow@my-project.iam.gserviceaccount.com, "
        "subnetwork: regions/europe-west4/subnetworks/inner, temp_location: gs://bucket/tmp}, "
        "args: [--experiments=upload_graph]}"
    )
    found = options(own)
    assert (found["region"], found["machine_type"]) == ("europe-west4", "n2-standard-8")
    assert found["sdk_container_image"] == "gcr.io/p/worker:1"
    assert found["service_account_email"] == "dataflow@my-project.iam.gserviceaccount.com"
    assert found["subnetwork"] == "regions/europe-west4/subnetworks/inner"
    assert found["temp_location"] == "gs://bucket/tmp"
    assert found["use_public_ips"] is False
    assert "upload_graph" in found["experiments"]  # type: ignore[operator]


def test_flink_and_spark_have_their_clusters() -> None:
    found = options("beam={runner: FlinkRunner, master: flink:8081, workers: 8}")
    assert (found["flink_master"], found["parallelism"]) == ("flink:8081", 8)
    assert found["environment_type"] == "DOCKER"
    assert found["environment_config"] == load_settings(VERTEX).vertex.image
    assert found["sdk_container_image"] == load_settings(VERTEX).vertex.image
    found = options("beam={runner: SparkRunner, master: 'spark://spark:7077'}")
    assert found["spark_master_url"] == "spark://spark:7077"
    found = options("beam={runner: FlinkRunner, master: '[local]'}")
    assert found["environment_type"] == "LOOPBACK"


def environment_of(beam: str) -> Any:
    """What Beam makes of the flags for the workers: kind, and what it needs."""
    from apache_beam.options.pipeline_options import PipelineOptions, PortableOptions
    from apache_beam.transforms.environments import Environment

    given = PipelineOptions(flags(f"beam={beam}")).view_as(PortableOptions)
    return Environment.from_options(given)


PORTABLE = "{runner: PortableRunner, master: 'localhost:8099', environment: "


def test_a_job_server_has_its_address() -> None:
    found = options("beam={runner: PortableRunner, master: 'jobs.internal:8099'}")
    assert (found["runner"], found["job_endpoint"]) == ("PortableRunner", "jobs.internal:8099")
    assert found["environment_type"] == "DOCKER"
    assert found["environment_config"] == load_settings(VERTEX).vertex.image
    assert found["beam_plugins"] == [WORKER_PLUGIN]
    assert found["job_server_timeout"] == 604800
    local = options("beam={runner: PortableRunner, master: 'localhost:8099'}")
    assert local["environment_type"] == "LOOPBACK"


def test_a_job_server_that_is_not_there_is_told_of() -> None:
    def check(port: int) -> None:
        master = f"beam={{runner: PortableRunner, master: '127.0.0.1:{port}'}}"
        check_master(load_settings(VERTEX, [master]))

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        check(port)
    with pytest.raises(ConfigError, match=rf"no job server answers at 127\.0\.0\.1:{port}: .*ref"):
        check(port)
    with pytest.raises(ConfigError, match=r"no job server answers at 127\.0\.0\.1:99999: "):
        check(99999)


@pytest.mark.parametrize(
    "start",
    [
        PORTABLE,
        "{runner: FlinkRunner, master: 'flink:8081', environment: ",
        "{runner: SparkRunner, master: 'spark://spark:7077', environment: ",
    ],
)
def test_workers_without_containers(start: str) -> None:
    pool = environment_of(start + "{type: EXTERNAL, worker: 'localhost:50000'}}")
    assert (type(pool).__name__, pool.url) == ("ExternalEnvironment", "localhost:50000")
    process = environment_of(start + "{type: PROCESS, worker: /opt/a b/txner-worker}}")
    assert type(process).__name__ == "ProcessEnvironment"
    assert (process.command, process.env) == ("/opt/a b/txner-worker", {})


@pytest.mark.parametrize(
    "beam",
    [
        PORTABLE + "{type: LOOPBACK}}",
        PORTABLE + "{type: DOCKER}}",
        PORTABLE + "{type: EXTERNAL, worker: 'localhost:50000'}}",
        PORTABLE + "{type: PROCESS, worker: /opt/txner/bin/txner-worker}}",
        "{}",
        "{workers: 4, direct_mode: multi_processing}",
        "{runner: DataflowRunner}",
        "{runner: FlinkRunner, master: '[local]'}",
        "{runner: FlinkRunner, master: 'flink:8081'}",
        "{runner: SparkRunner, master: 'spark://spark:7077'}",
    ],
)
def test_tfx_makes_no_package_of_itself(
    beam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tfx.utils.dependency_utils import make_beam_dependency_flags

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    given = flags(f"beam={beam}")
    assert make_beam_dependency_flags(given) == given
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        (["beam.runner=DataflowRunner"], "vertex.project: is not set; DataflowRunner needs it"),
        (["beam.runner=DataflowRunner"], "beam.dataflow.region: is not set, nor is vertex.region"),
        (["beam.runner=DataflowRunner"], "beam.worker_image: is not set, nor is vertex.image"),
        (["beam.runner=DataflowRunner"], "beam.dataflow.temp_location: is not set, and runs/local"),
        (["beam={runner: FlinkRunner, master: 'f:1'}"], "the workers of f:1 need an image"),
    ],
)
def test_what_is_missing_is_named(overrides: list[str], message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        flags(*overrides, config=None)


def test_a_machine_type_that_is_not_known_is_a_warning() -> None:
    def warnings(runner: str) -> list[str]:
        dataflow = "worker_image: gcr.io/p/worker:1, dataflow: {machine_type: n1-standard-7}"
        return list(
            beam_warnings(load_settings(VERTEX, [f"beam={{runner: {runner}, {dataflow}}}"]))
        )

    (warning,) = warnings("DataflowRunner")
    assert warning.startswith(
        "beam.dataflow.machine_type: the machine type n1-standard-7 is not known here; near it are "
    )
    assert warnings("DirectRunner") == []


def test_dataflow_with_the_pipelines_image_is_a_warning() -> None:
    (warning,) = beam_warnings(load_settings(VERTEX, ["beam.runner=DataflowRunner"]))
    assert warning.startswith("beam.worker_image: is not set, so Dataflow's workers run vertex.im")
    own = "beam={runner: DataflowRunner, worker_image: gcr.io/p/worker:1}"
    assert list(beam_warnings(load_settings(VERTEX, [own]))) == []
