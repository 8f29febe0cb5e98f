"""A real doccano asks the local server for suggestions, with the settings that the docs give."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from models.export_format import Entity, Prediction
from preprocessing.spans import OffsetUnit
from serving.server.server import create_app
from tests.doccano.server import Account

DOCS = Path(__file__).parents[2] / "docs" / "doccano.md"
TEXT = "Jose\u0301 😀 met Ann"


class Words:
    """A model that finds `met`."""

    def predict(self, texts: list[str]) -> list[Prediction]:
        return [
            Prediction(text, [Entity("PARTY", "met", start, start + 3, 0.9)])
            for text in texts
            if (start := text.index("met")) >= 0
        ]


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a server in a thread."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(create_app(Words(), "17", OffsetUnit.UTF16))
    loop.run_until_complete(runner.setup())
    site = web.TCPSite(runner, "127.0.0.1", 0)
    loop.run_until_complete(site.start())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield int(runner.addresses[0][1])
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.run_until_complete(runner.cleanup())
    loop.close()


def documented(port: int) -> tuple[dict[str, Any], str]:
    """Attributes and mapping template as the docs say to paste them."""
    section = DOCS.read_text().split("## Auto-labelling")[1]
    blocks = re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL)
    (attributes,) = [json.loads(body) for kind, body in blocks if kind == "json"]
    (template,) = [body.strip() for kind, body in blocks if kind == "jinja"]
    attributes["url"] = attributes["url"].replace(":8501", f":{port}")
    return attributes, template


@pytest.mark.parametrize(("grapheme_mode", "offsets"), [(False, (9, 12)), (True, (7, 10))])
def test_doccano_marks_what_the_model_finds(
    admin: Account, port: int, grapheme_mode: bool, offsets: tuple[int, int]
) -> None:
    project = admin.create_project("auto-labelling", grapheme_mode=grapheme_mode)
    example = admin.call("POST", f"/projects/{project}/examples", {"text": TEXT, "meta": {}})
    admin.call("POST", f"/projects/{project}/span-types", {"text": "PARTY"})
    attributes, template = documented(port)
    if grapheme_mode:
        attributes["body"]["offset_unit"] = "grapheme"
    config = {
        "model_name": "Custom REST Request",
        "model_attrs": attributes,
        "template": template,
        "label_mapping": {},
        "task_type": "Span",
    }
    tried = {"model_name": config["model_name"], "model_attrs": attributes, "text": TEXT}
    answer = admin.call("POST", f"/projects/{project}/auto-labeling/request-testing", tried)
    assert answer["model"] == "17"
    admin.call("POST", f"/projects/{project}/auto-labeling/configs", config)
    admin.call("POST", f"/projects/{project}/auto-labeling?example={example['id']}")
    (span,) = admin.spans(project, example["id"])
    assert (span["start_offset"], span["end_offset"]) == offsets
