"""The commands `txner release hold` and `resume`: whether runs publish to a label."""

from __future__ import annotations

from commands.opened_table import open_table
from commands.options import ConfigOption, SetOption
from commands.output import flags, stdout
from commands.release_options import LabelOption, WhyOption
from serving.release.moves import require_reason
from serving.release.settings import RELEASE_LABEL

HOLD_EPILOG = 'Example: txner release hold --why "the new data are being looked at"'
RESUME_EPILOG = 'Example: txner release resume --why "the labels are corrected"'


def hold_command(
    why: WhyOption,
    label: LabelOption = RELEASE_LABEL,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Pause publishing to a label: what runs publish does not get it, until resume.

    A rollback does that by itself. Labels can still be moved by hand.
    """
    table = open_table(config, overrides)
    with flags(why="--why"):
        reason = require_reason(why)
    table.releases.hold(table.model, label, reason)
    stdout().print(f"label {label} is on hold: runs publish without it")


def resume_command(
    why: WhyOption,
    label: LabelOption = RELEASE_LABEL,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Let runs publish to a label again."""
    table = open_table(config, overrides)
    with flags(why="--why"):
        reason = require_reason(why)
    table.releases.resume(table.model, label, reason)
    stdout().print(f"label {label}: the next version that a run publishes gets it")
