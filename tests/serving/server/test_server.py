from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from models.export_format import Entity, Prediction
from preprocessing.graphemes import grapheme_boundaries
from preprocessing.spans import OffsetUnit
from serving.server.config import ConfigFile
from serving.server.model_manager import ModelManager
from serving.server.server import MAX_ANNOTATE_BYTES, annotate_entities, create_app
from tests.serving.server.fake_model import WordModel, nothing_wrong
from tests.serving.server.running_server import write_empty_versions

TEXT = "Jose\u0301 😀 met Ann"


# The accent is half of a grapheme cluster.
WORDS = {"PARTY": ("met", 0.9), "DATE": ("\u0301", 0.4)}

Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Status and JSON of one answer of a real server on loopback, with version 17 of a model."""
    config = write_empty_versions(tmp_path, {"release": 17})

    def load(_: str) -> WordModel:
        return WordModel(WORDS)

    async def talk(path: str, method: str, request: dict[str, Any]) -> tuple[int, Any]:
        manager = ModelManager(ConfigFile(config), load, nothing_wrong)
        await manager.start()
        try:
            app = create_app(manager, OffsetUnit.UTF16)
            async with TestClient(TestServer(app)) as client:
                answer = await client.request(method, path, **request)
                return answer.status, await answer.json()
        finally:
            await manager.close()

    def call(path: str, method: str = "POST", **request: Any) -> tuple[int, Any]:
        return asyncio.run(talk(path, method, request))

    return call


@pytest.mark.parametrize(
    ("fields", "offsets"),
    [
        ({}, [[9, 12], [4, 5]]),
        ({"offset_unit": "utf16"}, [[9, 12], [4, 5]]),
        ({"offset_unit": "codepoint"}, [[8, 11], [4, 5]]),
        # The accent alone has no place among clusters.
        ({"offset_unit": "grapheme"}, [[7, 10]]),
        ({"min_score": 0.5}, [[9, 12]]),
    ],
)
def test_entities_are_in_the_unit_that_is_asked_for(
    call: Call, fields: dict[str, Any], offsets: list[list[int]]
) -> None:
    status, answer = call("/v1/annotate", json={"text": TEXT, **fields})
    assert status == 200
    assert answer["model"] == "17"
    assert [[e["start_offset"], e["end_offset"]] for e in answer["entities"]] == offsets
    assert answer["entities"][0]["label"] == "PARTY"


@pytest.mark.parametrize("joined", ["\u200d", "\ufe0f", "\u200d\ufe0f"])
def test_what_cannot_be_seen_and_joins_to_an_entity_is_in_its_cluster(
    call: Call, joined: str
) -> None:
    for unit, end in (("codepoint", 3), ("grapheme", 3)):
        request = {"text": f"met{joined} x", "offset_unit": unit}
        _, answer = call("/v1/annotate", json=request)
        assert [(e["start_offset"], e["end_offset"]) for e in answer["entities"]] == [(0, end)]


def test_a_text_without_entities_gets_an_empty_list(call: Call) -> None:
    assert call("/v1/annotate", json={"text": ""}) == (200, {"entities": [], "model": "17"})


@pytest.mark.parametrize(
    ("request_", "status", "named"),
    [
        ({"data": b"{"}, 400, "not JSON"),
        ({"data": b"\xff\xfe"}, 400, "not JSON"),
        ({"json": ["x"]}, 400, "must be an object"),
        ({"json": {}}, 400, "`text` must be a string"),
        ({"json": {"text": 7}}, 400, "`text` must be a string"),
        ({"json": {"text": "x", "instances": []}}, 400, "'instances' is not a field"),
        ({"json": {"text": "x", "offset_unit": "bytes"}}, 400, "utf16, codepoint, grapheme"),
        ({"json": {"text": "x", "offset_unit": []}}, 400, "utf16, codepoint, grapheme"),
        ({"json": {"text": "x", "min_score": "high"}}, 400, "`min_score` must be a number"),
        ({"data": b"x" * (MAX_ANNOTATE_BYTES + 1)}, 413, "larger than"),
    ],
)
def test_what_cannot_be_answered_is_named(
    call: Call, request_: dict[str, Any], status: int, named: str
) -> None:
    found, answer = call("/v1/annotate", **request_)
    assert found == status
    assert named in answer["error"]


def test_other_paths_and_methods_are_named(call: Call) -> None:
    assert call("/nowhere")[0] == 404
    status, answer = call("/v1/annotate", method="GET")
    assert status == 405
    assert "GET /v1/annotate" in answer["error"]


def test_health_tells_the_version(call: Call) -> None:
    assert call("/healthz", method="GET") == (200, {"status": "ok", "model": "17"})


def test_a_text_with_many_entities_is_divided_into_clusters_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    divided: list[str] = []

    def counting(text: str) -> list[int]:
        divided.append(text)
        return grapheme_boundaries(text)

    monkeypatch.setattr("preprocessing.spans.grapheme_boundaries", counting)
    text = "e\u0301 😀 " * 50
    entities = [
        Entity("DATE", "e\u0301", start, start + 2, 1.0) for start in range(0, len(text), 5)
    ]
    answer = annotate_entities(Prediction(text, entities), OffsetUnit.GRAPHEME)
    assert [entity["start_offset"] for entity in answer] == list(range(0, 200, 4))
    assert divided == [text]
