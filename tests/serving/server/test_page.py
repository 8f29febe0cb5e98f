from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import requests
from tensorflow.core.framework import types_pb2

from serving.server.request_batching import Tensors
from tests.serving.server.browser import find_browser, open_page
from tests.serving.server.running_server import Running, run_in_thread, write_config

TEXT = "SQ *BLUE DOOR CAFE SEATTLE WA"
FOUND = {"PARTY": "BLUE DOOR CAFE", "LOCATION": "SEATTLE WA", "<b>X</b>": "<i>evil</i>"}


class Words:
    """A model that finds a few words, at offsets in code points.

    Version 2 is of an earlier release, and does not say what is accepted.
    """

    def __init__(self, path: str) -> None:
        self._says_what_is_accepted = not path.endswith("2")
        shape = SimpleNamespace(unknown_rank=True)
        outputs = {name: SimpleNamespace(dtype=0) for name in self._answer([])}
        text = SimpleNamespace(dtype=types_pb2.DT_STRING, tensor_shape=shape)
        definition = SimpleNamespace(inputs={"text": text}, outputs=outputs)
        self.signatures: dict[str, Any] = {"serving_default": definition}

    def batchable(self, signature: str) -> bool:
        return True

    def run(self, signature: str, inputs: Tensors) -> Tensors:
        return self._answer([text.decode() for text in inputs["text"]])

    def _answer(self, texts: list[str]) -> Tensors:
        rows = [
            sorted((t.index(word), label, word) for label, word in FOUND.items() if word in t)
            for t in texts
        ]
        width = max(map(len, rows), default=0)
        padded = [row + [(-1, "", "")] * (width - len(row)) for row in rows]
        fields = {
            "entity_start": [[s for s, _, _ in row] for row in padded],
            "entity_end": [[s + len(word) if word else -1 for s, _, word in row] for row in padded],
            "entity_score": [[0.875 if word else 0.0 for _, _, word in row] for row in padded],
            "entity_accepted": [[label == "PARTY" for _, label, _ in row] for row in padded],
        }
        strings = {
            "entity_label": [[label.encode() for _, label, _ in row] for row in padded],
            "entity_text": [[word.encode() for _, _, word in row] for row in padded],
        }
        shape = (len(texts), width)
        return {
            **{
                name: np.array(values, bool if name == "entity_accepted" else None).reshape(shape)
                for name, values in fields.items()
                if name != "entity_accepted" or self._says_what_is_accepted
            },
            **{name: np.array(v, dtype=object).reshape(shape) for name, v in strings.items()},
            "entity_count": np.array([len(row) for row in rows]),
            "cut_pieces": np.zeros(len(texts), int),
        }


def nothing_wrong(path: str) -> list[str]:
    return []


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr("tests.serving.server.running_server.verify_version", nothing_wrong)
    for version in ("1", "2"):
        (tmp_path / "models" / version).mkdir(parents=True)
        (tmp_path / "models" / version / "saved_model.pb").touch()
    config = tmp_path / "models.conf"
    write_config(config, tmp_path / "models", "all {}", {"release": 1, "canary": 2})
    with run_in_thread(config, load=Words) as running:
        yield running


def test_the_page_is_alone_and_may_load_nothing_else(server: Running) -> None:
    answer = requests.get(server.http, timeout=10)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.findall(r"(?:src|href)=\"(?!data:)|https?://|innerHTML|@import", answer.text)
    # Of handlers and styles in attributes, the policy would have none.
    assert not re.findall(r"\son\w+=|\sstyle=", answer.text)


def test_the_page_learns_models_labels_and_faults(server: Running) -> None:
    answer = requests.get(f"{server.http}/page/models", timeout=10).json()
    (model,) = answer["models"]
    assert (model["name"], model["labels"]) == ("transactions", {"release": 1, "canary": 2})
    assert [v["version"] for v in model["versions"] if v["available"]] == ["2", "1"]
    assert answer["faults"] == []


BROWSER = find_browser()


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium; `make test` gets one with npm")
def test_somebody_types_and_sees_entities(server: Running, tmp_path: Path) -> None:
    asyncio.run(use_page(server.http, tmp_path / "profile"))


async def use_page(url: str, profile: Path) -> None:
    assert BROWSER is not None
    profile.mkdir()
    marks = "[...document.querySelectorAll('mark')].map(m => m.firstChild.textContent)"
    async with open_page(BROWSER, url, profile) as page:
        await page.until("document.querySelector('#version')?.options.length === 5")
        assert await page.evaluate("document.querySelector('#version').value") == "labels/release"
        # An emoji is two UTF-16 units, and would shift marks that are counted in them.
        await page.type("#text", f"😀👍🏽 {TEXT} <i>evil</i>")
        await page.until(f"{marks}.length === 3")
        assert await page.evaluate(marks) == ["BLUE DOOR CAFE", "SEATTLE WA", "<i>evil</i>"]
        shown = await page.evaluate("document.querySelector('#marked').textContent")
        assert shown == (
            "😀👍🏽 SQ *BLUE DOOR CAFEPARTY 0.88 ✓ SEATTLE WALOCATION 0.88 <i>evil</i><b>X</b> 0.88"
        )
        edges = "[...document.querySelectorAll('mark')].map(m => getComputedStyle(m).borderStyle)"
        assert await page.evaluate(edges) == ["solid", "dashed", "dashed"]
        assert (
            await page.evaluate(
                "document.querySelectorAll('#marked i, #marked b, td i, td b').length"
            )
            == 0
        )
        rows = await page.evaluate(
            "[...document.querySelectorAll('tbody tr')]"
            ".map(row => [...row.cells].map(cell => cell.textContent))"
        )
        assert rows[0] == ["PARTY", "BLUE DOOR CAFE", "8", "22", "0.88", "accepted"]
        assert rows[1] == ["LOCATION", "SEATTLE WA", "23", "33", "0.88", "suggested"]
        note = "document.querySelector('#note').textContent"
        assert (await page.evaluate(note)).startswith("version 1,")
        await page.evaluate(
            "(s => { s.value = 'labels/canary'; s.dispatchEvent(new Event('change')); })"
            "(document.querySelector('#version'))"
        )
        await page.until(f"{note}.startsWith('version 2,')")
        assert await page.evaluate(edges) == ["dashed", "dashed", "dashed"]
        await page.type("#text", "")
        await page.until(f"{marks}.length === 0")
        assert page.errors == []
