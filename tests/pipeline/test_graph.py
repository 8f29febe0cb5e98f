from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from components.trainer import CustomJobTrainer, Trainer
from models.model_description import ModelDescription
from pipeline import graph
from pipeline.config import load_settings
from pipeline.graph import RunContext, build_pipeline, run_parameters
from pipeline.provenance import PACKAGES, Provenance, source_hash
from pipeline.starting import Start
from pipeline.steps import ALL_COMPONENTS

NOT_COMPONENTS = {
    "__init__",
    "artifacts",
    "beam_worker",
    "gate_checks",
    "model_counts",
    "tuner_fn",
    "worker_program",
}
"""Modules of `components/` that are no component."""

PROVENANCE = Provenance(git_commit="abc", lock_sha256="", data_fingerprint="1", data_files=1)


def components(
    *overrides: str,
    data: str = "1",
    schema: str = "",
    state: str = "",
    start: Start | None = None,
) -> dict[str, Any]:
    """The components of a pipeline by their ids."""
    settings = load_settings(overrides=overrides).with_absolute_paths()
    provenance = Provenance("abc", "", data, 1)
    pipeline = build_pipeline(settings, RunContext(provenance, schema, state, start=start))
    return {component.id: component for component in pipeline.components}


def parameters(nodes: dict[str, Any]) -> dict[str, str]:
    return {name: str(sorted(node.exec_properties.items())) for name, node in nodes.items()}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def test_nothing_is_trained_before_the_data_gate() -> None:
    nodes = components()
    assert nodes["AnomalyGate"] in nodes["Transform"].upstream_nodes


def test_publishing_waits_for_every_gate() -> None:
    nodes = components()
    upstream = {node.id for node in nodes["ReleasePusher"].upstream_nodes}
    assert {"AnomalyGate", "SpanEvaluator", "ServingCheck", "Trainer"} <= upstream


def test_the_cache_sees_what_each_component_depends_on(monkeypatch: pytest.MonkeyPatch) -> None:
    before = parameters(components())
    assert changed(before, parameters(components())) == set()
    assert changed(before, parameters(components(data="2"))) == {
        "DoccanoExampleGen",
        "AnomalyGate",
        "ReleasePusher",
    }
    assert changed(before, parameters(components(schema="feature {}"))) == {"ReviewedSchema"}
    assert changed(before, parameters(components(state="x"))) == {
        "ReleasedBaseline",
        "ReleasePusher",
    }
    description = ModelDescription("bundled", ("PARTY",))
    starts = [Start("version 1 of transactions", "a", 1, digest, description) for digest in "xy"]
    started, other = (components("tuner.enabled=true", start=start) for start in starts)
    assert changed(parameters(started), parameters(other)) == {"Tuner", "Trainer", "ReleasePusher"}
    assert '"start": {"path": "a", "version": 1, "digest": "x"}' in str(
        started["ReleasePusher"].exec_properties
    )
    settings = {"AnomalyGate", "ReleasePusher"}  # both record the whole configuration
    assert changed(before, parameters(components("training.seed=9"))) == {*settings, "Trainer"}
    assert changed(before, parameters(components("training.epochs=9"))) == {*settings, "Trainer"}
    assert changed(before, parameters(components("data.spans=[1]"))) == {
        *settings,
        "DoccanoExampleGen",
    }
    assert changed(before, parameters(components("encoder.max_pieces=9"))) == {
        *settings,
        "Transform",
        "Trainer",
    }

    def edited(module: str) -> str:
        return "edited" if module == "components.trainer" else original(module)

    original = graph.source_hash
    monkeypatch.setattr(graph, "source_hash", edited)
    assert changed(before, parameters(components())) == {"Trainer"}


def test_every_component_of_ours_has_the_hash_of_its_source() -> None:
    """TFX's cache sees no code; a component without the hash would give yesterday's verdict."""
    nodes = components("tuner.enabled=true")
    ours = {
        name: type(node).__module__
        for name, node in nodes.items()
        if type(node).__module__.startswith("components.")
    }
    assert len(ours) == len(list(Path("components").glob("*.py"))) - len(NOT_COMPONENTS)
    texts = parameters(nodes)
    assert [name for name, module in ours.items() if source_hash(module) not in texts[name]] == []


