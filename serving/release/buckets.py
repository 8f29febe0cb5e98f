"""Folders in Google Cloud Storage buckets: what is there, and new objects that replace none.

Every object is made with the precondition that there is none of its name (generation 0), and
carries the checksum that it must have; the service checks both in the step that makes it visible.
Credentials are Google's application default ones, or none if `STORAGE_EMULATOR_HOST` is set.

Importing this costs half a second, so `serving.release.clouds` does it only for a `gs://` URL.
"""

from __future__ import annotations

import base64
import contextlib
import secrets
from collections.abc import Iterator
from typing import IO, Any, cast

import requests
from google.api_core import exceptions
from google.auth.exceptions import GoogleAuthError
from google.cloud import storage
from google.cloud.storage.retry import DEFAULT_RETRY

from serving.release.manifest import FileEntry, PublishError, entry_of_stream
from serving.release.object_storage import StoredObject

SCHEME = "gs://"

CHUNK_BYTES = 8 << 20
"""Size of a resumable upload's parts; the library uploads smaller files in one request."""

_SESSIONS = 3
_SESSION_LOST = (404, 410)
_TOKEN = "publisher"  # noqa: S105 - the name of a metadata field
_PUBLISHER_ROLES = "roles/storage.objectCreator and roles/storage.objectViewer"
_CLEANER_ROLE = "roles/storage.objectUser"


