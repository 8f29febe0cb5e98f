"""A small Cloud Storage on loopback: the part of the JSON API that publishing uses, and its rules.

Publishing rests on generation preconditions. Emulators that keep them, such as fake-gcs-server, are
not in the registry that the tests install from, so this one exists. What it does follows
https://cloud.google.com/storage/docs/json_api/v1/objects,
https://cloud.google.com/storage/docs/performing-resumable-uploads and
https://cloud.google.com/storage/docs/request-preconditions. Objects are files in a folder, so a
new emulator on the same folder has them all; uploads that are not finished are lost with it.

Alone: `python -m tests.serving.release.bucket_emulator FOLDER BUCKET [PORT]`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import google_crc32c

from tests.loopback_service import Handler, LoopbackService

CHUNK_UNIT = 256 * 1024
"""Chunks of a resumable upload, except the last, are multiples of this."""

RESET = "reset"
"""The connection ends before the request has any effect."""

LOST = "lost"
"""The request has its effect, and the connection ends before the answer."""

HALF = "half"
"""Only the first half of a chunk is kept; the answer says how much."""

REASONS = {
    400: "invalid",
    401: "required",
    403: "forbidden",
    404: "notFound",
    410: "gone",
    412: "conditionNotMet",
    416: "requestedRangeNotSatisfiable",
    429: "rateLimitExceeded",
    503: "backendError",
}


@dataclass
class Upload:
    """A resumable upload in progress."""

    bucket: str
    metadata: dict[str, Any]
    query: dict[str, str]
    content: bytearray = field(default_factory=bytearray)
    finished: dict[str, Any] | None = None


class StatusError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Emulator(LoopbackService):
    """Serves buckets, which are folders below `folder`, until the `with` block ends."""

    def __init__(self, folder: Path, *buckets: str, port: int = 0, delay: float = 0) -> None:
        super().__init__(_Handler, port)
        self.folder = folder
        self.delay = delay
        self.page_size = 1000
        self.uploads: dict[str, Upload] = {}
        self.bytes_received = 0
        # Called with "before" or "after", and the line of a request that uploads.
        self.hook: Callable[[str, str], None] = lambda *_: None
        for bucket in buckets:
            (folder / bucket).mkdir(parents=True, exist_ok=True)
        self.host = self.url

    def names(self, bucket: str) -> list[str]:
        return sorted(unquote(path.name) for path in self._folder(bucket).iterdir())

    def get(self, bucket: str, name: str) -> tuple[dict[str, Any], bytes] | None:
        self._folder(bucket)
        try:
            head, _, content = self._path(bucket, name).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        return json.loads(head), content

    def put(
        self,
        bucket: str,
        name: str,
        content: bytes,
        metadata: dict[str, Any] | None = None,
        query: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Makes an object, whole and at once, if checksums and preconditions allow it."""
        metadata = metadata or {}
        crc32c = base64.b64encode(google_crc32c.Checksum(content).digest()).decode()
        md5 = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        for key, calculated in (("crc32c", crc32c), ("md5Hash", md5)):
            if metadata.get(key, calculated) != calculated:
                given = metadata[key]
                raise StatusError(
                    400, f"Provided {key} {given!r} doesn't match calculated {calculated!r}."
                )
        with self.lock:
            self._require_generation(bucket, name, query or {})
            now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
            resource = {
                **metadata,
                "kind": "storage#object",
                "bucket": bucket,
                "name": name,
                "size": str(len(content)),
                "crc32c": crc32c,
                "md5Hash": md5,
                "generation": str(time.time_ns()),
                "metageneration": "1",
                "timeCreated": now,
                "updated": now,
            }
            self._write(bucket, name, resource, content)
        return resource

    def damage(self, bucket: str, name: str) -> None:
        """Flips a bit of an object behind the back of its metadata."""
        found = self.get(bucket, name)
        assert found is not None
        self._write(bucket, name, found[0], bytes([found[1][0] ^ 1]) + found[1][1:])

    def backdate(self, bucket: str, name: str) -> None:
        """Makes an object a year old."""
        resource, content = self.get(bucket, name) or ({}, b"")
        year = int(resource["timeCreated"][:4])
        resource["timeCreated"] = f"{year - 1}{resource['timeCreated'][4:]}"
        self._write(bucket, name, resource, content)

    def delete(self, bucket: str, name: str, query: dict[str, str] | None = None) -> None:
        with self.lock:
            if self.get(bucket, name) is None:
                raise StatusError(404, f"No such object: {bucket}/{name}")
            self._require_generation(bucket, name, query or {})
            self._path(bucket, name).unlink()

    def forget(self, url: str) -> None:
        """Removes all below a URL, so that long tests do not fill the disk."""
        bucket, _, prefix = url.removeprefix("gs://").partition("/")
        for name in self.names(bucket):
            if name.startswith(f"{prefix}/"):
                self._path(bucket, name).unlink()

    def _require_generation(self, bucket: str, name: str, query: dict[str, str]) -> None:
        found = self.get(bucket, name)
        generation = found[0]["generation"] if found else "0"
        if query.get("ifGenerationMatch", generation) != generation:
            raise StatusError(412, "At least one of the pre-conditions you specified did not hold.")

    def _write(self, bucket: str, name: str, resource: dict[str, Any], content: bytes) -> None:
        temporary = self.folder / f".{threading.get_ident()}"
        temporary.write_bytes(json.dumps(resource).encode() + b"\n" + content)
        temporary.replace(self._path(bucket, name))

    def _folder(self, bucket: str) -> Path:
        if not (self.folder / bucket).is_dir():
            raise StatusError(404, "The specified bucket does not exist.")
        return self.folder / bucket

    def _path(self, bucket: str, name: str) -> Path:
        return self.folder / bucket / quote(name, safe="")


