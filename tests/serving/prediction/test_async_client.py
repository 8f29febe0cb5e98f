from __future__ import annotations

import asyncio
from collections.abc import Iterator

import grpc
import pytest

from serving.prediction.async_client import AsyncTaggerClient
from serving.prediction.client import MAX_BATCH_TEXTS, Answer, ServerError
from tests.serving.prediction.scripted import Scripted, serving


@pytest.fixture
def server() -> Iterator[tuple[Scripted, str]]:
    with serving() as started:
        yield started


def test_all_texts_are_answered_in_order(server: tuple[Scripted, str]) -> None:
    handler, address = server
    texts = [f"a{number}" for number in range(3 * MAX_BATCH_TEXTS + 1)]

    async def ask() -> list[str]:
        async with AsyncTaggerClient(address, "transactions") as client:
            return [prediction.entities[0].text for prediction in await client.predict(texts)]

    assert asyncio.run(ask()) == texts
    assert len(handler.requests) == 4


def test_a_server_that_comes_back_is_asked_again(server: tuple[Scripted, str]) -> None:
    handler, address = server
    handler.script = [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.UNAVAILABLE]

    async def ask() -> Answer:
        async with AsyncTaggerClient(address, "m", label="release") as client:
            return await client.predict_batch(["a"])

    assert asyncio.run(ask()).version == 7
    assert [r.model_spec.version_label for r in handler.requests] == ["release"] * 3


def test_versions_in_release_are_asked_by_number(server: tuple[Scripted, str]) -> None:
    handler, address = server
    handler.script = [grpc.StatusCode.NOT_FOUND]

    async def ask() -> Answer:
        async with AsyncTaggerClient(address, "m", active=lambda: [9, 8]) as client:
            return await client.predict_batch(["a"])

    assert asyncio.run(ask()).predictions[0].text == "a"
    assert [request.model_spec.version.value for request in handler.requests] == [9, 8]


def test_one_refusal_ends_all(server: tuple[Scripted, str]) -> None:
    handler, address = server
    handler.script = [grpc.StatusCode.INVALID_ARGUMENT] * 20

    async def ask() -> None:
        async with AsyncTaggerClient(address, "m") as client:
            await client.predict(["a"] * 1000)

    with pytest.raises(ServerError, match="model m: INVALID_ARGUMENT: as scripted") as error:
        asyncio.run(ask())
    assert error.value.code == "INVALID_ARGUMENT"


def test_no_text_is_no_request(server: tuple[Scripted, str]) -> None:
    handler, address = server

    async def ask() -> None:
        async with AsyncTaggerClient(address, "m") as client:
            assert await client.predict([]) == []
            with pytest.raises(ValueError, match="no text"):
                await client.predict_batch([])

    asyncio.run(ask())
    assert handler.requests == []
