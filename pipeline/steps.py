"""The components of a run: their ids, what they do, and where each of them runs."""

from __future__ import annotations

DATA_GATE = "AnomalyGate"
TUNER = "Tuner"
TRAINER = "Trainer"
PUSHER = "ReleasePusher"

TITLES = {
    "DoccanoExampleGen": "read annotations",
    "StatisticsGen": "compute statistics",
    "SchemaGen": "infer a schema",
    "ReviewedSchema": "take the reviewed schema",
    "ExampleValidator": "look for anomalies",
    DATA_GATE: "data gate",
    "Transform": "tokenize and align",
    TUNER: "look for better settings",
    TRAINER: "fine-tune the tagger",
    "ReleasedBaseline": "fetch the model in release",
    "SpanEvaluator": "evaluate spans",
    "Int8Gate": "evaluate the int8 model",
    "CaseGate": "try it on known cases",
    "ServingCheck": "try it as a server would",
    "InfraValidator": "try it in a server",
    PUSHER: "publish",
}
"""What each component does, for a person, in the order in which data flows."""

_ON_THIS_MACHINE = ("SchemaGen", "InfraValidator")
_OPTIONAL = (TUNER,)

ALL_COMPONENTS = tuple(name for name in TITLES if name not in _ON_THIS_MACHINE)
"""Ids of the components that a job on Vertex AI can have, in the order in which data flows."""

COMPONENTS = tuple(name for name in ALL_COMPONENTS if name not in _OPTIONAL)
"""The same without those that only some configurations have."""
