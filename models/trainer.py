"""Fine-tunes the tagger on transformed examples and exports it: the `run_fn` of TFX's Trainer."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import keras
import numpy as np
import tensorflow as tf
import tensorflow_transform as tft

from models.batching import SpecialTokens, read_examples, training_batches
from models.callbacks import SpanEvaluation, StepProgress, StopAtStep
from models.checkpoints import load_encoder
from models.export import ServingModel, TextGraph, export_model
from models.int8_format import INT8_FOLDER
from models.quantization import export_int8
from models.settings import (
    Decoding,
    EncoderSettings,
    ExportDtype,
    ExportSettings,
    Precision,
    TrainingSettings,
)
from models.tagger import MaskedCrossEntropy, Tagger, WarmupLinearDecay
from preprocessing import files
from preprocessing.encoder_files import EncoderFiles, locate_encoder
from preprocessing.labels import TagSet
from preprocessing.settings import SettingsError

REPORT_FILE = "training_report.json"

MAX_OFFENDERS = 20
"""How many ids of cut or misaligned texts a report names."""

logger = logging.getLogger(__name__)


@dataclass
class AlignmentReport:
    """What the encoder's word pieces cannot express, counted over one split.

    Attributes:
      texts: Texts seen.
      cut_texts: Texts longer than the encoder takes, whose end was left out.
      lost_spans: Spans that tags do not give back exactly: beyond the cut, or with a boundary
        inside a word piece.
      offenders: Ids of the first texts concerned.
    """

    texts: int = 0
    cut_texts: int = 0
    lost_spans: int = 0
    offenders: list[str] = field(default_factory=list)


@dataclass
class TrainingReport:
    """What a training run did; written as JSON beside its logs.

    Attributes:
      epochs: For each epoch its figures on both splits.
      best_epoch: Number, from 1, of the epoch whose weights were kept.
      steps: Optimizer steps done.
      examples: Training examples in an epoch.
      seconds: Wall time of fitting, evaluation included.
      devices: Devices that took part.
      precision: Keras dtype policy.
      alignment: For each split, what word pieces could not express.
    """

    epochs: list[dict[str, float]] = field(default_factory=list)
    best_epoch: int = 0
    steps: int = 0
    examples: int = 0
    seconds: float = 0.0
    devices: list[str] = field(default_factory=list)
    precision: str = ""
    alignment: dict[str, AlignmentReport] = field(default_factory=dict)


def run_fn(fn_args: Any) -> None:
    """Entry point for TFX's Trainer.

    Args:
      fn_args: TFX's `FnArgs`; `custom_config` holds `labels`, `encoder`, `training`, `decoding` and
        `export`.
    """
    config = fn_args.custom_config
    train(
        transform_output=tft.TFTransformOutput(fn_args.transform_graph_path),
        train_files=_expand(fn_args.train_files),
        eval_files=_expand(fn_args.eval_files),
        labels=config["labels"],
        encoder_settings=EncoderSettings.model_validate(config["encoder"]),
        settings=TrainingSettings.model_validate(config["training"]),
        decoding=Decoding(config["decoding"]),
        export=ExportSettings.model_validate(config["export"]),
        model_path=fn_args.serving_model_dir,
        run_path=fn_args.model_run_dir,
    )


def train(
    *,
    transform_output: tft.TFTransformOutput,
    train_files: Sequence[str],
    eval_files: Sequence[str],
    labels: Sequence[str],
    encoder_settings: EncoderSettings,
    settings: TrainingSettings,
    decoding: Decoding,
    export: ExportSettings,
    model_path: str,
    run_path: str,
) -> TrainingReport:
    """Trains a tagger, keeps its best epoch, and exports it.

    Args:
      transform_output: Output of the Transform component.
      train_files: TFRecord files of transformed examples to learn from.
      eval_files: The same to choose the best epoch by.
      labels: The labels, in the order of their tag ids.
      encoder_settings: Which encoder, and its dropout.
      settings: How to train.
      decoding: How tags are chosen.
      export: Format of the exported model.
      model_path: Folder for the SavedModel.
      run_path: Folder for the report and the TensorBoard logs.

    Returns:
      The report, which is also in `run_path`.
    """
    keras.utils.set_random_seed(settings.seed)
    encoder_files = locate_encoder(encoder_settings.source)
    special = SpecialTokens.of(encoder_files)
    feature_spec = transform_output.transformed_feature_spec()
    num_tags = len(TagSet.of(labels))

    train_set = training_batches(
        train_files,
        feature_spec,
        special=special,
        batch_size=settings.batch_size,
        seed=settings.seed,
    )
    eval_set = read_examples(eval_files, feature_spec, settings.batch_size)
    report = TrainingReport(precision=dtype_policy(settings.precision))
    report.alignment = {
        "train": check_alignment(read_examples(train_files, feature_spec, 1024)),
        "eval": check_alignment(eval_set),
    }
    report.examples = report.alignment["train"].texts
    steps_per_epoch = -(-report.examples // settings.batch_size)
    total_steps = min(steps_per_epoch * settings.epochs, settings.max_steps or sys.maxsize)

    strategy = distribution_strategy()
    if settings.batch_size % strategy.num_replicas_in_sync:
        raise SettingsError(
            f"training.batch_size {settings.batch_size} is not a multiple of the "
            f"{strategy.num_replicas_in_sync} devices that share a batch"
        )
    report.devices = devices(strategy)
    with strategy.scope():
        tagger = build_tagger(encoder_files, num_tags, encoder_settings, settings, report.precision)
        compile_tagger(tagger, settings, total_steps)

    callbacks = [
        SpanEvaluation(
            eval_set,
            special=special,
            labels=labels,
            decoding=decoding,
            patience=settings.patience,
        ),
        StepProgress(steps_per_epoch, total_steps),
        StopAtStep(total_steps),
        keras.callbacks.TensorBoard(run_path, update_freq=10, write_graph=False),
    ]
    started = time.monotonic()
    history = tagger.fit(
        train_set,
        steps_per_epoch=steps_per_epoch,
        epochs=settings.epochs,
        callbacks=callbacks,
        shuffle=False,  # the dataset does it
        verbose=0,
    )
    report.seconds = time.monotonic() - started
    report.best_epoch = callbacks[0].best_epoch
    report.steps = int(tagger.optimizer.iterations.numpy())
    report.epochs = [
        {name: float(values[epoch]) for name, values in history.history.items()}
        for epoch in history.epoch
    ]

    transform = transform_output.transform_features_layer()
    text_graph = TextGraph(transform, labels, special, decoding)
    exported = in_dtype(tagger, encoder_files, num_tags, export.dtype)
    export_model(ServingModel(exported, text_graph), model_path)
    if export.int8:
        export_int8(tagger, text_graph, files.join(model_path, INT8_FOLDER))
    _write_report(report, run_path)
    return report


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


def compile_tagger(tagger: Tagger, settings: TrainingSettings, total_steps: int) -> None:
    """Sets optimizer and loss: AdamW, without decay of biases and normalizations."""
    optimizer = keras.optimizers.AdamW(
        WarmupLinearDecay(
            settings.learning_rate, round(settings.warmup_fraction * total_steps), total_steps
        ),
        weight_decay=settings.weight_decay,
        global_clipnorm=settings.gradient_clip_norm,
        epsilon=1e-6,
    )
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    tagger.compile(optimizer=optimizer, loss=MaskedCrossEntropy(), jit_compile=False)


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
    """The Keras dtype policy for a precision; `auto` takes what the GPUs at hand are fast in."""
    if precision is not Precision.AUTO:
        return precision.value
    gpus = tf.config.list_physical_devices("GPU")
    if not gpus:
        return "float32"
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
        )
    return report


def _write_report(report: TrainingReport, run_path: str) -> None:
    tf.io.gfile.makedirs(run_path)
    with tf.io.gfile.GFile(f"{run_path}/{REPORT_FILE}", "w") as file:
        file.write(json.dumps(asdict(report), indent=2))


def _expand(patterns: Sequence[str]) -> list[str]:
    return [path for pattern in patterns for path in tf.io.gfile.glob(pattern)]
