"""Zip archives such as a server might send."""

from __future__ import annotations

import io
import struct
import zipfile


def zipped(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def encrypted(content: bytes) -> bytes:
    """The same archive, whose members claim to need a password."""
    flagged = bytearray(content)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", flagged, content.index(signature) + place, 1)
    return bytes(flagged)
