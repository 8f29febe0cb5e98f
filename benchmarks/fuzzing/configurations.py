"""Hostile configurations and command lines, thrown at the program as a shell would."""

from __future__ import annotations

import contextlib
import copy
import io
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import yaml

from benchmarks.fuzzing.attempts import Attack, WrongAnswerError
from benchmarks.fuzzing.lines import hostile_lines
from benchmarks.fuzzing.values import ODD_VALUES, mutate_bytes, mutate_values
from pipeline.config import load_settings
from serving.release.table import Releases

_PROPER_CODES = (0, 1, 2)

_ODD_YAML = (
    "2026-11-27", "!!int x", "!!python/object/apply:os.system [true]", "9" * 5000, "&a [*a]", "*a",
    "!!binary x", "!!timestamp x", "{a: 1, a: 2}", "? [1]\n: 2", "- 1\n -2", "[" * 900, "%", "@",
    "<<: 1", "0o17", "1_000", "1e400", ".nan", ".inf", "-.inf", "~", "no", "1:30", "\t", "''",
    "[/bold]", "\x1b[2J", "\ud800", "\0", "💥", "null", "[]", "{}", "x" * 10_000, "!!set {a, b}",
    "!!omap [a: 1]", "!!float x", "{<<: [1]}", "{<<: *x}", "=", "!!null x", "!!bool maybe",
    '"\\x"', "9223372036854775808", "-9223372036854775809", "#", "|", ">", "---", "...", "? ",
)  # fmt: skip

_ODD_PATHS = (
    "", ".", "..", "missing", "all.jsonl", "all.jsonl/x", "*", "[", "a?b", "%41", "%", "a b", "é",
    "\udce9", "-", "--", "/dev/null", "/dev/null/x", "x" * 300, "a\nb", "\x1b[2J", "[/x]", "empty",
    "s3://b", "file:///x", "file:///dev/null/x", "sqlite:///x", "~no-such-user/x", "broken.zip",
    "fifo", "fifo.jsonl", "fifo.zip", "loop", "loop.jsonl", f"{'x' * 300}.jsonl",
)  # fmt: skip
"""All of them lie below the folder, or lead to where nothing can be written."""

_ODD_URLS = (
    "sqlite:///releases.db", "sqlite://", "postgresql://u:hush@127.0.0.1:x/d", "mysql://x/y", "[",
    "postgresql://u:hush@127.0.0.1:1/d", "postgresql://[::1/d", "://", "postgresql://h@sh@[/x]:0/",
    "sqlite:////dev/null/x", "sqlite:///all.jsonl", "postgresql://127.0.0.1:99999/d",
)  # fmt: skip
"""None of them names another machine."""

_NETWORK_KEYS = ("release.table", "doccano.server", "doccano.token_env", "release.root")
"""They are set to what does not leave this machine."""


class CommandLine(NamedTuple):
    """What somebody types.

    Attributes:
      arguments: Behind `txner`.
      config: The content of `config.yaml`.
      encoding: Of the terminal.
    """

    arguments: tuple[str, ...]
    config: bytes
    encoding: str


def attack_configurations(_folder: Path, seed: int) -> Attack:
    """Throws configurations at `load_settings`."""
    chance = random.Random(seed)  # noqa: S311 - no secret

    def inputs() -> Iterator[tuple[bytes, list[str]]]:
        while True:
            overrides = [_override(chance) for _ in range(chance.choice((0, 0, 1, 2)))]
            yield _config(chance), overrides

    path = _folder / "config.yaml"

    def attempt(given: tuple[bytes, list[str]]) -> bool:
        content, overrides = given
        path.write_bytes(content)
        load_settings(path, overrides).with_absolute_paths()
        return False

    return Attack(inputs(), attempt)


