"""A worker without a model: answers probes and metrics, and its number at the shared port.

python stub_worker.py NUMBER:SOCKET PORT [EXIT_CODE]
"""

from __future__ import annotations

import asyncio
import signal
import sys

from aiohttp import web

from serving.server.connections import Listener
from serving.server.draining import AdminServer
from serving.server.metrics import Metrics
from serving.server.observation import Observation


async def main(worker: str, port: int) -> None:
    """Runs until SIGTERM."""
    number, _, socket = worker.partition(":")
    metrics, ended = Metrics(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)

    async def page() -> str:
        return metrics.render()

    async def answer(_: web.BaseRequest) -> web.Response:
        entities = {('A "B"', True): 1}
        metrics(Observation("REST", "", "predict", "m", 1, 2, "OK", 200, 0.001, entities))
        return web.Response(text=number)

    admin = AdminServer(lambda: not ended.is_set(), page)
    await admin.start("127.0.0.1", None, socket)
    listener = Listener(web.Server(answer), 100)
    await listener.start("127.0.0.1", port, shared=True)
    await ended.wait()
    await listener.close()
    await admin.stop()


if __name__ == "__main__":
    if len(sys.argv) > 3:
        sys.exit(int(sys.argv[3]))
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
