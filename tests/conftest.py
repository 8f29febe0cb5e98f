"""What tests share: tiny real encoders and files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from tests.fast import is_slow

if TYPE_CHECKING:
    from tests.exported import Exported, Transformed

DATA = Path(__file__).parent / "data"

# Speed differs by a factor between machines, so no example has a deadline.
settings.register_profile(
    "txner",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("txner")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="leave out what takes long")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if config.getoption("--fast") and is_slow(collection_path) else None


def pytest_configure() -> None:
    """Makes two devices of the processor, before TensorFlow counts them."""
    import tensorflow as tf

    (cpu,) = tf.config.list_physical_devices("CPU")
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server on a socket in a folder of its own; gives that folder."""
    from tests.postgres import running_server

    with (
        tempfile.TemporaryDirectory(prefix="txner-pg-", ignore_cleanup_errors=True) as folder,
        running_server(Path(folder)),
    ):
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database, of each kind."""
    from tests.postgres import new_database

    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/releases.db"
    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def tiny_encoder_path() -> str:
    """A real TF Hub export of a BERT encoder: 2 layers, 64 wide, 2,105 word pieces."""
    return str(DATA / "tfhub_bert_tiny" / "1")


@pytest.fixture
def write_jsonl(tmp_path: Path) -> Callable[..., Path]:
    """Writes records, or raw bytes as they are, as the lines of a file."""

    def write(lines: list[Any], name: str = "all.jsonl") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        encoded = (
            line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()
            for line in lines
        )
        path.write_bytes(b"".join(line + b"\n" for line in encoded))
        return path

    return write


@pytest.fixture(scope="session")
def transform_records(
    tmp_path_factory: pytest.TempPathFactory, tiny_encoder_path: str
) -> Callable[..., Transformed]:
    """Runs TF Transform on Beam over records; see `tests.exported`."""
    # Here and below: tests of plain Python must not wait for TensorFlow.
    from tests.exported import transform_records

    def transform(records: list[Any], max_pieces: int = 4096) -> Transformed:
        folder = tmp_path_factory.mktemp("transform")
        return transform_records(records, folder, tiny_encoder_path, max_pieces)

    return transform


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory, tiny_encoder_path: str) -> Exported:
    """A model with random weights, exported as the pipeline does; see `tests.exported`."""
    from tests.exported import export_random_model

    return export_random_model(tmp_path_factory.mktemp("exported"), tiny_encoder_path)


@pytest.fixture(scope="session")
def planted(
    tmp_path_factory: pytest.TempPathFactory, exported: Exported, tiny_encoder_path: str
) -> Path:
    """An exported model that finds the entities of `tests.exported.planted_text`."""
    from tests.exported import export_planted_model

    return export_planted_model(tmp_path_factory.mktemp("planted"), exported, tiny_encoder_path)
