"""What the closed loop gives when traffic changes: `python -m benchmarks.drift`.

A stream of sample texts whose mix shifts from day to day: a new country, a bank's new format, new
processors. The first model knows nothing of these. With the loop off it answers to the end. With
the loop on, each day's answers go to the prediction log, and what `txner monitor` does tells when
the traffic has changed. Then an oracle stands for the annotators: of the day's texts it annotates
those that `txner doccano push --select gain` chooses, and an audit drawn at random. The pipeline
trains on with the former (`training.start_from: release`, `data.weights`) and publishes.

Trainings are kept in runs/bench/drift, and not done again while the options are the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean

from rich import box
from rich.console import Console
from rich.table import Table

from annotation.expected_gain import expected_errors, order_by_gain
from annotation.redaction import redact
from benchmarks import contenders, ours
from benchmarks.contenders import ROOT, ContenderError
from benchmarks.drift_stream import (
    COUNTRY,
    FORMAT,
    PROCESSOR,
    Row,
    Shift,
    days,
    first_annotations,
    make_pool,
    read_rows,
    spans_of,
    write_rows,
)
from models.export_format import Prediction
from models.span_scoring import MICRO, SpanCounts
from monitoring.audit_sample import draw, frame_of
from monitoring.live_precision import AuditedText, LivePrecision, live_precision
from monitoring.log_files import read_answers, write_answers
from monitoring.monitor import examine, read_windows
from monitoring.settings import MonitoringSettings, Texts
from monitoring.shaping import Shaper, TextHash
from pipeline.config import load_settings
from preprocessing.data_profile import DataProfile
from preprocessing.spans import Span
from serving.prediction.answered import Answered
from serving.prediction.predictor import Predictor
from serving.release.table import Releases

FOLDER = ROOT / "runs" / "bench" / "drift"
SAMPLE = ROOT / "data" / "sample" / "span-1" / "all.jsonl"
MODEL = "transactions"
LABELS = (
    "PARTY",
    "PROCESSOR",
    "CHANNEL",
    "LOCATION",
    "WEBSITE",
    "PHONE",
    "DATE",
    "REFERENCE",
    "AMOUNT",
)
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
HISTORY = 29
"""Windows that the monitor looks at, the day's among them."""

KEY = bytes(32)
"""Of the log's hashes, where nobody needs protection."""

SHIFTS = (Shift(COUNTRY, 10, 0.2), Shift(FORMAT, 18, 0.1), Shift(PROCESSOR, 26, 0.12))
POOL_TEXTS = 320_000
"""So many, because few of them are of what is new."""

AUDIT_DAYS = 7
OFF, ON = "off", "on"


@dataclass(frozen=True)
class Day:
    """How a day's answers were.

    Attributes:
      loop: `ON` or `OFF`.
      day: From 0.
      version: What answered.
      f1: Micro F1 over the day's texts.
      accepted: Entities that were accepted.
      right: Of these, with start, end and label of an annotated one.
      entities: Entities found.
      alarm: What the monitor said; "": nothing.
      taught: Texts that were annotated at the end of the day to learn from.
      audited: Texts that were annotated for an audit.
      audit: Precision of the accepted entities of the last days by it; None: there was none.
      low: Where its interval begins.
      high: Where it ends.
    """

    loop: str
    day: int
    version: int
    f1: float
    accepted: int
    right: int
    entities: int
    alarm: str = ""
    taught: int = 0
    audited: int = 0
    audit: float | None = None
    low: float = 0.0
    high: float = 1.0

    @property
    def precision(self) -> float:
        """Of the accepted entities."""
        return self.right / self.accepted if self.accepted else 1.0


def judge(
    loop: str, day: int, version: int, rows: Sequence[Row], answers: Sequence[Prediction]
) -> Day:
    """Compares a day's answers with the annotations."""
    counts = SpanCounts()
    accepted = right = 0
    for row, answer in zip(rows, answers, strict=True):
        gold = spans_of(row)
        found = [Span(e.start, e.end, e.label) for e in answer.entities]
        counts.add(gold, found)
        taken = {s for s, e in zip(found, answer.entities, strict=True) if e.accepted}
        accepted += len(taken)
        right += len(taken & set(gold))
    f1 = counts.figures(LABELS)[MICRO].f1
    return Day(loop, day, version, f1, accepted, right, sum(counts.predicted.values()))


