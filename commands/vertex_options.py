"""What the commands `txner vertex …` share: options, the connection, and the request for a job."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.text import Text

from commands.options import check_text, silenced
from commands.output import flags, stderr
from pipeline.config import Settings
from pipeline.vertex.checks import check_for_vertex, check_names, vertex_warnings
from pipeline.vertex.client import VertexClient
from pipeline.vertex.connection import Limits
from pipeline.vertex.job_request import Request, parse_parameters
from pipeline.vertex.submission import connect, look_up, plan_request

LIMITS = Limits()

ParamOption = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        "-p",
        metavar="NAME=VALUE",
        help="Value of a runtime parameter, such as epochs=3; may be repeated.",
    ),
]
ReasonOption = Annotated[
    str,
    typer.Option(
        help="Why; it becomes a label of the job and stands in the release table.",
        callback=check_text,
    ),
]


def client_of(settings: Settings) -> VertexClient:
    """A client of the configured project and region.

    Raises:
      VertexError: There are no credentials.
    """
    return connect(settings, LIMITS)


def check(settings: Settings) -> None:
    """Refuses what a job cannot have, and says what may be wrong with the rest.

    Raises:
      ConfigError: A setting cannot be used on Vertex AI.
    """
    check_names(settings)
    check_for_vertex(settings)
    for warning in vertex_warnings(settings):
        line = Text.assemble(("warning:", "yellow"), f" {warning}")
        stderr().print(line, soft_wrap=True)


def read_parameters(params: list[str] | None) -> dict[str, str]:
    """The values of `--param`.

    Raises:
      UserError: One is not `name=value`, or a name comes twice.
    """
    with flags(parameter="--param"):
        return parse_parameters(params or [])


def plan(
    settings: Settings, params: list[str] | None, reason: str, *, look: bool = False
) -> Request:
    """The request for a job; all that is wrong is found here, before anything is sent.

    Args:
      settings: The configuration.
      params: The values of `--param`.
      reason: Why the job is run.
      look: Whether to look at annotations and release table from here.

    Raises:
      UserError: Something that was given cannot be used.
    """
    parameters: dict[str, Any] = dict(read_parameters(params))
    check(settings)
    with silenced("compiling the pipeline"):
        if look:
            parameters = {**look_up(settings), **parameters}
        return plan_request(settings, parameters, reason)
