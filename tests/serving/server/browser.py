"""A headless Chromium for tests, driven over the DevTools protocol."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

INSTALLED = Path(__file__).parents[3] / "runs" / "chromium"
"""Where `make` puts a Chromium and the libraries it needs, if there is an npm."""

_NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "chrome")


def find_browser() -> str | None:
    """Path of a Chromium, if there is one."""
    installed = INSTALLED / "chromium"
    if installed.is_file():
        return str(installed)
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class Page:
    """One page of the browser.

    Attributes:
      errors: Warnings and errors on its console, whatever its scripts wrote there, and scripts
        that failed.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.errors: list[str] = []
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._reader = asyncio.create_task(self._read())

    async def call(self, method: str, **params: Any) -> Any:
        """Calls a method of the protocol."""
        number = next(self._numbers)
        answer = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        await self._socket.send_json({"id": number, "method": method, "params": params})
        return await asyncio.wait_for(answer, 20)

    async def evaluate(self, script: str) -> Any:
        """The value of an expression."""
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, script: str) -> None:
        """Waits until an expression is true."""
        for _ in range(200):
            if await self.evaluate(script):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"never true: {script}")

    async def type(self, selector: str, text: str) -> None:
        """Replaces what is in a field, as somebody who types does."""
        await self.evaluate(f"document.querySelector('{selector}').select()")
        await self.call("Input.insertText", text=text)

    async def screenshot(self, path: Path) -> None:
        """Writes what is to be seen."""
        answer = await self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))

    async def _read(self) -> None:
        async for message in self._socket:
            event = message.json()
            if "id" in event:
                self._answers.pop(event["id"]).set_result(event.get("result", event))
            elif event["method"] == "Log.entryAdded":
                entry = event["params"]["entry"]
                # Chromium also notes what it did, such as that a field typed into keeps the focus.
                if entry["level"] in ("warning", "error"):
                    self.errors.append(str(entry))
            elif event["method"] == "Runtime.exceptionThrown":
                self.errors.append(str(event["params"]["exceptionDetails"]))
            elif event["method"] == "Runtime.consoleAPICalled":
                self.errors.append(str(event["params"]["args"]))


@contextlib.asynccontextmanager
async def open_page(browser: str, url: str, profile: Path) -> AsyncIterator[Page]:
    """A browser of its own that shows a page."""
    environment = {**os.environ, "HOME": str(profile)}
    if browser.startswith(str(INSTALLED)):
        environment["LD_LIBRARY_PATH"] = str(INSTALLED / "al2023" / "lib")
    # --no-sandbox: it shows nothing but this project's page, and containers often run as root.
    process = subprocess.Popen(
        [
            browser,
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
            *("--remote-debugging-port=0", "--window-size=960,560", f"--user-data-dir={profile}"),
            "about:blank",
        ],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        port_file = profile / "DevToolsActivePort"
        for _ in range(400):
            if port_file.exists() and port_file.read_text().count("\n"):
                break
            assert process.poll() is None, f"{browser} ended with {process.returncode}"
            await asyncio.sleep(0.05)
        port = port_file.read_text().split()[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                targets = await answer.json()
            (target,) = [target for target in targets if target["type"] == "page"]
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = Page(socket)
                for domain in ("Page", "Runtime", "Log"):
                    await page.call(f"{domain}.enable")
                await page.call("Page.navigate", url=url)
                yield page
    finally:
        # Debian's command is a script, and the browser its child.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
