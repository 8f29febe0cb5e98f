from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.model_description import DESCRIPTION_FILE, ModelDescription, StartingPointError
from pipeline.config import Settings, load_settings
from pipeline.starting import Start, check_start, find_start
from preprocessing.settings import ConfigError
from serving.release.publishing import MODEL_FILE
from serving.release.pushing import push_model
from serving.release.table import Releases
from tests.serving.release.test_publishing import write_model

DESCRIPTION = ModelDescription("bundled", ("PARTY", "DATE"))

Publish = Callable[..., str]


def settings_of(folder: Path, start_from: object, *more: str) -> Settings:
    overrides = [f"output_root={folder}", f"training.start_from={start_from}", *more]
    return load_settings(overrides=overrides).with_absolute_paths()


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Publishes a model, whose content is a description or without one; returns its folder."""

    def publish(description: ModelDescription | None, **provenance: Any) -> str:
        model = write_model(tmp_path / f"exported-{provenance}", str(provenance).encode())
        if description is not None:
            description.write(str(model))
        result = push_model(
            str(model),
            model="transactions",
            root=str(tmp_path / "serving"),
            label="release",
            releases=Releases(f"sqlite:///{tmp_path}/releases.db"),
            checks=[],
            metrics={},
            provenance=provenance,
        )
        assert result.path is not None
        return result.path

    return publish


def test_a_start_is_found_by_label_by_number_and_by_place(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_start(settings_of(tmp_path, "encoder")) is None
    first = publish(DESCRIPTION, number=1)
    second = publish(DESCRIPTION, number=2)
    released = find_start(settings_of(tmp_path, "release"))
    assert released is not None
    assert (released.path, released.name) == (
        second,
        f"version {Path(second).name} of transactions",
    )
    assert released.description == DESCRIPTION
    number = int(Path(first).name)
    by_number = find_start(settings_of(tmp_path, number))
    assert by_number is not None
    assert (by_number.path, by_number.version) == (first, number)
    assert by_number.digest != released.digest
    monkeypatch.chdir(tmp_path)
    by_place = find_start(settings_of(tmp_path, f"serving/transactions/{number}"))
    assert by_place == Start(f"the model in {first}", first, None, by_number.digest, DESCRIPTION)
    assert by_place.lineage() == {"path": first, "version": None, "digest": by_number.digest}
    (Path(first) / "more").write_text("another model")
    again = find_start(settings_of(tmp_path, first))
    assert again is not None
    assert again.digest != by_place.digest


def test_a_version_without_a_description_is_described_by_its_record(
    publish: Publish, tmp_path: Path
) -> None:
    configuration = {"encoder": {"source": "/my/bert"}, "labels": ["A", "B"]}
    path = publish(None, configuration=configuration)
    start = find_start(settings_of(tmp_path, "release"))
    assert start is not None
    assert start.description == ModelDescription("bert", ("A", "B"))
    with pytest.raises(StartingPointError, match="name it by its number in the release table"):
        find_start(settings_of(tmp_path, path))


@pytest.mark.parametrize(
    ("start_from", "message"),
    [
        ("release", "no version of transactions has the label release in sqlite:"),
        ("7", "no version of transactions has the number 7 in sqlite:"),
        ("9" * 30, "no version of transactions has the number 9999"),
        ("canary", "canary is no folder, and neither encoder, release, nor the number"),
        ("missing/1", "missing/1 is no folder"),
        ("{folder}", f"has no {MODEL_FILE}; name the folder of one version"),
    ],
)
def test_what_is_not_there_is_refused(tmp_path: Path, start_from: str, message: str) -> None:
    settings = settings_of(tmp_path, f"'{start_from.format(folder=tmp_path)}'")
    with pytest.raises(StartingPointError, match=f"^training.start_from: .*{message}"):
        find_start(settings)


def test_what_is_damaged_or_not_described_is_refused(publish: Publish, tmp_path: Path) -> None:
    path = publish(None)
    with pytest.raises(StartingPointError, match=r"neither version .* says what its labels are"):
        find_start(settings_of(tmp_path, "release"))
    (Path(path) / MODEL_FILE).write_bytes(b"damaged")
    with pytest.raises(StartingPointError, match=r"files of version .* not what was published: "):
        find_start(settings_of(tmp_path, "release"))
    (Path(path) / DESCRIPTION_FILE).parent.mkdir(exist_ok=True)
    (Path(path) / DESCRIPTION_FILE).write_text("{}")
    with pytest.raises(StartingPointError, match="does not describe a model"):
        find_start(settings_of(tmp_path, path))


def test_another_encoder_is_refused_before_the_run(
    publish: Publish, tmp_path: Path, tiny_encoder_path: str
) -> None:
    publish(DESCRIPTION)
    settings = settings_of(tmp_path, "release", f"encoder.source={tiny_encoder_path}")
    with pytest.raises(
        StartingPointError, match=r"made of the encoder bundled, .*source, .*tiny/1;"
    ):
        check_start(settings, find_start(settings))
    check_start(settings, None)


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        (["training.label_map={PARTY: DATE}"], "label_map renames labels of a model"),
        (
            ["training.start_from=release", "training.label_map={A: NEW}"],
            "training.label_map: 'A' becomes 'NEW', which labels lacks",
        ),
        (["training.start_from=true"], "training.start_from"),
        (["training.start_from="], "training.start_from"),
    ],
)
def test_settings_that_make_no_sense_are_refused(overrides: list[str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_settings(overrides=overrides)
    assert load_settings(overrides=["training.start_from=12"]).training.start_from == "12"
