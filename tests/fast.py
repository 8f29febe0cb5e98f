"""Which tests `--fast` leaves out: whole runs, components, trainings, exports, servers, browsers.

A file belongs here if it takes more than some five seconds, or starts TFX or a server; `pytest
--durations=0` tells. And in which order files come: the longest first.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent

SLOW = frozenset(
    {
        "components",
        "doccano",
        "e2e",
        "annotation/test_client.py",
        "annotation/test_pull.py",
        "annotation/test_redaction.py",
        "batch/test_job.py",
        "batch/test_served.py",
        "benchmarks/test_fuzz_of_models.py",
        "benchmarks/test_odd_characters.py",
        "ci/test_image.py",
        "ci/test_workflows.py",
        "commands/test_audit.py",
        "commands/test_batch.py",
        "commands/test_enrich.py",
        "clients/test_python.py",
        "commands/test_evaluate.py",
        "commands/test_feedback.py",
        "commands/test_in_release.py",
        "commands/test_main.py",
        "commands/test_predict.py",
        "commands/test_recalibrate.py",
        "commands/test_release.py",
        "commands/test_run.py",
        "commands/test_trigger.py",
        "commands/test_vertex.py",
        "enrichment/test_rest_api.py",
        "evaluation/gates/test_servable_process.py",
        "monitoring/test_monitor.py",
        "models/test_decoding.py",
        "models/test_export.py",
        "models/test_quantization.py",
        "models/test_recalibration.py",
        "models/test_starting_point.py",
        "models/test_trainer.py",
        "models/test_training_data.py",
        "models/test_tuner.py",
        "models/test_tuner_settings.py",
        "models/test_warmup.py",
        "models/test_windows.py",
        "monitoring/test_audits.py",
        "monitoring/test_case_store.py",
        "monitoring/test_live_precision.py",
        "pipeline/test_config.py",
        "pipeline/test_local.py",
        "pipeline/trigger/test_run.py",
        "pipeline/trigger/test_submissions.py",
        "pipeline/vertex/test_compiler.py",
        "portable/test_steps.py",
        "preprocessing/test_alignment.py",
        "preprocessing/test_augmentation.py",
        "preprocessing/test_data_profile.py",
        "preprocessing/test_legible.py",
        "preprocessing/test_offset_units.py",
        "preprocessing/test_reading.py",
        "preprocessing/test_splits.py",
        "preprocessing/test_tokenizer.py",
        "sample/test_generate.py",
        "serving/prediction/test_int8.py",
        "serving/prediction/test_predictor.py",
        "serving/release/test_active.py",
        "serving/release/test_buckets.py",
        "serving/release/test_deployment.py",
        "serving/release/test_holds.py",
        "serving/release/test_retention.py",
        "serving/release/test_table.py",
        "serving/release/test_table_postgres.py",
        "serving/server/test_draining.py",
        "serving/server/test_followed_table.py",
        "serving/server/test_grpc_server.py",
        "serving/server/test_http_requests.py",
        "serving/server/test_model_manager.py",
        "serving/server/test_page.py",
        "serving/server/test_production.py",
        "serving/server/test_production_command.py",
        "serving/server/test_saved_model.py",
        "serving/server/test_server.py",
        "serving/server/test_workers.py",
        "serving/server/test_told_answers.py",
    }
)
"""Folders and files below `tests/`."""

LONGEST = (
    "e2e",
    "models/test_trainer.py",
    "portable/test_steps.py",
    "components/test_beam_worker.py",
    "pipeline/test_local.py",
    "components/test_tuner.py",
    "serving/server/test_grpc_server.py",
    "components/test_serving_check.py",
    "components/test_span_metrics.py",
    "doccano",
    "serving/release/test_table_postgres.py",
)
"""What takes longest, in the order of it; other slow files come next, and quick ones last."""


def is_slow(path: Path) -> bool:
    """Whether a file or folder is left out."""
    return not SLOW.isdisjoint(_names(path))


def rank(path: Path) -> int:
    """Sorts files by their place in the order."""
    names = _names(path)
    longest = (place for place, name in enumerate(LONGEST) if name in names)
    return next(longest, len(LONGEST) + (not is_slow(path)))


def missing() -> list[str]:
    """Entries that name nothing, so that none stays when a file is renamed."""
    return sorted(name for name in SLOW.union(LONGEST) if not (ROOT / name).exists())


def _names(path: Path) -> set[str]:
    """A file or folder below `tests/`, and the folders that it is in."""
    if not path.is_relative_to(ROOT):
        return set()
    below = path.relative_to(ROOT)
    return {str(part) for part in (below, *below.parents)}
