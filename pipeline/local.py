"""Runs the pipeline on this machine, shows how it goes and how it ended."""

from __future__ import annotations

import contextlib
import os
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from evaluation.gates.checks import GateFailedError
from models.hyperparameters import TuningReport
from pipeline.beam import beam_warnings, check_master
from pipeline.config import Settings, check_folder
from pipeline.field import check_field, evaluate_in_field
from pipeline.progress import RunDisplay, quiet, readable_log
from pipeline.provenance import Provenance, gather
from pipeline.released import release_states
from pipeline.results import MODEL, MODEL_RUN, SCHEMA, TUNER_RESULTS, RunResults, read_release
from pipeline.starting import Start, check_start, find_start
from pipeline.summary import (
    SUMMARY_FILE,
    Summary,
    fill,
    fill_from_table,
    fill_release,
    print_summary,
)
from preprocessing.encoder_files import locate_encoder
from preprocessing.errors import UserError
from preprocessing.settings import ConfigError
from serving.release.records import Outcome
from storage import files, locks
from storage.bucket_names import bucket_fault
from storage.temporary import own_temporary_folder

LOCK_FILE = ".lock"

TENSORBOARD = "tensorboard"
"""Folder with the logs of trainings, by the version that each became."""

DEBUG_SUFFIX = ".debug.log"
"""Ending of the log that has everything, also what libraries print."""


class ExitCode(IntEnum):
    """How a command ends."""

    OK = 0
    GATE_FAILED = 1
    USAGE = 2
    INTERNAL = 3


class BusyError(ConfigError):
    """Another run is at work in the output folder."""


def run_pipeline(
    settings: Settings,
    command: str = "txner",
    *,
    reason: str = "",
    to_stderr: bool = False,
    configuration: str = "",
) -> ExitCode:
    """Runs the whole pipeline and prints how it ended.

    Args:
      settings: The configuration, with absolute paths.
      command: How this program is called here, for what is printed at the end.
      reason: Why the run was started, for the record; "" if nobody said.
      to_stderr: Whether to print to standard error, because standard output is for something else.
      configuration: A line on where the settings come from, for the person; "" if none is needed.

    Returns:
      OK if the model is published, GATE_FAILED if a gate stopped it, USAGE for faults of the user's
      data or settings, INTERNAL for anything else.

    Raises:
      ConfigError, InputError: Found before anything was started.
      KeyboardInterrupt: The run was interrupted; the message says how it goes on.
    """
    with _exclusive_run(settings, to_stderr=to_stderr) as run:
        summary_path = run.root / SUMMARY_FILE
        try:
            summary_path.unlink(missing_ok=True)
        except OSError as error:
            raise ConfigError(
                f"output_root: cannot write {summary_path}: {error.strerror}"
            ) from None
        started = time.monotonic()
        summary = Summary(provenance=run.provenance.to_dict(), log=str(run.log_path))
        source = (
            f": {run.provenance.data_files} annotation file(s) from {settings.data.path}, "
            f"encoder {settings.encoder.source}"
        )
        run.console.print(Text.assemble((settings.model_name, "bold"), source), soft_wrap=True)
        if configuration:
            run.console.print(Text(configuration, "dim"), soft_wrap=True)
        for warning in beam_warnings(settings):
            line = Text.assemble(("warning:", "yellow"), f" {warning}")
            run.console.print(line, soft_wrap=True)
        try:
            code = _run(settings, run, summary, reason)
        except KeyboardInterrupt:
            if not summary.published:
                raise KeyboardInterrupt("run the same command again to go on") from None
            code = ExitCode.OK
        summary.warnings += [
            warning for warning in run.display.warnings if warning not in summary.warnings
        ]
        summary.timings = run.display.timings
        summary.seconds = time.monotonic() - started
        try:
            summary.write(summary_path)
            print_summary(summary, run.console, command)
        except Exception as error:
            # The run has ended as it has; what is published is published.
            _report_unshown(error, summary, run.console)
        return code


def is_running(settings: Settings) -> bool:
    """Whether a run is at work in the output folder on this machine."""
    return locks.is_locked(Path(settings.output_root) / LOCK_FILE)


def propose_schema(settings: Settings, output: Path) -> ExitCode:
    """Infers a schema from the data and writes it to a file for review."""
    with _exclusive_run(settings, needs_schema=False) as run:
        with run.display.step("start TFX"):
            from pipeline.graph import build_schema_pipeline
        try:
            pipeline = build_schema_pipeline(settings, run.provenance)
            artifacts = _execute(pipeline, settings, run.display)
        except Exception as error:
            return _report_failure(error, run)
        with files.open_binary(files.join(artifacts[SCHEMA], "schema.pbtxt")) as file:
            output.write_bytes(file.read())
        line = f"proposed schema: {output}; compare it with {settings.data.schema_path}"
        run.console.print(Text(line))
        return ExitCode.OK


