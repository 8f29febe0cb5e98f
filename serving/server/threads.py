"""Work that may never come back: files that cannot be read, models that cannot be loaded."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")
_PREFIX = "may-hang:"


def in_daemon_thread(name: str, function: Callable[..., _T], *args: Any) -> asyncio.Future[_T]:
    """Calls a function in a thread of its own, which the program does not wait for when it ends.

    The threads of an executor are waited for, and so would a program with one that hangs never end.

    Args:
      name: Of the thread.
      function: What is called.
      *args: Its arguments.

    Returns:
      What it returns or raises. If it is cancelled, the function goes on, and nobody hears of it.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[_T] = loop.create_future()

    def settle(result: Any, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)

    def call() -> None:
        result, error = None, None
        try:
            result = function(*args)
        except Exception as raised:
            error = raised
        with contextlib.suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=call, name=_PREFIX + name, daemon=True).start()
    return answer


def is_any_at_work() -> bool:
    """Whether a function that `in_daemon_thread` called has not come back yet."""
    return any(thread.name.startswith(_PREFIX) for thread in threading.enumerate())
