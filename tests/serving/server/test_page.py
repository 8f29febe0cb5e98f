from __future__ import annotations

import asyncio
import json
import re
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import requests

from pipeline.config import load_settings
from tests.serving.server.browser import Page, find_browser, open_page
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
needs_browser = pytest.mark.skipif(
    BROWSER is None, reason="there is no Chromium; `make test` gets one with npm"
)
MARKS = "[...document.querySelectorAll('mark')].map(m => m.firstChild.textContent)"
NOTE = "document.querySelector('#note').textContent"


def use(url: str, folder: Path, visit: Callable[[Page], Awaitable[None]]) -> None:
    """Opens the page, does something with it, and sees that it complained of nothing."""
    profile = folder / "profile"
    profile.mkdir()

    async def run() -> None:
        assert BROWSER is not None
        async with open_page(BROWSER, url, profile) as page:
            await page.until("document.querySelector('#version')?.options.length > 0")
            await visit(page)
            assert page.errors == []

    asyncio.run(run())


async def choose(page: Page, selector: str, value: str) -> None:
    await page.evaluate(
        f"(s => {{ s.value = {value!r}; s.dispatchEvent(new Event('change')); }})"
        f"(document.querySelector('{selector}'))"
    )


@needs_browser
def test_somebody_types_and_sees_entities(server: Running, tmp_path: Path) -> None:
    async def visit(page: Page) -> None:
        await page.until("document.querySelector('#version').options.length === 5")
        assert await page.evaluate("document.querySelector('#version').value") == "labels/release"
        # An emoji is two UTF-16 units, and would shift marks that are counted in them.
        await page.type("#text", f"😀👍🏽 {TEXT} <i>evil</i>")
        await page.until(f"{MARKS}.length === 3")
        assert await page.evaluate(MARKS) == ["BLUE DOOR CAFE", "SEATTLE WA", "<i>evil</i>"]
        shown = await page.evaluate("document.querySelector('.marked').textContent")
        assert shown == (
            "😀👍🏽 SQ *BLUE DOOR CAFEPARTY 0.88 ✓ SEATTLE WALOCATION 0.88 <i>evil</i><b>X</b> 0.88"
        )
        edges = "[...document.querySelectorAll('mark')].map(m => getComputedStyle(m).borderStyle)"
        assert await page.evaluate(edges) == ["solid", "dashed", "dashed"]
        injected = "document.querySelectorAll('#marked i, #marked b, td i, td b').length"
        assert await page.evaluate(injected) == 0
        rows = await page.evaluate(
            "[...document.querySelectorAll('tbody tr')]"
            ".map(row => [...row.cells].map(cell => cell.textContent))"
        )
        assert rows[0] == ["1", "PARTY", "BLUE DOOR CAFE", "8", "22", "0.88", "accepted"]
        assert rows[1][:6] == ["1", "LOCATION", "SEATTLE WA", "23", "33", "0.88"]
        # Why it is no more than that.
        assert rows[1][6].startswith("suggested: a LOCATION with a score of 0.88 is not right")
        assert (await page.evaluate(NOTE)).startswith("version 1,")
        await choose(page, "#version", "labels/canary")
        await page.until(f"{NOTE}.startsWith('version 2,')")
        assert await page.evaluate(edges) == ["dashed", "dashed", "dashed"]
        why = "document.querySelector('td.why').textContent"
        assert await page.evaluate(why) == (
            "suggested: this model does not say what can be accepted"
        )
        await page.type("#text", "")
        await page.until(f"{MARKS}.length === 0")

    use(server.http, tmp_path, visit)


@needs_browser
def test_each_line_is_a_text_of_its_own(server: Running, tmp_path: Path) -> None:
    async def visit(page: Page) -> None:
        await page.evaluate(
            "(t => { t.value = 'BLUE DOOR CAFE\\r\\n\\n SEATTLE WA\\nnothing';"
            " t.dispatchEvent(new Event('input')); })(document.querySelector('#text'))"
        )
        await page.until("document.querySelectorAll('.text').length === 3")
        lines = "[...document.querySelectorAll('tbody td:first-child')].map(c => c.textContent)"
        assert await page.evaluate(lines) == ["1", "2"]
        starts = "[...document.querySelectorAll('tbody td:nth-child(4)')].map(c => c.textContent)"
        assert await page.evaluate(starts) == ["0", "1"]
        await page.type("#text", "BLUE DOOR CAFE\n" * 150)
        await page.until(f"{NOTE}.includes('only the first 64 of 150 lines')")

    use(server.http, tmp_path, visit)


@needs_browser
def test_two_versions_stand_beside_each_other(server: Running, tmp_path: Path) -> None:
    async def visit(page: Page) -> None:
        await page.type("#text", f"{TEXT}\nnothing")
        await choose(page, "#other", "versions/2")
        await page.until(f"{NOTE}.startsWith('version 1 beside 2,')")
        assert "; the same in 2 of 2 texts" in await page.evaluate(NOTE)
        heads = "[...document.querySelectorAll('.text:first-child h2')].map(h => h.textContent)"
        assert await page.evaluate(heads) == ["version 1", "version 2"]
        tops = "[...document.querySelectorAll('.text:first-child h2')].map(h => h.offsetTop)"
        left, right = await page.evaluate(tops)
        assert left == right
        assert await page.evaluate("document.querySelectorAll('.differs').length") == 0
        await choose(page, "#other", "none")
        await page.until(f"{NOTE}.startsWith('version 1,')")

    use(server.http, tmp_path, visit)


