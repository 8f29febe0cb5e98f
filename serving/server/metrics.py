"""Figures for Prometheus, by the names that TF Serving has for them where it has any.

Source: tensorflow_serving/servables/tensorflow/util.cc and util/prometheus_exporter.cc of TF
Serving 2.20, https://prometheus.io/docs/instrumenting/exposition_formats/ for the format.
"""

from __future__ import annotations

import contextlib
import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from pathlib import Path

from serving.server.observation import Observation

PATH = "/monitoring/prometheus/metrics"
CONTENT_TYPE = "text/plain; version=0.0.4"

REQUEST_COUNT = ":tensorflow:serving:request_count"
REQUEST_LATENCY = ":tensorflow:serving:request_latency"
TEXTS = "txner_texts_total"
ENTITIES = "txner_entities_total"
ACCEPTED_SHARE = "txner_accepted_share"
MEMORY = "process_resident_memory_bytes"

BUCKETS = tuple(10 * 1.8**power for power in range(33))
"""Upper bounds of the buckets of a latency, in microseconds."""

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts of one process; it is an observer of requests."""

    def __init__(self) -> None:
        self._requests: Counter[Labels] = Counter()
        self._texts: Counter[Labels] = Counter()
        self._entities: Counter[Labels] = Counter()
        self._latencies: dict[Labels, list[int]] = {}
        self._microseconds: Counter[Labels] = Counter()

    def __call__(self, observation: Observation) -> None:
        """Counts a request."""
        if not observation.api:
            return
        model = ("model_name", observation.model)
        self._requests[(model, ("status", observation.status))] += 1
        if observation.status == "OK":
            key = (model, ("API", observation.api), ("entrypoint", observation.entrypoint))
            microseconds = round(observation.seconds * 1e6)
            buckets = self._latencies.setdefault(key, [0] * (len(BUCKETS) + 1))
            buckets[bisect_left(BUCKETS, microseconds)] += 1
            self._microseconds[key] += microseconds
        if observation.version is not None:
            answered = (model, ("version", str(observation.version)))
            self._texts[answered] += observation.rows
            for (label, accepted), count in observation.entities.items():
                found = (("label", label), ("accepted", str(accepted).lower()))
                self._entities[(*answered, *found)] += count

    def render(self) -> str:
        """All figures, as Prometheus reads them."""
        lines = [
            *_counter(REQUEST_COUNT, self._requests),
            f"# TYPE {REQUEST_LATENCY} histogram",
            *self._histogram(),
            *_counter(TEXTS, self._texts),
            *_counter(ENTITIES, self._entities),
            f"# TYPE {ACCEPTED_SHARE} gauge",
            *(_sample(ACCEPTED_SHARE, labels, share) for labels, share in self._shares().items()),
            f"# TYPE {MEMORY} gauge",
            *(_sample(MEMORY, (), size) for size in _resident()),
        ]
        return "\n".join(lines) + "\n"

    def _histogram(self) -> Iterable[str]:
        bounds = [f"{bound:g}" for bound in BUCKETS] + ["+Inf"]
        for labels, buckets in self._latencies.items():
            for bound, count in zip(bounds, accumulate(buckets), strict=True):
                yield _sample(f"{REQUEST_LATENCY}_bucket", (*labels, ("le", bound)), count)
            yield _sample(f"{REQUEST_LATENCY}_sum", labels, self._microseconds[labels])
            yield _sample(f"{REQUEST_LATENCY}_count", labels, sum(buckets))

    def _shares(self) -> Mapping[Labels, float]:
        """Of the entities of each version, which share was accepted."""
        all_, accepted = Counter[Labels](), Counter[Labels]()
        for (*answered, _, (_, yes)), count in self._entities.items():
            all_[tuple(answered)] += count
            accepted[tuple(answered)] += count * (yes == "true")
        return {labels: accepted[labels] / count for labels, count in all_.items()}


def _resident() -> Iterable[int]:
    """Bytes of memory that the process has; nothing where the system does not tell."""
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        yield pages * os.sysconf("SC_PAGE_SIZE")


def merge(pages: Mapping[str, str], name: str) -> str:
    """Pages of several processes as one, in which each sample says whose it is.

    Args:
      pages: What `render` gave, by the process.
      name: Of the label that tells the process.
    """
    families: dict[str, list[str]] = {}
    for process, page in pages.items():
        samples: list[str] = []
        # Not splitlines: a label may have other characters that it takes for ends of lines.
        for line in page.split("\n"):
            if line.startswith("# TYPE "):
                samples = families.setdefault(line, [])
            elif line:
                samples.append(_labelled(line, (name, process)))
    lines = [line for head, samples in families.items() for line in (head, *samples)]
    return "\n".join(lines) + "\n"


def _labelled(sample: str, label: tuple[str, str]) -> str:
    # A value has no space, a label may.
    head, _, value = sample.rpartition(" ")
    own = _pair(*label)
    if head.endswith("}"):
        return f"{head[:-1]},{own}}} {value}"
    return f"{head}{{{own}}} {value}"


def _counter(name: str, values: Mapping[Labels, int]) -> Iterable[str]:
    yield f"# TYPE {name} counter"
    for labels, value in values.items():
        yield _sample(name, labels, value)


def _sample(name: str, labels: Labels, value: float) -> str:
    listed = ",".join(_pair(*label) for label in labels)
    return f"{name}{{{listed}}} {value}" if listed else f"{name} {value}"


def _pair(name: str, value: str) -> str:
    escaped = value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'{name}="{escaped}"'
