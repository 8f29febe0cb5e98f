from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings, load_settings
from preprocessing.settings import ConfigError
from serving.release.database import database_file
from serving.release.records import Outcome
from serving.release.settings import sqlite_url
from serving.release.table import Releases

INTEGER = "{file}: training.epochs: Input should be a valid integer"
ROOT = Path(__file__).parent.parent.parent


def load(text: str = "", *overrides: str, folder: Path) -> Settings:
    file = folder / "mine.yaml"
    file.write_text(text)
    return load_settings(file, overrides)


@pytest.mark.parametrize("name", ["local", "test", "vertex"])
def test_the_shipped_files_are_valid(name: str) -> None:
    assert load_settings(ROOT / "configs" / f"{name}.yaml")


def test_the_base_is_complete() -> None:
    """Every setting stands in the file, so that there is one place to look."""
    settings = load_settings()

    def check(values: dict[str, Any], model: Any) -> None:
        assert values.keys() == type(model).model_fields.keys()
        for key, value in values.items():
            if isinstance(value, dict) and hasattr(getattr(model, key), "model_fields"):
                check(value, getattr(model, key))

    import yaml

    check(yaml.safe_load((ROOT / "configs" / "base.yaml").read_text()), settings)


def test_layers_lie_over_each_other(tmp_path: Path) -> None:
    settings = load(
        "training: {epochs: 9, seed: 5}\nlabels: [A, B]\nevaluation: {min: {A/f1: 0.5}}",
        "training.epochs=2",
        "labels=[B, C, A]",
        "data.path=x.jsonl",
        folder=tmp_path,
    )
    base = load_settings()
    assert (settings.training.epochs, settings.training.seed) == (2, 5)
    assert settings.training.batch_tokens == base.training.batch_tokens
    assert settings.labels == ["B", "C", "A"]
    assert settings.data.path == "x.jsonl"
    assert settings.evaluation.min == {**base.evaluation.min, "A/f1": 0.5}


@pytest.mark.parametrize(
    ("text", "overrides", "message"),
    [
        ("training: {epoch: 1}", [], "{file}: unknown key training.epoch"),
        ("trainin: 1", [], "{file}: unknown key trainin"),
        ("", ["training.epoch=1"], "--set training.epoch=1: unknown key training.epoch"),
        (
            "training: {epochs: many}",
            [],
            INTEGER,
        ),
        ("training: {epochs: 1.5}", [], INTEGER),
        (
            "training: {epochs: true}",
            [],
            INTEGER,
        ),
        ("training: {epochs: 0}", [], "{file}: training.epochs: Input should be greater than"),
        (
            "serving: {target_precision: 1.0}",
            [],
            "{file}: serving.target_precision: Input should be less than 1",
        ),
        ("training: 7", [], "{file}: training: Input should be a valid dictionary"),
        ("", ["training=7"], "--set training=7: training: Input should be a valid dictionary"),
        ("", ["data.path.x=1"], "--set data.path.x=1: data.path: Input should be a valid string"),
        ("", ["labels=PARTY"], "--set labels=PARTY: labels: Input should be a valid list"),
        ("", ["labels=[]"], "--set labels=[]: labels: List should have at least 1 item"),
        ("", ["labels=[A, B, A]"], "--set labels=[A, B, A]: labels: 'A' is listed twice"),
        ("", ["labels=[A, micro]"], "'micro' is what figures of several labels are called"),
        ("", ['labels=["A\\n"]'], "unprintable characters or white space"),
        ("labels: [A, 7]", [], "{file}: labels: Input should be a valid string"),
        ("", ["labels=[A]", "evaluation.min={B/f1: 1}"], "evaluation.min: 'B/f1' is not"),
        ("", ["evaluation.slices=['unseen:X']"], "evaluation.slices: unseen:X: there is no label"),
        ("", ["evaluation.min={micro/f2: 1}"], "evaluation.min: 'micro/f2' is not"),
        ("", ["data.spans=some"], "--set data.spans=some: data.spans: Input should be 'all'"),
        (
            "",
            ["data.offset_unit=bytes"],
            "data.offset_unit: should be auto, utf16, codepoint, grapheme, not 'bytes'",
        ),
        ("", ["data.eval_fraction=1"], "data.eval_fraction: Input should be less than 1"),
        ("", ["model_name=../x"], "model_name: String should match pattern"),
        ("", ["release.label=Release!"], "release.label: String should match pattern"),
        ("", ["training.epochs"], "--set training.epochs: must be key.path=value"),
        ("", ["=1"], "--set =1: must be key.path=value"),
        ("", ["a..b=1"], "--set a..b=1: must be key.path=value"),
        ("", ["labels=[A"], "--set labels=[A: the value is not YAML"),
        ("training: [", [], "{file}: not YAML: "),
        ("- a\n- b", [], "{file}: the configuration must be a mapping"),
        ("1: 2", [], "{file}: the configuration must be a mapping"),
        ("labels: [A]\nlabels: [B]", [], "{file}: not YAML: the key 'labels' stands twice (line 2"),
    ],
)
def test_faults_name_the_key_and_where_it_stands(
    tmp_path: Path, text: str, overrides: list[str], message: str
) -> None:
    with pytest.raises(ConfigError) as error:
        load(text, *overrides, folder=tmp_path)
    lines = str(error.value).splitlines()
    expected = message.format(file=tmp_path / "mine.yaml")
    assert any(expected in line for line in lines), lines


