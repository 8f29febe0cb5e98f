from __future__ import annotations

from pathlib import Path

import pytest
from tfx.types.standard_artifacts import Model
from tfx.utils import path_utils

from components.released_baseline import VERSION_PROPERTY, ReleasedBaseline
from serving.release.publishing import MODEL_FILE, build_manifest
from tests.serving.release.test_publishing import write_model
from tests.serving.release.test_pushing import GOOD, Bench


def fetch(bench: Bench) -> Model:
    """Runs the component's executor."""
    model = Model()
    model.uri = str(bench.folder / "baseline")
    ReleasedBaseline.EXECUTOR_SPEC.executor_class().Do(
        {},
        {"model": [model]},
        {
            "model_name": "transactions",
            "release_table": f"sqlite:///{bench.folder}/releases.db",
            "release_state": "",
            "source_hash": "",
        },
    )
    return model


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_without_a_release_the_artifact_is_empty(bench: Bench) -> None:
    model = fetch(bench)
    assert list(Path(model.uri).iterdir()) == []


def test_the_model_in_release_is_copied_not_the_latest(bench: Bench, tmp_path: Path) -> None:
    first = bench.push(write_model(tmp_path / "first", b"first"), GOOD)
    bench.push(write_model(tmp_path / "second", b"second"), GOOD)
    assert first.version
    bench.releases.move_label("transactions", "release", first.version, "rollback")
    model = fetch(bench)
    folder = path_utils.serving_model_dir(model.uri)
    assert build_manifest(folder) == build_manifest(str(tmp_path / "first"))
    assert model.get_int_custom_property(VERSION_PROPERTY) == first.version


def test_a_damaged_release_is_named(bench: Bench, tmp_path: Path) -> None:
    result = bench.push(write_model(tmp_path / "first", b"first"), GOOD)
    assert result.path
    Path(result.path, MODEL_FILE).write_bytes(b"damaged")
    with pytest.raises(ValueError, match=f"version {result.version} of transactions is in release"):
        fetch(bench)
