"""The doccano server that commands talk to."""

from __future__ import annotations

import logging
import os

from annotation.client import DoccanoClient
from annotation.errors import DoccanoError
from annotation.settings import DoccanoSettings


def project_number(doccano: DoccanoSettings) -> int:
    """The project that the configuration names.

    Raises:
      DoccanoError: It names none.
    """
    if doccano.project is None:
        raise DoccanoError(
            "doccano.project is not set; it is the number in the address of the project's pages, "
            "/projects/<number>: --set doccano.project=<number>"
        )
    return doccano.project


def connect(doccano: DoccanoSettings) -> DoccanoClient:
    """A client of the server that the configuration names, with the token of the environment.

    Raises:
      DoccanoError: There is no token.
    """
    token = os.environ.get(doccano.token_env, "").strip()
    if not token:
        raise DoccanoError(
            f"the environment variable {doccano.token_env} is not set; it must have a doccano token"
        )
    # urllib3 warns of each attempt that it repeats; the last one's fault is reported.
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    return DoccanoClient(
        doccano.server,
        token,
        connect_seconds=doccano.connect_seconds,
        read_seconds=doccano.read_seconds,
        task_seconds=doccano.task_seconds,
        max_export_bytes=doccano.max_export_mb << 20,
    )
