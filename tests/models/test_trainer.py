from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf

from models import trainer
from models.checkpoints import load_encoder, read_checkpoint
from models.model_description import ModelDescription
from models.progress import PROGRESS_LOGGER
from models.reliability import reliability_table
from models.settings import (
    Decoding,
    EncoderSettings,
    ExportDtype,
    ExportSettings,
    Precision,
    TrainingSettings,
)
from models.span_evaluation import Evaluated, SpanEvaluation
from models.span_scoring import SpanCounts
from models.starting_point import StartingPoint, read_weights
from models.tagger import Tagger
from models.trainer import Fitted, TrainingData, dtype_policy, export_fitted, fit, in_dtype, train
from models.training_loop import MOST_RESTARTS, NothingLearnedError, TrainingLoop
from models.training_report import TrainingReport
from models.warmup import read_warmup
from pipeline.config import load_settings
from preprocessing.encoder_files import locate_encoder
from preprocessing.records import Record
from preprocessing.settings import AugmentationSettings
from preprocessing.spans import Span
from serving.prediction.predictor import Predictor
from tests.exported import CONFIDENCE, LABELS, Transformed

SETTINGS: dict[str, Any] = {
    "start_from": "encoder",
    "label_map": {},
    "epochs": 8,
    "min_steps": 0,
    "max_steps": None,
    "batch_tokens": 128,
    "learning_rate": 5e-3,
    "layer_decay": 1.0,
    "frozen_layers": 0,
    "warmup_fraction": 0.1,
    "weight_decay": 0.01,
    "gradient_clip_norm": 1.0,
    "dropout": 0.0,
    "patience": 2,
    "precision": "float32",
    "xla": False,
    "checkpoint_minutes": 0.0,
    "seed": 1,
}

PLAIN = load_settings(overrides=["augmentation.probability=0"]).augmentation
VARIED = load_settings(overrides=["augmentation.probability=1"]).augmentation


def easy_record(number: int) -> Record:
    """Texts in which the words themselves tell the label."""
    party = ("purchase", "market", "coffee", "payment")[number % 4]
    text = f"{party} {number % 12 + 1:02d}/{number % 28 + 1:02d}"
    spans = (Span(0, len(party), "PARTY"), Span(len(party) + 1, len(text), "DATE"))
    return Record(str(number), text, spans, "test", number + 1)


@pytest.fixture(scope="module")
def data(transform_records: Callable[..., Transformed]) -> TrainingData:
    """Examples to train on and to evaluate."""
    train_split = transform_records([easy_record(number) for number in range(160)])
    hard = Record("split", "coffee", (Span(1, 3, "AMOUNT"),), "test", 1)
    eval_split = transform_records([*map(easy_record, range(200, 240)), hard])
    return TrainingData(train_split.output, train_split.files, eval_split.files, LABELS)


def encoder_settings(source: str, dropout: float = 0.0) -> EncoderSettings:
    return EncoderSettings(
        source=source,
        max_pieces=4096,
        window_pieces=None,
        window_overlap=32,
        dropout=dropout,
        attention_dropout=dropout,
    )


Train = Callable[..., TrainingReport]


@pytest.fixture
def run(data: TrainingData, tmp_path: Path, tiny_encoder_path: str) -> Train:
    """Trains and exports."""

    def run(**changes: Any) -> TrainingReport:
        return train(
            data,
            encoder_settings=encoder_settings(tiny_encoder_path),
            settings=TrainingSettings(**{**SETTINGS, **changes}),
            augmentation=PLAIN,
            decoding=Decoding.CONSTRAINED,
            export=ExportSettings(dtype=ExportDtype.FLOAT32, int8=False),
            target_precision=0.9,
            warmup_texts=["market 01/02"],
            model_path=str(tmp_path / "model"),
            run_path=str(tmp_path / "run"),
            checkpoint_path=str(tmp_path / "checkpoints"),
        )

    return run


Fit = Callable[..., Fitted]


@pytest.fixture(scope="module")
def fit_only(
    data: TrainingData, tmp_path_factory: pytest.TempPathFactory, tiny_encoder_path: str
) -> Fit:
    """Trains, and does not export."""

    def run(
        dropout: float = 0.0,
        augmentation: AugmentationSettings = PLAIN,
        checkpoint_path: Path | None = None,
        start: StartingPoint | None = None,
        restarts: int = MOST_RESTARTS,
        **changes: Any,
    ) -> Fitted:
        return fit(
            data,
            encoder_settings=encoder_settings(tiny_encoder_path, dropout),
            settings=TrainingSettings(**{**SETTINGS, **changes}),
            augmentation=augmentation,
            decoding=Decoding.CONSTRAINED,
            run_path=str(tmp_path_factory.mktemp("run")),
            checkpoint_path=str(checkpoint_path) if checkpoint_path else None,
            start=start,
            restarts=restarts,
        )

    return run


