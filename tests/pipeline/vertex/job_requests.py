"""A compiled job of four tasks, and requests for it."""

from __future__ import annotations

from typing import Any

from pipeline.vertex.job_request import Request, make_request

TASKS = ("DoccanoExampleGen", "AnomalyGate", "Trainer", "ReleasePusher")
OUTPUTS = {
    "DoccanoExampleGen": ("examples", "rejects"),
    "AnomalyGate": ("checks",),
    "Trainer": ("model",),
    "ReleasePusher": ("pushed_model",),
}


def compiled_job(**values: Any) -> dict[str, Any]:
    """A pipeline of four tasks, as a compiler writes it, with values of its parameters."""
    kinds = {
        "epochs": ("NUMBER_INTEGER", 6),
        "learning_rate": ("NUMBER_DOUBLE", 5e-4),
        "release_state": ("STRING", ""),
    }
    parameters = {
        name: {"parameterType": kind, "defaultValue": default}
        for name, (kind, default) in kinds.items()
    }
    config = {
        "gcsOutputDirectory": "gs://my-bucket/transactions/pipeline",
        "parameterValues": values,
    }
    schema_title = {"schemaTitle": "tfx.Examples"}
    return {
        "displayName": "transaction-ner",
        "labels": {"git-commit": "c6f14b2"},
        "runtimeConfig": config,
        "pipelineSpec": {
            "schemaVersion": "2.1.0",
            "pipelineInfo": {"name": "transaction-ner"},
            "root": {
                "inputDefinitions": {"parameters": parameters},
                "dag": {
                    "tasks": {
                        name: {
                            "taskInfo": {"name": name},
                            "componentRef": {"name": name},
                            "dependentTasks": list(TASKS[max(index - 1, 0) : index]),
                        }
                        for index, name in enumerate(TASKS)
                    }
                },
            },
            "components": {
                name: {
                    "executorLabel": f"{name}_executor",
                    "outputDefinitions": {
                        "artifacts": {key: {"artifactType": schema_title} for key in OUTPUTS[name]}
                    },
                }
                for name in TASKS
            },
            "deploymentSpec": {
                "executors": {
                    f"{name}_executor": {"container": {"image": "example.com/image:1"}}
                    for name in TASKS
                }
            },
        },
    }


def request_for(**parameters: Any) -> Request:
    return make_request(
        compiled_job(**parameters), display_name="transactions", asked={"parameters": parameters}
    )
