"""Runs the pipeline on this machine, shows how it goes, and tells how it ended."""

from __future__ import annotations

import contextlib
import fcntl
import json
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from evaluation.gates.checks import GateFailedError, load_checks
from models.hyperparameters import REPORT_FILE as TUNING_REPORT_FILE
from models.hyperparameters import TuningReport
from models.span_scoring import unflatten
from pipeline.beam import beam_warnings
from pipeline.config import Settings
from pipeline.progress import RunDisplay, quiet
from pipeline.provenance import Provenance, gather
from pipeline.summary import SUMMARY_FILE, Summary, print_summary
from preprocessing.annotation_files import InputError
from preprocessing.encoder_files import EncoderError, locate_encoder
from preprocessing.settings import ConfigError, SettingsError
from serving.release.table import Outcome, Releases
from storage import files

LOCK_FILE = ".lock"

REJECTS = "components.Rejects"
"""Type of the artifact with the refused lines; `components.artifacts`, whose import is slow."""

TUNER_RESULTS = "TunerResults"
"""Type of TFX's artifact with what the tuner's trials came to."""


class ExitCode(IntEnum):
    """How a command ends."""

    OK = 0
    GATE_FAILED = 1
    USAGE = 2
    INTERNAL = 3


class BusyError(ConfigError):
    """Another run is at work in the output folder."""


USER_ERRORS = (SettingsError, InputError, EncoderError)
"""Errors that the user can mend; their message is all there is to say."""


def run_pipeline(
    settings: Settings, command: str = "txner", *, reason: str = "", to_stderr: bool = False
) -> ExitCode:
    """Runs the whole pipeline and prints what comes of it.

    Args:
      settings: The configuration, with absolute paths.
      command: How this program is called here, for what is printed at the end.
      reason: Why the run was started, for the record; "" if nobody said.
      to_stderr: Whether to print to standard error, because standard output is for something else.

    Returns:
      OK if the model is published, GATE_FAILED if a gate stopped it, USAGE for faults in what was
      given, INTERNAL for anything else.

    Raises:
      ConfigError, InputError: Found before anything was started.
    """
    root = _local_root(settings)
    provenance = gather(settings)
    schema_text = read_schema(settings.data.schema_path)
    log_path = _log_path(root)
    with _exclusive(root), quiet(log_path, to_stderr=to_stderr) as console:
        (root / SUMMARY_FILE).unlink(missing_ok=True)
        started = time.monotonic()
        summary = Summary(provenance=provenance.to_dict(), log=str(log_path))
        console.print(
            f"[bold]{settings.model_name}[/]: {provenance.data_files} annotation file(s) from "
            f"{escape(settings.data.path)}, encoder {escape(settings.encoder.source)}",
            soft_wrap=True,
        )
        for warning in beam_warnings(settings):
            console.print(f"[yellow]warning:[/] {escape(warning)}", soft_wrap=True)
        display = RunDisplay(console)
        inputs = _Inputs(provenance, schema_text, reason)
        code = _run(settings, inputs, summary, display, console)
        summary.timings = display.timings
        summary.seconds = time.monotonic() - started
        summary.write(root / SUMMARY_FILE)
        print_summary(summary, console, command)
        return code


def is_running(settings: Settings) -> bool:
    """Whether a run is at work in the output folder on this machine."""
    try:
        lock = (Path(settings.output_root) / LOCK_FILE).open()
    except OSError:
        return False
    with lock:
        try:
            # Shared, so that those who only ask do not take each other for a run.
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def propose_schema(settings: Settings, output: Path) -> ExitCode:
    """Infers a schema from the data and writes it to a file for review."""
    root = _local_root(settings)
    provenance = gather(settings)
    log_path = _log_path(root)
    with _exclusive(root), quiet(log_path) as console:
        display = RunDisplay(console)
        with display.step("start TFX"):
            from pipeline.graph import build_schema_pipeline
        try:
            last_run = _last_run(settings)
            _execute(build_schema_pipeline(settings, provenance), settings, display)
        except Exception as error:
            return _report_failure(error, console, log_path)
        schema_uri = _artifacts(settings, last_run)["Schema"]
        with files.open_binary(files.join(schema_uri, "schema.pbtxt")) as file:
            output.write_bytes(file.read())
        console.print(f"proposed schema: {output}; compare it with {settings.data.schema_path}")
        return ExitCode.OK