class Pipeline:
    """The pipeline of the simulated product: its data spans, and the versions it published.

    Args:
      root: Its folder.
      options: Of the command line.
      console: Is told what runs.
    """

    def __init__(self, root: Path, options: argparse.Namespace, console: Console) -> None:
        self._root = root
        self._options = options
        self._console = console

    @property
    def outputs(self) -> Path:
        """Its `output_root`."""
        return self._root / "outputs"

    def annotated(self, span: int, rows: Sequence[Row]) -> None:
        """Adds a data span."""
        write_rows(rows, self._root / "data" / f"span-{span}" / "all.jsonl")

    def train(self, span: int) -> Path:
        """Trains on the spans up to one, and publishes; returns the folder of the version.

        What was trained on these spans before is taken as it is.
        """
        done = self._root / f"published-{span}.json"
        if not done.exists():
            more = ["data.offset_unit=utf16", "data.group_by=[template]"]
            if span > 1:
                weights = {"span-1": self._options.replayed}
                weights |= {f"span-{number}": self._options.weight for number in range(2, span + 1)}
                more += ["training.start_from=release", f"data.weights={json.dumps(weights)}"]
                more += [f"training.min_steps={self._options.steps}"]
            given = ours.overrides(
                str(self._root / "data" / "span-{SPAN}"),
                LABELS,
                self.outputs,
                *more,
                given=["data.spans=all", *self._options.set],
            )
            summary = ours.run_pipeline(
                self._options.config, given, self.outputs, self._options.threads, self._say
            )
            done.write_text(json.dumps(summary, indent=1), "utf-8")
        summary = json.loads(done.read_text("utf-8"))
        return Path(summary["model_path"])

    def profile(self, version: int) -> DataProfile:
        """What the data of a version looked like."""
        releases = Releases(f"sqlite:///{self.outputs / 'releases.db'}")
        stored = releases.data_profile(MODEL, version)
        return DataProfile.from_dict(stored) if stored else DataProfile()

    def _say(self, what: str) -> None:
        self._console.print(what, markup=False)


class Watch:
    """The prediction log of the simulated product, and who watches it.

    Args:
      folder: For the log; emptied.
      settings: Of the log and the monitor.
    """

    def __init__(self, folder: Path, settings: MonitoringSettings) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self._log = str(folder)
        self._settings = settings
        self._shaper = Shaper(TextHash(KEY), Texts.ALL, 1.0, settings.redaction)

    def log(
        self, day: int, version: int, rows: Sequence[Row], answers: Sequence[Prediction]
    ) -> None:
        """Logs a day's answers, spread over its hours."""
        hours = [answers[hour::24] for hour in range(24)]
        for hour, part in enumerate(hours):
            at = (BEGIN + timedelta(days=day, hours=hour, minutes=30)).timestamp()
            answered = Answered(
                at=at,
                model=MODEL,
                version=version,
                texts=len(part),
                size=sum(len(answer.text) for answer in part),
                seconds=0.002,
                slices={},
                predictions=lambda part=part: part,  # type: ignore[misc]
            )
            write_answers(self._log, list(self._shaper.answers(answered)), f"hour-{hour}")

    def alarms(self, day: int, profile: DataProfile) -> list[str]:
        """What the monitor says at the end of a day; nothing: all is as it was."""
        until = BEGIN + timedelta(days=day + 1)
        windows = read_windows(self._log, MODEL, until, DAY, HISTORY, profile)
        report = examine(windows.summaries, MODEL, until, DAY, self._settings, lambda _: profile)
        return [str(check) for check in report.alarms]

    def audit(
        self, day: int, version: int, stream: Sequence[Sequence[Row]], texts: int
    ) -> LivePrecision:
        """What a random sample of a version's answers of the last week says."""
        since = max(0, day + 1 - AUDIT_DAYS)
        answers = read_answers(
            self._log, MODEL, BEGIN + timedelta(days=since), BEGIN + timedelta(days=day + 1)
        )
        gold = {
            redact(row["text"], self._settings.redaction): set(spans_of(row))
            for rows in stream[since : day + 1]
            for row in rows
        }
        drawn = draw(frame_of(answers, version).texts, texts, f"day-{day}")
        return live_precision(
            [
                AuditedText(
                    name=one.text.text_hash,
                    stratum=one.stratum,
                    weight=one.weight,
                    answers=one.text.answers,
                    entities=tuple(
                        (
                            entity,
                            Span(entity.start, entity.end, entity.label) in gold[one.text.text],
                        )
                        for entity in one.text.entities
                    ),
                )
                for one in drawn
            ]
        )


def chosen_to_learn(
    rows: Sequence[Row], answers: Sequence[Prediction], known: Sequence[str], count: int
) -> list[Row]:
    """The texts of a day that teach most."""
    errors = [expected_errors(answer.entities) for answer in answers]
    texts = [row["text"] for row in rows]
    return [rows[place] for place in order_by_gain(texts, errors, known, count)]


