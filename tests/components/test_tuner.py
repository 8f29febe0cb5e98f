from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tfx.dsl.components.base.base_executor import BaseExecutor
from tfx.types import Channel, artifact_utils, standard_artifacts
from tfx.utils import json_utils

from components.tuner import TUNER_FN, Executor, Tuner, TunerSpec
from models import tuner
from models.hyperparameters import TuningReport, apply, read_hyperparameters
from models.tuner import TrialFailedError
from pipeline.config import Settings, load_settings
from preprocessing.settings import SettingsError
from tests.exported import LABELS, Transformed
from tests.models.test_trainer import easy_record

SPACE = (
    "tuner.space={training: {learning_rate: {min: 1.0e-5, max: 2.0e-2}, epochs: {min: 1, max: 3},"
    " batch_tokens: {choices: [64, 128]}, layer_decay: null, dropout: null},"
    " augmentation: {strength: null}}"
)
SETTINGS = (
    SPACE,
    *(
        "encoder.window_overlap=32",
        "encoder.dropout=0",
        "encoder.attention_dropout=0",
        "training.dropout=0",
    ),
    *("training.learning_rate=1.0e-5", "training.epochs=1", "training.batch_tokens=128"),
    *("tuner.trials=3", "tuner.random_trials=2", "augmentation.probability=0"),
    *("training.min_steps=0", "tuner.space.training.min_steps=null"),
)


@dataclass(frozen=True)
class Bench:
    """Transformed examples as artifacts, and TFX's executor over them."""

    folder: Path
    inputs: dict[str, list[Any]]
    encoder: str

    def settings(self, *overrides: str) -> Settings:
        own = [*SETTINGS, f"encoder.source={self.encoder}", *overrides]
        return load_settings(overrides=own)

    def tune(self, *overrides: str, name: str = "1", **parameters: Any) -> Path:
        """Runs the component; the folder with its outputs."""
        settings = self.settings(*overrides)
        folder = self.folder / "outputs" / name
        outputs: dict[str, list[Any]] = {
            "best_hyperparameters": [standard_artifacts.HyperParameters()],
            "tuner_results": [standard_artifacts.TunerResults()],
        }
        for key, (artifact,) in outputs.items():
            artifact.uri = str(folder / key)
            Path(artifact.uri).mkdir(parents=True)
        config = {
            "labels": LABELS,
            "encoder": settings.encoder.model_dump(mode="json"),
            "decoding": settings.decoding.value,
            "training": settings.training.model_dump(mode="json"),
            "augmentation": settings.augmentation.model_dump(mode="json"),
            "tuner": settings.tuner.model_dump(mode="json"),
            "folder": str(self.folder / "tuning"),
            "source_hash": "1",
        }
        properties = {
            "tuner_fn": TUNER_FN,
            "train_args": "{}",
            "eval_args": "{}",
            "custom_config": json_utils.dumps(config),
            "epochs": settings.training.epochs,
            "learning_rate": settings.training.learning_rate,
            **parameters,
        }
        context = BaseExecutor.Context(tmp_dir=str(self.folder / "tmp"), unique_id=name)
        Executor(context).Do(self.inputs, outputs, properties)
        return folder


@pytest.fixture(scope="module")
def inputs(
    transform_records: Callable[..., Transformed], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Any]]:
    """Artifacts of the Transform component."""
    folder = tmp_path_factory.mktemp("examples")
    examples = standard_artifacts.Examples()
    examples.uri = str(folder)
    examples.split_names = artifact_utils.encode_split_names(["train", "eval"])
    graph = standard_artifacts.TransformGraph()
    for split, numbers in (("train", range(120)), ("eval", range(200, 230))):
        transformed = transform_records([easy_record(number) for number in numbers])
        (folder / f"Split-{split}").mkdir()
        for number, path in enumerate(transformed.files):
            Path(path).rename(folder / f"Split-{split}" / f"{number}.gz")
        graph.uri = str(transformed.graph)
    return {"examples": [examples], "transform_graph": [graph]}


@pytest.fixture
def bench(inputs: dict[str, list[Any]], tmp_path: Path, tiny_encoder_path: str) -> Bench:
    return Bench(tmp_path, inputs, tiny_encoder_path)


