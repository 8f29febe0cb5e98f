"""The client of `serving.prediction.client` for programs that wait for many things at once.

async with AsyncTaggerClient("127.0.0.1:8500", "transactions") as client:
    answer = await client.predict_batch(["SQ *BLUE DOOR CAFE SEATTLE WA"])
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Self

import grpc
import grpc.aio

from models.export_format import Prediction
from serving.prediction.client import (
    Answer,
    Asker,
    batches,
)

MAX_AT_ONCE = 8
"""Requests of one `predict` that a server gets at the same time."""


class AsyncTaggerClient(Asker):
    """A connection for the event loop in which it is made; see `Asker`.

    What `active` asks must not take long: the loop stands still meanwhile.
    """

    _grpc = grpc.aio

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the connection."""
        await self._channel.close()

    async def predict(
        self, texts: Iterable[str], slices: Mapping[str, str] | None = None
    ) -> list[Prediction]:
        """Predictions for all texts, in their order, several requests at a time.

        Raises:
          ServerError: A request was not answered; none of the texts gets a prediction.
        """
        room = asyncio.Semaphore(MAX_AT_ONCE)

        async def ask(batch: Sequence[str]) -> list[Prediction]:
            async with room:
                return (await self.predict_batch(batch, slices=slices)).predictions

        asking = [asyncio.ensure_future(ask(batch)) for batch in batches(texts)]
        try:
            answers = await asyncio.gather(*asking)
        finally:
            for task in asking:
                task.cancel()
        return [prediction for answer in answers for prediction in answer]

    async def predict_batch(
        self,
        texts: Sequence[str],
        deadline_seconds: float | None = None,
        slices: Mapping[str, str] | None = None,
    ) -> Answer:
        """Predictions for texts in one request, and the version that made them.

        Args:
          texts: The texts; a lone surrogate, which has no UTF-8, is sent as `?`.
          deadline_seconds: Instead of the client's.
          slices: What is known of all these texts, such as `{"country": "GB"}`, for logs.

        Raises:
          ServerError: The request was not answered.
          ValueError: There is no text, or the slices are too many or too long.
        """
        attempts = self._attempts(texts, deadline_seconds, slices)
        while True:
            request = attempts.next_request()
            try:
                response = await self._call(
                    request, timeout=attempts.seconds, metadata=attempts.metadata
                )
            except grpc.RpcError as error:
                await asyncio.sleep(attempts.pause_after(error))
                continue
            return attempts.read(response)
