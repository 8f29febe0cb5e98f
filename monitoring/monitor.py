"""Whether a window of the log is as earlier windows were, and as near to the training data.

Of all tests of a window the chance of any false alarm is bounded (Holm), and by it how many windows
of a month raise one: `monitoring.false_alarms_per_month`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from monitoring.log_files import log_files, read_batches
from monitoring.settings import MonitoringSettings
from monitoring.significance import Result, distance_test, holm, level_test, share_test
from monitoring.summaries import COLUMNS, EVERY, Key, Summary, Surprise, Windows, total
from preprocessing.data_profile import FEATURES, DataProfile

MONTH = timedelta(days=365.25 / 12)

_TEXT_FEATURES = ("length", "characters", "words")
_MODEL_FEATURES = ("labels", "spans", "scores")
_MOST_LEVEL = 0.5

SHARE, LEVEL = "t-test of logits", "t-test of logarithms"
DIVERGENCE, KS = "Jensen-Shannon divergence", "Kolmogorov-Smirnov distance"
DISTANCES = (DIVERGENCE, KS)
EARLIER, TRAINING = "earlier", "training"


@dataclass(frozen=True, slots=True)
class Check:
    """A test of a window.

    Attributes:
      name: What is looked at.
      slice: Of which answers; `EVERY`: of all.
      against: What it is held against: `earlier` windows, or the `training` data.
      statistic: Name of the statistic.
      result: What the test says; None: it was not made.
      note: Why it was not made.
      alarm: Whether the window differs.
    """

    name: str
    slice: str
    against: str
    statistic: str
    result: Result | None
    note: str = ""
    alarm: bool = False

    def __str__(self) -> str:
        where = f" of {self.slice}" if self.slice else ""
        if self.result is None:
            return f"{self.name}{where}: {self.note}"
        to = " from the training data" if self.against == TRAINING else ""
        return f"{self.name}{where}{to}: {self.result.value:.4g}, usually {self.result.usual:.4g}"


@dataclass(frozen=True)
class Report:
    """What was found in a window.

    Attributes:
      model: Name of the model.
      version: The version that gave most of the answers; None: there are none.
      since: Begin of the window.
      until: End of it, exclusive.
      level: Chance of any alarm if nothing has changed.
      earlier: Windows that it was held against.
      summary: Its counts.
      before: Those of the window before.
      training: The profile of the version's data, by feature; None: there is none.
      slices: Texts of each slice.
      checks: The tests, alarms first, the most significant first.
    """

    model: str
    version: int | None
    since: datetime
    until: datetime
    level: float
    earlier: int
    summary: Summary
    before: Summary
    training: Mapping[str, Mapping[str, int]] | None
    slices: Mapping[str, int]
    checks: Sequence[Check]

    @property
    def alarms(self) -> list[Check]:
        """The tests that say that something has changed."""
        return [check for check in self.checks if check.alarm]

    def to_dict(self) -> dict[str, Any]:
        """The report for JSON."""
        return {
            "model": self.model,
            "version": self.version,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "level": self.level,
            "earlier_windows": self.earlier,
            "alarm": bool(self.alarms),
            "alarms": [str(check) for check in self.alarms],
            "texts": self.summary.texts,
            "texts_before": self.before.texts,
            "figures": figures(self.summary),
            "figures_before": figures(self.before),
            "slices": dict(self.slices),
            "checks": [asdict(check) for check in self.checks],
        }


def figures(summary: Summary) -> dict[str, float]:
    """The shares of a window, for a person and for Prometheus; of no texts there are none."""
    found: dict[str, float] = {}
    if summary.texts:
        found = {
            "entities_per_text": summary.entities / summary.texts,
            "texts_without_entity": summary.nothing / summary.texts,
            "unsure_texts": summary.unsure / summary.texts,
            "cut_texts": summary.cut / summary.texts,
            "unlike_texts": summary.unlike / summary.texts,
        }
    if summary.entities:
        found["accepted_share"] = summary.accepted / summary.entities
    return found


def read_windows(
    log: str,
    model: str,
    until: datetime,
    window: timedelta,
    count: int,
    profile: DataProfile | None = None,
    report: Callable[[int], None] = lambda _: None,
) -> Windows:
    """Counts the answers of the windows before a time.

    Args:
      log: Folder or URL of the log.
      model: Name of the model.
      until: End of the newest window, exclusive.
      window: Length of each.
      count: How many there are.
      profile: Of the training data, for which texts are unlike them.
      report: Told how many answers were read.

    Raises:
      LogError: The log cannot be read.
    """
    end = int(until.timestamp() * 1_000_000)
    length = int(window / timedelta(microseconds=1))
    windows = Windows(end, length, count, Surprise.of(profile))
    for file in log_files(log, model, until - count * window, until):
        for batch in read_batches(file, COLUMNS):
            windows.add(batch)
            report(windows.rows)
    return windows


def examine(
    windows: Sequence[Mapping[Key, Summary]],
    model: str,
    until: datetime,
    window: timedelta,
    settings: MonitoringSettings,
    profiles: Callable[[int], DataProfile | None] = lambda _: None,
) -> Report:
    """Holds the newest window against the others.

    Args:
      windows: The counts of each, the newest first; see `Windows.summaries`.
      model: Name of the model.
      until: End of the newest window.
      window: Length of each.
      settings: What counts.
      profiles: Gives the profile of the data of a version.
    """
    tests = _Tests(windows, settings)
    profile = profiles(tests.version) if tests.version is not None else None
    checks = [*tests.of_all(profile)]
    for name in tests.slices:
        checks += tests.of_slice(name)
    level = min(_MOST_LEVEL, settings.false_alarms_per_month * (window / MONTH))
    made = [index for index, check in enumerate(checks) if check.result is not None]
    p_values = [check.result.p for check in checks if check.result is not None]
    for index, alarm in zip(made, holm(p_values, level), strict=True):
        checks[index] = replace(checks[index], alarm=alarm)
    checks.sort(key=lambda check: (not check.alarm, check.result.p if check.result else 2.0))
    return Report(
        model=model,
        version=tests.version,
        since=until - window,
        until=until,
        level=level,
        earlier=len(tests.usable),
        summary=tests.summary(0),
        before=tests.summary(1) if len(windows) > 1 else Summary(),
        training=profile.counts if profile is not None else None,
        slices={name: tests.summary(0, name).texts for name in tests.slices},
        checks=checks,
    )


class _Tests:
    def __init__(
        self, windows: Sequence[Mapping[Key, Summary]], settings: MonitoringSettings
    ) -> None:
        self._windows = windows
        self._settings = settings
        self.version = self._version()
        self.usable = [
            number
            for number in range(1, len(windows))
            if self.summary(number).texts >= settings.min_window_texts
        ]
        sizes = {
            name: max(self.summary(number, name).texts for number in [0, *self.usable])
            for name in {name for window in windows for name, _ in window} - {EVERY}
        }
        large = [name for name, size in sizes.items() if size >= settings.min_window_texts]
        self.slices = sorted(large, key=lambda name: (-sizes[name], name))[: settings.max_slices]

    def summary(self, number: int, name: str = EVERY, version: int | None = None) -> Summary:
        """The counts of a slice in a window; of one version or of all."""
        return total(
            summary
            for (found, by), summary in self._windows[number].items()
            if found == name and version in (None, by)
        )

    def of_all(self, profile: DataProfile | None) -> Iterator[Check]:
        """The tests of the whole traffic."""
        sizes = [self.summary(number).texts for number in self.usable]
        yield self._check(
            "volume", EVERY, LEVEL, len(sizes), lambda: level_test(self.summary(0).texts, sizes)
        )
        now, earlier = self._summaries(EVERY, by_version=False)
        for name, count in _TEXT_SHARES.items():
            yield self._share(name, EVERY, now, earlier, count)
        for feature in _TEXT_FEATURES:
            yield self._distance(feature, EVERY, now, earlier)
        yield from self._of_model(EVERY)
        if profile is not None:
            of_version = self._summaries(EVERY, by_version=True)
            for feature in FEATURES:
                pair = (now, earlier) if feature in _TEXT_FEATURES else of_version
                yield self._distance(feature, EVERY, *pair, profile.counts[feature])

    def of_slice(self, name: str) -> Iterator[Check]:
        """The tests of a slice."""
        share = [
            (self.summary(number, name).texts, self.summary(number).texts)
            for number in [0, *self.usable]
        ]
        yield self._check(
            "share of the texts",
            name,
            SHARE,
            len(self.usable),
            lambda: share_test(share[0], share[1:]),
            self.summary(0).texts,
        )
        yield from self._of_model(name)

    def _of_model(self, name: str) -> Iterator[Check]:
        now, earlier = self._summaries(name, by_version=True)
        for share, count in _MODEL_SHARES.items():
            yield self._share(share, name, now, earlier, count)
        if name == EVERY:
            labels = sorted({label for one in [now, *earlier] for label in one.labels})
            for label in labels:
                yield self._share(f"share of {label}", name, now, earlier, _of_label(label))
        for feature in _MODEL_FEATURES:
            yield self._distance(feature, name, now, earlier)

    def _version(self) -> int | None:
        if not self._windows:
            return None
        texts = {by: one.texts for (name, by), one in self._windows[0].items() if name == EVERY}
        return max(texts, key=lambda version: (texts[version], version), default=None)

    def _summaries(self, name: str, *, by_version: bool) -> tuple[Summary, list[Summary]]:
        """Those of the window, and of earlier ones that have enough texts."""
        version = self.version if by_version else None
        earlier = [self.summary(number, name, version) for number in range(1, len(self._windows))]
        enough = [one for one in earlier if one.texts >= self._settings.min_window_texts]
        return self.summary(0, name, version), enough

    def _share(
        self,
        name: str,
        of: str,
        now: Summary,
        earlier: Sequence[Summary],
        count: Callable[[Summary], tuple[float, float]],
    ) -> Check:
        return self._check(
            name,
            of,
            SHARE,
            len(earlier),
            lambda: share_test(count(now), [count(one) for one in earlier]),
            now.texts,
        )

    def _distance(
        self,
        feature: str,
        of: str,
        now: Summary,
        earlier: Sequence[Summary],
        training: Mapping[str, int] | None = None,
    ) -> Check:
        ordered = feature == "scores"
        return self._check(
            feature,
            of,
            KS if ordered else DIVERGENCE,
            len(earlier),
            lambda: distance_test(
                now.counts(feature),
                [one.counts(feature) for one in earlier],
                training,
                ordered=ordered,
            ),
            now.texts,
            EARLIER if training is None else TRAINING,
        )

    def _check(
        self,
        name: str,
        of: str,
        statistic: str,
        earlier: int,
        test: Callable[[], Result],
        texts: int | None = None,
        against: str = EARLIER,
    ) -> Check:
        least = self._settings
        if earlier < least.min_windows:
            note = f"too few earlier windows to tell: {earlier} of {least.min_windows}"
        elif texts is not None and texts < least.min_window_texts:
            note = f"too few texts to tell: {texts:,} of {least.min_window_texts:,}"
        else:
            return Check(name, of, against, statistic, test())
        return Check(name, of, against, statistic, None, note)


_Count = Callable[[Summary], tuple[float, float]]

_TEXT_SHARES: Mapping[str, _Count] = {
    "texts cut off": lambda one: (one.cut, one.texts),
    "texts unlike the training data": lambda one: (one.unlike, one.texts),
}
_MODEL_SHARES: Mapping[str, _Count] = {
    "accepted entities": lambda one: (one.accepted, one.entities),
    "texts without an entity": lambda one: (one.nothing, one.texts),
    "unsure texts": lambda one: (one.unsure, one.texts),
}


def _of_label(label: str) -> _Count:
    return lambda one: (one.labels[label], one.entities)
