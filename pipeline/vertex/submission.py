"""From the configuration to what is submitted to Vertex AI."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from pipeline.config import Settings
from pipeline.vertex.checks import check_for_vertex
from pipeline.vertex.client import VertexClient
from pipeline.vertex.connection import Limits
from pipeline.vertex.errors import VertexError
from pipeline.vertex.job_request import Request, make_request
from pipeline.vertex.resources import Target
from preprocessing.annotation_files import InputError
from storage import files

LOOKED_UP = ("data_fingerprint", "release_state", "cases_state")
"""Parameters that tell what a run will find; with them, it takes earlier results where they fit."""


def plan_request(
    settings: Settings,
    parameters: Mapping[str, int | float | str] | None = None,
    reason: str = "",
) -> Request:
    """Compiles a job and makes it ready to be submitted. Nothing is sent.

    Args:
      settings: The configuration, with absolute paths.
      parameters: Values of runtime parameters; the others have those of the configuration.
      reason: Why it is submitted.

    Raises:
      SettingsError: A job with these settings cannot run on Vertex AI, or a parameter does not
        exist or has a value that it cannot have.
    """
    check_for_vertex(settings)
    # TFX takes ten seconds to import.
    from pipeline.vertex.compiler import compile_job, planned_context

    context = planned_context(settings, reason)
    job = compile_job(settings, context, parameters)
    vertex = settings.vertex
    return make_request(
        job,
        display_name=settings.model_name,
        asked={
            "provenance": context.provenance.to_dict(),
            "configuration": _configuration(settings),
            "parameters": {
                name: value
                for name, value in job["runtimeConfig"].get("parameterValues", {}).items()
                if name not in LOOKED_UP
            },
        },
        service_account=vertex.service_account,
        network=vertex.network,
        encryption_key=vertex.encryption_key,
    )


def look_up(settings: Settings) -> dict[str, str]:
    """Values of the parameters that tell what a run will find, as data and releases are now.

    Raises:
      InputError: There are no annotations.
      ReleaseTableError: The release table cannot be asked.
      VertexError: The bucket with the annotations cannot be read.
    """
    from pipeline.released import release_states

    return {
        "data_fingerprint": _fingerprint(settings),
        **release_states(settings)._asdict(),
    }


def _fingerprint(settings: Settings) -> str:
    from pipeline.provenance import gather

    try:
        return gather(settings).data_fingerprint
    except InputError as error:
        if not files.is_remote(settings.data.path):
            raise
        raise VertexError(f"data.path: cannot be read from here: {error}") from None


def target_of(settings: Settings) -> Target:
    """Where jobs with these settings run.

    Raises:
      ConfigError: They cannot run on Vertex AI.
    """
    check_for_vertex(settings)
    vertex = settings.vertex
    return Target(str(vertex.project), str(vertex.region), vertex.endpoint)


def connect(settings: Settings, limits: Limits | None = None) -> VertexClient:
    """A connection to where jobs with these settings run.

    Raises:
      ConfigError: They cannot run on Vertex AI.
      VertexError: There are no credentials.
    """
    return VertexClient(target_of(settings), limits)


def _configuration(settings: Settings) -> dict[str, Any]:
    """What of the configuration decides what a job does, wherever it is submitted from."""
    values = settings.model_dump(mode="json", exclude={"doccano"})
    values["data"]["schema_path"] = PurePosixPath(settings.data.schema_path).name
    values["vertex"].pop("endpoint")
    return values
