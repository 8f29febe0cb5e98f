"""Status codes of answers, as TF Serving gives them over gRPC and over HTTP."""

from __future__ import annotations

from enum import Enum


class Code(Enum):
    """A status: its gRPC number, and the HTTP status that TF Serving gives for it.

    Source: `ToHTTPStatusCode` in tensorflow_serving/model_servers/http_server.cc.
    """

    OK = (0, 200)
    INVALID_ARGUMENT = (3, 400)
    DEADLINE_EXCEEDED = (4, 504)
    NOT_FOUND = (5, 404)
    RESOURCE_EXHAUSTED = (8, 429)
    FAILED_PRECONDITION = (9, 400)
    UNIMPLEMENTED = (12, 501)
    INTERNAL = (13, 500)
    UNAVAILABLE = (14, 503)
    DATA_LOSS = (15, 500)

    @property
    def number(self) -> int:
        """The gRPC number."""
        return self.value[0]

    @property
    def http(self) -> int:
        """The HTTP status."""
        return self.value[1]


class StatusError(Exception):
    """A request that is answered with an error.

    Attributes:
      code: What kind of error.
      message: For the caller; names what was wrong.
    """

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
