"""A real doccano asks the local server for suggestions, with the settings that the docs give."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from annotation.autolabel import set_up
from annotation.client import DoccanoClient
from tests.doccano.server import Account
from tests.serving.server.fake_model import WordModel, nothing_wrong
from tests.serving.server.running_server import run_in_thread, write_empty_versions

DOCS = Path(__file__).parents[2] / "docs" / "doccano.md"
TEXT = "Jose\u0301 😀 met Ann"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of the server of `txner serve`, with a model that finds `met`."""
    config = write_empty_versions(tmp_path, {"release": 17})

    def load(_: str) -> WordModel:
        return WordModel({"PARTY": ("met", 0.9)})

    with run_in_thread(config, load, verify=nothing_wrong) as running:
        port = urlsplit(running.http).port
        assert port is not None
        yield port


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


@pytest.mark.parametrize(("grapheme_mode", "offsets"), [(False, (9, 12)), (True, (7, 10))])
def test_the_command_sets_up_what_doccanos_dialog_cannot(
    admin: Account, port: int, grapheme_mode: bool, offsets: tuple[int, int]
) -> None:
    project = admin.create_project("set up", grapheme_mode=grapheme_mode)
    example = admin.call("POST", f"/projects/{project}/examples", {"text": TEXT, "meta": {}})
    admin.call("POST", f"/projects/{project}/span-types", {"text": "PARTY"})
    with DoccanoClient(admin.url, admin.token) as client:
        replaced = [set_up(client, project, f"http://127.0.0.1:{port}").replaced for _ in range(2)]
    assert replaced == [0, 1]
    assert len(admin.call("GET", f"/projects/{project}/auto-labeling/configs")) == 1
    admin.call("POST", f"/projects/{project}/auto-labeling?example={example['id']}")
    (span,) = admin.spans(project, example["id"])
    assert (span["start_offset"], span["end_offset"]) == offsets