def tune(
    settings: Settings, finish: Callable[[TuningReport, Provenance, Console], None]
) -> ExitCode:
    """Runs the tuner, after all that comes before it, and shows how it goes.

    Args:
      settings: The configuration, with absolute paths.
      finish: Gets the scores of the trials, what they were made of, and where to print.

    Raises:
      ConfigError, InputError: Found before anything was started.
    """
    with _exclusive_run(settings) as run:
        try:
            with run.display.step("start TFX"):
                from pipeline.graph import RunContext, build_tuning_pipeline

                _check_windows(settings)
                start = _found_start(settings, run)
                context = RunContext(run.provenance, run.schema_text, release_state="", start=start)
                pipeline = build_tuning_pipeline(settings, context)
            artifacts = _execute(pipeline, settings, run.display)
            finish(TuningReport.read(artifacts[TUNER_RESULTS]), run.provenance, run.console)
        except GateFailedError as error:
            for line in str(error).splitlines():
                run.console.print(Text(line, "red"), soft_wrap=True)
            return ExitCode.GATE_FAILED
        except Exception as error:
            return _report_failure(error, run)
        return ExitCode.OK


def read_schema(path: str) -> str:
    """The reviewed schema's text, checked to be one.

    Raises:
      ConfigError: The file is missing or is not a schema.
    """
    from google.protobuf import text_format
    from tensorflow_metadata.proto.v0 import schema_pb2

    try:
        with files.open_binary(path) as file:
            text = file.read().decode()
        text_format.Parse(text, schema_pb2.Schema())
    except FileNotFoundError:
        raise ConfigError(f"data.schema_path: there is no file {path}") from None
    except OSError as error:
        raise ConfigError(f"data.schema_path: cannot read {path}: {error.strerror}") from None
    except (text_format.ParseError, UnicodeDecodeError) as error:
        raise ConfigError(f"data.schema_path: {path} is not a schema: {error}") from None
    return text


@dataclass(frozen=True)
class _LocalRun:
    """A run on this machine.

    Attributes:
      root: The output folder, which no other run uses meanwhile.
      log_path: File with what the program logs; what libraries print is in another beside it.
      provenance: What the run is made of.
      schema_text: The reviewed schema, or "" where none is needed.
      console: Where a person looks.
      display: Shows on it how the run goes.
    """

    root: Path
    log_path: Path
    provenance: Provenance
    schema_text: str
    console: Console
    display: RunDisplay


@contextlib.contextmanager
def _exclusive_run(
    settings: Settings, *, needs_schema: bool = True, to_stderr: bool = False
) -> Iterator[_LocalRun]:
    """Looks up what a run needs, takes the output folder, and sends what libraries print to a log.

    Raises:
      ConfigError, InputError: A run with these settings cannot begin.
    """
    root = _local_root(settings)
    provenance = gather(settings)
    schema_text = read_schema(settings.data.schema_path) if needs_schema else ""
    log_path = _log_path(root)
    try:
        log_path.parent.mkdir(exist_ok=True)
        log_path.touch()
    except OSError as error:
        raise ConfigError(f"output_root: cannot write {log_path}: {error.strerror}") from None
    with (
        _exclusive(root),
        own_temporary_folder(),
        quiet(log_path.with_suffix(DEBUG_SUFFIX), to_stderr=to_stderr) as console,
        readable_log(log_path),
    ):
        yield _LocalRun(root, log_path, provenance, schema_text, console, RunDisplay(console))


def _run(settings: Settings, run: _LocalRun, summary: Summary, reason: str) -> ExitCode:
    before, started = _last_run(settings), datetime.now(UTC)
    try:
        with run.display.step("start TFX"):
            from pipeline.graph import RunContext, build_pipeline

            _check_windows(settings)
            check_field(settings)
            check_master(settings)
            start = _found_start(settings, run)
            released, cases = release_states(settings)
            context = RunContext(run.provenance, run.schema_text, released, reason, start, cases)
            pipeline = build_pipeline(settings, context)
        try:
            artifacts = _execute(pipeline, settings, run.display)
        except GateFailedError as error:
            summary.outcome = Outcome.REJECTED
            summary.set_gates(error.checks)
            artifacts = _artifacts(settings, before)
        # What was published first: a fault in any other report must not hide it.
        fill_release(summary, read_release(artifacts))
        _name_training_logs(summary, artifacts, run.root)
        fill(summary, RunResults.read(artifacts))
        _fill_field(summary, settings, artifacts, run)
    except Exception as error:
        code = _report_failure(error, run)
        if not summary.published:
            # The last step may have published, and failed at its own record.
            with contextlib.suppress(Exception):
                fill_from_table(summary, settings, started)
        return ExitCode.OK if summary.published else code
    return ExitCode.OK if summary.published else ExitCode.GATE_FAILED


