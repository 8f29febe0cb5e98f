"""A checkout whose commands only write down how they were called, for steps of CI to run in."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TOOLS = ("docker", "gcloud", "kubectl")
ENVIRONMENT = ("txner", "python", "ruff", "mypy", "lint-imports", "uv")
COPIED = (
    ".dockerignore",
    ".gitignore",
    "Dockerfile",
    "Makefile",
    "cloudbuild-image.yaml",
    "configs",
    "pyproject.toml",
    "requirements-gpu.in",
    "requirements-gpu.lock",
    "requirements.in",
    "requirements.lock",
    "scripts",
    "setup.py",
    "tests/doccano/requirements.txt",
)

_RECORDER = """#!{python} -S
import json, os, pathlib, sys
here = pathlib.Path({calls!r})
with here.open("a") as file:
    file.write(json.dumps([{name!r}, *sys.argv[1:]]) + "\\n")
answer = here.with_name(" ".join([{name!r}, *sys.argv[1:2]]))
sys.exit(int(answer.read_text()) if answer.exists() else 0)
"""


@dataclass(frozen=True)
class Checkout:
    """A git working tree with a commit, and commands that write down their arguments."""

    folder: Path
    bin: Path
    commit: str

    @classmethod
    def make(cls, folder: Path) -> Checkout:
        """Copies what steps use, and commits it."""
        tree, bin_folder = folder / "tree", folder / "bin"
        bin_folder.mkdir(parents=True)
        for name in COPIED:
            target = tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, target)
        record(bin_folder, TOOLS, bin_folder / "calls")
        record(tree / ".venv" / "bin", ENVIRONMENT, bin_folder / "calls")
        # As if all of it had been installed.
        for installed in (".venv", "runs/doccano", "runs/chromium"):
            (tree / installed).mkdir(parents=True, exist_ok=True)
            (tree / installed / ".installed").touch()
        git = ["git", "-C", str(tree), "-c", "user.name=t", "-c", "user.email=t@example.com"]
        for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "all"]):
            subprocess.run([*git, *arguments], check=True)
        found = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True)
        return cls(tree, bin_folder, found.stdout.decode().strip())

    def run(
        self, script: str, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Runs a script as GitHub does: `bash --noprofile --norc -eo pipefail`."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={
                "PATH": f"{self.bin}:{os.environ['PATH']}",
                "HOME": str(self.bin),
                "MAKEFLAGS": "",
                **(env or {}),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[list[str]]:
        """How the commands were called."""
        path = self.bin / "calls"
        return list(map(json.loads, path.read_text().splitlines())) if path.exists() else []

    def fail(self, command: str, code: int = 1) -> None:
        """Makes a command, such as `docker manifest`, end with a code."""
        (self.bin / command).write_text(str(code))


def record(folder: Path, names: tuple[str, ...], calls: Path) -> None:
    """Makes commands that write down how they are called."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        path = folder / name
        path.write_text(_RECORDER.format(python=sys.executable, calls=str(calls), name=name))
        path.chmod(0o755)


def expand(text: str, context: Mapping[str, Any]) -> str:
    """Replaces `${{ … }}`: names with dots, 'texts', or the first of several that is not empty."""

    def value(expression: str) -> str:
        if found := re.fullmatch(r"'(.*)'", expression):
            return found[1]
        known: Any = context
        for part in expression.split("."):
            known = known.get(part, "") if isinstance(known, dict) else ""
        return str(known)

    def first(match: re.Match[str]) -> str:
        values = (value(part.strip()) for part in match[1].split("||"))
        return next((found for found in values if found), "")

    return re.sub(r"\$\{\{(.*?)\}\}", first, text)
