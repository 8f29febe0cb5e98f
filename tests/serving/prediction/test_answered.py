from __future__ import annotations

import asyncio
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.prediction.answered import (
    MAX_SLICES,
    UNREADABLE,
    Answered,
    slices_of_header,
    slices_to_header,
)
from serving.prediction.async_client import AsyncTaggerClient
from serving.prediction.client import TaggerClient
from tests.serving.prediction.scripted import serving

parts = st.text(min_size=1, max_size=100)


@given(st.dictionaries(parts, parts, max_size=MAX_SLICES))
def test_slices_come_through_a_header(slices: dict[str, str]) -> None:
    header = slices_to_header(slices)
    assert header.isascii()
    assert header.isprintable()
    assert slices_of_header(header) == slices


@given(st.one_of(st.text(), st.text("=&%+a;\x00\ud800")))
def test_a_header_of_anything_never_fails(header: str) -> None:
    slices = slices_of_header(header)
    assert slices == UNREADABLE or slices_of_header(slices_to_header(slices)) == slices


@pytest.mark.parametrize(
    "slices",
    [{"": "x"}, {"x": ""}, {"x": "y" * 101}, {"x": "\ud800"}, {str(n): "x" for n in range(9)}],
)
def test_slices_that_cannot_be_sent_are_refused(slices: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="slices may have 8 keys"):
        slices_to_header(slices)
    with (
        TaggerClient("127.0.0.1:1", "m") as client,
        pytest.raises(ValueError, match="slices may have"),
    ):
        client.predict_batch(["a"], slices=slices)


def test_clients_tell_of_each_answer_and_send_the_slices() -> None:
    told: list[Answered] = []
    slices = {"country": "GB", "bank": "Bänk & Co"}

    async def ask(address: str) -> None:
        async with AsyncTaggerClient(address, "m", on_answer=told.append) as client:
            await client.predict(["a shop"], slices)

    with serving() as (_, address):
        with TaggerClient(address, "m", on_answer=told.append) as client:
            client.predict(["a shop", "b"], slices)
            client.predict_batch(["c"])
        asyncio.run(ask(address))
    assert [(one.model, one.version, one.texts, one.size) for one in told] == [
        ("m", 7, 2, 7),
        ("m", 7, 1, 1),
        ("m", 7, 1, 6),
    ]
    assert [one.slices for one in told] == [slices, {}, slices]
    assert [p.text for one in told for p in one.predictions()] == ["a shop", "b", "c", "a shop"]
    assert all(one.seconds > 0 for one in told)


def test_whoever_is_told_cannot_fail_a_request(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: Answered) -> None:
        raise RuntimeError("as the test says")

    with (
        serving() as (_, address),
        TaggerClient(address, "m", on_answer=fail) as client,
        caplog.at_level(logging.ERROR),
    ):
        assert client.predict(["a shop"])[0].entities[0].text == "a shop"
    assert "as the test says" in caplog.text
