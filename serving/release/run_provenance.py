"""What a run was really made of: some of it is only known when its steps run."""

from __future__ import annotations

import json
from typing import Any

from models.hyperparameters import read_hyperparameters
from preprocessing.ingest_files import read_source


def run_provenance(
    provenance: str,
    rejects_uri: str,
    *,
    epochs: int,
    learning_rate: float,
    trigger_reason: str,
    hyperparameters_uri: str = "",
) -> dict[str, Any]:
    """The provenance that was written down when the run was planned, with the values it ran with.

    A compiled job is planned once and runs again and again: with other data, and with other values
    of its parameters.

    Args:
      provenance: JSON of code, data and configuration.
      rejects_uri: Where DoccanoExampleGen noted what it read.
      epochs: Value of the run's parameter.
      learning_rate: Value of the run's parameter.
      trigger_reason: Why the run was started; empty if nobody said.
      hyperparameters_uri: Where the tuner left what it found; empty if nothing was tuned.
    """
    values: dict[str, Any] = json.loads(provenance)
    source = read_source(rejects_uri)
    spans = source.pop("data_spans", None)
    values |= source
    configuration = values.get("configuration")
    if configuration is not None:
        configuration["training"] |= {"epochs": epochs, "learning_rate": learning_rate}
        if spans is not None:
            configuration["data"]["spans"] = spans
    if trigger_reason:
        values["trigger_reason"] = trigger_reason
    if hyperparameters_uri:
        # Not into the configuration, which did not change and would seem to.
        values["hyperparameters"] = read_hyperparameters(hyperparameters_uri)
    return values
