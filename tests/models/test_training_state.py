from __future__ import annotations

import logging
from pathlib import Path

import pytest
import tensorflow as tf

from models.training_state import TrainingProgress, TrainingState, forget_checkpoints


class Run:
    """Variables of a training run, and its state."""

    def __init__(self, folder: Path | None, minutes: float = 0.0) -> None:
        self.weight = tf.Variable([1.0, 2.0])
        self.counter = tf.Variable(0, dtype=tf.int64)
        path = str(folder) if folder else None
        self.state = TrainingState([self.weight], [self.counter], path, minutes)

    def go_on(self) -> None:
        self.weight.assign_add([1.0, 1.0])
        self.counter.assign_add(1)
        self.state.progress.steps += 1


def test_everything_comes_back(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.go_on()
    run.state.keep_as_best()
    run.go_on()
    run.state.progress.epochs.append({"loss": 0.5})
    run.state.progress.best_f1 = 0.25
    run.state.save_if_due()
    run.go_on()  # lost

    again = Run(tmp_path)
    assert again.state.restore()
    assert again.weight.numpy().tolist() == [3.0, 4.0]
    assert int(again.counter) == 2
    assert again.state.progress == TrainingProgress(steps=2, epochs=[{"loss": 0.5}], best_f1=0.25)
    again.state.take_best()
    assert again.weight.numpy().tolist() == [2.0, 3.0]


def test_it_is_saved_when_it_is_due_only(tmp_path: Path) -> None:
    run = Run(tmp_path, minutes=60)
    run.state.save_if_due()
    assert not Run(tmp_path).state.restore()


def test_one_checkpoint_is_kept(tmp_path: Path) -> None:
    run = Run(tmp_path)
    for _ in range(3):
        run.go_on()
        run.state.save_if_due()
    assert len(list(tmp_path.glob("*.index"))) == 1
    forget_checkpoints(str(tmp_path))
    assert not tmp_path.exists()
    forget_checkpoints(str(tmp_path))
    forget_checkpoints(None)


def test_without_a_folder_nothing_is_kept() -> None:
    run = Run(None)
    run.state.save_if_due()
    assert not run.state.restore()


def test_a_damaged_checkpoint_is_left_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run = Run(tmp_path)
    run.go_on()
    run.state.save_if_due()
    (data,) = tmp_path.glob("*.data-*")
    content = bytearray(data.read_bytes())
    content[-3] ^= 0xFF
    data.write_bytes(content)
    again = Run(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert not again.state.restore()
    assert "cannot be read, training begins anew" in caplog.text
    assert again.weight.numpy().tolist() == [1.0, 2.0]
    assert again.state.progress == TrainingProgress()


def test_a_half_written_checkpoint_is_not_seen(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.go_on()
    run.state.save_if_due()
    # What is killed while it writes leaves files that the index does not name yet.
    (tmp_path / "ckpt-2.data-00000-of-00001").write_bytes(b"half")
    again = Run(tmp_path)
    assert again.state.restore()
    again.go_on()
    again.state.save_if_due()
    assert Run(tmp_path).state.restore()


def test_training_goes_on_where_no_checkpoint_can_be_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    run = Run(blocked / "checkpoints")
    run.go_on()
    with caplog.at_level(logging.WARNING):
        run.state.save_if_due()
    assert f"{blocked}/checkpoints: no checkpoint can be written" in caplog.text
