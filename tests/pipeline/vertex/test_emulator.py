"""What the stand-in refuses, so that tests against it mean something."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pipeline.vertex import emulator as vertex_emulator
from tests.pipeline.vertex.job_requests import request_for


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda body: body.update(colour="red"), "no field named"),
        (lambda body: body["pipelineSpec"].update(colour="red"), "no field named"),
        (lambda body: body["labels"].update(Key="x"), "label Key"),
        (
            lambda body: body["runtimeConfig"].update(gcsOutputDirectory="/folder"),
            "Cloud Storage",
        ),
        (lambda body: body["runtimeConfig"]["parameterValues"].update(x=1), "'x' is not in"),
        (
            lambda body: body["runtimeConfig"]["parameterValues"].update(epochs="3"),
            "epochs must",
        ),
        (lambda body: body["pipelineSpec"]["components"].pop("Trainer"), "has no component"),
        (lambda body: body.pop("pipelineSpec"), "pipeline_spec is required"),
    ],
)
def test_bad_bodies(change: Any, message: str) -> None:
    body = request_for(epochs=3).body
    vertex_emulator.check_job(body)
    change(body)
    with pytest.raises(vertex_emulator.FaultError, match=message):
        vertex_emulator.check_job(body)


def test_a_parameter_without_value_or_default() -> None:
    body = request_for(epochs=3).body
    del body["pipelineSpec"]["root"]["inputDefinitions"]["parameters"]["learning_rate"][
        "defaultValue"
    ]
    with pytest.raises(vertex_emulator.FaultError, match="learning_rate has no value"):
        vertex_emulator.check_job(body)