@pytest.mark.parametrize(
    "value",
    [
        *(f"!!{tag} x" for tag in ("int", "float", "bool", "timestamp", "binary", "omap", "pairs")),
        "!!python/object:os.system x",
        "!foo 3",
        "9" * 5000,
        "0x" + "f" * 5000,
        "1:" + "59:" * 2000 + "3",
        str(2**63),
        "[" * 3000,
        "{a: " * 3000,
        "{[a]: b}",
        "{<<: 3}",
        "*x",
        "\x1b[31m",
        "\ud800",
        "2024-13-45",
        "2024-02-31 25:61:61",
        "&a [*a]",
    ],
    ids=lambda value: ascii(value[:20]),
)
def test_no_value_is_more_than_a_line(tmp_path: Path, value: str) -> None:
    for key in ("training.epochs", "labels", "data.eval_fraction"):
        with pytest.raises(ConfigError) as error:
            load_settings(None, [f"{key}={value}"])
        (line,) = str(error.value).splitlines()
        assert line.isprintable()
        assert len(line) < 1000
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"training: {epochs: " + value.encode(errors="replace") + b"}")
    with pytest.raises(ConfigError):
        load_settings(path)


def test_what_looks_like_a_date_is_a_name(tmp_path: Path) -> None:
    assert load("output_root: 2024-01-01", folder=tmp_path).output_root == "2024-01-01"
    with pytest.raises(ConfigError, match="embedded null byte"):
        load_settings(Path("nul\0"))


@pytest.mark.parametrize(
    ("override", "meant"),
    [
        ("epochs=3", "training.epochs"),
        ("training.epoch=3", "training.epochs"),
        ("traning.epochs=3", "training"),
        ("labls=[A]", "labels"),
        ("data.labels=[A]", "labels"),
        ("min_texts=3", "evaluation.min_texts"),
        ("learning_rate=3", "training.learning_rate"),
        ("xyzzy=3", ""),
    ],
)
def test_unknown_keys_have_suggestions(override: str, meant: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_settings(None, [override])
    assert str(error.value).partition("; ")[2] == (f"did you mean {meant}?" if meant else "")


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load("training: {epoch: 1, epochs: x}", "datum=1", folder=tmp_path)
    assert len(str(error.value).splitlines()) == 3


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.yaml: .*No such file"):
        load_settings(tmp_path / "missing.yaml")
    with pytest.raises(ConfigError, match="Is a directory"):
        load_settings(tmp_path)
    (tmp_path / "latin.yaml").write_bytes(b"# caf\xe9")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_settings(tmp_path / "latin.yaml")


def test_yaml_does_not_run_code(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not YAML"):
        load("model_name: !!python/object/apply:os.getcwd []", folder=tmp_path)


def test_local_paths_become_absolute_and_urls_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "encoder").mkdir()
    settings = load_settings(
        overrides=[
            "data.path=a/{SPAN}/*.jsonl",
            "encoder.source=encoder",
            "release.root=gs://bucket/models",
            "output_root=runs",
        ]
    ).with_absolute_paths()
    assert settings.data.path == f"{tmp_path}/a/{{SPAN}}/*.jsonl"
    assert settings.encoder.source == f"{tmp_path}/encoder"
    assert settings.release_root == "gs://bucket/models"
    assert settings.release_table == f"sqlite:///{tmp_path}/runs/releases.db"
    assert settings.pipeline_root == f"{tmp_path}/runs/pipeline"
    assert load_settings().with_absolute_paths().encoder.source == "bundled"


@pytest.mark.parametrize("sign", ["*", "?", "[", "]", "\\", "\n", "\x1b"])
def test_folders_that_programs_take_for_patterns_are_refused(sign: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"output_root: .* take for a pattern; name a folder"):
        load_settings(overrides=[f"output_root={json.dumps(f'runs/a{sign}b')}"])


NAMES = ["a?b", "a%41", "aA", "a%3Fb", "a%", "a#b", "a b", "a@b:c", "\u00fc \U0001f600", "a[1]*"]


def test_each_folder_has_a_release_table_of_its_own(tmp_path: Path) -> None:
    tables = {name: sqlite_url(f"{tmp_path}/{name}/releases.db") for name in NAMES}
    for name, url in tables.items():
        assert database_file(url) == tmp_path / name / "releases.db"
        Releases(url).record_run(
            "m", Outcome.REJECTED, version=None, checks=[], provenance={"name": name}
        )
    assert {entry.name for entry in tmp_path.iterdir()} == set(NAMES)
    for name, url in tables.items():
        (run,) = Releases(url).runs("m")
        assert run.provenance == {"name": name}
