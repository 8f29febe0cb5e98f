"""Fine-tunes the tagger on transformed examples and exports it: the `run_fn` of TFX's Trainer."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import keras
import numpy as np
import tensorflow as tf
import tensorflow_transform as tft

from models.batching import SpecialTokens
from models.calibration import calibrate
from models.checkpoints import load_encoder
from models.confidence import Confidence
from models.export import ServingModel, TextGraph, export_model
from models.export_format import INT8_FOLDER
from models.hyperparameters import apply
from models.model_description import ModelDescription
from models.processors import multiplies_in_bfloat16
from models.progress import IN_REPORT, report_phase
from models.quantization import export_int8
from models.reliability import reliability_table
from models.settings import (
    Decoding,
    EncoderSettings,
    ExportDtype,
    ExportSettings,
    Precision,
    TrainingSettings,
)
from models.span_evaluation import SpanEvaluation
from models.starting_point import (
    StartingPoint,
    check_start,
    describe,
    start_from,
    weight_name,
)
from models.tagger import Tagger
from models.training_data import (
    TrainingBatches,
    VariedFeatures,
    annotated_texts,
    count_drawn,
    read_examples,
)
from models.training_loop import MOST_RESTARTS, NothingLearnedError, TrainingLoop
from models.training_plan import plan_training
from models.training_report import REPORT_FILE, AlignmentReport, TrainingReport
from models.training_state import forget_checkpoints
from models.warmup import warmup_batches, write_warmup
from models.windows import Window, window_of
from preprocessing.augmentation import Augmenter, EntityPool
from preprocessing.encoder_files import EncoderFiles, locate_encoder
from preprocessing.labels import TagSet
from preprocessing.settings import AugmentationSettings
from storage import files

RELIABILITY_FILE = "reliability.md"

CHECKPOINT_ROOT = "checkpoint_root"
"""Key of `custom_config`."""

EVALUATED_TOGETHER = 64
"""Texts of a batch of the eval split."""

MAX_OFFENDERS = 20
"""How many ids of cut or misaligned texts a report names."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class TrainingData:
    """What a tagger learns from, and is chosen by.

    Attributes:
      transform_output: Output of the Transform component.
      train_files: TFRecord files of transformed examples to learn from.
      eval_files: The same to choose the best epoch by.
      labels: The labels, in the order of their tag ids.
      weights: How often texts are learned from, see `preprocessing.text_weights`.
    """

    transform_output: tft.TFTransformOutput
    train_files: Sequence[str]
    eval_files: Sequence[str]
    labels: Sequence[str]
    weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Fitted:
    """A tagger with the weights of its best epoch.

    Attributes:
      tagger: The tagger.
      evaluation: Evaluates it on the eval split.
      encoder: The encoder's files.
      window: What the encoder sees at once.
      description: What it is made of.
      report: How it was trained.
      best_f1: Micro F1 on the eval split.
    """

    tagger: Tagger
    evaluation: SpanEvaluation
    encoder: EncoderFiles
    window: Window
    description: ModelDescription
    report: TrainingReport
    best_f1: float


def run_fn(fn_args: Any) -> None:
    """Entry point for TFX's Trainer.

    Args:
      fn_args: TFX's `FnArgs`; `custom_config` holds `labels`, the sections `encoder`, `training`,
        `augmentation`, `decoding` and `export`, `weights` of texts, `target_precision`,
        `min_score`, and `checkpoint_root`, the folder for checkpoints; `warmup_texts`, what the
        requests are made of that servers replay after loading; `start`, if there is one, is a
        published model to begin from; `hyperparameters` are the Tuner's, or None.
    """
    config = fn_args.custom_config
    settings, encoder_settings, augmentation = apply(
        fn_args.hyperparameters,
        TrainingSettings.model_validate(config["training"]),
        EncoderSettings.model_validate(config["encoder"]),
        AugmentationSettings.model_validate(config["augmentation"]),
    )
    train(
        TrainingData(
            transform_output=tft.TFTransformOutput(fn_args.transform_graph_path),
            train_files=files.expand(fn_args.train_files),
            eval_files=files.expand(fn_args.eval_files),
            labels=config["labels"],
            weights=config.get("weights", {}),
        ),
        encoder_settings=encoder_settings,
        settings=settings,
        augmentation=augmentation,
        decoding=Decoding(config["decoding"]),
        export=ExportSettings.model_validate(config["export"]),
        target_precision=config["target_precision"],
        min_score=config.get("min_score", 0.0),
        warmup_texts=config.get("warmup_texts", ()),
        model_path=fn_args.serving_model_dir,
        run_path=fn_args.model_run_dir,
        checkpoint_path=_checkpoint_path(fn_args),
        start=StartingPoint.of(config.get("start")),
    )


