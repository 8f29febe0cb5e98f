"""What the tuner found, for a person: a table, and a file of settings to review and keep."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from rich import box
from rich.table import Table

from models.hyperparameters import TuningReport, overrides, short_names
from pipeline.provenance import Provenance
from preprocessing.errors import UserError
from storage import whole


class OutputExistsError(UserError, FileExistsError):
    """The file to write exists already."""


def trials_table(report: TuningReport) -> Table:
    """All trials, the best one first."""
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        collapse_padding=True,
        title="Trials, span F1 of the eval split",
        title_justify="left",
    )
    table.add_column("trial", justify="right", no_wrap=True)
    for name in short_names(report.best.values).values():
        # One word below the other, so that many settings fit beside each other.
        table.add_column(re.sub(r"[._]", "\n", name), justify="right", no_wrap=True)
    table.add_column("F1", justify="right", no_wrap=True)
    table.add_column("s", justify="right", no_wrap=True)
    for trial in sorted(report.trials, key=lambda trial: (-trial.score, trial.number)):
        values = (f"{value:g}" for value in trial.values.values())
        table.add_row(
            f"{trial.number}{' *' if trial.values == report.configured else ''}",
            *values,
            f"{trial.score:.4f}",
            f"{trial.seconds:.0f}",
            style="bold" if trial == report.best else None,
        )
    if any(trial.values == report.configured for trial in report.trials):
        table.caption, table.caption_justify = "* as configured", "left"
    return table


def settings_text(report: TuningReport, provenance: Provenance) -> str:
    """The best values in the format of the configuration, with where they come from."""
    best = report.best
    lines = [
        "Settings that `txner tune` found. Review them, and name this file in `tuner.file`.",
        f"git commit: {provenance.git_commit or 'unknown'}",
        f"data fingerprint: {provenance.data_fingerprint}",
        f"score: span F1 {best.score:.4f} on the eval split",
        *(f"as configured: span F1 {score:.4f}" for score in _configured_scores(report)),
        f"trials: {len(report.trials)}, this is number {best.number}; seed {report.tuner['seed']}",
        *_shortened(report),
    ]
    comment = "".join(f"# {line}\n" for line in lines)
    return comment + yaml.safe_dump(overrides(best.values), sort_keys=False)


def write_settings(text: str, path: Path, *, force: bool) -> None:
    """Writes the file, whole or not at all.

    Raises:
      OutputExistsError: There is one, and `force` does not say that it may be lost.
      OSError: It cannot be written.
    """
    try:
        whole.write(path, text.encode(), replace=force)
    except FileExistsError:
        raise OutputExistsError(f"{path}: the file exists; --force replaces it") from None


def _configured_scores(report: TuningReport) -> list[float]:
    return [trial.score for trial in report.trials if trial.values == report.configured]


def _shortened(report: TuningReport) -> list[str]:
    """What made the trials cheaper than a training."""
    parts = []
    if (fraction := report.tuner["train_fraction"]) != 1:
        parts.append(f"each trial learned from {fraction:g} of the training texts")
    if (steps := report.tuner["max_steps"]) is not None:
        parts.append(f"each trial had at most {steps} steps")
    return parts