def simulate(
    loop: str, stream: Sequence[Sequence[Row]], options: argparse.Namespace, console: Console
) -> list[Day]:
    """Answers all days; with the loop on, learns from them."""
    pipeline = Pipeline(FOLDER / options.key, options, console)
    first = first_annotations(read_rows(SAMPLE), options.first)
    pipeline.annotated(1, first)
    known = [row["text"] for row in first]
    span, path = 1, pipeline.train(1)
    predictor = Predictor(path, int8=True)
    watch = Watch(FOLDER / "log", load_settings(options.config, options.set).monitoring)
    result = []
    # An annotated change is in the traffic for good; it takes some days until that is usual.
    quiet_until = 0
    for day, rows in enumerate(stream):
        answers = list(predictor.predict_stream([row["text"] for row in rows]))
        version = int(path.name)
        end = judge(loop, day, version, rows, answers)
        if loop == ON:
            watch.log(day, version, rows, answers)
            alarms = watch.alarms(day, pipeline.profile(version)) if day >= quiet_until else []
            if alarms:
                span += 1
                taught = chosen_to_learn(rows, answers, known, options.annotate)
                known += [row["text"] for row in taught]
                pipeline.annotated(span, taught)
                path = pipeline.train(span)
                predictor = Predictor(path, int8=True)
                quiet_until = day + options.settle
                end = replace(end, alarm="; ".join(alarms[:3]), taught=len(taught))
            if day % AUDIT_DAYS == AUDIT_DAYS - 1:
                figures = watch.audit(day, version, stream, options.audit).everything
                low, high = figures.interval()
                end = replace(end, audited=figures.texts, audit=figures.value, low=low, high=high)
        result.append(end)
        console.print(
            f"{loop}, day {day}: F1 {end.f1:.3f}, accepted {end.accepted / end.entities:.0%}, "
            f"of these right {end.precision:.3f}  {end.alarm}",
            markup=False,
        )
    return result


def main() -> None:
    """Runs the stream with the loop off and on, and shows what came of it."""
    options = parse_options()
    console = Console(highlight=False)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    try:
        sample = read_rows(SAMPLE)
        console.print(f"{POOL_TEXTS:,} texts for the stream", markup=False)
        pool = make_pool(FOLDER / "pool.jsonl", POOL_TEXTS)
        stream = days(
            pool,
            {row["text"] for row in sample},
            count=options.days,
            texts=options.texts,
            shifts=SHIFTS,
            seed=options.seed,
        )
        ends = [end for loop in (OFF, ON) for end in simulate(loop, stream, options, console)]
    except ContenderError as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(1)
    console.print(table_of(ends))
    target = load_settings(options.config, options.set).serving.target_precision
    content = {
        "days": [
            {**asdict(end), "precision": end.precision, "share": end.accepted / end.entities}
            for end in ends
        ],
        "shifts": [(shift.day, f"new {shift.kind}, {shift.share:.0%}") for shift in SHIFTS],
        "target": target,
    }
    file = FOLDER / f"days-{options.key}.json"
    file.write_text(json.dumps(content, indent=1), "utf-8")
    console.print(f"all days: {file}", soft_wrap=True, markup=False)
    if options.plot:
        command = [*contenders.peer("drift_plot"), str(file), str(options.plot.absolute())]
        contenders.run_logged(command, FOLDER / "plot.txt", options.threads)


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command line; `key` stands for those that a training depends on."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--first", type=int, default=6000, help="first annotations (%(default)s)")
    parser.add_argument("--days", type=int, default=35, help="(%(default)s)")
    parser.add_argument("--texts", type=int, default=2000, help="a day (%(default)s)")
    parser.add_argument("--annotate", type=int, default=300, help="after an alarm (%(default)s)")
    parser.add_argument("--audit", type=int, default=100, help="each week (%(default)s)")
    parser.add_argument("--settle", type=int, default=7, help="days without alarms (%(default)s)")
    parser.add_argument("--replayed", type=float, default=0.2, help="of the first (%(default)s)")
    parser.add_argument("--weight", type=float, default=6, help="of the new (%(default)s)")
    parser.add_argument("--steps", type=int, default=300, help="at least (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the stream (%(default)s)")
    parser.add_argument("--config", type=Path, default=ROOT / "configs" / "local.yaml")
    parser.add_argument("--set", action="append", default=[], help="settings, as for txner run")
    parser.add_argument("--threads", type=int, default=2, help="(%(default)s)")
    parser.add_argument("--plot", type=Path, help="PNG file; needs make peers")
    options = parser.parse_args(arguments)
    left_out = ("plot", "threads", "config")
    parts = {name: value for name, value in vars(options).items() if name not in left_out}
    options.key = hashlib.blake2b(json.dumps(parts).encode(), digest_size=6).hexdigest()
    return options


def table_of(ends: Sequence[Day]) -> Table:
    """Mean figures between one change and the next, with the loop off and on."""
    table = Table(title="Means of the days", title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("days")
    for loop in (OFF, ON):
        for column in ("F1", "accepted", "right", "learned from"):
            table.add_column(f"{loop}: {column}", justify="right")
    last = max(end.day for end in ends) + 1
    borders = [0, *(shift.day for shift in SHIFTS if shift.day < last), last]
    for begin, until in pairwise(borders):
        row = [f"{begin} to {until - 1}"]
        for loop in (OFF, ON):
            part = [end for end in ends if end.loop == loop and begin <= end.day < until]
            accepted = sum(end.accepted for end in part)
            row += [
                f"{mean(end.f1 for end in part):.3f}",
                f"{accepted / sum(end.entities for end in part):.1%}",
                f"{sum(end.right for end in part) / accepted:.4f}" if accepted else "–",
                str(sum(end.taught for end in part)),
            ]
        table.add_row(*row)
    return table


if __name__ == "__main__":
    main()