def test_the_hash_of_the_serving_check_covers_what_it_starts(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(package, tmp_path / package)
    before = source_hash("components.serving_check", tmp_path)
    source_hash.cache_clear()
    with (tmp_path / "evaluation" / "gates" / "servable_process.py").open("a") as file:
        file.write("# edited\n")
    assert source_hash("components.serving_check", tmp_path) != before


def test_infra_validator_takes_the_place_of_the_process() -> None:
    spec = "{serving_spec: {tensorflow_serving: {tags: [2.20.0]}, local_docker: {}}}"
    nodes = components(
        "serving_check.backend=infra_validator", f"serving_check.infra_validator={spec}"
    )
    assert "ServingCheck" not in nodes
    properties = nodes["InfraValidator"].exec_properties
    assert "2.20.0" in str(properties["serving_spec"])
    assert nodes["InfraValidator"] in nodes["ReleasePusher"].upstream_nodes


def test_the_graph_depends_on_no_folder_of_this_machine_but_the_configured() -> None:
    nodes = components("output_root=/out", "data.path=/in", "data.schema_path=/schema")
    paths = str(parameters(nodes)).replace("/out", "").replace("/in", "").replace("/schema", "")
    assert str(Path.home()) not in paths


def test_a_run_on_this_machine_trains_here_whatever_vertex_would_do() -> None:
    custom_job = "{kind: custom_job, machine_type: n1-standard-4}"
    nodes = components(f"vertex.training={custom_job}")
    assert type(nodes["Trainer"]) is Trainer
    assert "ai_platform" not in str(nodes["Trainer"].exec_properties)


def test_a_runner_brings_its_trainer_and_stands_in_for_parameters() -> None:
    settings = load_settings().with_absolute_paths()
    context = RunContext(PROVENANCE, "", "")
    pipeline = build_pipeline(
        settings,
        context,
        parameters={**run_parameters(settings, context), "epochs": 77},
        trainer_class=CustomJobTrainer,
        trainer_config={"place": "elsewhere"},
    )
    nodes = {component.id: component for component in pipeline.components}
    assert type(nodes["Trainer"]) is CustomJobTrainer
    assert '"place": "elsewhere"' in nodes["Trainer"].exec_properties["custom_config"]
    for name in ("AnomalyGate", "Trainer", "ReleasePusher"):
        assert nodes[name].exec_properties["epochs"] == 77


def test_the_table_of_components_is_that_of_the_pipeline() -> None:
    nodes = components("tuner.enabled=true")
    assert set(nodes) == set(ALL_COMPONENTS)
    for name, node in nodes.items():
        upstream = {other.id for other in node.upstream_nodes}
        assert upstream <= set(ALL_COMPONENTS[: ALL_COMPONENTS.index(name)])


def test_the_parameters_of_a_run_have_the_values_of_the_settings() -> None:
    settings = load_settings(overrides=["data.spans=[1, 2]", "training.epochs=3"])
    context = RunContext(PROVENANCE, "", "released", "new data")
    assert run_parameters(settings, context) == {
        "data_spans": "[1, 2]",
        "data_fingerprint": "1",
        "epochs": 3,
        "learning_rate": settings.training.learning_rate,
        "release_state": "released",
        "cases_state": "",
        "trigger_reason": "new data",
    }


def test_the_tuner_is_part_of_a_run_where_it_is_enabled() -> None:
    assert "Tuner" not in components()
    nodes = components("tuner.enabled=true")
    found = nodes["Tuner"].outputs["best_hyperparameters"]
    assert nodes["Trainer"].inputs["hyperparameters"] is found
    assert nodes["ReleasePusher"].inputs["hyperparameters"] is found
    assert nodes["AnomalyGate"] in nodes["Transform"].upstream_nodes


def test_what_a_search_depends_on_is_a_parameter_of_the_tuner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def tuner(*overrides: str) -> str:
        return parameters(components("tuner.enabled=true", *overrides))["Tuner"]

    before = tuner()
    for change in (
        *("tuner.trials=3", "tuner.space.training.epochs.max=9", "tuner.seed=2"),
        *("training.dropout=0.2", "augmentation.typo=0.1", "encoder.dropout=0.2"),
    ):
        assert tuner(change) != before
    assert tuner("release.label=canary", "evaluation.max_int8_drop=0.5") == before
    original = graph.source_hash
    monkeypatch.setattr(graph, "source_hash", lambda name: f"edited {original(name)}")
    assert tuner() != before


def test_the_tuner_by_itself_takes_what_a_run_made() -> None:
    """The same components with the same parameters, so that each finds the other's results."""
    settings = load_settings().with_absolute_paths()
    context = RunContext(PROVENANCE, "", "")
    alone = graph.build_tuning_pipeline(settings, context)
    by_id = {component.id: component for component in alone.components}
    run = components("tuner.enabled=true")
    assert list(by_id)[-1] == "Tuner"
    assert set(by_id) < set(run)
    of_run = parameters(run)
    recorded = {"AnomalyGate"}  # which writes down the whole configuration
    ours = parameters(by_id)
    assert {name for name in ours if ours[name] != of_run[name]} == recorded
