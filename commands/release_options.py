"""Arguments and options of the commands `txner release …`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from commands.options import check_text
from evaluation.gates.comparison import Bounds
from serving.release.records import MoveError

MAX_VERSION = 2**63 - 1
"""The largest number that a database, and TF Serving, take for a version."""

BOUNDS = {
    "agreement": "min_agreement",
    "label-agreement": "min_label_agreement",
    "p95-ratio": "max_p95_ratio",
    "p95-ms": "max_p95_ms",
    "texts": "min_texts",
    "f1-drop": "max_f1_drop",
}
"""What `--promote-if` calls the bounds of a comparison."""

LabelOption = Annotated[str, typer.Option("--label", "-l", help="The label.", callback=check_text)]
WhyOption = Annotated[
    str, typer.Option("--why", help="The reason, for the history.", callback=check_text)
]
OneLabelOption = Annotated[
    str | None,
    typer.Option("--label", "-l", help="Only of this label.", callback=check_text),
]
ExpectOption = Annotated[
    int | None,
    typer.Option(
        "--expect",
        metavar="VERSION",
        help="Move the label only if it stands on this version.",
        min=1,
        max=MAX_VERSION,
    ),
]
VersionArgument = Annotated[
    str,
    typer.Argument(
        metavar="VERSION",
        help="A number, or a label that stands on the version.",
        callback=check_text,
    ),
]


def parse_bounds(entries: Sequence[str]) -> Bounds:
    """Bounds such as `agreement=0.98`.

    Raises:
      MoveError: There is no such bound, or its value is not a number.
    """
    values: dict[str, Any] = {}
    for entry in entries:
        name, _, number = entry.partition("=")
        if name not in BOUNDS:
            raise MoveError(f"there are {', '.join(BOUNDS)}", argument="bounds", value=entry)
        try:
            values[BOUNDS[name]] = int(number) if name == "texts" else float(number)
        except ValueError:
            raise MoveError(f"{number!r} is not a number", argument="bounds", value=entry) from None
    return Bounds(**values)
