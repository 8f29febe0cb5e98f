"""How a server is run in production; by default it is run as for development."""

from __future__ import annotations

from dataclasses import dataclass, field

from serving.server.access_log import AccessLog
from serving.server.authentication import Tokens
from serving.server.settings import ServerSettings
from serving.server.tls import Certificates


@dataclass(frozen=True)
class ServerOptions:
    """What a server has besides models.

    Attributes:
      limits: How much it takes, and how it ends.
      certificates: For TLS at both ports; None: not encrypted.
      tokens: Of which a request needs one; None: none is needed.
      access_log: Gets a line for each request.
      admin_port: Where probes and metrics are, without TLS and tokens; 0: any that is free, None:
        at the port of HTTP, without tokens.
      admin_socket: Path of a Unix socket for the same, of a worker for the process above it.
      worker: Number of this process among the workers at the same ports; None: it is alone.
    """

    limits: ServerSettings = field(default_factory=ServerSettings)
    certificates: Certificates | None = None
    tokens: Tokens | None = None
    access_log: AccessLog | None = None
    admin_port: int | None = None
    admin_socket: str | None = None
    worker: int | None = None

    @property
    def shared(self) -> bool:
        """Whether other workers listen at the same ports."""
        return self.worker is not None