class Bucket:
    """A folder of a bucket: a `serving.release.object_storage.ObjectFolder`.

    Objects are named relative to the folder. Answers 408, 429 and 5xx and broken connections are
    repeated with growing pauses; all else that goes wrong is a `PublishError` of one line.

    Args:
      url: `gs://bucket/folder`.
      client: A `google.cloud.storage.Client`; by default a new one.
      deadline: Seconds after which a request that keeps failing is given up.

    Raises:
      PublishError: The URL names no bucket, or there are no credentials.
    """

    def __init__(self, url: str, client: Any = None, *, deadline: float = 300) -> None:
        bucket, _, folder = url.removeprefix(SCHEME).rstrip("/").partition("/")
        self.url = f"{SCHEME}{bucket}/{folder}".rstrip("/")
        if not url.startswith(SCHEME) or not bucket:
            raise PublishError(f"{url}: not the URL of a bucket, such as gs://bucket/models")
        self._deadline = deadline
        self._retry = DEFAULT_RETRY.with_delay(initial=0.5, maximum=30).with_timeout(deadline)
        self._prefix = f"{folder}/" if folder else ""
        with self._explained("use", ""):
            # Objects need no project, and credentials of a person often have none.
            self._bucket = (client or storage.Client(project=None)).bucket(bucket)

    def objects(self) -> dict[str, StoredObject]:
        """All objects in the folder and below it, by name.

        Raises:
          PublishError: They cannot be listed.
        """
        found = {}
        with self._explained("list", ""):
            for blob in self._bucket.list_blobs(prefix=self._prefix, retry=self._retry):
                name = blob.name.removeprefix(self._prefix)
                # Consoles make empty objects that end with a slash, to look like folders.
                if name and not name.endswith("/"):
                    found[name] = StoredObject(_entry(blob), blob.generation, blob.time_created)
        return found

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """An object for reading; it can seek.

        Raises:
          PublishError: It cannot be read, now or when the stream is.
        """
        blob = self._bucket.blob(self._prefix + name)
        with (
            self._explained("read", name),
            blob.open("rb", chunk_size=CHUNK_BYTES, retry=self._retry) as stream,
        ):
            yield cast("IO[bytes]", stream)

    def checksum(self, name: str) -> FileEntry:
        """Size and CRC32C of an object's bytes as they are now, not as its metadata has them.

        Raises:
          PublishError: It cannot be read.
        """
        with self.open(name) as stream:
            return entry_of_stream(stream)

    def create(self, name: str, stream: IO[bytes], entry: FileEntry) -> None:
        """Makes an object that was not there; it becomes visible whole or not at all.

        Args:
          name: Its name.
          stream: Its content, which can seek.
          entry: The size and checksum that it must have.

        Raises:
          PublishError: There is one already, which then stays as it is; the content is not what
            `entry` says; or it cannot be uploaded.
        """
        expected = base64.b64encode(bytes.fromhex(entry.crc32c)).decode()
        with self._explained("create", name):
            blob = self._upload(name, stream, entry, expected)
            if blob.crc32c != expected or blob.size != entry.size:
                raise PublishError(f"{self._path(name)}: the bucket has other bytes than were sent")

    def delete(self, name: str, generation: int) -> None:
        """Removes an object, unless it has got another content.

        Raises:
          PublishError: It cannot be deleted.
        """
        with self._explained("delete", name):
            blob = self._bucket.blob(self._prefix + name)
            blob.delete(if_generation_match=generation, retry=self._retry)

    def _upload(self, name: str, stream: IO[bytes], entry: FileEntry, expected: str) -> Any:
        # Tells the object that we make from that of another publisher.
        token = secrets.token_hex(8)
        sessions = 0
        while True:
            blob = self._bucket.blob(self._prefix + name, chunk_size=CHUNK_BYTES)
            # With the checksum from the manifest in its metadata, the service refuses an object of
            # other bytes. The library's own check would sum up what it reads now, even if the
            # file has changed since, and for that reason is not used.
            blob.crc32c = expected
            blob.metadata = {_TOKEN: token}
            sessions += 1
            try:
                blob.upload_from_file(
                    stream,
                    rewind=True,
                    size=entry.size,
                    content_type="application/octet-stream",
                    if_generation_match=0,
                    checksum=None,
                    retry=self._retry,
                )
            except exceptions.PreconditionFailed:
                # It may be ours: the answer to the request that made it was lost.
                found = self._bucket.get_blob(blob.name, retry=self._retry)
                if found is None or (found.metadata or {}).get(_TOKEN) != token:
                    raise
                return found
            except exceptions.GoogleAPICallError as error:
                if error.code not in _SESSION_LOST or sessions == _SESSIONS:
                    raise
            except GoogleAuthError:
                # Some of these are ValueErrors, too.
                raise
            except ValueError as error:
                # The library says this if the service has kept less than it was sent.
                if sessions == _SESSIONS:
                    path = self._path(name)
                    raise PublishError(f"{path}: cannot be uploaded ({error})") from error
            else:
                return blob

    def _path(self, name: str) -> str:
        return f"{self.url}/{name}" if name else self.url

    @contextlib.contextmanager
    def _explained(self, action: str, name: str) -> Iterator[None]:
        """Turns what the library raises into one line that says what to do."""
        path = self._path(name)
        try:
            yield
        except (exceptions.Forbidden, exceptions.Unauthorized) as error:
            roles = _CLEANER_ROLE if action == "delete" else _PUBLISHER_ROLES
            raise PublishError(
                f"{path}: no permission to {action} it; this account needs {roles} on the bucket"
            ) from error
        except exceptions.NotFound as error:
            bucket = self.url.removeprefix(SCHEME).partition("/")[0]
            raise PublishError(
                f"{path}: cannot {action} it, because it or the bucket {bucket!r} does not exist; "
                "create the bucket or correct release.root"
            ) from error
        except exceptions.PreconditionFailed as error:
            raise PublishError(
                f"{path}: exists already or was changed by another publisher; nothing was "
                "overwritten; publish under another version number"
            ) from error
        except exceptions.BadRequest as error:
            raise PublishError(
                f"{path}: the bucket refused it, probably because the file changed while it was "
                f"published ({error.message}); publish again"
            ) from error
        except exceptions.RetryError as error:
            raise PublishError(
                f"{path}: gave up after {self._deadline:g} seconds of failed attempts to {action} "
                f"it ({error.cause}); publish again when the network and the service are well"
            ) from error
        except GoogleAuthError as error:
            raise PublishError(
                f"{path}: no usable Google credentials; run `gcloud auth application-default "
                f"login`, or give the machine a service account ({error})"
            ) from error
        except (exceptions.GoogleAPIError, requests.RequestException) as error:
            raise PublishError(f"{path}: cannot {action} it ({error})") from error


def _entry(blob: Any) -> FileEntry:
    return FileEntry(blob.size, base64.b64decode(blob.crc32c).hex())
