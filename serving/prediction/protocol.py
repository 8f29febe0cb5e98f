"""The messages of TF Serving's `Predict`, without TensorFlow.

The package `tensorflow-serving-api` has them too, but importing it imports TensorFlow, which takes
ten seconds and 500 MB that an application which only asks a server does not need. Only the fields
that a client uses are defined here, with the numbers and types of predict.proto, model.proto and
tensor.proto; others are kept as unknown fields.
"""

from __future__ import annotations

from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PREDICT_METHOD = "/tensorflow.serving.PredictionService/Predict"

DT_FLOAT = 1
DT_STRING = 7
DT_INT64 = 9
DT_BOOL = 10

_Field = descriptor_pb2.FieldDescriptorProto
_REPEATED = True

# Message: fields, each with name, number, type, and whether it is repeated; a type that is a string
# is the name of a message.
_MESSAGES: dict[str, list[tuple[str, int, int | str, bool]]] = {
    "Int64Value": [("value", 1, _Field.TYPE_INT64, False)],
    "ModelSpec": [
        ("name", 1, _Field.TYPE_STRING, False),
        ("version", 2, "Int64Value", False),
        ("signature_name", 3, _Field.TYPE_STRING, False),
        ("version_label", 4, _Field.TYPE_STRING, False),
    ],
    "Dim": [("size", 1, _Field.TYPE_INT64, False)],
    "TensorShapeProto": [("dim", 2, "Dim", _REPEATED)],
    "TensorProto": [
        ("dtype", 1, _Field.TYPE_INT32, False),  # an enum, which is the same on the wire
        ("tensor_shape", 2, "TensorShapeProto", False),
        ("tensor_content", 4, _Field.TYPE_BYTES, False),
        ("float_val", 5, _Field.TYPE_FLOAT, _REPEATED),
        ("string_val", 8, _Field.TYPE_BYTES, _REPEATED),
        ("int64_val", 10, _Field.TYPE_INT64, _REPEATED),
        ("bool_val", 11, _Field.TYPE_BOOL, _REPEATED),
    ],
    # A map is, on the wire, a list of such entries.
    "NamedTensor": [
        ("key", 1, _Field.TYPE_STRING, False),
        ("value", 2, "TensorProto", False),
    ],
    "PredictRequest": [
        ("model_spec", 1, "ModelSpec", False),
        ("inputs", 2, "NamedTensor", _REPEATED),
        ("output_filter", 3, _Field.TYPE_STRING, _REPEATED),
    ],
    "PredictResponse": [
        ("outputs", 1, "NamedTensor", _REPEATED),
        ("model_spec", 2, "ModelSpec", False),
    ],
}
_PACKAGE = "txner.predict"


def message_classes() -> dict[str, Any]:
    """Classes of the messages, by name; `PredictRequest` and `PredictResponse` among them.

    They live in a pool of their own, so they do not clash with those of TensorFlow.
    """
    file = descriptor_pb2.FileDescriptorProto(
        name="txner/predict.proto", package=_PACKAGE, syntax="proto3"
    )
    for name, fields in _MESSAGES.items():
        message = file.message_type.add(name=name)
        for field_name, number, type_, repeated in fields:
            field = message.field.add(name=field_name, number=number)
            field.label = _Field.LABEL_REPEATED if repeated else _Field.LABEL_OPTIONAL
            if isinstance(type_, str):
                field.type = _Field.TYPE_MESSAGE
                field.type_name = f".{_PACKAGE}.{type_}"
            else:
                field.type = type_
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.{name}"))
        for name in _MESSAGES
    }