@needs_browser
def test_a_phone_shows_it_all(server: Running, tmp_path: Path) -> None:
    async def visit(page: Page) -> None:
        await page.call(
            "Emulation.setDeviceMetricsOverride",
            width=390,
            height=800,
            deviceScaleFactor=1,
            mobile=True,
        )
        await page.type("#text", f"{TEXT} {'x' * 200}\n{TEXT}")
        await choose(page, "#other", "versions/2")
        await page.until("document.querySelectorAll('.text').length === 2")
        await page.evaluate("document.querySelector('#copies').open = true")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390

    use(server.http, tmp_path, visit)


@needs_browser
def test_the_same_can_be_copied_for_programs(server: Running, tmp_path: Path) -> None:
    text = """It's "SEATTLE WA" $HOME `x` \\ <i>"""

    async def visit(page: Page) -> None:
        await page.type("#text", text)
        await page.until("document.querySelector('#json').textContent.includes('SEATTLE')")
        curl = await page.evaluate("document.querySelector('#curl').textContent")
        shown = json.loads(await page.evaluate("document.querySelector('#json').textContent"))
        # Not with curl, which need not be there: the shell tells what curl would get.
        words = subprocess.run(
            ["sh", "-c", f"printf '%s\\0' {curl}"], capture_output=True, text=True, check=True
        ).stdout.split("\0")
        url, body = words[words.index("-d") - 1], words[words.index("-d") + 1]
        answer = await asyncio.to_thread(
            requests.post, url, data=body.encode(), headers={"Content-Type": "application/json"}
        )
        assert answer.json() == shown
        assert json.loads(body) == {"instances": [text]}
        await page.evaluate("document.querySelector('#copy-curl').click()")
        await page.until("document.querySelector('#copied').textContent !== ''")

    use(server.http, tmp_path, visit)


LABELS = [
    *("PARTY", "PROCESSOR", "CHANNEL", "LOCATION", "WEBSITE", "PHONE", "DATE"),
    *("REFERENCE", "AMOUNT"),
]


@needs_browser
def test_labels_have_colours_of_their_own_whatever_the_text(tmp_path: Path) -> None:
    assert load_settings().labels == LABELS
    more = [*LABELS, *(f"OTHER{number}" for number in range(9))]
    model = WordModel({label: (f"<{label}>", 0.5) for label in more})
    config = write_empty_versions(tmp_path, {"release": 1})
    colours = (
        "[...document.querySelectorAll('mark')].map(m => [m.querySelector('small').textContent"
        ".split(' ')[0], m.className.split(' ').slice(1, 3).join(' ')])"
    )

    async def visit(page: Page) -> None:
        await page.type("#text", " ".join(f"<{label}>" for label in LABELS))
        await page.until(f"{MARKS}.length === 9")
        first = dict(await page.evaluate(colours))
        assert len(set(first.values())) == 9
        assert all(colour.endswith("plain") for colour in first.values())
        await page.call("Page.reload")
        await page.until(f"document.readyState === 'complete' && {MARKS}.length === 0")
        await page.type("#text", " ".join(f"<{label}>" for label in reversed(more)))
        await page.until(f"{MARKS}.length === 18")
        assert len({colour for _, colour in await page.evaluate(colours)}) == 18
        await page.call("Page.reload")
        await page.until(f"document.readyState === 'complete' && {MARKS}.length === 0")
        await page.type("#text", " ".join(f"<{label}>" for label in reversed(LABELS)))
        await page.until(f"{MARKS}.length === 9")
        assert dict(await page.evaluate(colours)) == first

    with run_in_thread(config, lambda _: model, verify=nothing_wrong) as running:
        use(running.http, tmp_path, visit)


@needs_browser
def test_examples_are_those_in_which_the_model_finds_something(tmp_path: Path) -> None:
    model = WordModel({"HÄNDLER": ("Stadtwerke", 0.5), "ORT": ("Musterstadt", 0.5)})
    config = write_empty_versions(tmp_path, {"release": 1})

    async def visit(page: Page) -> None:
        await page.until(f"{MARKS}.length === 2")
        examples = "[...document.querySelectorAll('#examples button')].map(b => b.textContent)"
        (example,) = await page.evaluate(examples)
        assert example.startswith("SEPA-Lastschrift Stadtwerke")
        await page.type("#text", "")
        await page.until(f"{MARKS}.length === 0")
        await page.evaluate("document.querySelector('#examples button').click()")
        await page.until(f"{MARKS}.length === 2")

    with run_in_thread(config, lambda _: model, verify=nothing_wrong) as running:
        use(running.http, tmp_path, visit)
