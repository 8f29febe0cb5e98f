from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.config import load_settings
from pipeline.provenance import gather, git_commit, model_source_hash, source_hash

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small project of which `models.b` uses `preprocessing.a`."""
    for name, text in {
        "preprocessing/__init__.py": "",
        "preprocessing/a.py": "import json\n",
        "preprocessing/lone.py": "",
        "models/__init__.py": "",
        "models/b.py": "import numpy\nfrom preprocessing.a import f\n",
        "models/c.py": "def late():\n    from models import b\n",
        "models/d.py": "import models.c\nfrom models.d import itself\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def hashes(tree: Path) -> dict[str, str]:
    source_hash.cache_clear()
    names = ["preprocessing.a", "preprocessing.lone", "models.b", "models.c", "models.d"]
    return {name: source_hash(name, tree) for name in names}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def test_a_hash_changes_with_whatever_the_module_imports(tree: Path) -> None:
    before = hashes(tree)
    assert hashes(tree) == before
    (tree / "preprocessing" / "a.py").write_text("import json\n# edited\n")
    assert changed(before, hashes(tree)) == {"preprocessing.a", "models.b", "models.c", "models.d"}


def test_a_hash_does_not_change_with_other_modules(tree: Path) -> None:
    before = hashes(tree)
    (tree / "preprocessing" / "lone.py").write_text("# edited\n")
    assert changed(before, hashes(tree)) == {"preprocessing.lone"}
    (tree / "models" / "d.py").write_text("import models.c\n")
    assert changed(before, hashes(tree)) == {"preprocessing.lone", "models.d"}


def test_a_hash_changes_with_the_list_that_a_module_reads(tree: Path) -> None:
    before = hashes(tree)
    (tree / "preprocessing" / "a.txt").write_text("listed\n")
    assert changed(before, hashes(tree)) == {"preprocessing.a", "models.b", "models.c", "models.d"}


def test_what_the_components_depend_on_is_as_narrow_as_it_should_be() -> None:
    from pipeline.provenance import _closure

    ingest = _closure("components.doccano_example_gen", ROOT)
    transform = _closure("preprocessing.transform", ROOT)
    trainer = _closure("models.trainer", ROOT)
    assert "preprocessing.reading" in ingest
    assert not any(name.startswith(("models.", "pipeline.")) for name in ingest)
    assert "preprocessing.alignment" in transform
    assert not transform & {"preprocessing.reading", "preprocessing.records", "models.trainer"}
    assert {"models.export", "preprocessing.tokenizer"} <= trainer
    # The tokenizer is in the transform graph; the trainer need not run again for the reader.
    assert "preprocessing.reading" not in trainer


def test_the_commit_tells_of_changes(tmp_path: Path) -> None:
    assert git_commit(tmp_path) == ""

    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
        return subprocess.run(
            ["git", "-C", tmp_path, *identity, *arguments],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    git("init", "-q")
    (tmp_path / "file").write_text("a")
    git("add", "file")
    git("commit", "-q", "-m", "first")
    commit = git("rev-parse", "HEAD")
    assert git_commit(tmp_path) == commit
    (tmp_path / "new").write_text("untracked")
    assert git_commit(tmp_path) == commit
    (tmp_path / "file").write_text("b")
    assert git_commit(tmp_path) == f"{commit}+changes"


def test_a_run_knows_its_data_its_schema_and_its_code(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a", "label": []}')
    schema = tmp_path / "schema.pbtxt"
    overrides = [f"data.path={tmp_path}", f"data.schema_path={schema}"]
    settings = load_settings(overrides=overrides)
    without = gather(settings)
    assert without.schema_sha256 == ""
    schema.write_text("feature {}")
    with_schema = gather(settings)
    assert len(with_schema.schema_sha256) == 64
    assert with_schema.source_sha256 == model_source_hash()
    (tmp_path / "a.jsonl").write_text('{"text": "b", "label": []}')
    schema.write_text("")
    changed = gather(settings).to_dict()
    same = {name for name, value in with_schema.to_dict().items() if changed[name] == value}
    assert same == {"git_commit", "lock_sha256", "data_files", "source_sha256"}


def test_an_image_has_no_git_but_says_its_commit(tmp_path: Path) -> None:
    (tmp_path / "COMMIT").write_text("0123abc\n")
    assert git_commit(tmp_path) == "0123abc"