class _Handler(Handler):
    emulator: Emulator

    def _serve(self) -> None:
        emulator = self.emulator
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        parts = urlsplit(self.path)
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        line = f"{self.command} {unquote(self.path)}"
        emulator.requests.append(line)
        if emulator.delay:
            time.sleep(emulator.delay)
        failure = emulator.failure_of(line)
        try:
            if isinstance(failure, int):
                raise StatusError(failure, "injected")
            if failure == RESET:
                self.close_connection = True
                return
            if len(body) < length:
                # The client died. Of a chunk the service keeps what has arrived.
                self.close_connection = True
                if self.command == "PUT" and "upload_id" in query:
                    self._keep(query["upload_id"], body[: len(body) // CHUNK_UNIT * CHUNK_UNIT])
                return
            uploads = parts.path.startswith("/upload/")
            if uploads:
                emulator.hook("before", line)
            status, headers, answer = self._route(parts.path, query, body, failure)
            if uploads:
                emulator.hook("after", line)
        except StatusError as error:
            reason = {"reason": REASONS.get(error.status, "unknown"), "message": str(error)}
            content = {"code": error.status, "message": str(error), "errors": [reason]}
            status, headers, answer = error.status, {}, json.dumps({"error": content}).encode()
        if failure == LOST:
            self.close_connection = True
            return
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815 - names of http.server

    def _route(
        self, path: str, query: dict[str, str], body: bytes, failure: int | str | None
    ) -> tuple[int, dict[str, str], bytes]:
        if match := re.fullmatch(r"/upload/storage/v1/b/([^/]+)/o", path):
            self.emulator.bytes_received += len(body)
            if "upload_id" in query:
                return self._chunk(query["upload_id"], body, failure)
            return self._upload(match[1], query, body)
        if match := re.fullmatch(r"/storage/v1/b/([^/]+)/o", path):
            return self._list(match[1], query)
        if match := re.fullmatch(r"/storage/v1/b/([^/]+)", path):
            self.emulator._folder(match[1])
            return 200, {}, json.dumps({"kind": "storage#bucket", "name": match[1]}).encode()
        if match := re.fullmatch(r"(?:/download)?/storage/v1/b/([^/]+)/o/([^/]+)", path):
            bucket, name = match[1], unquote(match[2])
            if self.command == "DELETE":
                self.emulator.delete(bucket, name, query)
                return 204, {}, b""
            found = self.emulator.get(bucket, name)
            if found is None:
                raise StatusError(404, f"No such object: {bucket}/{name}")
            if query.get("alt") == "media":
                return self._media(*found)
            return 200, {}, json.dumps(found[0]).encode()
        raise StatusError(404, f"{self.command} {path} is not emulated")

    def _upload(
        self, bucket: str, query: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        self.emulator._folder(bucket)
        kind = query.get("uploadType")
        if kind == "media":
            resource = self.emulator.put(bucket, query["name"], body, {}, query)
            return 200, {}, json.dumps(resource).encode()
        if kind == "multipart":
            match = re.search(r"boundary=\"?([^\";]+)", self.headers["Content-Type"])
            assert match is not None
            _, head, media, _ = body.split(b"--" + match[1].encode())
            metadata = json.loads(head.partition(b"\r\n\r\n")[2])
            content = media.partition(b"\r\n\r\n")[2][:-2]
            name = query.get("name") or metadata["name"]
            resource = self.emulator.put(bucket, name, content, metadata, query)
            return 200, {}, json.dumps(resource).encode()
        if kind == "resumable":
            # Preconditions count when the object is made, not now: another may come first.
            upload_id = os.urandom(8).hex()
            self.emulator.uploads[upload_id] = Upload(bucket, json.loads(body or b"{}"), query)
            return 200, {"Location": f"{self.emulator.host}{self.path}&upload_id={upload_id}"}, b""
        raise StatusError(400, f"uploadType {kind}")

    def _keep(self, upload_id: str, body: bytes) -> Upload:
        """Adds a chunk to an upload; bytes that are there already are ignored."""
        upload = self.emulator.uploads.get(upload_id)
        if upload is None:
            raise StatusError(410, "the upload session does not exist")
        match = re.match(r"bytes (\d+)-", self.headers["Content-Range"])
        if match and upload.finished is None:
            start = int(match[1])
            if start > len(upload.content):
                raise StatusError(503, "bytes are missing before this chunk")
            upload.content += body[len(upload.content) - start :]
        return upload

    def _chunk(
        self, upload_id: str, body: bytes, failure: int | str | None
    ) -> tuple[int, dict[str, str], bytes]:
        total = self.headers["Content-Range"].rpartition("/")[2]
        if failure == HALF:
            body = body[: len(body) // 2 // CHUNK_UNIT * CHUNK_UNIT]
        upload = self._keep(upload_id, body)
        if upload.finished is None:
            if total == "*" or len(upload.content) < int(total):
                # The library sends whole units only; the service would refuse others.
                if len(upload.content) % CHUNK_UNIT:
                    raise StatusError(400, "chunks must be multiples of 256 KiB")
                end = len(upload.content) - 1
                return 308, {"Range": f"bytes=0-{end}"} if end >= 0 else {}, b""
            metadata = dict(upload.metadata)
            if match := re.search(r"crc32c=([^,]+)", self.headers.get("x-goog-hash", "")):
                metadata["crc32c"] = match[1]
            name = upload.query.get("name") or metadata["name"]
            upload.finished = self.emulator.put(
                upload.bucket, name, bytes(upload.content), metadata, upload.query
            )
        return 200, {}, json.dumps(upload.finished).encode()

    def _list(self, bucket: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter")
        found: dict[str, bool] = {}
        for name in self.emulator.names(bucket):
            if name.startswith(prefix):
                below = name[len(prefix) :]
                if delimiter and delimiter in below:
                    found[prefix + below.partition(delimiter)[0] + delimiter] = False
                else:
                    found[name] = True
        size = min(int(query.get("maxResults", 1000)), self.emulator.page_size)
        page = sorted(name for name in found if name > query.get("pageToken", ""))
        objects = [self.emulator.get(bucket, name) for name in page[:size] if found[name]]
        answer: dict[str, Any] = {
            "kind": "storage#objects",
            "items": [resource[0] for resource in objects if resource is not None],
            "prefixes": [name for name in page[:size] if not found[name]],
        }
        if len(page) > size:
            answer["nextPageToken"] = page[size - 1]
        return 200, {}, json.dumps(answer).encode()

    def _media(self, resource: dict[str, Any], content: bytes) -> tuple[int, dict[str, str], bytes]:
        headers = {
            "X-Goog-Hash": f"crc32c={resource['crc32c']},md5={resource['md5Hash']}",
            "X-Goog-Generation": resource["generation"],
        }
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if match is None:
            return 200, headers, content
        start = int(match[1])
        if start >= len(content):
            raise StatusError(416, "The requested range cannot be satisfied.")
        part = content[start : int(match[2]) + 1 if match[2] else None]
        end = start + len(part) - 1
        headers["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
        return 206, headers, part


def main(folder: str, bucket: str, port: str = "0") -> None:
    emulator = Emulator(Path(folder), bucket, port=int(port))
    sys.stdout.write(f"STORAGE_EMULATOR_HOST={emulator.host}\n")
    sys.stdout.flush()
    emulator.server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
