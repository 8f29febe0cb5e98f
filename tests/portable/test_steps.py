"""All that runs on Beam, by Beam's portable interface: a job service, and workers elsewhere.

Workers import this project from its wheel, and have neither the sources nor the tests. Each step
runs with one kind of environment, and `txner batch` with both; starting a worker takes 15 seconds.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import tensorflow as tf
import tensorflow_transform as tft
from tfx.components.statistics_gen import executor as statistics_gen
from tfx.components.transform import executor as transform
from tfx.dsl.components.base.base_beam_executor import BaseBeamExecutor
from tfx.types.standard_artifacts import Examples, ExampleStatistics, Schema, TransformGraph
from tfx.utils import json_utils

from batch.job import run_job
from batch.plan import make_plan
from components.artifacts import Rejects
from components.doccano_example_gen import DoccanoExampleGen
from components.span_metrics import CANDIDATE, read_figures
from pipeline.beam import beam_pipeline_args
from pipeline.config import load_settings
from preprocessing.ingest_files import read_report
from serving.prediction.predictor import Predictor
from tests.batch.jobs import load, make_task, write_input
from tests.components.test_span_metrics import bounds, evaluate
from tests.exported import LABELS, Exported
from tests.portable.cluster import ROOT, Cluster, started

SHOPS = [f"SHOP {chr(65 + number % 26)}{number // 26}" for number in range(60)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with started(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


def context(cluster: Cluster, kind: str, folder: Path) -> BaseBeamExecutor.Context:
    flags = beam_pipeline_args(load_settings(overrides=[cluster.beam(kind)]))
    return BaseBeamExecutor.Context(
        beam_pipeline_args=flags, tmp_dir=str(folder / "tmp"), unique_id="1"
    )


@pytest.fixture(scope="module")
def ingested(
    cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Examples, Rejects]:
    """What DoccanoExampleGen made, with a worker that is a process of the job service."""
    folder = tmp_path_factory.mktemp("ingested")
    lines = [json.dumps({"text": shop, "label": [[0, 4, "PARTY"]]}) for shop in SHOPS]
    (folder / "all.jsonl").write_text("\n".join([*lines, "not json"]) + "\n")
    examples, rejects = Examples(), Rejects()
    examples.uri, rejects.uri = str(folder / "examples"), str(folder / "rejects")
    data = load_settings().data.model_copy(update={"path": str(folder / "all.jsonl")})
    executor = DoccanoExampleGen.EXECUTOR_SPEC.executor_class(context(cluster, "PROCESS", folder))
    parameters = {
        "data": data.model_dump_json(),
        "labels": '["PARTY"]',
        "data_fingerprint": "",
        "source_hash": "",
    }
    outputs = {"examples": [examples], "rejects": [rejects]}
    cluster.run(lambda: executor.Do({}, outputs, parameters))
    return examples, rejects


def texts_of(examples: Examples) -> list[str]:
    return [
        tf.train.Example.FromString(record).features.feature["text"].bytes_list.value[0].decode()
        for file in tf.io.gfile.glob(f"{examples.uri}/Split-*/*")
        for record in tf.data.TFRecordDataset(file, "GZIP").as_numpy_iterator()
    ]


def test_doccano_example_gen(ingested: tuple[Examples, Rejects]) -> None:
    examples, rejects = ingested
    assert sorted(texts_of(examples)) == sorted(SHOPS)
    report = read_report(rejects.uri)
    assert (report.records, report.examples.total(), report.rejects) == (61, 60, {"not_json": 1})


def test_statistics_gen(
    cluster: Cluster, ingested: tuple[Examples, Rejects], tmp_path: Path
) -> None:
    statistics = ExampleStatistics()
    statistics.uri = str(tmp_path / "statistics")
    executor = statistics_gen.Executor(context(cluster, "EXTERNAL", tmp_path))
    outputs = {"statistics": [statistics]}
    parameters = {"exclude_splits": json_utils.dumps([])}
    cluster.run(lambda: executor.Do({"examples": [ingested[0]]}, outputs, parameters))
    assert Path(statistics.uri, "Split-train", "FeatureStats.pb").stat().st_size


def test_transform(
    cluster: Cluster,
    ingested: tuple[Examples, Rejects],
    tiny_encoder_path: str,
    tmp_path: Path,
) -> None:
    schema, graph, transformed = Schema(), TransformGraph(), Examples()
    for name, artifact in (("schema", schema), ("graph", graph), ("transformed", transformed)):
        artifact.uri = str(tmp_path / name)
    Path(schema.uri).mkdir()
    shutil.copy(ROOT / "configs" / "data_schema.pbtxt", Path(schema.uri, "schema.pbtxt"))
    custom = {"encoder": tiny_encoder_path, "labels": ["PARTY"], "max_pieces": 512}
    parameters: dict[str, Any] = {
        "preprocessing_fn": "preprocessing.transform.preprocessing_fn",
        "custom_config": json.dumps(custom),
        "disable_statistics": 1,
        "force_tf_compat_v1": 0,
    }
    executor = transform.Executor(context(cluster, "PROCESS", tmp_path))
    inputs = {"examples": [ingested[0]], "schema": [schema]}
    outputs = {"transform_graph": [graph], "transformed_examples": [transformed]}
    cluster.run(lambda: executor.Do(inputs, outputs, parameters))
    assert "tag_ids" in tft.TFTransformOutput(graph.uri).transformed_feature_spec()
    assert sorted(texts_of(transformed)) == sorted(SHOPS)


def test_span_evaluator(cluster: Cluster, exported: Exported, tmp_path: Path) -> None:
    here = context(cluster, "EXTERNAL", tmp_path)
    found: list[Any] = []
    none = bounds(min={}, max_drop={})
    records = exported.records[:40]
    cluster.run(lambda: found.append(evaluate(exported, tmp_path, none, None, here, records)))
    assert found[0].blessed
    figures = read_figures(found[0].evaluation.uri, CANDIDATE, LABELS)
    assert figures["micro/support"] == sum(len(record.spans) for record in records)


@pytest.mark.parametrize("kind", ["EXTERNAL", "PROCESS"])
def test_txner_batch(cluster: Cluster, exported: Exported, tmp_path: Path, kind: str) -> None:
    """The command itself stands in the environment without sources, too."""
    model = tmp_path / "models" / "7"
    shutil.copytree(exported.path, model)
    lines = [json.dumps({"key": number, "text": text}) for number, text in enumerate(SHOPS)]
    (tmp_path / "in.jsonl").write_text("\n".join([*lines, "not json"]) + "\n")
    command = ["batch", "--model", tmp_path / "models", "--input", tmp_path / "in.jsonl"]
    command += ["--output", tmp_path / "out", "--shard-rows", "25"]
    printed = cluster.txner(*command, "--set", cluster.beam(kind))
    assert "61 rows = 60 predictions + 1 dead letters (version 7)" in printed
    rows = pq.read_table(tmp_path / "out" / "predictions").to_pylist()
    assert [row["key"] for row in rows] == [str(number) for number in range(len(SHOPS))]
    found = [[(s["start"], s["end"], s["label"]) for s in row["spans"]] for row in rows]
    wanted = Predictor(model).predict(SHOPS)
    assert found == [[(e.start, e.end, e.label) for e in each.entities] for each in wanted]
    assert any(found)


def test_the_process_that_submits_is_the_worker_if_the_master_is_here(
    cluster: Cluster, tmp_path: Path
) -> None:
    write_input(tmp_path / "in.jsonl", 30)
    plan = make_plan(make_task(tmp_path), [f"{tmp_path}/in.jsonl"], 10)
    here = f"beam={{runner: PortableRunner, master: '{cluster.master}'}}"
    flags = beam_pipeline_args(load_settings(overrides=[here]))
    found: list[dict[str, Any]] = []

    def work() -> None:
        output = f"{tmp_path}/out"
        found.append(run_job(plan, output, flags, load=load, report=lambda _done, _total: None))

    cluster.run(work)
    assert (found[0]["predictions"], found[0]["new_rows"]) == (30, 30)


def test_nothing_is_left_behind(cluster: Cluster) -> None:
    """It comes last: it ends what the tests above ran on."""
    cluster.stop()
    assert list(cluster.temporary.iterdir()) == []
