"""Runs requests that arrive together as one batch.

A model answers 64 texts in little more time than one. Each loaded version has a batcher of its own,
so a batch never mixes versions. A request gets the answer that it would get alone: rows come back
to the request that sent them, and padding that only other requests needed is cut off.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models.export_format import COUNT, ENTITY_OUTPUTS
from serving.server.status import Code, StatusError

Tensors = Mapping[str, npt.NDArray[Any]]
"""Arrays by name; strings are arrays of objects, each `bytes`."""

PADDING: Mapping[str, Any] = {output.name: output.fill for output in ENTITY_OUTPUTS}
"""Outputs of shape [rows, width], and what fills them up."""


@dataclass(frozen=True)
class BatchingOptions:
    """How requests are put together: as `configs/serving/base/batching.conf` has TF Serving do it.

    Attributes:
      max_rows: Rows of a batch at most.
      max_bytes: Bytes of text in a batch at most, unless one row has more. The time that a batch
        takes goes by its word pieces, of which there are some 3 bytes each, and no other request
        is answered meanwhile.
      max_wait_seconds: How long the first request of a batch waits for others.
      max_queued_rows: Rows that may wait; a request beyond that is refused.
    """

    max_rows: int = 64
    max_bytes: int = 8192
    max_wait_seconds: float = 0.002
    max_queued_rows: int = 16_384


@dataclass(eq=False)
class _Task:
    inputs: Tensors
    rows: int
    size: int
    arrived: float
    answer: asyncio.Future[Tensors]


class Batcher:
    """Collects requests for one function.

    All methods belong to the thread of the event loop; the function runs in `executor`.

    Args:
      run: Maps inputs of `rows` rows to outputs of as many rows.
      executor: Where `run` is called, once at a time.
      options: How requests are put together.
    """

    def __init__(
        self,
        run: Callable[[Tensors], Tensors],
        executor: Executor,
        options: BatchingOptions = BatchingOptions(),
    ) -> None:
        self._run = run
        self._executor = executor
        self._options = options
        self._queue: deque[_Task] = deque()
        self._queued_rows = 0
        self._queued_bytes = 0
        self._changed = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None

    async def submit(self, inputs: Tensors, *, split: bool = False) -> Tensors:
        """Answers one request.

        A request that is cancelled while it waits is never run.

        Args:
          inputs: Arrays that all have the same first dimension, the rows.
          split: Whether a request with more rows than a batch runs in parts; it is refused
            otherwise, as TF Serving refuses it (`ValidateBatchTaskQueueCapacity` in TensorFlow's
            shared_batch_scheduler.h).

        Returns:
          Outputs with as many rows.

        Raises:
          StatusError: INVALID_ARGUMENT if there are too many rows, UNAVAILABLE if too much is
            waiting already; or what `run` raised.
        """
        rows = len(next(iter(inputs.values())))
        if rows > self._options.max_rows and not split:
            raise StatusError(
                Code.INVALID_ARGUMENT,
                f"Task size {rows} is larger than maximum input batch size "
                f"{self._options.max_rows}; send the texts in several requests",
            )
        # One part at a time, so that a large request does not hold up all others.
        parts = [
            await self._submit_part({k: v[part] for k, v in inputs.items()}, size)
            for part, size in _parts(_sizes(inputs), self._options)
        ]
        return parts[0] if len(parts) == 1 else join_outputs(parts)

    async def close(self) -> None:
        """Ends the batcher; nothing may be waiting any more."""
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.wait([self._worker])

    async def _submit_part(self, inputs: Tensors, size: int) -> Tensors:
        rows = len(next(iter(inputs.values())))
        if self._queued_rows + rows > self._options.max_queued_rows:
            raise StatusError(
                Code.UNAVAILABLE,
                f"The batch scheduling queue is full: {self._queued_rows} rows are waiting",
            )
        loop = asyncio.get_running_loop()
        task = _Task(inputs, rows, size, time.monotonic(), loop.create_future())
        self._queue.append(task)
        self._queued_rows += rows
        self._queued_bytes += size
        self._changed.set()
        if self._worker is None:
            self._worker = asyncio.create_task(self._work())
        return await task.answer

    async def _work(self) -> None:
        while True:
            while not self._queue:
                self._changed.clear()
                await self._changed.wait()
            await self._wait_for_more()
            if batch := self._take():
                await self._run_batch(batch)

    async def _wait_for_more(self) -> None:
        until = self._queue[0].arrived + self._options.max_wait_seconds
        while (
            self._queued_rows < self._options.max_rows
            and self._queued_bytes < self._options.max_bytes
        ):
            if (left := until - time.monotonic()) <= 0:
                return
            self._changed.clear()
            try:
                async with asyncio.timeout(left):  # see `ModelManager`: not `wait_for`
                    await self._changed.wait()
            except TimeoutError:
                return

    def _take(self) -> list[_Task]:
        """The next batch: tasks in the order in which they came, as many as fit."""
        batch: list[_Task] = []
        rows = size = 0
        while self._queue:
            task = self._queue[0]
            too_many = rows + task.rows > self._options.max_rows
            if batch and (too_many or size + task.size > self._options.max_bytes):
                break
            self._queue.popleft()
            self._queued_rows -= task.rows
            self._queued_bytes -= task.size
            # Its caller has gone, or its deadline has passed.
            if not task.answer.done():
                batch.append(task)
                rows += task.rows
                size += task.size
        return batch

    async def _run_batch(self, batch: Sequence[_Task]) -> None:
        loop = asyncio.get_running_loop()
        try:
            outputs = await loop.run_in_executor(self._executor, self._run, _join_inputs(batch))
        except Exception as error:
            if len(batch) == 1:
                if not batch[0].answer.done():
                    batch[0].answer.set_exception(error)
                return
            # One bad request must not fail those that were only its neighbours.
            for task in batch:
                await self._run_batch([task])
            return
        start = 0
        for task in batch:
            if not task.answer.done():
                part = {name: values[start : start + task.rows] for name, values in outputs.items()}
                task.answer.set_result(trim_outputs(part))
            start += task.rows


def _sizes(inputs: Tensors) -> list[int]:
    """Bytes of text in each row; 0 for rows without text."""
    sizes = [0] * len(next(iter(inputs.values())))
    for values in inputs.values():
        if values.dtype == object:
            for index, row in enumerate(values):
                sizes[index] += len(row) if isinstance(row, bytes) else _bytes_in(row)
    return sizes


def _bytes_in(row: npt.NDArray[Any]) -> int:
    return sum(len(value) for value in np.ravel(row))


def _parts(sizes: Sequence[int], options: BatchingOptions) -> Iterator[tuple[slice, int]]:
    """Rows that run together, in order, and their bytes; an empty part if there are no rows."""
    start = size = 0
    for index, more in enumerate(sizes):
        too_many = index - start >= options.max_rows
        if index > start and (too_many or size + more > options.max_bytes):
            yield slice(start, index), size
            start, size = index, 0
        size += more
    yield slice(start, len(sizes)), size


def trim_outputs(outputs: Tensors) -> Tensors:
    """Outputs without the padding that none of their rows needs."""
    if COUNT.name not in outputs:
        return outputs
    width = int(max(outputs[COUNT.name], default=0))
    return {
        name: values[:, :width] if name in PADDING else values for name, values in outputs.items()
    }


def join_outputs(parts: Sequence[Tensors]) -> Tensors:
    """Outputs of several parts as one, filled up to the widest."""
    joined = {}
    for name in parts[0]:
        arrays = [part[name] for part in parts]
        if name in PADDING:
            width = max(array.shape[1] for array in arrays)
            arrays = [_widen(array, width, PADDING[name]) for array in arrays]
        joined[name] = np.concatenate(arrays)
    return joined


def _widen(array: npt.NDArray[Any], width: int, fill: Any) -> npt.NDArray[Any]:
    wide = np.full((len(array), width), fill, array.dtype)
    wide[:, : array.shape[1]] = array
    return wide


def _join_inputs(batch: Sequence[_Task]) -> Tensors:
    if len(batch) == 1:
        return batch[0].inputs
    return {name: np.concatenate([task.inputs[name] for task in batch]) for name in batch[0].inputs}