def tune(
    settings: Settings, finish: Callable[[TuningReport, Provenance, Console], None]
) -> ExitCode:
    """Runs the tuner, after all that comes before it, and shows how it goes.

    Args:
      settings: The configuration, with absolute paths.
      finish: Gets what the trials came to, what they were made of, and where to print.

    Raises:
      ConfigError, InputError: Found before anything was started.
    """
    root = _local_root(settings)
    provenance = gather(settings)
    schema_text = read_schema(settings.data.schema_path)
    log_path = _log_path(root)
    with _exclusive(root), quiet(log_path) as console:
        display = RunDisplay(console)
        try:
            with display.step("start TFX"):
                from models.windows import window_of
                from pipeline.graph import RunContext, build_tuning_pipeline

                window_of(settings.encoder, locate_encoder(settings.encoder.source))
                context = RunContext(provenance, schema_text, release_state="")
                pipeline = build_tuning_pipeline(settings, context)
            last_run = _last_run(settings)
            _execute(pipeline, settings, display)
            report = TuningReport.read(_artifacts(settings, last_run)[TUNER_RESULTS])
            finish(report, provenance, console)
        except GateFailedError as error:
            for line in str(error).splitlines():
                console.print(f"[red]{escape(line)}[/]", soft_wrap=True)
            return ExitCode.GATE_FAILED
        except Exception as error:
            return _report_failure(error, console, log_path)
        return ExitCode.OK


def read_schema(path: str) -> str:
    """The reviewed schema's text, checked to be one.

    Raises:
      ConfigError: The file is missing or is no schema.
    """
    from google.protobuf import text_format
    from tensorflow_metadata.proto.v0 import schema_pb2

    try:
        with files.open_binary(path) as file:
            text = file.read().decode()
        text_format.Parse(text, schema_pb2.Schema())
    except OSError:
        raise ConfigError(f"data.schema_path: there is no file {path}") from None
    except (text_format.ParseError, UnicodeDecodeError) as error:
        raise ConfigError(f"data.schema_path: {path} is not a schema: {error}") from None
    return text


@dataclass(frozen=True)
class _Inputs:
    """What is known of a run before it starts."""

    provenance: Provenance
    schema_text: str
    reason: str


def _run(
    settings: Settings,
    inputs: _Inputs,
    summary: Summary,
    display: RunDisplay,
    console: Console,
) -> ExitCode:
    last_run = _last_run(settings)
    try:
        with display.step("start TFX"):
            from models.windows import window_of
            from pipeline.graph import RunContext, build_pipeline

            window_of(settings.encoder, locate_encoder(settings.encoder.source))
            state = Releases(settings.release_table).state(settings.model_name)
            context = RunContext(inputs.provenance, inputs.schema_text, state, inputs.reason)
            pipeline = build_pipeline(settings, context)
        try:
            _execute(pipeline, settings, display)
        except GateFailedError as error:
            summary.outcome = Outcome.REJECTED
            summary.set_gates(error.checks)
        _fill(summary, settings, _artifacts(settings, last_run))
    except Exception as error:
        return _report_failure(error, console, Path(summary.log))
    return ExitCode.OK if summary.published else ExitCode.GATE_FAILED


def _execute(pipeline: Any, settings: Settings, display: RunDisplay) -> None:
    from tfx.orchestration import metadata
    from tfx.orchestration.local.local_dag_runner import LocalDagRunner

    pipeline.metadata_connection_config = metadata.sqlite_metadata_connection_config(
        settings.metadata_path
    )
    with display.watch():
        LocalDagRunner().run(pipeline)


def _last_run(settings: Settings) -> int:
    """Id of the last run in the metadata store, or 0."""
    if not files.exists(settings.metadata_path):
        return 0
    contexts = _store(settings).get_contexts_by_type("pipeline_run")
    return max((context.id for context in contexts), default=0)


def _artifacts(settings: Settings, after: int) -> dict[str, str]:
    """URIs of what the run after a given one produced or took from the cache, by type name."""
    run = _last_run(settings)
    if run <= after:
        return {}
    return {
        artifact.type: artifact.uri for artifact in _store(settings).get_artifacts_by_context(run)
    }


def _store(settings: Settings) -> Any:
    from ml_metadata import MetadataStore
    from ml_metadata.proto import metadata_store_pb2

    config = metadata_store_pb2.ConnectionConfig()
    config.sqlite.filename_uri = settings.metadata_path
    return MetadataStore(config)


