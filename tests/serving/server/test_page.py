from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.serving.server.browser import find_browser, open_page
from tests.serving.server.fake_model import WordModel, nothing_wrong
from tests.serving.server.running_server import Running, run_in_thread, write_empty_versions

TEXT = "SQ *BLUE DOOR CAFE SEATTLE WA"
FOUND = {"PARTY": "BLUE DOOR CAFE", "LOCATION": "SEATTLE WA", "<b>X</b>": "<i>evil</i>"}


def load(path: str) -> WordModel:
    """Version 2 is of an earlier release, and does not say what is accepted."""
    words = {label: (word, 0.875) for label, word in FOUND.items()}
    return WordModel(words, says_what_is_accepted=not path.endswith("2"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    config = write_empty_versions(tmp_path, {"release": 1, "canary": 2})
    with run_in_thread(config, load, verify=nothing_wrong) as running:
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
