"""Beam's steps with workers that are processes of their own, as on a cluster.

What goes to a worker is pickled, and a worker imports what it needs by itself. That takes each of
them 15 seconds, so there are two only where they might get into each other's way, writing files.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import tensorflow as tf
from tfx.components.statistics_gen import executor as statistics_gen
from tfx.dsl.components.base.base_beam_executor import BaseBeamExecutor
from tfx.types.standard_artifacts import Examples, ExampleStatistics
from tfx.utils import json_utils

from components.artifacts import Rejects
from components.doccano_example_gen import DoccanoExampleGen
from components.span_metrics import CANDIDATE, read_figures
from pipeline.beam import WORKER_PLUGIN, beam_pipeline_args
from pipeline.config import load_settings
from preprocessing.ingest_files import read_profile, read_report
from storage.temporary import own_temporary_folder
from tests.components.test_span_metrics import bounds, evaluate
from tests.exported import LABELS, Exported

SHOPS = [f"SHOP {chr(65 + number % 26)}{number // 26}" for number in range(120)]


def context(folder: Path, workers: int = 1) -> BaseBeamExecutor.Context:
    beam = f"beam={{direct_mode: multi_processing, workers: {workers}}}"
    settings = load_settings(overrides=[beam])
    return BaseBeamExecutor.Context(
        beam_pipeline_args=beam_pipeline_args(settings), tmp_dir=str(folder / "tmp"), unique_id="1"
    )


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> tuple[Examples, Rejects]:
    """Examples and rejects that two processes wrote."""
    folder = tmp_path_factory.mktemp("ingested")
    lines = [json.dumps({"text": shop, "label": [[0, 4, "PARTY"]]}) for shop in SHOPS]
    (folder / "all.jsonl").write_text("\n".join([*lines, "not json"]) + "\n")
    examples, rejects = Examples(), Rejects()
    examples.uri, rejects.uri = str(folder / "examples"), str(folder / "rejects")
    data = load_settings().data.model_copy(update={"path": str(folder / "all.jsonl")})
    executor = DoccanoExampleGen.EXECUTOR_SPEC.executor_class(context(folder, workers=2))
    executor.Do(
        {},
        {"examples": [examples], "rejects": [rejects]},
        {
            "data": data.model_dump_json(),
            "labels": '["PARTY"]',
            "data_fingerprint": "",
            "source_hash": "",
        },
    )
    return examples, rejects


def test_doccano_example_gen(ingested: tuple[Examples, Rejects]) -> None:
    examples, rejects = ingested
    texts = [
        tf.train.Example.FromString(record).features.feature["text"].bytes_list.value[0].decode()
        for file in tf.io.gfile.glob(f"{examples.uri}/Split-*/*")
        for record in tf.data.TFRecordDataset(file, "GZIP").as_numpy_iterator()
    ]
    assert sorted(texts) == sorted(SHOPS)
    report = read_report(rejects.uri)
    assert (report.records, report.examples.total(), report.rejects) == (121, 120, {"not_json": 1})
    assert read_profile(rejects.uri)


def test_statistics_gen(
    ingested: tuple[Examples, Rejects], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its workers are given parts of TFDV first, which import a module that is missing."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    statistics = ExampleStatistics()
    statistics.uri = str(tmp_path / "statistics")
    executor = statistics_gen.Executor(context(tmp_path))
    with own_temporary_folder() as folder:
        executor.Do(
            {"examples": [ingested[0]]},
            {"statistics": [statistics]},
            {"exclude_splits": json_utils.dumps([])},
        )
        # Beam's workers leave a little there; TFX would leave a package of itself.
        left = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        assert left < 1 << 20
    assert list(temporary.iterdir()) == []
    assert Path(statistics.uri, "Split-train", "FeatureStats.pb").exists()


def test_span_evaluator(exported: Exported, tmp_path: Path) -> None:
    """Its workers are given metrics and combiners of this project."""
    result = evaluate(exported, tmp_path, bounds(min={}, max_drop={}), None, context(tmp_path))
    assert result.blessed
    figures = read_figures(result.evaluation.uri, CANDIDATE, LABELS)
    assert figures["micro/support"] > 0


@pytest.mark.parametrize(("first", "works"), [("pass", False), (f"import {WORKER_PLUGIN}", True)])
def test_the_plugin_gives_a_worker_what_tfdv_imports(first: str, works: bool) -> None:
    code = f"{first}\nfrom tfx_bsl.arrow import sql_util"
    result = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True
    )
    assert (result.returncode == 0) == works
    assert ("sql_util" in result.stderr) != works