def test_training_learns_and_exports_the_best_epoch(
    run: Train,
    fit_only: Fit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("models.training_loop.PROGRESS_SECONDS", 0.0)
    with caplog.at_level(logging.DEBUG, PROGRESS_LOGGER):
        report = run()
    scores = [epoch["span_f1"] for epoch in report.epochs]
    assert max(scores) > 0.9
    assert scores.index(max(scores)) + 1 == report.best_epoch
    assert report.steps % len(scores) == 0
    assert not report.resumed
    assert report.examples == 160
    assert report.epochs[0]["loss"] > report.epochs[-1]["loss"]

    predict = tf.saved_model.load(str(tmp_path / "model")).signatures["serving_default"]
    answer = predict(text=tf.constant(["market 03/04"]))
    assert answer["entity_label"].numpy().tolist() == [[b"PARTY", b"DATE"]]
    assert answer["entity_text"].numpy().tolist() == [[b"market", b"03/04"]]

    written = json.loads((tmp_path / "run" / trainer.REPORT_FILE).read_text())
    assert written["best_epoch"] == report.best_epoch
    assert list((tmp_path / "run").rglob("events.out.tfevents.*"))

    # Every step was reported while it ran.
    progress = [vars(record) for record in caplog.records if record.name == PROGRESS_LOGGER]
    phases = [entry["phase"] for entry in progress if "phase" in entry]
    evaluated = [f"evaluating epoch {number}" for number in range(1, len(scores) + 1)]
    assert phases == [*evaluated, "weighing scores", "exporting"]
    progress = [entry for entry in progress if "completed" in entry]
    completed = [entry["completed"] for entry in progress]
    assert len(completed) == report.steps
    assert completed == sorted(completed)
    assert completed[-1] == 160 * len(scores)
    assert {entry["total"] for entry in progress} == {160 * 8}

    # What could have been gone on from is not needed any more.
    assert not (tmp_path / "checkpoints").exists()

    # Scores are calibrated.
    assert report.calibration is not None
    assert "ece_after" in written["calibration"]
    table = (tmp_path / "run" / trainer.RELIABILITY_FILE).read_text()
    assert table == f"{reliability_table(report.calibration)}\n"

    # What servers replay is as long as what was evaluated, and has none of its words.
    requests = [inputs["text"] for _, inputs in read_warmup(str(tmp_path / "model"))]
    texts = [text.decode() for texts in requests for text in texts]
    assert {len(text) for text in texts[:-1]} <= {len(easy_record(n).text) for n in range(240)}
    assert texts[-1] == "market 01/02"
    assert not any("purchase" in text or "payment" in text for text in texts)

    # Another training goes on from there.
    description = ModelDescription.read(str(tmp_path / "model"))
    assert description is not None
    start = StartingPoint("the model", str(tmp_path / "model"), description)
    assert fit_only(start=start, max_steps=1, learning_rate=1e-6).best_f1 > max(scores) - 0.02

    # A span that word pieces cannot express is counted and named.
    assert report.alignment["train"].lost_spans == 0
    assert report.alignment["eval"].lost_spans == 1
    assert report.alignment["eval"].offenders == ["split"]
    assert "1 spans do not fall on word pieces; first ids: split" in caplog.text


def test_the_same_seed_gives_the_same_model(fit_only: Fit) -> None:
    first, again, other = (fit_only(max_steps=13, seed=seed).report for seed in (1, 1, 2))
    assert first.steps == 13  # in the middle of an epoch
    assert first.epochs == again.epochs
    assert first.epochs != other.epochs


def test_frozen_layers_stay_and_lower_ones_learn_more_slowly(
    fit_only: Fit, tiny_encoder_path: str
) -> None:
    before = load_encoder(locate_encoder(tiny_encoder_path)).get_weights()

    def moved(**changes: Any) -> dict[str, float]:
        encoder = fit_only(max_steps=3, **changes).tagger.encoder
        names = (name.split("/")[0] for name in encoder.weight_names())
        distances: dict[str, float] = {}
        for name, old, new in zip(names, before, encoder.get_weights(), strict=True):
            distances[name] = max(distances.get(name, 0.0), float(np.abs(new - old).max()))
        return distances

    frozen = moved(frozen_layers=2)
    assert frozen["embeddings"] == frozen["block_0"] == 0 < frozen["block_1"]
    slow = moved(layer_decay=0.1)
    assert 0 < 5 * slow["embeddings"] < slow["block_0"] < slow["block_1"] / 5


class Killed(BaseException):
    """Stands for what gives no chance to clean up."""


SURVIVING: dict[str, Any] = {"epochs": 3, "dropout": 0.1, "augmentation": VARIED}


@pytest.fixture(scope="module")
def uninterrupted(fit_only: Fit) -> Fitted:
    return fit_only(**SURVIVING)


# In the middle of the first epoch, and in the third.
@pytest.mark.parametrize("steps", [7, 25])
def test_a_training_that_was_killed_ends_with_the_same_weights(
    fit_only: Fit,
    uninterrupted: Fitted,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    steps: int,
) -> None:
    assert uninterrupted.report.steps > 26
    assert uninterrupted.report.epochs[2]["loss"] < uninterrupted.report.epochs[0]["loss"] / 2

    def die(loop: TrainingLoop, _: float) -> None:
        if loop.progress.steps == steps:
            raise Killed

    with monkeypatch.context() as context:
        context.setattr(TrainingLoop, "_report", die)
        with pytest.raises(Killed):
            fit_only(**SURVIVING, checkpoint_path=tmp_path)
    again = fit_only(**SURVIVING, checkpoint_path=tmp_path, checkpoint_minutes=60.0)
    assert again.report.resumed
    assert again.report.epochs == uninterrupted.report.epochs
    assert again.report.best_epoch == uninterrupted.report.best_epoch
    weights = zip(again.tagger.get_weights(), uninterrupted.tagger.get_weights(), strict=True)
    assert all((ours == theirs).all() for ours, theirs in weights)


def test_a_training_that_was_killed_after_its_last_step(
    fit_only: Fit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as context:
        context.setattr(SpanEvaluation, "evaluate", die)
        with pytest.raises(Killed):
            fit_only(max_steps=5, checkpoint_path=tmp_path)
    report = fit_only(max_steps=5, checkpoint_path=tmp_path).report
    assert report.resumed
    assert report.steps == 5
    assert len(report.epochs) == 1


TOO_HIGH: dict[str, Any] = {"epochs": 2, "learning_rate": 9.0, "dropout": 0.1}


def test_a_training_that_learns_nothing_begins_again_with_a_lower_rate(
    fit_only: Fit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("models.training_loop.LOWER_RATE", 1e-3)
    with caplog.at_level(logging.DEBUG, PROGRESS_LOGGER):
        fitted = fit_only(**TOO_HIGH)
    report = fitted.report
    rates = [epoch["learning_rate"] for epoch in report.epochs]
    assert rates == pytest.approx([9.0, 9e-3, 9e-3])
    assert report.epochs[0]["span_f1"] == 0
    assert report.best_epoch > 1
    assert fitted.best_f1 > 0.5
    assert report.epochs[-1]["outside_share"] < 0.5
    (line,) = [vars(record)["line"] for record in caplog.records if "line" in vars(record)]
    assert line.startswith("no right span in 1 epoch(s) with a learning rate of 9 (loss ")
    assert line.endswith("training begins again with 0.009")
    assert any("came to nothing and began again" in each for each in report.warnings())

    # Killed in the second attempt, it ends with the same weights.
    def die(loop: TrainingLoop, _: float) -> None:
        if loop.progress.attempt and loop.progress.epoch == 1:
            raise Killed

    with monkeypatch.context() as context:
        context.setattr(TrainingLoop, "_report", die)
        with pytest.raises(Killed):
            fit_only(**TOO_HIGH, checkpoint_path=tmp_path)
    again = fit_only(**TOO_HIGH, checkpoint_path=tmp_path, checkpoint_minutes=60.0)
    assert again.report.resumed
    assert again.report.epochs == report.epochs
    weights = zip(again.tagger.get_weights(), fitted.tagger.get_weights(), strict=True)
    assert all((ours == theirs).all() for ours, theirs in weights)


def test_a_training_that_learns_nothing_at_lower_rates_either_fails(fit_only: Fit) -> None:
    with pytest.raises(NothingLearnedError) as failure:
        fit_only(epochs=1, learning_rate=9.0, restarts=1)
    message = str(failure.value)
    assert message.startswith("training.learning_rate: no right span on the eval split in any of 2")
    assert "rates of 9, 3; in the end the loss was" in message


def test_a_failed_training_leaves_no_checkpoints(
    run: Train, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fit(*_: Any, checkpoint_path: str, **__: Any) -> Fitted:
        Path(checkpoint_path).mkdir()
        raise NothingLearnedError("training.learning_rate: no right span")

    monkeypatch.setattr(trainer, "fit", fit)
    with pytest.raises(NothingLearnedError):
        run()
    assert list(tmp_path.iterdir()) == []


def test_a_trial_that_learns_nothing_ends(fit_only: Fit) -> None:
    fitted = fit_only(epochs=1, learning_rate=9.0, restarts=0)
    assert fitted.best_f1 == 0
    assert (len(fitted.report.epochs), fitted.report.best_epoch) == (1, 0)


@pytest.mark.parametrize(
    ("right", "gold", "epochs", "best"),
    [
        ([3, 4, 4, 4, 9], 10, 4, 2),  # no better twice
        ([0, 0, 5, 0, 4, 0, 0, 3, 9], 10, 8, 3),  # epochs without a right span do not count
        ([0, 0, 0, 9], 0, 3, 1),  # unless there is nothing to find
    ],
)
def test_training_ends_early_when_it_gets_no_better(
    fit_only: Fit,
    monkeypatch: pytest.MonkeyPatch,
    right: list[int],
    gold: int,
    epochs: int,
    best: int,
) -> None:
    """Of few texts, too, which get more epochs than are configured, and more patience."""
    script = iter(right)

    def evaluate(_: SpanEvaluation) -> Evaluated:
        counts = SpanCounts()
        number = next(script)
        for text in range(gold):
            counts.add([Span(0, 1, "PARTY")], [Span(0, 1, "PARTY")] if text < number else [])
        return Evaluated(counts, 0.5)

    monkeypatch.setattr(SpanEvaluation, "evaluate", evaluate)
    # What is learnt makes no difference to it.
    monkeypatch.setattr("models.training_loop.make_step", lambda *_, **__: lambda *_: 0.5)
    report = fit_only(epochs=6, min_steps=200, patience=1).report
    steps = report.steps // len(report.epochs)
    assert 6 < report.planned_epochs == math.ceil(200 / steps) <= 12
    assert (len(report.epochs), report.best_epoch) == (epochs, best)


def test_several_devices_share_the_work(fit_only: Fit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two devices of the processor stand in for two GPUs; see `pytest_configure`."""
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    monkeypatch.setattr(trainer, "distribution_strategy", lambda: strategy)
    fitted = fit_only(batch_tokens=250, epochs=5)
    assert len(fitted.report.devices) == 2
    assert fitted.best_f1 > 0.9


@pytest.fixture(scope="module")
def plain(fit_only: Fit) -> TrainingReport:
    """Of a few steps."""
    return fit_only(max_steps=12).report


def test_a_compiled_step_learns_the_same(fit_only: Fit, plain: TrainingReport) -> None:
    compiled = fit_only(max_steps=12, xla=True).report
    assert compiled.epochs[0]["loss"] == pytest.approx(plain.epochs[0]["loss"], rel=0.02)


def products(model: Path) -> set[int]:
    """Types in which an exported graph multiplies matrices."""
    from evaluation.gates.servable_process import graph_nodes

    return {
        node.attr["T"].type
        for node in graph_nodes(str(model))
        if node.op in ("MatMul", "BatchMatMulV2")
    }


def test_mixed_precision_exports_float32(run: Train, tmp_path: Path) -> None:
    report = run(precision="mixed_bfloat16")
    assert report.precision == "mixed_bfloat16"
    assert max(epoch["span_f1"] for epoch in report.epochs) > 0.9
    assert products(tmp_path / "model") == {tf.float32.as_datatype_enum}


def test_losses_are_scaled_where_small_gradients_would_vanish(
    fit_only: Fit, plain: TrainingReport
) -> None:
    """As Keras does for float16; the state of the scale survives a crash with the rest."""
    report = fit_only(precision="mixed_float16", max_steps=12).report
    assert report.epochs[0]["loss"] == pytest.approx(plain.epochs[0]["loss"], rel=0.05)


@pytest.fixture(scope="module")
def exports(
    data: TrainingData, fit_only: Fit, tmp_path_factory: pytest.TempPathFactory
) -> dict[ExportDtype, Path]:
    """What is learnt once, exported in each format, each with an int8 model beside it."""
    fitted, folder = fit_only(), tmp_path_factory.mktemp("exports")
    for dtype in ExportDtype:
        settings = ExportSettings(dtype=dtype, int8=True)
        model_path = str(folder / dtype.value)
        export_fitted(fitted, data, Decoding.CONSTRAINED, CONFIDENCE, settings, model_path)
    return {dtype: folder / dtype.value for dtype in ExportDtype}


def test_an_export_has_the_weights_and_nothing_else(
    exports: dict[ExportDtype, Path], tiny_encoder_path: str
) -> None:
    """No optimizer state, which is twice as large."""
    _, weights = read_checkpoint(locate_encoder(tiny_encoder_path))
    classifier = 64 * 13 + 13
    expected = sum(array.size for array in weights.values()) + classifier
    variables = exports[ExportDtype.FLOAT32] / "variables" / "variables"
    shapes = tf.train.load_checkpoint(str(variables)).get_variable_to_shape_map().values()
    assert sum(int(np.prod(shape)) for shape in shapes if shape) == expected


def test_a_bfloat16_export_finds_the_same(exports: dict[ExportDtype, Path]) -> None:
    texts = ["purchase café 05/04 zürich #4412", "", "transfer to berlin 12/31"]
    answers, sizes, starts = [], [], []
    for dtype, model in exports.items():
        answers.append(Predictor(model).predict(texts))
        parts = (model / "saved_model.pb", *(model / "variables").iterdir())
        sizes.append(sum(file.stat().st_size for file in parts))
        description = ModelDescription.read(str(model))
        assert description is not None
        assert list(description.labels) == LABELS
        starts.append(StartingPoint(dtype.value, str(model), description))
    variables = exports[ExportDtype.FLOAT32] / "variables"
    weights = sum(file.stat().st_size for file in variables.iterdir())
    half_size = exports[ExportDtype.BFLOAT16]
    assert tf.bfloat16.as_datatype_enum in products(half_size)
    assert sizes[0] - sizes[1] > 0.4 * weights
    # They are constants of the graph, so that oneDNN lays them out once.
    stored = tf.train.load_checkpoint(str(half_size / "variables" / "variables"))
    assert not [key for key in stored.get_variable_to_shape_map() if "tagger" in key]
    for single, half in zip(*answers, strict=True):
        assert [(e.label, e.start, e.end) for e in single.entities] == [
            (e.label, e.start, e.end) for e in half.entities
        ]
        for one, other in zip(single.entities, half.entities, strict=True):
            assert one.score == pytest.approx(other.score, abs=0.05)
    assert answers[0][0].entities
    # From either another training can begin.
    single, half = (read_weights(start) for start in starts)
    assert single.keys() == half.keys()
    for name, weight in single.items():
        np.testing.assert_allclose(weight, half[name], rtol=2**-7, atol=1e-6)


def test_an_int8_export_finds_the_same_whatever_the_format_of_the_other(
    exports: dict[ExportDtype, Path],
) -> None:
    texts = ["purchase 05/04", "", "market 12/31"]
    answers = [
        Predictor(folder, int8=int8).predict(texts)
        for folder in exports.values()
        for int8 in (False, True)
    ]
    spans = [
        [[(e.label, e.start, e.end, e.text) for e in one.entities] for one in each]
        for each in answers
    ]
    assert spans[0] == [
        [("PARTY", 0, 8, "purchase"), ("DATE", 9, 14, "05/04")],
        [],
        [("PARTY", 0, 6, "market"), ("DATE", 7, 12, "12/31")],
    ]
    assert spans == [spans[0]] * 4


def test_precision_follows_the_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    for fast, expected in ((False, "float32"), (True, "mixed_bfloat16")):
        monkeypatch.setattr(trainer, "multiplies_in_bfloat16", lambda fast=fast: fast)
        assert dtype_policy(Precision.AUTO) == expected
    assert dtype_policy(Precision.MIXED_FLOAT16) == "mixed_float16"
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda _: ["a", "b"])
    for capability, expected in (((8, 0), "mixed_bfloat16"), ((7, 5), "mixed_float16")):
        details = {"a": {"compute_capability": (9, 0)}, "b": {"compute_capability": capability}}
        monkeypatch.setattr(tf.config.experimental, "get_device_details", details.get)
        assert dtype_policy(Precision.AUTO) == expected


def test_the_float32_twin_has_the_same_weights(tiny_encoder_path: str) -> None:
    files = locate_encoder(tiny_encoder_path)
    mixed = Tagger(load_encoder(files, dtype="mixed_bfloat16"), 13, dtype="mixed_bfloat16")
    mixed.build()
    twin = in_dtype(mixed, files, 13, ExportDtype.FLOAT32)
    assert twin.dtype_policy.name == "float32"
    for ours, theirs in zip(twin.get_weights(), mixed.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    half = in_dtype(mixed, files, 13, ExportDtype.BFLOAT16)
    for ours, theirs in zip(half.get_weights(), mixed.get_weights(), strict=True):
        np.testing.assert_allclose(ours.astype(np.float32), theirs, rtol=2**-8)
    assert half.encoder.weights[0].dtype == "bfloat16"
    assert half.classifier.kernel.dtype == "float32"
