"""What a job on Vertex AI needs of the whole configuration, checked before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from models.settings import FROM_ENCODER
from pipeline.beam import beam_warnings
from pipeline.config import Settings
from pipeline.settings.google_cloud import LOOPBACK, accelerator_warning, machine_type_warning
from pipeline.settings.vertex import TrainingKind
from preprocessing.settings import ConfigError
from serving.release.settings import RELEASE_LABEL
from serving.release.table_url import parse_table_url, shown_table_url
from storage import files
from storage.bucket_names import bucket_fault

_EXAMPLE = re.compile(
    r"(?<![\w-])my-(project(-pipeline|-annotations|-models)?|bucket|tag(-gpu)?)(?![\w-])"
)
"""Names in the configuration as it is shipped; `my-project-17` may be somebody's."""


def check_for_vertex(settings: Settings) -> None:
    """Checks that a job with these settings can run on Vertex AI, as far as this machine can tell.

    Args:
      settings: The configuration.

    Raises:
      ConfigError: It cannot; a line for each fault names the key and what to do.
    """
    if faults := list(_faults(settings)):
        raise ConfigError("\n".join(faults))


def check_names(settings: Settings) -> None:
    """Refuses the names of `configs/vertex.yaml` as it is shipped, which nobody's project has.

    A stand-in on this machine takes them.

    Args:
      settings: The configuration.

    Raises:
      ConfigError: Such a name is left; a line for each key.
    """
    vertex = settings.vertex
    if urlsplit(vertex.endpoint or "").hostname in LOOPBACK:
        return
    named = {
        "output_root": settings.output_root,
        "data.path": settings.data.path,
        "release.root": settings.release_root,
        "release.table": settings.release.table,
        "vertex.project": vertex.project,
        "vertex.image": vertex.image,
        "vertex.gpu_image": vertex.gpu_image,
        "vertex.service_account": vertex.service_account,
        "vertex.network": vertex.network,
    }
    faults = [
        f"{key}: {found[0]} is only an example; write your own name (see docs/vertex.md)"
        for key, value in named.items()
        if value and (found := _EXAMPLE.search(unquote(value)))
    ]
    if faults:
        raise ConfigError("\n".join(faults))


def vertex_warnings(settings: Settings) -> Iterator[str]:
    """What may be wrong although a job could run: machines that are not known here."""
    vertex = settings.vertex
    warnings = {
        f"vertex.resources.{name}.accelerator.type": accelerator_warning(entry.accelerator.type)
        for name, entry in vertex.resources.items()
        if entry.accelerator
    }
    training = vertex.training
    if training.kind is TrainingKind.CUSTOM_JOB:
        if training.machine_type:
            warnings["vertex.training.machine_type"] = machine_type_warning(training.machine_type)
        if training.accelerator:
            warnings["vertex.training.accelerator.type"] = accelerator_warning(
                training.accelerator.type
            )
    yield from (f"{key}: {warning}" for key, warning in warnings.items() if warning)
    yield from beam_warnings(settings)


def _faults(settings: Settings) -> Iterator[str]:
    vertex = settings.vertex
    for key, example in (
        ("project", "the id of the project of Google Cloud"),
        ("region", "such as us-central1"),
        ("image", "the docker image that `make image` pushed, with its tag"),
    ):
        if getattr(vertex, key) is None:
            yield f"vertex.{key}: is not set; a job on Vertex AI needs it ({example})"
    for key, path in (
        ("output_root", settings.output_root),
        ("data.path", settings.data.path),
        ("release.root", settings.release_root),
    ):
        yield from _remote_faults(key, path)
    yield from _encoder_faults(settings.encoder.source)
    start = settings.training.start_from
    if start not in (FROM_ENCODER, RELEASE_LABEL) and not start.isdecimal():
        yield from _remote_faults("training.start_from", start)
    yield from _table_faults(settings.release.table)
    if settings.serving_check.backend != "process":
        yield (
            "serving_check.backend: infra_validator does not run on Vertex AI; set it to process"
        )
    if vertex.encryption_region and vertex.region not in (None, vertex.encryption_region):
        yield (
            f"vertex.encryption_key: the key is in {vertex.encryption_region}; "
            f"it must be in vertex.region, {vertex.region}"
        )
    yield from settings.beam.cloud_faults()


def _remote_faults(key: str, path: str) -> Iterator[str]:
    scheme, separator, _ = path.partition("://")
    if not separator:
        yield (
            f"{key}: {path} is on this machine, which a job on Vertex AI cannot see; "
            "write a gs:// URL"
        )
    elif scheme != "gs":
        yield f"{key}: {path} is not in a bucket; write a gs:// URL"
    elif fault := bucket_fault(path):
        yield f"{key}: {fault}"


def _encoder_faults(source: str) -> Iterator[str]:
    if source == "bundled" or files.is_remote(source):
        return
    yield (
        f"encoder.source: {source} is on this machine, which a job on Vertex AI cannot see; write "
        "bundled, a gs:// URL, or the https:// handle of a hub"
    )


def _table_faults(table: str | None) -> Iterator[str]:
    if table is None:
        yield (
            "release.table: is not set, so the release table would be a file in output_root, which "
            "is not a database; write postgresql+psycopg://user@host/database"
        )
        return
    url = parse_table_url(table)  # the settings have checked it
    text = shown_table_url(url)
    if url.get_backend_name() == "sqlite":
        yield (
            f"release.table: {text} is a file on one machine; steps on Vertex AI run on several. "
            "Write postgresql+psycopg://user@host/database"
        )
    elif url.host is None and "host" not in url.query:
        yield f"release.table: {text} names no host; the steps run on other machines"
    elif url.host in LOOPBACK:
        yield f"release.table: {text} is this machine; name the host that Vertex AI can reach"
