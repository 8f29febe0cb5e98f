"""Runs functions in fresh processes at the same time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import Any

SECONDS = 60
"""How long anything may take."""


def fresh_processes() -> Any:
    """Makes processes that have nothing in common with this one; the modules are loaded once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.serving.release.test_table_postgres", "commands.main"])
    return context


def together(work: Callable[..., Any], *arguments: tuple[Any, ...]) -> list[list[Any]]:
    """Runs `work` in a process for each of the arguments at once; what each returns.

    Each gets a barrier that all of them wait at.
    """
    context = fresh_processes()
    barrier = context.Barrier(len(arguments), timeout=SECONDS)
    answers = context.Queue()
    processes = [
        context.Process(target=answer, args=(number, answers, work, barrier, *given))
        for number, given in enumerate(arguments)
    ]
    for process in processes:
        process.start()
    found = dict(answers.get(timeout=SECONDS) for _ in processes)
    for process in processes:
        process.join(SECONDS)
        assert process.exitcode == 0
    return [found[number] for number in range(len(arguments))]


def answer(number: int, answers: Any, work: Callable[..., Any], *arguments: Any) -> None:
    try:
        answers.put((number, work(*arguments)))
    except Exception as error:
        answers.put((number, [repr(error)]))
        raise
