"""A line of JSON for each request: who answered, how, and how fast; never a text."""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler

from preprocessing.errors import UserError
from serving.server.observation import Observation

STDOUT = "-"

_SAY_AGAIN_SECONDS = 60.0

_log = logging.getLogger(__name__)


class AccessLogError(UserError, OSError):
    """An access log that cannot be written; the message names the file."""


class AccessLog:
    """Writes a line for each request; it is an observer.

    Each line is one write to the end of the file, so several processes can share it. After the file
    was renamed or removed, as logrotate does, a new one is begun.

    Args:
      path: The file, or `-` for standard output.

    Raises:
      AccessLogError: It cannot be written.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._said = -_SAY_AGAIN_SECONDS
        self._handler: logging.Handler
        try:
            if path == STDOUT:
                self._handler = logging.StreamHandler(sys.stdout)
            else:
                self._handler = WatchedFileHandler(path, encoding="utf-8")
        except OSError as error:
            raise AccessLogError(f"{path}: cannot be written: {error.strerror}") from None
        self._handler.handleError = self._lost  # type: ignore[method-assign]

    def __call__(self, observation: Observation) -> None:
        """Writes the line of a request."""
        line = json.dumps(
            {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "interface": observation.entrypoint,
                "method": observation.method,
                "model": observation.model,
                "version": observation.version,
                "status": observation.http_status or observation.status,
                "rows": observation.rows,
                "ms": round(observation.seconds * 1000, 2),
            }
        )
        self._handler.handle(logging.makeLogRecord({"msg": "%s", "args": (line,)}))

    def close(self) -> None:
        """Closes the file."""
        if self._path != STDOUT:
            self._handler.close()

    def _lost(self, record: logging.LogRecord) -> None:
        # A full disk must not fail requests, nor fill the other log.
        if time.monotonic() >= self._said + _SAY_AGAIN_SECONDS:
            self._said = time.monotonic()
            _log.warning("%s: lines are lost: %s", self._path, sys.exc_info()[1])