def train(
    data: TrainingData,
    *,
    encoder_settings: EncoderSettings,
    settings: TrainingSettings,
    augmentation: AugmentationSettings,
    decoding: Decoding,
    export: ExportSettings,
    target_precision: float,
    min_score: float = 0.0,
    warmup_texts: Sequence[str] = (),
    model_path: str,
    run_path: str,
    checkpoint_path: str | None = None,
    start: StartingPoint | None = None,
) -> TrainingReport:
    """Trains a tagger, keeps its best epoch, calibrates its scores, and exports it.

    Args:
      data: What it learns from.
      encoder_settings: Which encoder, and its dropout.
      settings: How to train.
      augmentation: How the texts to learn from are varied.
      decoding: How tags are chosen.
      export: Format of the exported model.
      target_precision: Of the entities that the model marks as accepted.
      min_score: Of each of them.
      warmup_texts: What the requests are made of that servers replay after loading.
      model_path: Folder for the SavedModel.
      run_path: Folder for the report and the TensorBoard logs.
      checkpoint_path: Folder from which a run that was killed goes on; None to begin anew.
      start: A published model to begin from; None: the encoder.

    Returns:
      The report, which is also in `run_path`.

    Raises:
      NothingLearnedError: No epoch found a right span, at lower rates neither.
    """
    try:
        fitted = fit(
            data,
            encoder_settings=encoder_settings,
            settings=settings,
            augmentation=augmentation,
            decoding=decoding,
            run_path=run_path,
            checkpoint_path=checkpoint_path,
            start=start,
        )
    except NothingLearnedError:
        forget_checkpoints(checkpoint_path)  # there is nothing to go on from
        raise
    report = fitted.report
    report_phase("weighing scores")
    # Of what is exported: the same weights give other scores in another format.
    tagger = in_dtype(fitted.tagger, fitted.encoder, fitted.tagger.classifier.units, export.dtype)
    entities = fitted.evaluation.of(tagger).scored_entities()
    confidence, report.calibration = calibrate(entities, data.labels, target_precision, min_score)
    export_fitted(fitted, data, decoding, confidence, export, model_path, warmup_texts)
    _write_report(report, run_path)
    forget_checkpoints(checkpoint_path)
    return report


