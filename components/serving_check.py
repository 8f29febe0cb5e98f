"""ServingCheck: tries the exported model in a fresh process before it may be published."""
# No postponed annotations here: TFX reads the types off the function.

import json
import os
import subprocess
import sys
from typing import Any

import tensorflow as tf
from tfx.dsl.component.experimental.annotations import InputArtifact, OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types.standard_artifacts import InfraBlessing, Model
from tfx.utils import path_utils

from components.gate_checks import write_checks
from serving import check as serving_check
from serving.gates import Check, at_most
from serving.settings import ServingCheckSettings

GATE = "serving"


@component
def ServingCheck(  # noqa: N802 - components are named like classes
    model: InputArtifact[Model],
    blessing: OutputArtifact[InfraBlessing],
    settings: Parameter[str],
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
) -> None:
    """Runs `serving.check` on the model and writes a blessing as TFX's InfraValidator does.

    Args:
      model: The exported model.
      blessing: Result, with all checks in `checks.json`.
      settings: JSON of `serving.settings.ServingCheckSettings`.
      source_hash: Changes when the code does.
    """
    parsed = ServingCheckSettings.model_validate_json(settings)
    checks = run_check(path_utils.serving_model_path(model.uri), parsed)
    passed = all(check.passed for check in checks)
    # File and property are those that Pusher and others look at.
    blessing.set_int_custom_property("blessed", int(passed))
    tf.io.gfile.makedirs(blessing.uri)
    verdict = "INFRA_BLESSED" if passed else "INFRA_NOT_BLESSED"
    with tf.io.gfile.GFile(f"{blessing.uri}/{verdict}", "w") as file:
        file.write("")
    write_checks(blessing.uri, checks)


def run_check(model_path: str, settings: ServingCheckSettings) -> list[Check]:
    """Tries a model in a fresh process, and holds what it says against the bounds."""
    command = [
        sys.executable,
        "-m",
        serving_check.__name__,
        model_path,
        json.dumps(settings.requests),
    ]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "2"}
    try:
        process = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=settings.timeout_seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [_failed(f"no answer within {settings.timeout_seconds:g} s")]
    if process.returncode != 0:
        last = process.stderr.strip().splitlines()[-1:] or ["no message"]
        return [_failed(f"the process ended with code {process.returncode}: {last[0]}")]
    return to_checks(json.loads(process.stdout.strip().splitlines()[-1]), settings.max_p95_ms)


def to_checks(result: dict[str, Any], max_p95_ms: float) -> list[Check]:
    """What `serving.check.check` found, as checks."""
    ops, faults = result["unservable_ops"], result["faults"]
    return [
        at_most(GATE, "ops that TF Serving lacks", len(ops), 0, ", ".join(ops)),
        at_most(GATE, "faults in answers", len(faults), 0, "; ".join(faults)),
        at_most(GATE, "p95_ms", result["p95_ms"], max_p95_ms),
    ]


def _failed(detail: str) -> Check:
    return Check(GATE, "loads and answers", 0.0, ">= 1", False, detail)
