"""The command `txner monitor`: whether what is asked and answered has changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.log import log_of
from commands.options import ConfigOption, JsonOption, SetOption, check_text, read_settings
from commands.output import (
    REFUSED,
    fail,
    flags,
    plain_table,
    print_json,
    progress_bar,
    stderr,
    stdout,
)
from commands.prediction_log import LogOption
from commands.release_prune import parse_age
from pipeline.config import Settings
from serving.release.database import now
from storage import files

if TYPE_CHECKING:
    from monitoring.monitor import Check, Report
    from preprocessing.data_profile import DataProfile

SHOWN = 10
"""Tests that are shown at least, the most significant first."""

EPILOG = "Example: txner monitor --model runs/local/serving/transactions --log runs/log"


def monitor(
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            help="Folder of the model's versions; without it the configured one.",
            callback=check_text,
        ),
    ] = None,
    log: LogOption = None,
    window: Annotated[
        str | None,
        typer.Option(metavar="AGE", help="Length of a window: 1h, 1d, 1w; or as configured."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(metavar="TIME", help="End of the window, in UTC; without it now."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show all tests, also those that were not made.")
    ] = False,
    as_json: JsonOption = False,
    page: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with plots.")
    ] = None,
    metrics: Annotated[
        Path | None,
        typer.Option("--prometheus", metavar="FILE", help="Write metrics for Prometheus."),
    ] = None,
    send: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            help="After an alarm, send so many of the texts that stand out to doccano.",
        ),
    ] = 0,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Hold a window of the prediction log against earlier ones and the training data.

    Exit code 0: nothing has changed; 1: there is an alarm; 2: something given is wrong.
    """
    from monitoring.monitor import examine, read_windows
    from monitoring.prometheus import to_metrics
    from monitoring.report_page import to_page
    from monitoring.state import write_state

    settings = read_settings(config, overrides)
    folder = log_of(log, settings)
    profiles = _Profiles(settings, model)
    end = until.replace(tzinfo=UTC) if until is not None else now()
    length = timedelta(hours=settings.monitoring.window_hours)
    if window is not None:
        with flags(older_than="--window"):
            length = parse_age(window)
    if not length:
        fail("--window: must be longer than nothing")
    count = settings.monitoring.baseline_windows + 1
    with progress_bar() as report_rows:
        windows = read_windows(
            folder,
            profiles.model,
            end,
            length,
            count,
            profiles.released(),
            lambda rows: report_rows("answers read", rows, None),
        )
    if not any(windows.summaries):
        fail(f"{folder} has no answers of {profiles.model} in the {count} windows until {end}")
    report = examine(
        windows.summaries, profiles.model, end, length, settings.monitoring, profiles.of
    )
    for path, content in ((page, to_page), (metrics, to_metrics)):
        if path is not None:
            _write(str(path), content(report))
    if until is None:
        try:
            write_state(folder, report.model, report.to_dict())
        except OSError as error:
            stderr().print(f"warning: {folder}: txner trigger is not told: {error.strerror}")
    if as_json:
        print_json(report.to_dict())
    else:
        _print(report, stdout(), every=every)
    if send and report.alarms:
        _send(folder, report, send, settings, profiles.released())
    raise typer.Exit(REFUSED if report.alarms else 0)


class _Profiles:
    """The profiles of the data of versions, from the release table."""

    def __init__(self, settings: Settings, model: str | None) -> None:
        from serving.release.choosing import Configured, find_table
        from serving.release.database import database_file
        from serving.release.table import Releases

        self.model = settings.model_name
        url: str | None = settings.release_table
        if model is not None:
            folder = files.absolute(model).rstrip("/")
            self.model = folder.rpartition("/")[2]
            named = settings.release.table is not None
            table = find_table(
                folder,
                Configured(
                    settings.model_name, settings.release_root, settings.release_table, named
                ),
            )
            url = table.url if table is not None else None
        file = database_file(url) if url is not None else None
        missing = url is None or (file is not None and not files.exists(str(file)))
        if missing:
            stderr().print("no release table: nothing is held against training data", style="dim")
        self._releases = None if missing or url is None else Releases(url, reading=True)
        self._label = settings.release.label

    def of(self, version: int) -> DataProfile | None:
        """The profile of a version; None if none is known."""
        from preprocessing.data_profile import DataProfile, ProfileError

        if self._releases is None:
            return None
        stored = self._releases.data_profile(self.model, version)
        try:
            return DataProfile.from_dict(stored) if stored else None
        except ProfileError as error:
            stderr().print(f"warning: version {version}: {error}", style="yellow")
            return None

    def released(self) -> DataProfile | None:
        """The profile of the version in release."""
        from serving.release.settings import RELEASE_LABEL

        if self._releases is None:
            return None
        version = self._releases.labelled(self.model, RELEASE_LABEL)
        return None if version is None else self.of(version.version)


