"""How often the monitor raises an alarm on quiet traffic, and how soon on a new country.

Days of traffic are drawn from the sample's texts. Quiet days differ by more than chance: the volume
goes up and down, with a week's rhythm, and so do the shares of countries and of kinds of payment,
and how sure the model is. What the model answers is made up of the annotations: some entities are
missed, scores are drawn. Of the country that is new it misses more, and is less sure. Run with

    python -m benchmarks.monitor --quiet 200 --streams 20
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.progress import track

from monitoring.answers import LoggedAnswer, LoggedEntity
from monitoring.log_files import to_batch
from monitoring.monitor import Report, examine
from monitoring.settings import MonitoringSettings
from monitoring.summaries import BINS, EVERY, Key, Summary, Surprise, Windows
from pipeline.config import load_settings
from preprocessing.annotation_files import find_files
from preprocessing.data_profile import (
    DataProfile,
    character_kinds,
    word_buckets,
)
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record

SAMPLE = Path("data/sample/span-1/all.jsonl")
NEW_COUNTRY = "IN"
MODEL, VERSION = "transactions", 1
DAY = timedelta(days=1)
START = datetime(2026, 1, 5, tzinfo=UTC)
THRESHOLD = 0.9
SPREAD = 0.25


@dataclass(frozen=True)
class Pool:
    """Texts, and what a model says of each, as counts that add up.

    Attributes:
      counts: A row for each text.
      labels: The labels, in the order of their columns.
      groups: For each text its country and kind of payment.
      new: Which texts are of the country that is new.
      profile: Of the texts of other countries, which the model has learned.
    """

    counts: npt.NDArray[np.int64]
    labels: Sequence[str]
    groups: npt.NDArray[np.int64]
    new: npt.NDArray[np.bool_]
    profile: DataProfile

    def summary(self, times: npt.NDArray[np.int64]) -> Summary:
        """The counts of texts that come so many times each."""
        row = times @ self.counts
        texts, nothing, unsure, unlike, accepted = map(int, row[:5])
        rest = row[5:]
        labels = Counter(
            {n: int(c) for n, c in zip(self.labels, rest[: len(self.labels)], strict=True) if c}
        )
        rest = rest[len(self.labels) :]
        bins = {}
        for name, size in BINS.items():
            bins[name], rest = rest[:size], rest[size:]
        return Summary(texts, nothing, unsure, 0, unlike, accepted, labels, bins)


def read_records(path: Path = SAMPLE) -> list[tuple[Record, Mapping[str, Any]]]:
    """Annotated texts with their metadata."""
    settings = load_settings()
    options = ReadOptions(tuple(settings.labels), settings.data.unlabelled, False)
    plan = plan_reading(find_files(str(path), "all"), settings.data.offset_unit)
    with path.open(encoding="utf-8") as file:
        rows = {str(row["id"]): row for row in map(json.loads, file)}
    return [
        (line, rows[line.id])
        for line in read_plan(plan, options)
        if isinstance(line, Record) and line.id in rows
    ]


def make_pool(
    records: Sequence[tuple[Record, Mapping[str, Any]]], seed: int, new: str = NEW_COUNTRY
) -> Pool:
    """A pool of texts, with a model's answers made up."""
    rng = np.random.default_rng(seed)
    profile = DataProfile()
    for record, row in records:
        if row["country"] != new:
            profile.add(record)
    labels = sorted({span.label for record, _ in records for span in record.spans})
    surprise = Surprise.of(profile)
    names: dict[tuple[str, str], int] = {}
    rows, groups, is_new = [], [], []
    for record, values in records:
        unknown = values["country"] == new
        answer = _answer(record, rng, miss=0.15 if unknown else 0.03, sure=3 if unknown else 12)
        windows = Windows(10**18, 10**18, 1, surprise)
        windows.add(to_batch([answer]))
        summary = windows.summaries[0][EVERY, VERSION]
        head = [1, summary.nothing, summary.unsure, summary.unlike, summary.accepted]
        head += [summary.labels[label] for label in labels]
        rows.append(np.concatenate([head, *(summary.bins[name] for name in BINS)]))
        groups.append(names.setdefault((values["country"], values["kind"]), len(names)))
        is_new.append(unknown)
    return Pool(np.array(rows), labels, np.array(groups), np.array(is_new), profile)


def _answer(record: Record, rng: np.random.Generator, miss: float, sure: float) -> LoggedAnswer:
    spans = [span for span in record.spans if rng.random() >= miss]
    scores = [float(rng.beta(sure, 1)) for _ in spans]
    entities = tuple(
        LoggedEntity(span.label, span.start, span.end, score, score >= THRESHOLD)
        for span, score in zip(spans, scores, strict=True)
    )
    text = record.text
    return LoggedAnswer(
        at=START,
        model=MODEL,
        version=VERSION,
        text_hash="",
        text=None,
        entities=entities,
        latency_ms=1.0,
        characters=len(text),
        kinds=character_kinds(text),
        words=tuple(word_buckets(text)),
    )


