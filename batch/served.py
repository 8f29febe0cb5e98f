"""A model that a server has: TF Serving, or `txner serve`.

It is asked for one version by its number, so that all rows of a job are of the same one, wherever a
label moves meanwhile.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from batch.plan import Task
from batch.rows import BatchError, Fault, Reason
from models.export_format import Prediction
from serving.prediction.client import (
    FIRST_BACKOFF_SECONDS,
    MAX_BACKOFF_SECONDS,
    ServerError,
    TaggerClient,
    batches,
)

IN_FLIGHT = 4
"""Requests of a worker process at a time.

No more are sent before one is answered: what a busy server takes longer for, the worker waits for.
"""

DEADLINE_SECONDS = 300.0
"""How long a request may take, with all retries while a server is not available or its queue full.

A server that is started anew, or moved, is back by then.
"""

CHECK_SECONDS = 20.0
"""The same before a job."""

TOO_LARGE = "larger than max"
"""What gRPC says of a message that is larger than a server, or this client, takes."""


class ServedModel:
    """Asks a server for predictions, a bounded number of requests at a time.

    Args:
      task: Its server is asked for the version of its model.
      in_flight: Requests at a time, of all threads together.
      deadline_seconds: How long a request may take, with all retries.

    Raises:
      BatchError: The model is not in a folder of versions, so that it has no number.
    """

    def __init__(
        self, task: Task, *, in_flight: int = IN_FLIGHT, deadline_seconds: float = DEADLINE_SECONDS
    ) -> None:
        published = task.published
        if task.server is None or published is None:
            raise BatchError(
                "a server is asked for a version by its number; name a folder of versions",
                argument="model",
                value=task.model,
            )
        name, self._version = published
        self._client = TaggerClient(task.server, name, version=self._version)
        self._deadline_seconds = deadline_seconds
        self._requests = ThreadPoolExecutor(in_flight)

    def check(self) -> None:
        """Finds now, and not in the workers, whether the server has the version.

        Raises:
          ServerError: It does not answer, or lacks it.
        """
        self._client.predict_batch(["x"], CHECK_SECONDS)

    def close(self) -> None:
        """Ends the connection."""
        self._requests.shutdown(cancel_futures=True)
        self._client.close()

    def predict(self, texts: Sequence[str]) -> list[Prediction | Fault]:
        """Predictions for all texts, in their order; a fault for each that the server refuses.

        Raises:
          ServerError: The server does not answer.
        """
        # Texts of one length go together: the model computes as much for each as for the longest.
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        groups = batches(texts[number] for number in order)
        found = chain.from_iterable(self._requests.map(self._ask, groups))
        by_number = dict(zip(order, found, strict=True))
        return [by_number[number] for number in range(len(texts))]

    def _ask(self, texts: Sequence[str]) -> list[Prediction | Fault]:
        """The same for the texts of one request."""
        until = time.monotonic() + self._deadline_seconds
        return self._ask_until(texts, until, FIRST_BACKOFF_SECONDS)

    def _ask_until(
        self, texts: Sequence[str], until: float, pause: float
    ) -> list[Prediction | Fault]:
        """The same, in ever smaller requests while a server takes none of this size.

        Args:
          texts: The texts.
          until: When to give up, by the monotonic clock.
          pause: Seconds to wait if the server has too much to do.
        """
        try:
            answer = self._client.predict_batch(texts, max(0.0, until - time.monotonic()))
        except ServerError as error:
            is_too_large = TOO_LARGE in str(error)
            if error.code == "RESOURCE_EXHAUSTED" and not is_too_large:
                # Too many requests at once, or too little memory for one of this size.
                if time.monotonic() + pause >= until:
                    raise
                time.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - nothing secret
                pause = min(2 * pause, MAX_BACKOFF_SECONDS)
            elif error.code != "INVALID_ARGUMENT" and not is_too_large:
                raise
            elif len(texts) == 1:
                return [Fault(Reason.REFUSED, str(error))]
            middle = (len(texts) + 1) // 2
            halves = [half for half in (texts[:middle], texts[middle:]) if half]
            return [found for half in halves for found in self._ask_until(half, until, pause)]
        if answer.version != self._version:
            raise ServerError(
                f"{self._client.address}: version {answer.version} answered, and {self._version} "
                "was asked",
                "UNKNOWN",
            )
        return list(answer.predictions)
