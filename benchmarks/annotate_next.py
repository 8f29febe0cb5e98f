"""Which texts to annotate next: `python -m benchmarks.annotate_next`.

Replays annotation on the sample. Of a pool of texts a few are annotated at the start; then `--step`
more at a time, chosen at random, by the uncertainty of the model that the last ones gave, or by
expected gain (`annotation.expected_gain`). After each step a tagger is trained anew and judged

- on texts of layouts (`template`) that the pool has: what the pool is a sample of;
- on texts of layouts that it has not.

`--learner head` trains the classifier over the encoder as it is, in seconds; `--learner tagger` all
of it, as a run does, in a minute or more. Every fifth layout is held out. Pools, first texts and
trainings differ by seed, and are the same for each way to choose. Each replay is noted in
runs/bench/annotate_next/replays.jsonl when it ends, and is not done again while everything that it
depends on is the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import mean, stdev
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from scipy import stats

from annotation.expected_gain import expected_errors, order_by_gain
from benchmarks import contenders
from benchmarks.contenders import ROOT, ContenderError
from benchmarks.corpus import read_records
from benchmarks.journal import note, read_journal
from benchmarks.quality import names, numbers
from benchmarks.replayed_training import (
    Found,
    HeadLearner,
    Learner,
    TaggerLearner,
    Transformed,
    f1_of,
)
from pipeline.config import Settings, load_settings
from preprocessing.annotation_files import InputError
from preprocessing.encoder_files import EncoderError
from preprocessing.records import Record
from preprocessing.settings import ConfigError, SettingsError

FOLDER = ROOT / "runs" / "bench" / "annotate_next"
JOURNAL = FOLDER / "replays.jsonl"
SAMPLE = ROOT / "data" / "sample" / "span-1" / "all.jsonl"
RANDOM, UNCERTAIN, GAIN = WAYS = ("random", "uncertain", "gain")
HEAD, TAGGER = LEARNERS = ("head", "tagger")
LAYOUT_KEY = "template"
HELD_OUT = 5
"""One of so many layouts is held out."""

SETTINGS = (
    "training.min_steps=200",
    "training.max_steps=200",
    "training.batch_tokens=512",
    "augmentation.probability=0",
)
"""Short trainings of the tagger, all alike."""


@dataclass(frozen=True)
class Replay:
    """How a way to choose did.

    Attributes:
      way: Of `WAYS`.
      seed: Of pool, first texts and trainings.
      sizes: How many texts were annotated.
      key: Hash of everything else that it depends on.
      like_pool: Micro F1 after so many, on texts of the pool's layouts.
      unlike_pool: The same, on texts of other layouts.
      chosen: Ids of the texts, in the order in which they were annotated.
    """

    way: str
    seed: int
    sizes: list[int]
    key: str
    like_pool: list[float] = field(default_factory=list)
    unlike_pool: list[float] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


def main() -> None:
    """Does what is not noted yet, and shows all."""
    options = parse_options()
    console = Console(highlight=False)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["TF_NUM_INTRAOP_THREADS"] = os.environ["OMP_NUM_THREADS"] = str(options.threads)
    try:
        settings = load_settings(options.config, [*SETTINGS, *options.set])
        data = settings.data.model_copy(update={"metadata_keys": [LAYOUT_KEY]})
        bench = Bench(options, settings, read_records([str(SAMPLE)], data))
        replays = [bench.done(way, seed, console) for seed in options.seeds for way in options.ways]
    except (ConfigError, InputError, EncoderError, SettingsError) as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(2)
    except ContenderError as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(1)
    for judged in ("like_pool", "unlike_pool"):
        console.print(table_of(replays, judged))
    if options.plot:
        draw(replays, options.plot, options.threads)
    console.print(f"all are in {JOURNAL}", soft_wrap=True, markup=False)


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ways", type=names, default=list(WAYS), help="(all)")
    parser.add_argument("--learner", choices=LEARNERS, default=HEAD, help="(%(default)s)")
    parser.add_argument("--seeds", type=numbers, default=list(range(1, 11)), help="(1,...,10)")
    parser.add_argument("--first", type=int, default=50, help="texts at the start (%(default)s)")
    parser.add_argument("--step", type=int, default=50, help="texts at a time (%(default)s)")
    parser.add_argument("--steps", type=int, default=6, help="(%(default)s)")
    parser.add_argument("--pool", type=int, default=2000, help="texts (%(default)s)")
    parser.add_argument("--judged", type=int, default=400, help="texts of each kind (%(default)s)")
    parser.add_argument("--config", type=Path, help="base configuration unless given")
    parser.add_argument("--set", action="append", default=[], help="settings, as for txner run")
    parser.add_argument("--threads", type=int, default=2, help="(%(default)s)")
    parser.add_argument("--plot", type=Path, help="PNG file for the curves; needs make peers")
    options = parser.parse_args(arguments)
    if unknown := set(options.ways) - set(WAYS):
        parser.error(f"--ways: {sorted(unknown)[0]} is none of {', '.join(WAYS)}")
    if options.first + options.step * options.steps > options.pool:
        parser.error("--pool: it has not as many texts as are to be annotated")
    return options


class Bench:
    """Annotates, trains and judges.

    Args:
      options: Of the command line.
      settings: How to train.
      records: All texts, with their layouts as metadata.
    """

    def __init__(
        self, options: argparse.Namespace, settings: Settings, records: Sequence[Record]
    ) -> None:
        self._options, self._settings = options, settings
        self._records = {str(n): replace(record, id=str(n)) for n, record in enumerate(records)}
        self._labels = sorted({span.label for record in records for span in record.spans})
        self._noted = read_journal(JOURNAL, Replay)
        self._ended: dict[tuple[int, tuple[str, ...]], tuple[dict[str, float], Found]] = {}
        self._learns: Learner | None = None

    def done(self, way: str, seed: int, console: Console) -> Replay:
        """A replay as it ended; it is done now unless it is noted."""
        options = self._options
        sizes = [options.first + number * options.step for number in range(options.steps + 1)]
        wanted = Replay(way, seed, sizes, self._key(way))
        for noted in self._noted:
            if (noted.way, noted.seed, noted.sizes, noted.key) == (way, seed, sizes, wanted.key):
                return noted
        pool, judged = parts(list(self._records.values()), seed, options.pool, options.judged)
        chance = random.Random(f"{seed}/{way}")  # noqa: S311 - not for cryptography
        annotated = pool[: options.first]
        for size in sizes:
            figures, found = self._trained(annotated, pool, judged, seed)
            for name, scores in (
                ("like_pool", wanted.like_pool),
                ("unlike_pool", wanted.unlike_pool),
            ):
                scores.append(round(figures[name], 4))
            console.print(
                f"{way}, seed {seed}, {size} texts: F1 {wanted.like_pool[-1]:.4f}, "
                f"other layouts {wanted.unlike_pool[-1]:.4f}"
            )
            if size < sizes[-1]:
                annotated += choose(way, pool, annotated, found, options.step, chance)
        wanted.chosen.extend(record.id for record in annotated)
        note(JOURNAL, wanted)
        return wanted

    def _learner(self) -> Learner:
        if self._learns is None:
            options, records = self._options, list(self._records.values())
            folder = FOLDER / _hash([(r.text, *map(tuple, r.spans)) for r in records])
            texts = Transformed(records, self._labels, folder, options.config, options.set)
            kind = HeadLearner if options.learner == HEAD else TaggerLearner
            self._learns = kind(texts, self._labels, self._settings)
        return self._learns

    def _trained(
        self,
        annotated: Sequence[Record],
        pool: Sequence[Record],
        judged: Mapping[str, Sequence[Record]],
        seed: int,
    ) -> tuple[dict[str, float], Found]:
        """Figures of a tagger that learned from some texts, and what it finds in the pool."""
        key = (seed, tuple(record.id for record in annotated))
        if key not in self._ended:
            found, *others = self._learner().learn(annotated, [pool, *judged.values()], seed)
            figures = {
                name: f1_of(records, in_them)
                for (name, records), in_them in zip(judged.items(), others, strict=True)
            }
            self._ended[key] = (figures, found)
        return self._ended[key]

    def _key(self, way: str) -> str:
        """Hash of what a replay depends on besides its way, seed and sizes."""
        settings = self._settings
        values: list[Any] = [[(r.text, *map(tuple, r.spans)) for r in self._records.values()]]
        values += [self._options.pool, self._options.judged, self._options.learner]
        for section in (settings.training, settings.encoder, settings.augmentation):
            values.append(section.model_dump(mode="json", exclude={"seed"}))
        if way == GAIN:
            values.append((ROOT / "annotation" / "expected_gain.py").read_text("utf-8"))
        return _hash(values)


def parts(
    records: Sequence[Record], seed: int, pool: int, judged: int
) -> tuple[list[Record], dict[str, list[Record]]]:
    """A pool in a random order, and what is judged: texts of its layouts, and of others.

    Args:
      records: All texts, with their layouts as metadata.
      seed: Of the order.
      pool: Size of the pool.
      judged: Texts of each kind that judge.
    """
    shuffled = list(records)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - not for cryptography
    kinds: dict[bool, list[Record]] = defaultdict(list)
    for record in shuffled:
        layout = dict(record.metadata).get(LAYOUT_KEY, record.text)
        digest = hashlib.blake2b(layout.encode(), digest_size=8).digest()
        kinds[int.from_bytes(digest, "big") % HELD_OUT == 0].append(record)
    known, other = kinds[False], kinds[True]
    like = known[pool : pool + judged]
    return known[:pool], {"like_pool": like, "unlike_pool": other[:judged]}


def choose(
    way: str,
    pool: Sequence[Record],
    annotated: Sequence[Record],
    found: Found,
    count: int,
    chance: random.Random,
) -> list[Record]:
    """The texts to annotate next.

    Args:
      way: Of `WAYS`.
      pool: All texts.
      annotated: Those that are annotated already.
      found: What the model finds in each text of the pool, by its id.
      count: How many.
      chance: For those that are drawn at random.
    """
    done = {record.id for record in annotated}
    left = [record for record in pool if record.id not in done]
    if way == RANDOM:
        return chance.sample(left, count)
    if way == UNCERTAIN:

        def certainty(record: Record) -> float:
            # As `annotation.selection` orders them.
            least = min((entity.score for entity in found[record.id]), default=None)
            return 1.0 if least is None else abs(least - 0.5)

        return sorted(left, key=certainty)[:count]
    errors = [expected_errors(found[record.id]) for record in left]
    order = order_by_gain([r.text for r in left], errors, [r.text for r in annotated], count)
    return [left[index] for index in order]


def table_of(replays: Sequence[Replay], judged: str) -> Table:
    """Mean F1 with its interval, and how far above random, by number of texts.

    Args:
      replays: All of them.
      judged: `like_pool` or `unlike_pool`.
    """
    ways = [way for way in WAYS if any(replay.way == way for replay in replays)]
    what = "layouts of the pool" if judged == "like_pool" else "other layouts"
    title = f"Micro F1 on {what}: mean over seeds, and its interval of 95 %"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("texts", justify="right")
    for way in ways:
        table.add_column(way, justify="right")
    compared = [way for way in ways if way != RANDOM and RANDOM in ways]
    for way in compared:
        table.add_column(f"{way} − random", justify="right")
    figures = by_way(replays, judged)
    for size in sorted({size for replay in replays for size in replay.sizes}):
        cells = [_cell(list(figures[way].get(size, {}).values())) for way in ways]
        for way in compared:
            own, others = figures[way].get(size, {}), figures[RANDOM].get(size, {})
            # Of the same seed, so of the same pool and first texts.
            cells.append(_cell([own[s] - others[s] for s in own if s in others], signed=True))
        table.add_row(str(size), *cells)
    return table


def by_way(replays: Iterable[Replay], judged: str) -> dict[str, dict[int, dict[int, float]]]:
    """F1 by way, number of texts and seed."""
    figures: dict[str, dict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for replay in replays:
        for size, score in zip(replay.sizes, getattr(replay, judged), strict=True):
            figures[replay.way][size][replay.seed] = score
    return figures


def draw(replays: Sequence[Replay], path: Path, threads: int) -> None:
    """Draws the curves on layouts of the pool, in the peers' environment, which has what draws."""
    curves = {
        way: [(size, list(scores.values())) for size, scores in sorted(sizes.items())]
        for way, sizes in by_way(replays, "like_pool").items()
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "curves.json"
        file.write_text(json.dumps(curves), "utf-8")
        command = [*contenders.peer("learning_curve"), str(file), str(path.absolute()), "--zoom"]
        contenders.run_logged(command, Path(folder) / "log.txt", threads)


def _cell(values: Sequence[float], *, signed: bool = False) -> str:
    """Mean and half of Student's interval."""
    if not values:
        return ""
    shown = f"{mean(values):+.3f}" if signed else f"{mean(values):.3f}"
    if len(values) < 2:
        return shown
    half = stats.t.ppf(0.975, len(values) - 1) * stdev(values) / len(values) ** 0.5
    return f"{shown} ± {half:.3f}"


def _hash(value: Any) -> str:
    return hashlib.blake2b(json.dumps(value).encode(), digest_size=8).hexdigest()


if __name__ == "__main__":
    main()
