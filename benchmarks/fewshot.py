"""Learning from few texts: `python -m benchmarks.fewshot FILE --start-from MODEL`.

Span F1 on texts held out, by the number of texts to learn from, for

- `encoder`: ours, beginning with the encoder;
- `start`: ours, beginning with a published model (`training.start_from`);
- `replay`: the same, with a share of the texts that this model learned from (`data.weights`);
- `hf`: Hugging Face's token classification, from the same encoder;
- `spacy`: its `ner`, from scratch.

FILE is divided into `--folds`; each in turn is held out, and the others are what is learned from.
Fewer texts are always among more. Each contender chooses its best epoch by a sixth of the texts
that it gets, and learns from the rest. `--rename PARTY=NAME,WEBSITE=NAME,DATE=` makes another set
of labels of the file's, of which the published model knows none but those with the same name.

Each training is noted in runs/bench/fewshot/trainings.jsonl when it ends, and is not done again
while everything that it depends on is the same. The table has all that was asked for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, stdev
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import contenders, ours
from benchmarks.contenders import ROOT, ContenderError
from benchmarks.corpus import choose, read_records, write_records
from benchmarks.journal import note, read_journal
from benchmarks.quality import names, numbers
from benchmarks.scoring import read_predictions, score
from benchmarks.stability import run_transform
from models.span_scoring import MICRO
from pipeline.config import Settings, load_settings
from preprocessing.annotation_files import InputError
from preprocessing.encoder_files import EncoderError, locate_encoder
from preprocessing.records import Record
from preprocessing.settings import ConfigError, SettingsError

FOLDER = ROOT / "runs" / "bench" / "fewshot"
JOURNAL = FOLDER / "trainings.jsonl"
ENCODER, START, REPLAY, HUGGING_FACE, SPACY = CONTENDERS = (
    "encoder",
    "start",
    "replay",
    "hf",
    "spacy",
)
PEERS = {HUGGING_FACE: "hf_trainer", SPACY: "spacy_ner"}


@dataclass(frozen=True)
class Training:
    """What a training is made of, and how it ended.

    Attributes:
      contender: Of `CONTENDERS`.
      texts: How many it learned from.
      fold: Which fold was held out.
      seed: Its seed.
      key: Hash of everything else that it depends on.
      f1: Micro F1 on the fold.
      steps: Steps of training, where that is known.
      seconds: Of these.
    """

    contender: str
    texts: int
    fold: int
    seed: int
    key: str
    f1: float = 0.0
    steps: int = 0
    seconds: float = 0.0


def main() -> None:
    """Does what is not noted yet, and shows all."""
    options = parse_options()
    console = Console(highlight=False)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["TF_NUM_INTRAOP_THREADS"] = os.environ["OMP_NUM_THREADS"] = str(options.threads)
    try:
        settings = load_settings(options.config, options.set)
        read = read_records([options.file], settings.data)
        records = [renamed(record, options.rename) for record in read]
        bench = Bench(options, settings, records)
        trainings = [bench.done(wanted, console) for wanted in bench.wanted()]
    except (ConfigError, InputError, EncoderError, SettingsError) as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(2)
    except ContenderError as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(1)
    console.print(table_of(trainings))
    if options.plot:
        draw(trainings, options.plot, options.threads)
    console.print(f"all are in {JOURNAL}", soft_wrap=True, markup=False)


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", help="annotated texts")
    parser.add_argument("--start-from", help="folder of a published model, for start and replay")
    parser.add_argument("--replayed", help="annotated texts that it learned from, for replay")
    parser.add_argument("--share", type=float, default=0.02, help="of these (%(default)s)")
    parser.add_argument("--sizes", type=numbers, default=[25, 50, 100], help="(25,50,100)")
    parser.add_argument("--folds", type=int, default=3, help="(%(default)s)")
    parser.add_argument("--only-folds", type=numbers, help="some of them, from 0")
    parser.add_argument("--seeds", type=numbers, default=[1], help="(1)")
    parser.add_argument("--rename", type=_renaming, default={}, help="OLD=NEW,FORGOTTEN=")
    parser.add_argument("--contenders", type=names, default=[ENCODER, START, HUGGING_FACE])
    parser.add_argument("--config", type=Path, help="base configuration unless given")
    parser.add_argument("--set", action="append", default=[], help="settings, as for txner run")
    parser.add_argument("--hf-epochs", type=int, default=40, help="of hf (%(default)s)")
    parser.add_argument("--hf-learning-rate", type=float, default=3e-4, help="(%(default)s)")
    parser.add_argument("--spacy-epochs", type=int, default=40, help="(%(default)s)")
    parser.add_argument("--batch-size", type=int, default=16, help="of hf (%(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="(%(default)s)")
    parser.add_argument("--plot", type=Path, help="PNG file for the curves")
    options = parser.parse_args(arguments)
    if unknown := set(options.contenders) - set(CONTENDERS):
        parser.error(f"--contenders: {sorted(unknown)[0]} is none of {', '.join(CONTENDERS)}")
    if {START, REPLAY} & {*options.contenders} and not options.start_from:
        parser.error("start and replay need --start-from, the folder of a published model")
    if REPLAY in options.contenders and not options.replayed:
        parser.error("replay needs --replayed, what the published model learned from")
    return options


class Bench:
    """Trains on parts of a file, and measures on the rest.

    Args:
      options: Of the command line.
      settings: How ours trains.
      records: The texts of the file.
    """

    def __init__(
        self, options: argparse.Namespace, settings: Settings, records: Sequence[Record]
    ) -> None:
        self._options = options
        self._settings = settings
        self._labels = sorted({span.label for record in records for span in record.spans})
        # By number, because ids need not be unique across files.
        self._records = [replace(record, id=str(n)) for n, record in enumerate(records)]
        self._noted = read_journal(JOURNAL, Training)
        self._folder = FOLDER / _hash([str(options.file), options.rename])

    def wanted(self) -> list[Training]:
        """What is to be trained, small ones first."""
        options = self._options
        folds = options.only_folds or range(options.folds)
        return [
            Training(contender, size, fold, seed, self._key(contender))
            for size in options.sizes
            for seed in options.seeds
            for fold in folds
            for contender in options.contenders
        ]

    def done(self, wanted: Training, console: Console) -> Training:
        """A training as it ended; it is done now unless it is noted."""
        for noted in self._noted:
            if replace(wanted, **_outcome(noted)) == noted:
                return noted
        held_out, rest = split(self._records, wanted.fold, self._options.folds)
        chosen = choose(rest, wanted.texts)
        if len(chosen) < wanted.texts:
            raise SettingsError(
                f"--sizes: {wanted.texts} texts were asked for, and beside the fold that is held "
                f"out there are {len(rest)}"
            )
        train = self._peer if wanted.contender in PEERS else self._ours
        ended = train(wanted, chosen, held_out)
        note(JOURNAL, ended)
        console.print(
            f"{ended.contender}, {ended.texts} texts, fold {ended.fold}, seed {ended.seed}: "
            f"F1 {ended.f1:.4f}, {ended.seconds:.0f} s"
        )
        return ended

    def _ours(
        self, wanted: Training, chosen: Sequence[Record], held_out: Sequence[Record]
    ) -> Training:
        import keras
        import tensorflow as tf
        import tensorflow_text  # noqa: F401 - registers the ops of the graph
        import tensorflow_transform as tft

        from models.batching import SpecialTokens
        from models.model_description import ModelDescription
        from models.span_evaluation import SpanEvaluation
        from models.starting_point import StartingPoint
        from models.trainer import EVALUATED_TOGETHER, TrainingData, fit
        from models.training_data import read_examples

        examples = ours.transformed(self._transform("few", self._records))
        output = tft.TFTransformOutput(examples["transform_graph"])
        paths = tf.io.gfile.glob(examples["examples"] + "/Split-*/*")
        start, weights = None, {}
        if wanted.contender in (START, REPLAY):
            path = self._options.start_from
            description = ModelDescription.read(path)
            if description is None:
                raise SettingsError(f"--start-from: {path} does not say what it is made of")
            start = StartingPoint(path, path, description)
        with tempfile.TemporaryDirectory() as folder:
            learned, judged = apart(chosen)
            parts = {"train": learned, "eval": judged, "test": held_out}
            files = {
                name: _part(paths, {record.id for record in part}, f"{folder}/{name}.gz")
                for name, part in parts.items()
            }
            train_files = [files["train"]]
            if wanted.contender == REPLAY:
                old = ours.transformed(self._transform("old", self._replayed()))
                train_files += tf.io.gfile.glob(old["examples"] + "/Split-train/*")
                weights = {"old": self._options.share}
            data = TrainingData(output, train_files, [files["eval"]], self._labels, weights)
            fitted = fit(
                data,
                encoder_settings=self._settings.encoder,
                settings=self._settings.training.model_copy(update={"seed": wanted.seed}),
                augmentation=self._settings.augmentation,
                decoding=self._settings.decoding,
                run_path=folder,
                start=start,
            )
            counts = SpanEvaluation(
                fitted.tagger,
                read_examples(
                    [files["test"]], output.transformed_feature_spec(), EVALUATED_TOGETHER
                ),
                special=SpecialTokens.of(fitted.encoder),
                window=fitted.window,
                labels=self._labels,
                decoding=self._settings.decoding,
            ).counts()
        keras.utils.clear_session(free_memory=True)
        return replace(
            wanted,
            f1=counts.figures(self._labels)[MICRO].f1,
            steps=fitted.report.steps,
            seconds=fitted.report.seconds,
        )

    def _peer(
        self, wanted: Training, chosen: Sequence[Record], held_out: Sequence[Record]
    ) -> Training:
        options, training = self._options, self._settings.training
        folder = self._folder / "_".join(map(str, (wanted.contender, wanted.texts, wanted.fold)))
        folder.mkdir(parents=True, exist_ok=True)
        learned, judged = apart(chosen)
        parts = {"train": learned, "eval": judged, "test": held_out}
        for name, part in parts.items():
            write_records(part, folder / f"{name}.jsonl")
        is_spacy = wanted.contender == SPACY
        job = {
            **{name: str(folder / f"{name}.jsonl") for name in parts},
            "labels": self._labels,
            "predictions": str(folder / "predictions.jsonl"),
            "encoder": str(locate_encoder(self._settings.encoder.source).path),
            "seed": wanted.seed,
            "threads": options.threads,
            "epochs": options.spacy_epochs if is_spacy else options.hf_epochs,
            "batch_size": options.batch_size,
            "learning_rate": options.hf_learning_rate,
            "warmup_fraction": training.warmup_fraction,
            "weight_decay": training.weight_decay,
            "clip_norm": training.gradient_clip_norm,
        }
        answer = contenders.run_job(contenders.peer(PEERS[wanted.contender]), job, folder)
        predicted = read_predictions(folder / "predictions.jsonl")
        f1 = score(held_out, predicted, self._labels)[MICRO].f1
        return replace(wanted, f1=f1, seconds=answer["wall_s"])

    def _replayed(self) -> list[Record]:
        options = self._options
        records = read_records([options.replayed], self._settings.data)
        return [renamed(record, options.rename) for record in records]

    def _transform(self, name: str, records: Sequence[Record]) -> Path:
        """Runs the pipeline up to what is trained on; returns its root."""
        folder = self._folder / name
        folder.mkdir(parents=True, exist_ok=True)
        write_records(records, folder / f"{name}.jsonl")
        path, root = str(folder / f"{name}.jsonl"), folder / "pipeline"
        given = ours.overrides(path, self._labels, root, given=self._options.set)
        run_transform(load_settings(self._options.config, given).with_absolute_paths())
        return root

    def _key(self, contender: str) -> str:
        """Hash of what a training depends on besides its size, fold and seed."""
        options, settings = self._options, self._settings
        parts: list[Any] = [[(r.text, *map(tuple, r.spans)) for r in self._records], options.folds]
        if contender in PEERS:
            parts += [options.hf_epochs, options.hf_learning_rate, options.batch_size]
            parts += [options.spacy_epochs] * (contender == SPACY)
        else:
            for section in (settings.training, settings.encoder, settings.augmentation):
                parts.append(section.model_dump(mode="json", exclude={"seed"}))
        if contender in (START, REPLAY):
            parts.append(options.start_from)
        if contender == REPLAY:
            parts += [options.replayed, options.share]
        return _hash(parts)


def split(records: Sequence[Record], fold: int, folds: int) -> tuple[list[Record], list[Record]]:
    """Texts of a fold, and all others; a hash of a text tells its fold."""
    parts: tuple[list[Record], list[Record]] = ([], [])
    for record in records:
        number = int.from_bytes(hashlib.blake2b(record.text.encode(), digest_size=8).digest())
        parts[number % folds != fold].append(record)
    return parts


def apart(chosen: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Texts to learn from, and one of six by which the best epoch is chosen."""
    learned = [record for number, record in enumerate(chosen) if number % 6]
    return learned, list(chosen[::6])


