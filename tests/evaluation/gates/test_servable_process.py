from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf

from evaluation.gates.servable_process import (
    check,
    output_faults,
    unservable_ops,
)
from evaluation.latency import Latency
from models.export_format import OUTPUTS
from tests.exported import Exported

REQUESTS = ["purchase 05/04", "Café ZÜRICH", "a"]


def answer(batch: int = 2, width: int = 3, **changes: Any) -> dict[str, tf.Tensor]:
    """An answer without faults, but for `changes`."""
    values = {
        output.name: tf.zeros([batch, width] if output.per_entity else [batch], output.dtype)
        for output in OUTPUTS
    }
    return {name: value for name, value in {**values, **changes}.items() if value is not None}


def test_a_sound_answer_has_no_fault() -> None:
    assert output_faults(answer(), 2) == []
    assert output_faults(answer(width=0), 2) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"entity_label": None}, "there is no output entity_label"),
        ({"entity_score": tf.fill([2, 3], np.nan)}, "entity_score has NaN or infinite values"),
        ({"entity_score": tf.fill([2, 3], 1.5)}, "entity_score is not within 0 and 1"),
        ({"entity_accepted": None}, "there is no output entity_accepted"),
        ({"entity_accepted": tf.zeros([2, 3])}, "entity_accepted is float32[2, 3] for 2 texts"),
        ({"entity_start": tf.zeros([2, 3], tf.int32)}, "entity_start is int32[2, 3] for 2 texts"),
        ({"entity_start": tf.zeros([1, 3], tf.int64)}, "entity_start is int64[1, 3] for 2 texts"),
        ({"entity_text": tf.fill([2, 4], "")}, "widths are {3, 4}"),
        ({"entity_count": tf.constant([1, 4], tf.int64)}, "entity_count goes up to 4"),
    ],
)
def test_faults_are_named(change: dict[str, Any], fault: str) -> None:
    (found,) = output_faults(answer(**change), 2)
    assert fault in found


def test_an_exported_model_passes(exported: Exported) -> None:
    result = check(str(exported.path), REQUESTS)
    assert result["unservable_ops"] == []
    assert result["faults"] == []
    latency = Latency.of(result["latencies_ms"])
    assert 0 < latency.p50_ms <= latency.p95_ms
    assert len(result["latencies_ms"]) == 120


def test_ops_that_need_python_are_found(tmp_path: Path) -> None:
    class Module(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([None], tf.string)])
        def serve(self, text: tf.Tensor) -> tf.Tensor:
            return tf.numpy_function(lambda x: x, [text], tf.string)

    tf.saved_model.save(Module(), str(tmp_path))
    assert unservable_ops(str(tmp_path)) == ["PyFunc"]


def test_what_only_a_later_tensorflow_has_is_found(tmp_path: Path) -> None:
    """TensorFlow 2.21 has an op, and an op has an attribute, that TF Serving 2.20 has not."""

    class Module(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.string), tf.TensorSpec([2], tf.int64)])
        def serve(self, image: tf.Tensor, shape: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            items = tf.raw_ops.TensorListReserve(
                element_shape=shape, num_elements=1, element_dtype=tf.float32
            )
            item = tf.raw_ops.TensorListGetItem(
                input_handle=items, index=0, element_shape=shape, element_dtype=tf.float32
            )
            return tf.raw_ops.DecodeJxl(contents=image), item

    tf.saved_model.save(Module(), str(tmp_path))
    assert unservable_ops(str(tmp_path)) == ["DecodeJxl", "TensorListGetItem(Tshape)"]
