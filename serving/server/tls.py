"""Certificates of the server, and of its clients; read again when their files have changed."""

from __future__ import annotations

import logging
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preprocessing.errors import UserError

_log = logging.getLogger(__name__)


class CertificateError(UserError, ValueError):
    """Certificates that cannot be used; the message names the file."""


@dataclass(frozen=True)
class _Files:
    certificate: bytes
    key: bytes
    client_ca: bytes | None


class Certificates:
    """A certificate chain and its key, and whose certificates clients must have.

    Both interfaces use it. New files are taken at the next connection; files that do not fit each
    other, as while they are being replaced, leave those before in use.

    Args:
      certificate: The chain, PEM.
      key: Its key, PEM, not encrypted.
      client_ca: Certificates, PEM, of which one must have signed a client's; None: clients need
        none.

    Raises:
      CertificateError: A file cannot be read, or they do not fit.
    """

    def __init__(self, certificate: Path, key: Path, client_ca: Path | None = None) -> None:
        self._paths = (certificate, key, client_ca)
        self._files = self._read()
        self._context = self._make_context()
        self._faulty: _Files | None = None

    @property
    def mutual(self) -> bool:
        """Whether clients need a certificate."""
        return self._paths[2] is not None

    def ssl_context(self) -> ssl.SSLContext:
        """For the HTTP server; each handshake looks for new files."""
        context = self._make_context()

        def choose(connection: ssl.SSLObject, _name: str | None, _context: Any) -> None:
            self._look()
            connection.context = self._context

        context.sni_callback = choose
        return context

    def grpc_credentials(self) -> Any:
        """For the gRPC server; each handshake looks for new files."""
        import grpc

        given: list[_Files] = []

        def configuration() -> Any:
            self._look()
            # None: nothing has changed.
            if given and given[-1] == self._files:
                return None
            given[:] = [self._files]
            pair = (self._files.key, self._files.certificate)
            return grpc.ssl_server_certificate_configuration([pair], self._files.client_ca)

        first = configuration()
        return grpc.dynamic_ssl_server_credentials(
            first, configuration, require_client_authentication=self.mutual
        )

    def _look(self) -> None:
        try:
            found = self._read()
            if found in (self._files, self._faulty):
                return
            self._faulty = found
            self._context = self._make_context()
        except CertificateError as error:
            _log.warning("%s; the certificates read before stay", error)
        else:
            self._files, self._faulty = found, None

    def _read(self) -> _Files:
        contents = []
        for path in self._paths:
            try:
                contents.append(path.read_bytes() if path is not None else None)
            except OSError as error:
                raise CertificateError(f"{path}: cannot be read: {error.strerror}") from None
        certificate, key, client_ca = contents
        return _Files(certificate or b"", key or b"", client_ca)

    def _make_context(self) -> ssl.SSLContext:
        certificate, key, client_ca = self._paths
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)

        def no_password() -> str:
            raise CertificateError(f"{key}: the key is encrypted; the server needs a plain one")

        try:
            context.load_cert_chain(certificate, key, no_password)
        except (ssl.SSLError, OSError) as error:
            raise CertificateError(
                f"{certificate}, {key}: no certificate and its key in PEM: {_reason(error)}"
            ) from None
        if client_ca is not None:
            context.verify_mode = ssl.CERT_REQUIRED
            try:
                context.load_verify_locations(client_ca)
            except (ssl.SSLError, OSError) as error:
                raise CertificateError(
                    f"{client_ca}: no certificates in PEM: {_reason(error)}"
                ) from None
        return context


def _reason(error: OSError) -> str:
    return str(getattr(error, "reason", "") or error.strerror or error)
