from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from aiohttp.test_utils import TestClient, TestServer

from enrichment import record
from enrichment.enricher import Enricher
from enrichment.rest_api import MAX_TEXTS, records_route
from preprocessing.spans import OffsetUnit
from serving.server.config import ConfigFile
from serving.server.model_manager import ModelManager
from serving.server.server import create_app
from tests.serving.server.fake_model import WordModel, nothing_wrong
from tests.serving.server.running_server import write_empty_versions

WORDS = {"PARTY": ("ELM CAFE", 0.9), "DATE": ("03/04", 0.4)}
ENRICHER = Enricher()

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Status and JSON of a real server's answer at /v1/records."""
    config = write_empty_versions(tmp_path, {"release": 17})

    def load(_: str) -> WordModel:
        return WordModel(WORDS)

    async def talk(request: dict[str, Any]) -> tuple[int, Any]:
        manager = ModelManager(ConfigFile(config), load, nothing_wrong)
        await manager.start()
        try:
            app = create_app(manager, OffsetUnit.UTF16, extensions=[records_route(ENRICHER)])
            async with TestClient(TestServer(app)) as client:
                answer = await client.post("/v1/records", **request)
                return answer.status, await answer.json()
        finally:
            await manager.close()

    def ask(**request: Any) -> tuple[int, Any]:
        return asyncio.run(talk(request))

    return ask


def test_records_of_texts_in_their_order(ask: Ask) -> None:
    known = {"text": "ELM CAFE 03/04", "country": "GB", "booked_on": "2026-05-01"}
    status, answer = ask(json={"instances": [known, "SOMETHING ELSE"]})
    assert status == 200
    assert answer["model"] == "17"
    schema = json.loads(Path(record.__file__).with_name("record.schema.json").read_text("utf-8"))
    for one in answer["records"]:
        jsonschema.Draft202012Validator(schema).validate(one)
    first, second = answer["records"]
    assert first["counterparty"]["name"] == "Elm Cafe"
    assert first["counterparty"]["score"] == pytest.approx(0.9)
    assert first["dates"] == ["2026-04-03"]
    assert (second["text"], second["counterparty"]) == ("SOMETHING ELSE", None)


def test_more_texts_than_a_batch_holds_are_answered(ask: Ask) -> None:
    texts = [f"ELM CAFE {number}" for number in range(65)]
    status, answer = ask(json={"instances": texts})
    assert status == 200
    assert [record["text"] for record in answer["records"]] == texts


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (b"nope", 400, "not JSON"),
        (b"[]", 400, "instances"),
        (b'{"instances": []}', 400, "instances"),
        (b'{"instances": ["A"], "more": 1}', 400, "instances"),
        (b'{"instances": ["A", 5]}', 400, "instance 1 is neither"),
        (b'{"instances": [{"txt": "A"}]}', 400, "instance 0: 'txt'"),
        (b'{"instances": [{"text": 5}]}', 400, "instance 0: `text` is 5"),
        (b'{"instances": [{"text": "A", "country": "X"}]}', 400, "instance 0: `country`"),
        (json.dumps({"instances": ["A"] * (MAX_TEXTS + 1)}).encode(), 413, "at most 1,024"),
    ],
)
def test_requests_that_cannot_be_answered(ask: Ask, body: bytes, status: int, message: str) -> None:
    found, answer = ask(data=body, headers={"Content-Type": "application/json"})
    assert found == status
    assert message in answer["error"]
