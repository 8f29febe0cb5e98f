"""What stand-ins for services have in common: a server on loopback, its log, injected failures."""

from __future__ import annotations

import contextlib
import re
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass
class Failure:
    """What goes wrong with the next `times` requests whose line matches a pattern."""

    pattern: str
    kind: Any
    times: int = 1


class LoopbackService:
    """Answers until the `with` block ends.

    Args:
      handler: Answers requests; its `emulator` becomes this object.
      port: Where to listen; 0 for any free port.
    """

    def __init__(self, handler: type[Handler], port: int = 0) -> None:
        self.requests: list[str] = []
        self.failures: list[Failure] = []
        self.lock = threading.RLock()
        bound = type("Handler", (handler,), {"emulator": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", port), bound)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def inject(self, pattern: str, kind: Any, times: int = 1) -> None:
        self.failures.append(Failure(pattern, kind, times))

    def failure_of(self, line: str) -> Any:
        with self.lock:
            for failure in self.failures:
                if failure.times and re.search(failure.pattern, line):
                    failure.times -= 1
                    return failure.kind
        return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Without it small answers wait for delayed acknowledgements, 40 ms each.
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        # Clients are killed while they are served, or do not wait for a slow answer.
        with contextlib.suppress(ConnectionError):
            super().handle()