def _fill(summary: Summary, settings: Settings, artifacts: dict[str, str]) -> None:
    """Takes into the summary what the components wrote down."""
    if (report := _read_json(artifacts, REJECTS, "report.json")) is not None:
        summary.rejects = {
            "total": sum(report["rejects"].values()),
            "by_reason": report["rejects"],
            "path": artifacts[REJECTS],
        }
        summary.examples = report["examples"]
        if summary.rejects["total"]:
            reasons = ", ".join(f"{count} {reason}" for reason, count in report["rejects"].items())
            summary.warnings.append(f"lines refused: {reasons}; see {artifacts[REJECTS]}")
        summary.offset_units = report["units"]
        if contested := report["agreement"]["contested"]:
            summary.warnings.append(
                f"{contested} texts are annotated in different ways; see "
                f"{files.join(artifacts[REJECTS], 'report.json')}"
            )
        if report["merged"]:
            summary.warnings.append(
                f"{report['merged']} lines repeat texts that others annotated or that a newer "
                "data span has, and went into those"
            )
        if report["trimmed_spans"]:
            summary.warnings.append(
                f"{report['trimmed_spans']} spans had white space at their edges, which was cut off"
            )
        if report["unlabelled"]:
            summary.warnings.append(
                f"{report['unlabelled']} records have no span and teach that nothing is to be found"
            )
    if (report := _read_json(artifacts, "ModelRun", "training_report.json")) is not None:
        summary.training = report
        summary.warnings += [
            warning
            for split, alignment in report["alignment"].items()
            if (warning := _alignment_warning(split, alignment))
        ]
    if (report := _read_json(artifacts, TUNER_RESULTS, TUNING_REPORT_FILE)) is not None:
        summary.tuning = report
    if (record := _read_json(artifacts, "PushedModel", "release_record.json")) is not None:
        summary.outcome = record["outcome"]
        summary.published = record["outcome"] != Outcome.REJECTED
        summary.version = record["version"]
        summary.model_path = record["path"]
        summary.labels = record["labels"]
        summary.metrics = unflatten(record["figures"], settings.labels)
        summary.set_gates(load_checks(json.dumps(record["checks"])))


def _alignment_warning(split: str, alignment: dict[str, Any]) -> str:
    parts = []
    if alignment["cut_texts"]:
        parts.append(f"{alignment['cut_texts']} texts are longer than encoder.max_pieces and cut")
    if alignment["lost_spans"]:
        parts.append(f"{alignment['lost_spans']} spans begin or end inside a word piece")
    named = ", ".join(alignment["offenders"][:5])
    return f"{split} split: {'; '.join(parts)}; first ids: {named}" if parts else ""


def _read_json(artifacts: dict[str, str], type_name: str, name: str) -> dict[str, Any] | None:
    """A JSON file of an artifact, or None if the run did not come so far."""
    uri = artifacts.get(type_name)
    return None if uri is None else files.read_json(files.join(uri, name))


def _report_failure(error: Exception, console: Console, log_path: Path) -> ExitCode:
    """Says in one line what went wrong; the log has the rest."""
    with log_path.open("a", encoding="utf-8") as log:
        traceback.print_exception(error, file=log)
    # Beam appends the name of its step.
    message = str(error).split(" [while running", 1)[0].strip()
    if isinstance(error, USER_ERRORS):
        console.print(f"[red]error:[/] {escape(message)}", soft_wrap=True)
        return ExitCode.USAGE
    first_line = message.splitlines()[0] if message else ""
    kind = type(error).__name__
    console.print(
        f"[red]internal error:[/] {escape(f'{kind}: {first_line}')}; see {log_path}", soft_wrap=True
    )
    return ExitCode.INTERNAL


def _local_root(settings: Settings) -> Path:
    if files.is_remote(settings.output_root):
        raise ConfigError(
            f"output_root: {settings.output_root} must be a local folder for a run on this machine"
        )
    root = Path(settings.output_root)
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"output_root: cannot create {root}: {error.strerror}") from None
    return root


def _log_path(root: Path) -> Path:
    return root / "logs" / f"{datetime.now():%Y%m%d-%H%M%S}.log"


@contextlib.contextmanager
def _exclusive(root: Path) -> Iterator[None]:
    """Keeps a second run out of an output folder; the lock ends with its process."""
    with (root / LOCK_FILE).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                f"output_root: another run is at work in {root}; wait for it or take another folder"
            ) from None
        yield
