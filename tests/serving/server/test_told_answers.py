"""Whoever is told of answers gets each of them, however it was asked for, and can fail none."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from enrichment.enricher import Enricher
from enrichment.rest_api import records_route
from models.export_format import Entity
from monitoring.log_files import read_answers
from monitoring.prediction_log import PredictionLog
from preprocessing.spans import OffsetUnit
from serving.prediction.answered import UNREADABLE, Answered, OnAnswer
from serving.server.config import ConfigFile
from serving.server.model_manager import ModelManager
from serving.server.server import create_app
from tests.monitoring.logging_bench import shaper
from tests.serving.server.fake_model import WordModel, nothing_wrong
from tests.serving.server.running_server import write_empty_versions

WORDS = {"PARTY": ("met", 0.9)}
SLICES = {"X-Txner-Slices": "country=GB"}
PREDICT = "/v1/models/transactions:predict"

Requests = list[tuple[str, dict[str, Any]]]


def asked(folder: Path, on_answer: OnAnswer, requests: Requests) -> list[int]:
    """Statuses of a real server on loopback that tells of its answers."""
    config = write_empty_versions(folder, {"release": 17})

    async def talk() -> list[int]:
        manager = ModelManager(
            ConfigFile(config), lambda _: WordModel(WORDS), nothing_wrong, on_answer=on_answer
        )
        await manager.start()
        try:
            app = create_app(manager, OffsetUnit.UTF16, extensions=[records_route(Enricher())])
            async with TestClient(TestServer(app)) as client:
                return [(await client.post(path, **request)).status for path, request in requests]
        finally:
            await manager.close()

    return asyncio.run(talk())


def test_each_interface_tells(tmp_path: Path) -> None:
    told: list[Answered] = []
    requests: Requests = [
        (PREDICT, {"json": {"instances": ["Ann met", "x"]}, "headers": SLICES}),
        ("/v1/annotate", {"json": {"text": "Bob met"}, "headers": SLICES}),
        ("/v1/records", {"json": {"instances": ["Cid met"]}, "headers": SLICES}),
        (PREDICT, {"json": {"instances": ["Ann met"]}}),
        (PREDICT, {"json": {"instances": ["Ann met"]}, "headers": {"X-Txner-Slices": "GB"}}),
        (PREDICT, {"json": {"instances": [1]}, "headers": SLICES}),
    ]
    assert asked(tmp_path, told.append, requests) == [200] * 5 + [400]
    assert [one.slices for one in told] == [*[{"country": "GB"}] * 3, {}, UNREADABLE]
    assert {(one.model, one.version) for one in told} == {("transactions", 17)}
    assert [(one.texts, one.size) for one in told] == [(2, 8), (1, 7), (1, 7), (1, 7), (1, 7)]
    first, second = told[0].predictions()
    assert (first.text, second.text, second.entities) == ("Ann met", "x", [])
    assert first.entities == [Entity("PARTY", "met", 4, 7, 0.9, accepted=True)]


def test_nothing_that_is_told_can_fail_a_request(tmp_path: Path) -> None:
    def fail(_: Answered) -> None:
        raise OSError("as the test says")

    requests: Requests = [(PREDICT, {"json": {"instances": ["Ann met"]}})]
    assert asked(tmp_path, fail, requests) == [200]


def test_a_log_that_cannot_be_written_fails_no_request(tmp_path: Path) -> None:
    in_the_way = tmp_path / "log"
    in_the_way.write_text("a file, where a folder should be")
    requests: Requests = [(PREDICT, {"json": {"instances": ["Ann met"]}})] * 5
    with PredictionLog(str(in_the_way), shaper(), flush_rows=1) as log:
        assert asked(tmp_path, log, requests) == [200] * 5
    assert (log.counts.offered, log.counts.written, log.counts.dropped) == (5, 0, 5)


def test_what_a_server_answered_is_in_the_log(tmp_path: Path) -> None:
    requests: Requests = [
        (PREDICT, {"json": {"instances": ["4111111111111111 met"]}, "headers": SLICES}),
        (PREDICT, {"data": b'{"instances": ["\xff met"]}'}),
    ]
    with PredictionLog(str(tmp_path / "log"), shaper()) as log:
        # The fake model cannot read bytes that are no UTF-8; the real one can.
        assert asked(tmp_path, log, requests) == [200, 500]
    (answer,) = read_answers(str(tmp_path / "log"), "transactions")
    assert (answer.text, answer.version) == ("0000000000000000 met", 17)
    assert answer.slices == {"country": "GB"}
    (entity,) = answer.entities
    assert (entity.label, entity.start, entity.end, entity.accepted) == ("PARTY", 17, 20, True)