def renamed(record: Record, rename: Mapping[str, str]) -> Record:
    """A record with other labels; a span whose label becomes empty is left out."""
    spans = (span._replace(label=rename.get(span.label, span.label)) for span in record.spans)
    return replace(record, spans=tuple(span for span in spans if span.label))


def table_of(trainings: Sequence[Training]) -> Table:
    """Mean F1, and its deviation over folds and seeds, by number of texts and contender."""
    groups = grouped(trainings)
    shown = list(dict.fromkeys(training.contender for training in trainings))
    title = "Micro F1 on what is held out: mean ± deviation over folds and seeds"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("texts", justify="right")
    for contender in shown:
        table.add_column(contender, justify="right")
    for size in sorted({size for _, size in groups}):
        cells = []
        for contender in shown:
            scores = groups.get((contender, size), [])
            spread = stdev(scores) if len(scores) > 1 else 0.0
            cells.append(f"{mean(scores):.3f} ± {spread:.3f} ({len(scores)})" if scores else "")
        table.add_row(str(size), *cells)
    return table


def grouped(trainings: Iterable[Training]) -> dict[tuple[str, int], list[float]]:
    """F1 of all folds and seeds, by contender and number of texts."""
    groups: dict[tuple[str, int], list[float]] = defaultdict(list)
    for training in trainings:
        groups[training.contender, training.texts].append(training.f1)
    return groups


