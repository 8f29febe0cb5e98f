"""What TFX's Tuner imports by its name.

TFX loads the module anew for each search, so nothing else is in here: a class would be another one
afterwards.
"""

from __future__ import annotations

from typing import Any

import tensorflow_transform as tft
from tfx.components.tuner.component import TunerFnResult

from models.settings import Decoding, EncoderSettings, TrainingSettings
from models.starting_point import StartingPoint
from models.trainer import TrainingData
from models.tuner import JOURNAL_FILE, Journal, Trainings, make_tuner, part_of, search_key
from models.tuner_settings import TunerSettings
from preprocessing.settings import AugmentationSettings
from storage import files


def tuner_fn(fn_args: Any) -> TunerFnResult:
    """What TFX's Tuner is to run.

    Args:
      fn_args: TFX's `FnArgs`; `custom_config` holds `labels`, `encoder`, `training`,
        `augmentation`, `decoding`, `weights`, `tuner`, `source_hash`, maybe `start`, and in
        `folder` where searches leave their results.
    """
    config = fn_args.custom_config
    settings = TunerSettings.model_validate(config["tuner"])
    data = TrainingData(
        transform_output=tft.TFTransformOutput(fn_args.transform_graph_path),
        train_files=part_of(
            files.expand(fn_args.train_files), settings.train_fraction, fn_args.working_dir
        ),
        eval_files=files.expand(fn_args.eval_files),
        labels=config["labels"],
        weights=config.get("weights", {}),
    )
    # Of the tuner's own settings, those that a trial depends on; the training files have its share.
    scored = {name: value for name, value in config.items() if name not in ("tuner", "folder")}
    key = search_key(data, {**scored, "max_steps": settings.max_steps})
    folder = files.join(config["folder"], key)
    trainings = Trainings(
        data=data,
        encoder=EncoderSettings.model_validate(config["encoder"]),
        training=TrainingSettings.model_validate(config["training"]),
        augmentation=AugmentationSettings.model_validate(config["augmentation"]),
        decoding=Decoding(config["decoding"]),
        folder=folder,
        start=StartingPoint.of(config.get("start")),
    )
    journal = Journal(files.join(folder, JOURNAL_FILE))
    return TunerFnResult(tuner=make_tuner(trainings, settings, journal), fit_kwargs={})