def _check_windows(settings: Settings) -> None:
    """Finds now, and not after minutes, whether the encoder takes windows of the configured size.

    Raises:
      EncoderError, SettingsError: It does not, or cannot be read.
    """
    from models.windows import window_of

    window_of(settings.encoder, locate_encoder(settings.encoder.source))


def _found_start(settings: Settings, run: _LocalRun) -> Start | None:
    """The published model that training begins from, which is shown; None: the encoder.

    Raises:
      StartingPointError: It cannot begin there.
    """
    start = find_start(settings)
    check_start(settings, start)
    if start is not None:
        run.console.print(Text(f"training begins from {start.name}"), soft_wrap=True)
    return start


def _execute(pipeline: Any, settings: Settings, display: RunDisplay) -> dict[str, str]:
    """Runs a pipeline; returns the URIs of its artifacts by type name."""
    from tfx.orchestration import metadata
    from tfx.orchestration.local.local_dag_runner import LocalDagRunner

    before = _last_run(settings)
    pipeline.metadata_connection_config = metadata.sqlite_metadata_connection_config(
        settings.metadata_path
    )
    with display.watch():
        LocalDagRunner().run(pipeline)
    return _artifacts(settings, before)


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
        artifact.type: artifact.uri
        for artifact in _store(settings).get_artifacts_by_context(run)
        # The model in release is of the same type as the trained one.
        if "/ReleasedBaseline/" not in artifact.uri
    }


def _store(settings: Settings) -> Any:
    from ml_metadata import MetadataStore
    from ml_metadata.proto import metadata_store_pb2

    config = metadata_store_pb2.ConnectionConfig()
    config.sqlite.filename_uri = settings.metadata_path
    return MetadataStore(config)


def _name_training_logs(summary: Summary, artifacts: Mapping[str, str], root: Path) -> None:
    """Lets TensorBoard call a training by the version that it became; see docs/training.md."""
    logs = artifacts.get(MODEL_RUN)
    if summary.version is None or logs is None:
        return
    link = root / TENSORBOARD / str(summary.version)
    # Without it TensorBoard shows as much, by numbers.
    with contextlib.suppress(OSError):
        link.parent.mkdir(exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(os.path.relpath(logs, link.parent))


def _fill_field(
    summary: Summary, settings: Settings, artifacts: dict[str, str], run: _LocalRun
) -> None:
    """Takes into the summary how the model does on texts from the field."""
    if settings.evaluation.field_path is None or MODEL not in artifacts:
        return
    try:
        with run.display.step("texts from the field"):
            summary.in_field = evaluate_in_field(settings, artifacts[MODEL])
    except UserError as error:
        summary.warnings.append(str(error))


def _report_unshown(error: Exception, summary: Summary, console: Console) -> None:
    """Says the most important thing if the summary cannot be written or shown."""
    with contextlib.suppress(OSError):
        _log(error, Path(summary.log))
    lines = [f"warning: the summary cannot be shown: {type(error).__name__}; see {summary.log}"]
    if summary.published:
        lines.append(f"published as version {summary.version}: {summary.model_path}")
    with contextlib.suppress(OSError):
        for line in lines:
            console.print(Text(line), soft_wrap=True)


def _log(error: Exception, log_path: Path) -> None:
    with log_path.open("a", encoding="utf-8") as log:
        traceback.print_exception(error, file=log)


def _report_failure(error: Exception, run: _LocalRun) -> ExitCode:
    """Says in one line what went wrong; the log has the rest."""
    _log(error, run.log_path)
    # Beam appends the name of its step.
    message = str(error).split(" [while running", 1)[0].strip()
    if isinstance(error, UserError):
        run.console.print(Text.assemble(("error:", "red"), f" {message}"), soft_wrap=True)
        return ExitCode.USAGE
    first_line = message.splitlines()[0] if message else ""
    kind = type(error).__name__
    fault = f" {kind}: {first_line}; see {run.log_path}"
    run.console.print(Text.assemble(("internal error:", "red"), fault), soft_wrap=True)
    return ExitCode.INTERNAL


def _local_root(settings: Settings) -> Path:
    if files.is_remote(settings.output_root):
        raise ConfigError(
            f"output_root: {settings.output_root} must be a local folder for a run on this machine"
        )
    try:
        check_folder(settings.output_root)  # also the part above a relative path
    except ValueError as error:
        raise ConfigError(f"output_root: {error}") from None
    if files.is_remote(settings.release_root) and (fault := bucket_fault(settings.release_root)):
        raise ConfigError(f"release.root: {fault}")
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
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locks.exclusive(root / LOCK_FILE, wait=False))
        except locks.LockedError:
            raise BusyError(
                f"output_root: another run is at work in {root}; wait for it or take another folder"
            ) from None
        except OSError as error:
            raise ConfigError(f"output_root: cannot lock {root}: {error.strerror}") from None
        yield