def _write(path: str, text: str) -> None:
    try:
        files.write_text(path, text)
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror}")


def _send(
    log: str, report: Report, count: int, settings: Settings, profile: DataProfile | None
) -> None:
    """Opens a labelling task: sends texts that stand out, as the log has them, to doccano."""
    from annotation.push import push
    from annotation.redaction import redact
    from commands.doccano_server import connect, project_number
    from monitoring.standing_out import LoggedPredictions, standing_out
    from monitoring.summaries import Surprise
    from preprocessing.texts import Text as UnlabelledText

    doccano = settings.doccano
    with connect(doccano) as client, progress_bar() as tell:
        chosen = standing_out(
            log,
            report.model,
            report.since,
            report.until,
            count,
            report.alarms,
            Surprise.of(profile),
        )
        hidden = [settings.monitoring.redaction, doccano.redaction]
        pushed = push(
            client,
            project_number(doccano),
            [UnlabelledText(answer.text or "") for answer in chosen],
            predictor=LoggedPredictions(chosen),
            model_version=str(report.version or ""),
            create_labels=True,
            redact=lambda text: redact(redact(text, hidden[0]), hidden[1]),
            report=tell,
        )
    stderr().print(
        f"{pushed.sent:,} of {len(chosen):,} texts that stand out were sent to project "
        f"{pushed.project.id} ({pushed.project.name}); {pushed.present:,} were there already"
    )
    if not chosen:
        stderr().print("the log keeps no text that stands out; see monitoring.texts")


def _print(report: Report, console: Console, *, every: bool) -> None:
    console.print(
        f"{report.model}, {report.since:%Y-%m-%d %H:%M} to {report.until:%Y-%m-%d %H:%M} UTC: "
        f"{report.summary.texts:,} texts ({report.before.texts:,} in the window before), "
        f"version {report.version}, held against {report.earlier} earlier windows"
    )
    made = [check for check in report.checks if check.result is not None]
    shown = report.checks if every else made[: max(len(report.alarms), SHOWN)]
    table = plain_table("", "what", "of", "value", "before", "usually", "p")
    for check in shown:
        table.add_row(*_cells(check))
    if shown:
        console.print(table)
    if not every and len(made) > len(shown):
        console.print(f"{len(made) - len(shown)} more tests; --all shows them", style="dim")
    if missing := len(report.checks) - len(made):
        notes = "; ".join(sorted({check.note for check in report.checks if check.note}))
        console.print(f"{missing} tests were not made: {notes}", style="dim")
    if report.alarms:
        console.print(f"{len(report.alarms)} alarms", style="bold red")
    else:
        console.print(
            f"no alarm; of windows without a change {report.level:.1%} raise one at most",
            style="bold",
        )


def _cells(check: Check) -> list[Text]:
    from monitoring.monitor import DISTANCES, TRAINING

    result = check.result
    numbers = ["–", "–", "–", "–"]
    if result is not None:
        numbers = [
            f"{result.value:.3g}",
            f"{result.earlier[0]:.3g}",
            f"{result.low:.3g} to {result.high:.3g}",
            f"{result.p:.1g}",
        ]
    name = check.name
    if check.statistic in DISTANCES:
        name += ", distance from " + (
            "the training data" if check.against == TRAINING else "earlier windows"
        )
    style = "red" if check.alarm else ("dim" if result is None else "")
    cells = ["✗" if check.alarm else "", name, check.slice or "all", *numbers]
    return [Text(cell, style) for cell in cells]