def attack_commands(folder: Path, seed: int) -> Attack:
    """Throws command lines at `txner`, with the folder as the working directory."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    _furnish(folder, seed)

    def inputs() -> Iterator[CommandLine]:
        while True:
            encoding = chance.choice(("utf-8", "utf-8", "ascii", "latin-1"))
            yield CommandLine(_arguments(chance), _config(chance), encoding)

    def attempt(line: CommandLine) -> bool:
        with contextlib.chdir(folder):
            Path("config.yaml").write_bytes(line.config)
            for written in (Path("converted.jsonl"), Path("page.html")):
                written.unlink(missing_ok=True)
            code, output = run_program(line.arguments, line.encoding)
        if code not in _PROPER_CODES:
            raise WrongAnswerError(f"exit code {code}: {output[-300:]!r}")
        if "Traceback (most recent call last)" in output:
            raise WrongAnswerError(f"a traceback: {output[-300:]!r}")
        if "\x1b" in output:
            raise WrongAnswerError(f"an escape reached the terminal: {output[-300:]!r}")
        if code and not output.strip():
            raise WrongAnswerError(f"exit code {code} without a word")
        return code != 0

    return Attack(inputs(), attempt)


def run_program(arguments: Sequence[str], encoding: str = "utf-8") -> tuple[int, str]:
    """Runs `txner` in this process.

    Args:
      arguments: What stands behind `txner`.
      encoding: Of standard output and standard error.

    Returns:
      The exit code, and what it printed on both.
    """
    from commands.main import main

    output = io.BytesIO()
    screen = io.TextIOWrapper(output, encoding, errors="strict", write_through=True)
    errors = io.TextIOWrapper(output, encoding, errors="backslashreplace", write_through=True)
    keyboard = io.TextIOWrapper(io.BytesIO(b"SQ *BLUE DOOR CAFE\n\xff\n"), "utf-8")
    names = {"TXNER_CONFIG": "", "NO_COLOR": "1", "TERM": "dumb", "DOCCANO_TOKEN": "x"}
    before = signal.getsignal(signal.SIGPIPE)
    try:
        with (
            mock.patch.object(sys, "argv", ["txner", *arguments]),
            mock.patch.multiple(sys, stdout=screen, stderr=errors, stdin=keyboard),
            mock.patch.dict(os.environ, names),
        ):
            main()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    finally:
        # A server in this process would end it by a connection that breaks off.
        signal.signal(signal.SIGPIPE, before)
    return code, output.getvalue().decode(encoding, "replace")


def _furnish(folder: Path, seed: int) -> None:
    """Files and folders that the paths of command lines lead to."""
    (folder / "all.jsonl").write_bytes(b"\n".join(hostile_lines(30, seed)))
    (folder / "sound.jsonl").write_text('{"text": "PAYPAL", "label": [[0, 6, "PARTY"]]}\n' * 3)
    (folder / "texts.txt").write_text("SQ *BLUE DOOR CAFE\n")
    (folder / "texts.csv").write_text("text;amount\nSQ *BLUE DOOR CAFE;1,50\n")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04")
    (folder / "empty").mkdir()
    (folder / "runs" / "local").mkdir(parents=True)
    Releases(f"sqlite:///{folder}/runs/local/releases.db")
    (folder / "loop").symlink_to("loop")
    (folder / "loop.jsonl").symlink_to("loop.jsonl")
    for name in ("fifo", "fifo.jsonl", "fifo.zip"):
        os.mkfifo(folder / name)


_SOUND_PATHS = ("all.jsonl", "sound.jsonl", "texts.txt", "texts.csv")


def _base() -> Any:
    return yaml.safe_load(resources.files("configs").joinpath("base.yaml").read_text("utf-8"))


def _keys(values: Any, prefix: str = "") -> Iterator[str]:
    for key, value in values.items():
        yield f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _keys(value, f"{prefix}{key}.")


_BASE = _base()
_KEYS = tuple(_keys(_BASE))


def _config(chance: random.Random) -> bytes:
    """A file that lies over the base configuration, and is seldom sound."""
    values = {
        key: copy.deepcopy(_BASE[key]) for key in chance.sample(list(_BASE), k=chance.randint(0, 4))
    }
    for _ in range(chance.choice((0, 1, 1, 3))):
        values = mutate_values(values, chance)
    _keep_here(values)
    content = _dumped(values)
    if chance.random() < 0.3:
        content += f"\n{chance.choice(_KEYS).split('.')[0]}: {chance.choice(_ODD_YAML)}\n".encode(
            "utf-8", "surrogatepass"
        )
    return mutate_bytes(content, chance) if chance.random() < 0.3 else content


def _keep_here(values: Any) -> None:
    """Takes out what would make a command talk to another machine, or write elsewhere."""
    if isinstance(values, dict):
        for key in ("release", "doccano", "output_root"):
            values.pop(key, None)


def _dumped(values: Any) -> bytes:
    try:
        return yaml.safe_dump(values, allow_unicode=True).encode("utf-8", "surrogatepass")
    except RecursionError:
        return b"[" * 2000


def _override(chance: random.Random) -> str:
    key = chance.choice(_KEYS)
    if chance.random() < 0.4:
        return f"{key}={_sound_value(key)}"
    value = chance.choice((*_ODD_YAML, *map(str, ODD_VALUES)))
    if key == "release.table":
        value = chance.choice(_ODD_URLS)
    elif key == "doccano.server":
        value = chance.choice(
            ("http://127.0.0.1:1", "http://[", "x", "http://127.0.0.1:x", "ftp://")
        )
    elif key in ("output_root", "release.root", "doccano.folder"):
        value = chance.choice(_ODD_PATHS)
    if chance.random() < 0.15:
        key = chance.choice((key[:-1], f"{key}.x", key.upper(), "", ".", "x.y", key.split(".")[-1]))
    return f"{key}={value}" if chance.random() < 0.95 else key


def _sound_value(key: str) -> str:
    """What the base configuration has, on one line."""
    value = _BASE
    for part in key.split("."):
        value = value[part]
    return yaml.safe_dump(value, default_flow_style=True, width=10_000).split("\n")[0]


def _arguments(chance: random.Random) -> tuple[str, ...]:
    def path() -> str:
        return chance.choice((*_ODD_PATHS, *_SOUND_PATHS * 5))

    def word() -> str:
        return chance.choice((*_ODD_PATHS, "1", "-1", "9" * 30, "1.5", "release", "canary"))

    commands = (
        lambda: ["validate", path(), *([path()] if chance.random() < 0.2 else [])],
        lambda: ["validate", path(), "--json"],
        lambda: ["convert", chance.choice(("json", "conll", "spacy", word())), path(),
                 "--to", chance.choice(("converted.jsonl", "empty", "x/y.jsonl", "loop"))],
        lambda: ["predict", "--model", path(), word()],
        lambda: ["predict", "--model", path(), "--input", path(), "--column", word()],
        lambda: ["evaluate", "--model", path(), path(), "--html", "page.html"],
        lambda: ["release", "list"],
        lambda: ["release", chance.choice(("show", "promote")), word()],
        lambda: ["release", "history", "--label", word()],
        lambda: ["release", "rollback", "--why", word()],
        lambda: ["release", "verify", word()],
        lambda: ["release", "render", "--output", "empty", "--from", path()],
        lambda: ["release", "compare", path(), "--candidate", word()],
        lambda: ["doccano", chance.choice(("status", "corrections")), word()],
        lambda: ["doccano", "push", path(), "--limit", word(), "--dry-run"],

        lambda: [word(), word()],
        lambda: ["--version"],
    )  # fmt: skip
    arguments = chance.choice(commands)()
    if chance.random() < 0.3:
        arguments += ["--config", chance.choice(("config.yaml", path()))]
    for _ in range(chance.choice((0, 0, 1, 2))):
        arguments += ["--set", _override(chance)]
    if chance.random() < 0.05:
        arguments.insert(chance.randint(0, len(arguments)), word())
    # No process is started with a NUL in its arguments.
    return tuple(argument.replace("\0", "") for argument in arguments)
