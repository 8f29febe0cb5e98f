"""What a run was made of: code, lock file, data, configuration."""

from __future__ import annotations

import ast
import hashlib
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.config import Settings
from preprocessing.annotation_files import find_files, fingerprint, source_name
from preprocessing.text_weights import check_weights
from storage import files

ROOT = Path(__file__).resolve().parent.parent
MODEL_SOURCES = ("components.doccano_example_gen", "preprocessing.transform", "models.trainer")
"""Modules that, with what they import, turn data and configuration into a model."""

COMMIT_FILE = "COMMIT"
"""Where the image, which has no git, says what it was built from (see Dockerfile)."""

PACKAGES = (
    "annotation",
    "commands",
    "components",
    "evaluation",
    "models",
    "pipeline",
    "preprocessing",
    "serving",
    "storage",
)


@dataclass(frozen=True)
class Provenance:
    """What a run was made of.

    Attributes:
      git_commit: Commit of the working tree, with `+changes` if it differs, or "" outside of git.
      lock_sha256: Hash of `requirements.lock`, or "" where the package is installed without it.
      data_fingerprint: Hash of the names and contents of the annotation files.
      data_files: Number of annotation files.
      source_sha256: Hash of the modules that make the model, or "" if it is not known.
      schema_sha256: Hash of the reviewed schema, or "" if it is not known.
    """

    git_commit: str
    lock_sha256: str
    data_fingerprint: str
    data_files: int
    source_sha256: str = ""
    schema_sha256: str = ""

    def to_dict(self) -> dict[str, str | int]:
        """The fields by name."""
        return asdict(self)


def gather(settings: Settings) -> Provenance:
    """Looks up what a run with these settings would be made of.

    Raises:
      preprocessing.annotation_files.InputError: There are no annotations.
      preprocessing.settings.SettingsError: `data.weights` does not fit them.
    """
    annotations = find_files(settings.data.path, settings.data.spans)
    check_weights(settings.data.weights, (source_name(file.path) for file in annotations))
    return replace(
        gather_code(settings),
        data_fingerprint=fingerprint(annotations),
        data_files=len(annotations),
    )


def gather_code(settings: Settings) -> Provenance:
    """The same without a look at the data."""
    lock = ROOT / "requirements.lock"
    return Provenance(
        git_commit=git_commit(),
        lock_sha256=hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else "",
        data_fingerprint="",
        data_files=0,
        source_sha256=model_source_hash(),
        schema_sha256=_file_hash(settings.data.schema_path),
    )


def model_source_hash() -> str:
    """Hash of the modules that make the model."""
    return hashlib.sha256("".join(map(source_hash, MODEL_SOURCES)).encode()).hexdigest()


def git_commit(root: Path = ROOT) -> str:
    """Commit of a working tree, with `+changes` if tracked files differ.

    Outside of git it is what the file COMMIT says, which images have; "" without one.
    """
    try:
        commit = _git(root, "rev-parse", "HEAD")
        changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        recorded = root / COMMIT_FILE
        return recorded.read_text("utf-8").strip() if recorded.is_file() else ""
    return f"{commit}+changes" if changed else commit


@cache
def source_hash(module: str, root: Path = ROOT) -> str:
    """SHA-256 over a module of this project, those that it imports, and the lists that these read.

    TFX decides by a component's inputs and parameters whether an earlier result can be used again;
    it does not see the code. With this hash among the parameters, an edit runs again what depends
    on it and nothing else.

    Args:
      module: Dotted name, such as `models.trainer`.
      root: Folder that the packages lie in.
    """
    digest = hashlib.sha256()
    for name in sorted(_closure(module, root)):
        digest.update(f"{name}\0".encode())
        path = _file(name, root)
        digest.update(path.read_bytes())
        # What a module reads stands beside it under its name, as `serving_ops.txt` does.
        if (read := path.with_suffix(".txt")).is_file():
            digest.update(read.read_bytes())
    return digest.hexdigest()


def _file_hash(path: str) -> str:
    """SHA-256 of a file; "" without one, which is reported where it is read."""
    if not files.exists(path):
        return ""
    try:
        with files.open_binary(path) as stream:
            return hashlib.sha256(stream.read()).hexdigest()
    except OSError:
        return ""


def _closure(module: str, root: Path) -> set[str]:
    modules: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in modules:
            modules.add(name)
            waiting += _imports(_file(name, root).read_text("utf-8"), root)
    return modules


def _imports(source: str, root: Path) -> Iterable[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from package import module` and `from module import name` look alike.
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from (
            name for name in names if name.split(".")[0] in PACKAGES and _file(name, root).is_file()
        )


def _file(module: str, root: Path) -> Path:
    path = root.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _git(root: Path, *arguments: str) -> str:
    result = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True
    )
    return result.stdout.strip()