def draw(trainings: Sequence[Training], path: Path, threads: int) -> None:
    """Draws the curves, in the peers' environment, which has what draws."""
    curves: dict[str, list[tuple[int, list[float]]]] = defaultdict(list)
    for (contender, size), scores in sorted(grouped(trainings).items()):
        curves[contender].append((size, scores))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "curves.json"
        file.write_text(json.dumps(curves), "utf-8")
        command = [*contenders.peer("learning_curve"), str(file), str(path.absolute())]
        contenders.run_logged(command, Path(folder) / "log.txt", threads)


def _outcome(noted: Training) -> dict[str, Any]:
    return {name: getattr(noted, name) for name in ("f1", "steps", "seconds")}


def _part(paths: Sequence[str], ids: set[str], target: str) -> str:
    """Writes the transformed examples with some ids to a file, and returns its path."""
    import tensorflow as tf

    with tf.io.TFRecordWriter(target, "GZIP") as writer:
        for record in tf.data.TFRecordDataset(sorted(paths), "GZIP").as_numpy_iterator():
            (found,) = tf.train.Example.FromString(record).features.feature["id"].bytes_list.value
            if found.decode() in ids:
                writer.write(record)
    return target


def _renaming(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in names(text)]
    if wrong := [old for old, sign, _ in pairs if not sign]:
        raise argparse.ArgumentTypeError(f"{wrong[0]!r} is not OLD=NEW, nor FORGOTTEN=")
    return {old: new for old, _, new in pairs}


def _hash(value: Any) -> str:
    return hashlib.blake2b(json.dumps(value).encode(), digest_size=8).hexdigest()


if __name__ == "__main__":
    main()
