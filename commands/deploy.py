"""The command `txner release deploy`: a serving configuration goes to a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.output import fail, stdout
from storage import files

EPILOG = "Example: txner release deploy configs/serving/overlays/staging"


def deploy_command(
    overlay: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="Kustomization with a models.conf, an overlay of configs/serving.",
        ),
    ],
    timeout: Annotated[
        float, typer.Option(help="Seconds that servers may take for one step.", min=1)
    ] = 900,
) -> None:
    """Apply a serving configuration to a cluster, step by step, and check all servers.

    The cluster is that of kubectl's current context. If servers do not load the versions, do not
    move the labels, or do not answer, everything goes back to what it was.

    Exit code 0: all servers answer as configured; 1: they did not; 2: something given is wrong, and
    nothing was changed.
    """
    from serving.release.deployment import Cluster, deploy

    if not files.is_local_file(overlay / "kustomization.yaml"):
        fail(f"{overlay}: has no kustomization.yaml; give a folder of configs/serving/overlays")
    deploy(overlay, Cluster(), seconds=timeout, tell=stdout().print)