def fit(
    data: TrainingData,
    *,
    encoder_settings: EncoderSettings,
    settings: TrainingSettings,
    augmentation: AugmentationSettings,
    decoding: Decoding,
    run_path: str,
    checkpoint_path: str | None = None,
    start: StartingPoint | None = None,
    restarts: int = MOST_RESTARTS,
) -> Fitted:
    """Trains a tagger and keeps its best epoch; see `train`.

    With `restarts` training may begin again so often, with a lower rate, when nothing is learned.
    With 0 it ends then, and the span F1 is 0.
    """
    keras.utils.set_random_seed(settings.seed)
    encoder_files = locate_encoder(encoder_settings.source)
    window = window_of(encoder_settings, encoder_files)
    special = SpecialTokens.of(encoder_files)
    feature_spec = data.transform_output.transformed_feature_spec()
    train_set = read_examples(data.train_files, feature_spec, 1024)
    eval_set = read_examples(data.eval_files, feature_spec, EVALUATED_TOGETHER)

    strategy = distribution_strategy()
    report = TrainingReport(
        precision=dtype_policy(settings.precision),
        devices=devices(strategy),
        alignment={"train": check_alignment(train_set), "eval": check_alignment(eval_set)},
    )
    report.examples = report.alignment["train"].texts
    num_tags = len(TagSet.of(data.labels))
    with strategy.scope():
        tagger = build_tagger(encoder_files, num_tags, encoder_settings, settings, report.precision)
        if start is not None:
            source, label_map = encoder_settings.source, settings.label_map
            check_start(start, source, encoder_files, data.labels, label_map)
            start_from(tagger, start, data.labels, label_map)
    evaluation = SpanEvaluation(
        tagger, eval_set, special=special, window=window, labels=data.labels, decoding=decoding
    )
    vary = None
    if augmentation.probability:
        pool = EntityPool.of(annotated_texts(train_set, data.labels), seed=settings.seed)
        transform = data.transform_output.transform_features_layer()
        augmenter = Augmenter(augmentation, pool)
        vary = VariedFeatures(augmenter, transform, data.labels, settings.seed)
    batches = TrainingBatches(
        data.train_files,
        feature_spec,
        special,
        window,
        batch_tokens=max(1, settings.batch_tokens // strategy.num_replicas_in_sync),
        seed=settings.seed,
        static_shapes=settings.xla,
        vary=vary,
        weights=data.weights,
    )
    drawn = count_drawn(train_set, data.weights) if data.weights else report.examples
    replicas = strategy.num_replicas_in_sync
    plan = plan_training(settings, lambda limit: batches.count(limit * replicas) // replicas)
    report.planned_epochs = plan.epochs
    loop = TrainingLoop(
        tagger,
        batches,
        examples=drawn,
        evaluation=evaluation,
        settings=settings,
        plan=plan,
        strategy=strategy,
        run_path=run_path,
        checkpoint_path=checkpoint_path,
        restarts=restarts,
    )
    report.resumed = loop.run()
    report.epochs, report.best_epoch = loop.progress.epochs, loop.progress.best_epoch
    report.steps, report.seconds = loop.progress.steps, loop.progress.seconds
    description = describe(encoder_settings.source, encoder_files, tagger, data.labels)
    best_f1 = max(0.0, loop.progress.best_f1)
    return Fitted(tagger, evaluation, encoder_files, window, description, report, best_f1)


def export_fitted(
    fitted: Fitted,
    data: TrainingData,
    decoding: Decoding,
    confidence: Confidence,
    export: ExportSettings,
    model_path: str,
    warmup_texts: Sequence[str] = (),
) -> None:
    """Exports a tagger, with a description that another training can begin from.

    Args:
      fitted: The tagger.
      data: What it learned from.
      decoding: How tags are chosen.
      confidence: What its scores are worth.
      export: Format of the exported model.
      model_path: Folder for the SavedModel.
      warmup_texts: What the requests are made of that servers replay after loading; none: there are
        no requests in the export.
    """
    report_phase("exporting")
    transform = data.transform_output.transform_features_layer()
    special = SpecialTokens.of(fitted.encoder)
    text_graph = TextGraph(transform, data.labels, special, fitted.window, decoding, confidence)
    num_tags = fitted.tagger.classifier.units
    exported = in_dtype(fitted.tagger, fitted.encoder, num_tags, export.dtype)
    serving_model = ServingModel(exported, text_graph)
    export_model(serving_model, model_path)
    constants = {weight_name(path): node for path, node in serving_model.constants.items()}
    replace(fitted.description, constants=constants).write(model_path)
    if warmup_texts:
        spec = data.transform_output.transformed_feature_spec()
        examples = read_examples(data.eval_files, spec, EVALUATED_TOGETHER)
        texts = (text for batch in examples for text in batch["text"].numpy())
        lengths = [len(text.decode("utf-8", "replace")) for text in texts]
        write_warmup(model_path, warmup_batches(warmup_texts, lengths))
    if export.int8:
        report_phase("exporting the int8 model")
        export_int8(fitted.tagger, text_graph, files.join(model_path, INT8_FOLDER))


def build_tagger(
    files: EncoderFiles,
    num_tags: int,
    encoder_settings: EncoderSettings,
    settings: TrainingSettings,
    dtype: str,
) -> Tagger:
    """A tagger with the encoder's weights and a fresh classifier."""
    encoder = load_encoder(
        files,
        dropout=encoder_settings.dropout,
        attention_dropout=encoder_settings.attention_dropout,
        dtype=dtype,
    )
    tagger = Tagger(encoder, num_tags, dropout=settings.dropout, dtype=dtype, name="tagger")
    tagger.build()
    return tagger


def in_dtype(tagger: Tagger, files: EncoderFiles, num_tags: int, dtype: ExportDtype) -> Tagger:
    """A twin of a tagger, without its optimizer, computing in the given format.

    The optimizer's state is twice as large as the weights, and has no place in an export. In
    bfloat16 the weights take half the space; softmax, normalization, and the scores stay in
    float32.
    """
    encoder = load_encoder(files, dtype=dtype.value)
    twin = Tagger(encoder, num_tags, dtype=dtype.value, name="tagger")
    twin.build()
    twin.set_weights(tagger.get_weights())
    return twin


def distribution_strategy() -> tf.distribute.Strategy:
    """Data parallelism over all GPUs if there are several; otherwise the one device there is."""
    if len(tf.config.list_physical_devices("GPU")) > 1:
        return tf.distribute.MirroredStrategy()
    return tf.distribute.get_strategy()


def devices(strategy: tf.distribute.Strategy) -> list[str]:
    """Names of the devices that a strategy computes on."""
    if strategy.num_replicas_in_sync > 1:
        return list(strategy.extended.worker_devices)
    used = tf.config.list_logical_devices("GPU") or tf.config.list_logical_devices("CPU")
    return [used[0].name]


def dtype_policy(precision: Precision) -> str:
    """The Keras dtype policy for a precision; `auto` takes what the machine at hand is fast in."""
    if precision is not Precision.AUTO:
        return precision.value
    gpus = tf.config.list_physical_devices("GPU")
    if not gpus:
        return "mixed_bfloat16" if multiplies_in_bfloat16() else "float32"
    # bfloat16 came with compute capability 8 (Ampere).
    capabilities = [
        tf.config.experimental.get_device_details(gpu).get("compute_capability", (0, 0))
        for gpu in gpus
    ]
    return "mixed_bfloat16" if min(capabilities) >= (8, 0) else "mixed_float16"


def check_alignment(examples: Iterable[dict[str, Any]]) -> AlignmentReport:
    """Counts what word pieces cannot express, and warns if there is anything."""
    report = AlignmentReport()
    for batch in examples:
        cut, lost = batch["cut_pieces"].numpy(), batch["lost_spans"].numpy()
        report.texts += len(cut)
        report.cut_texts += int(np.count_nonzero(cut))
        report.lost_spans += int(lost.sum())
        concerned = batch["id"].numpy()[(cut > 0) | (lost > 0)]
        room = MAX_OFFENDERS - len(report.offenders)
        report.offenders += [identifier.decode() for identifier in concerned[:room]]
    if report.cut_texts or report.lost_spans:
        logger.warning(
            "%d of %d texts are cut, %d spans do not fall on word pieces; first ids: %s",
            report.cut_texts,
            report.texts,
            report.lost_spans,
            ", ".join(report.offenders),
            extra=IN_REPORT,
        )
    return report


def _write_report(report: TrainingReport, run_path: str) -> None:
    files.write_text(files.join(run_path, REPORT_FILE), report.to_json())
    if report.calibration is not None:
        table = reliability_table(report.calibration)
        files.write_text(files.join(run_path, RELIABILITY_FILE), f"{table}\n")


def _checkpoint_path(fn_args: Any) -> str:
    """A folder of its own for each combination of what a training depends on.

    A run that is started again after it was killed finds the same examples in TFX's cache.
    """
    config = {key: value for key, value in fn_args.custom_config.items() if key != CHECKPOINT_ROOT}
    inputs = [config, fn_args.hyperparameters, fn_args.train_files, fn_args.transform_graph_path]
    digest = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
    return files.join(fn_args.custom_config[CHECKPOINT_ROOT], digest[:16])