def test_trials_train_and_the_best_values_are_handed_on(bench: Bench) -> None:
    folder = bench.tune()
    report = TuningReport.read(str(folder / "tuner_results"))
    assert [trial.number for trial in report.trials] == [1, 2, 3]
    assert report.trials[0].values == report.configured
    assert report.configured == {
        "training.learning_rate": 1e-5,
        "training.epochs": 1,
        "training.batch_tokens": 128,
    }
    # A learning rate of next to nothing for one epoch is not the best there is.
    assert report.best.number != 1
    assert report.best.score > report.trials[0].score + 0.2
    assert all(trial.seconds > 0 for trial in report.trials)

    # What TFX hands to the Trainer, in the only file of its folder.
    (file,) = (folder / "best_hyperparameters").iterdir()
    assert read_hyperparameters(str(file.parent)) == report.best.values
    settings = bench.settings()
    training, encoder, augmentation = apply(
        json.loads(file.read_text()), settings.training, settings.encoder, settings.augmentation
    )
    assert training.learning_rate == report.best.values["training.learning_rate"]
    assert training.epochs == report.best.values["training.epochs"]
    assert (encoder, augmentation) == (settings.encoder, settings.augmentation)

    # TFX loads the function's module anew; the component's classes are still the same.
    assert Tuner.SPEC_CLASS is TunerSpec

    # Each trial can be looked at.
    (search,) = (bench.folder / "tuning").iterdir()
    for trial in report.trials:
        assert list((search / f"trial-{trial.number:03d}").rglob("events.out.tfevents.*"))

    # The same again trains nothing; more trials go on from there.
    written = (search / "trials.json").read_bytes()
    again = TuningReport.read(str(bench.tune(name="2") / "tuner_results"))
    assert again == report
    assert (search / "trials.json").read_bytes() == written
    more = TuningReport.read(str(bench.tune("tuner.trials=4", name="3") / "tuner_results"))
    assert more.trials[:3] == report.trials
    assert len(list((bench.folder / "tuning").iterdir())) == 1


def test_what_a_score_depends_on_begins_another_search(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[dict[str, Any]] = []
    searched: list[tuple[str, ...]] = []

    def fit(data: Any, **given: Any) -> Any:
        class Fitted:
            best_f1 = 0.5

        trained.append({"data": data, **given})
        return Fitted

    monkeypatch.setattr(tuner, "fit", fit)

    def searches(*overrides: str, **parameters: Any) -> int:
        bench.tune("tuner.trials=1", *overrides, name=str(len(searched)), **parameters)
        searched.append(overrides)
        return len(list((bench.folder / "tuning").iterdir()))

    assert searches() == 1
    assert searches("training.weight_decay=0.5") == 2
    assert searches("augmentation.probability=0.1") == 3
    assert searches("tuner.train_fraction=0.5") == 4
    assert searches("tuner.max_steps=7") == 5
    assert trained[-1]["settings"].max_steps == 7
    assert searches("tuner.max_steps=7", "training.max_steps=3") == 6
    assert trained[-1]["settings"].max_steps == 3
    # Of what is not tuned the parameters of the run count.
    assert searches("tuner.space.training.epochs=null", epochs=5) == 7
    assert trained[-1]["settings"].epochs == 5
    assert trained[-1]["checkpoint_path"] is None
    # How one looks makes no difference to what is found.
    assert searches("tuner.seed=8", "tuner.random_trials=1") == 7


def test_a_share_of_the_texts_is_enough_for_a_trial(bench: Bench) -> None:
    import tensorflow as tf

    seen: list[int] = []

    def fit(data: Any, **_: Any) -> Any:
        records = tf.data.TFRecordDataset(data.train_files, compression_type="GZIP")
        seen.append(sum(1 for _ in records))

        class Fitted:
            best_f1 = 0.5

        return Fitted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tuner, "fit", fit)
        bench.tune("tuner.train_fraction=0.25", "tuner.trials=1")
    assert seen == [30]


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (ValueError("too hot"), r"trial 1 of 3 \(.*epochs 1.*\) failed: ValueError: too hot"),
        (float("nan"), r"trial 1 of 3 \(.*epochs 1.*\) has no score: its span_f1 is nan"),
        (None, r"trial 1 of 3 \(.*epochs 1.*\) has no score: its span_f1 is None"),
    ],
)
def test_a_failed_trial_fails_the_component(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, result: Any, message: str
) -> None:
    def fit(*_: Any, **__: Any) -> Any:
        if isinstance(result, Exception):
            raise result

        class Fitted:
            best_f1 = result

        return Fitted

    monkeypatch.setattr(tuner, "fit", fit)
    with pytest.raises(TrialFailedError, match=message):
        bench.tune()
    assert not list((bench.folder / "outputs").rglob("*.txt"))


def test_settings_that_the_training_refuses_are_the_users_fault(bench: Bench) -> None:
    with pytest.raises(SettingsError, match=r"trial 1 of 3 \(.*\) failed: .*window_overlap"):
        bench.tune("encoder.window_pieces=8", "encoder.window_overlap=8")


def test_the_component_has_what_tfx_gives_it() -> None:
    component = Tuner(
        examples=Channel(type=standard_artifacts.Examples),
        transform_graph=Channel(type=standard_artifacts.TransformGraph),
        custom_config={"labels": ["A"]},
        epochs=2,
        learning_rate=0.25,
    )
    assert component.id == "Tuner"
    assert set(component.outputs) == {"best_hyperparameters", "tuner_results"}
    assert component.exec_properties["epochs"] == 2
    assert component.exec_properties["tuner_fn"] == TUNER_FN
