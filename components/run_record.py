"""What a run was really made of: some of it is only known when its steps run."""

from __future__ import annotations

import json
from typing import Any

from components.doccano_example_gen import read_source


def run_provenance(
    provenance: str, rejects_uri: str, *, epochs: int, learning_rate: float, trigger_reason: str
) -> dict[str, Any]:
    """The provenance that was written down when the run was planned, with what it became.

    A compiled job is planned once and runs again and again: with other data, and with other values
    of its parameters.

    Args:
      provenance: JSON of code, data and configuration.
      rejects_uri: Where DoccanoExampleGen noted what it read.
      epochs: Value of the run's parameter.
      learning_rate: The same.
      trigger_reason: Why the run was started; empty if nobody said.
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
    return values