class Stream:
    """Days of traffic.

    Args:
      pool: Where texts are drawn from.
      seed: Of the draws.
      texts: Of a middling day.
      spread: How much the share of a group varies from day to day, as the standard deviation of its
        logarithm.
    """

    def __init__(self, pool: Pool, seed: int, texts: int = 20_000, spread: float = SPREAD) -> None:
        self._pool = pool
        self._rng = np.random.default_rng(seed)
        self._texts = texts
        self._spread = spread
        self._day = 0

    def day(self, new_share: float = 0.0) -> dict[Key, Summary]:
        """The next day; that share of its texts is of the country that is new."""
        rng, pool = self._rng, self._pool
        weekend = self._day % 7 >= 5
        self._day += 1
        texts = int(self._texts * (0.6 if weekend else 1.0) * rng.lognormal(0, 0.1))
        weights = rng.lognormal(0, self._spread, pool.groups.max() + 1)[pool.groups]
        if weekend:
            weights *= np.where(pool.groups % 3 == 0, 1.3, 1.0)
        known = np.where(pool.new, 0.0, weights)
        times = rng.multinomial(round(texts * (1 - new_share)), known / known.sum())
        if new_share:
            unknown = np.where(pool.new, weights, 0.0)
            times = times + rng.multinomial(round(texts * new_share), unknown / unknown.sum())
        return {(EVERY, VERSION): pool.summary(times)}


def reports(
    days: Iterator[dict[Key, Summary]], settings: MonitoringSettings, profile: DataProfile
) -> Iterator[Report]:
    """The report of each day, once there are as many earlier ones as the monitor looks at."""
    held: deque[dict[Key, Summary]] = deque(maxlen=settings.baseline_windows + 1)
    for number, day in enumerate(days):
        held.appendleft(day)
        if len(held) == held.maxlen:
            until = START + number * DAY
            yield examine(list(held), MODEL, until, DAY, settings, lambda _: profile)


def quiet_alarms(
    pool: Pool, seed: int, settings: MonitoringSettings, windows: int, spread: float = SPREAD
) -> list[Report]:
    """The reports with an alarm among so many windows in which nothing changes."""
    stream = Stream(pool, seed, spread=spread)
    days = (stream.day() for _ in range(settings.baseline_windows + windows))
    return [report for report in reports(days, settings, pool.profile) if report.alarms]


def windows_to_alarm(
    pool: Pool,
    seed: int,
    settings: MonitoringSettings,
    share: float,
    spread: float = SPREAD,
    most: int = 10,
) -> int | None:
    """After how many windows the country that is new is found; None: not within so many."""
    stream = Stream(pool, seed, spread=spread)
    quiet = settings.baseline_windows
    days = (stream.day(share if number >= quiet else 0.0) for number in range(quiet + most))
    for number, report in enumerate(reports(days, settings, pool.profile), 1):
        if report.alarms:
            return number
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the streams and prints what was seen; 1 if the monitor broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--quiet", type=int, default=200, help="windows of a quiet stream")
    parser.add_argument("--streams", type=int, default=20, help="of each kind")
    parser.add_argument("--shares", type=float, nargs="*", default=[0.2, 0.1, 0.05, 0.02])
    parser.add_argument("--spread", type=float, default=SPREAD, help="from day to day; see Stream")
    parser.add_argument("--baseline", type=int, help="earlier windows; without it as configured")
    options = parser.parse_args(arguments)
    overrides = []
    if options.baseline is not None:
        overrides = [f"monitoring.{key}_windows={options.baseline}" for key in ("min", "baseline")]
    settings = load_settings(None, overrides).monitoring
    console = Console(stderr=True)
    with console.status("reading the sample"):
        pool = make_pool(read_records(), seed=1)
    alarms = [
        quiet_alarms(pool, seed, settings, options.quiet, options.spread)
        for seed in track(range(options.streams), "quiet streams", console=console)
    ]
    false = [len(found) for found in alarms]
    windows = options.quiet * options.streams
    month = 365.25 / 12
    allowed = settings.false_alarms_per_month / month
    lines = [
        f"{sum(false)} false alarms in {windows:,} quiet windows of {options.streams} streams: "
        f"{sum(false) / windows * month:.2f} a month; {allowed * month:g} is set",
        f"most in a stream of {options.quiet} windows: {max(false)}; "
        f"{allowed * options.quiet:.1f} is set",
        "what raised them: "
        + ", ".join(
            f"{name} {count}"
            for name, count in Counter(
                check.name for found in alarms for report in found for check in report.alarms
            ).most_common(8)
        ),
    ]
    late = 0
    for share in options.shares:
        found = [
            windows_to_alarm(pool, seed, settings, share, options.spread)
            for seed in track(range(options.streams), f"a share of {share:g}", console=console)
        ]
        in_two = sum(number is not None and number <= 2 for number in found)
        at_once = sum(number == 1 for number in found)
        late += share >= 0.2 and in_two < len(found)
        lines.append(
            f"{NEW_COUNTRY} at {share:.0%}: found in the first window in {at_once} of "
            f"{len(found)} streams, within two in {in_two}"
        )
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if late or sum(false) > allowed * windows else 0


if __name__ == "__main__":
    sys.exit(main())
