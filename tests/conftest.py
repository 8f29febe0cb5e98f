"""What tests share: tiny real encoders and files."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from tests.fast import is_slow, rank

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

    from preprocessing.records import Record
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: rank(item.path))


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    if config.getoption("dist") != "loadfile":
        return None
    from tests.scheduling import FileScheduling

    return FileScheduling(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Makes two devices of the processor, before TensorFlow counts them."""
    distributed = config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput")
    if distributed or config.getoption("--fast"):
        return  # no test runs in this process, or none that needs two devices
    import tensorflow as tf

    (cpu,) = tf.config.list_physical_devices("CPU")
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first of several test processes fills; the others wait for it."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / name).exists():
            unfinished = Path(tempfile.mkdtemp(prefix=name, dir=root))
            make(unfinished)
            unfinished.rename(root / name)
    return root / name


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
def random_records() -> list[Record]:
    """2,000 records over the whole of Unicode."""
    # Here and below: tests of plain Python must not wait for TensorFlow.
    from tests.exported import random_records

    return random_records(2000, seed=11)


@pytest.fixture(scope="session")
def random_transformed(
    tmp_path_factory: pytest.TempPathFactory, random_records: list[Record], tiny_encoder_path: str
) -> Transformed:
    """These records through TF Transform on Beam."""
    from tests.exported import Transformed, transform_on_beam

    def make(folder: Path) -> None:
        transform_on_beam(random_records, folder, tiny_encoder_path)

    return Transformed.within(made_once(tmp_path_factory, "transformed", make))


@pytest.fixture(scope="session")
def transform_records(
    tmp_path_factory: pytest.TempPathFactory, random_transformed: Transformed
) -> Callable[[list[Record]], Transformed]:
    """Puts other records through the same graph."""
    from tests.exported import transform_records

    def transform(records: list[Record]) -> Transformed:
        return transform_records(
            records, random_transformed.graph, tmp_path_factory.mktemp("examples")
        )

    return transform


@pytest.fixture(scope="session")
def exported(
    tmp_path_factory: pytest.TempPathFactory,
    random_records: list[Record],
    random_transformed: Transformed,
    tiny_encoder_path: str,
) -> Exported:
    """A model with random weights, exported as the pipeline does; see `tests.exported`."""
    from models.batching import SpecialTokens
    from preprocessing.encoder_files import locate_encoder
    from tests.exported import Exported, export_random_model, random_tagger

    tagger = random_tagger(tiny_encoder_path)
    special = SpecialTokens.of(locate_encoder(tiny_encoder_path))

    def make(folder: Path) -> None:
        export_random_model(tagger, random_transformed, tiny_encoder_path, folder / "1")

    path = made_once(tmp_path_factory, "exported", make) / "1"
    return Exported(path, random_transformed, random_records, tagger, special)


@pytest.fixture(scope="session")
def planted(
    tmp_path_factory: pytest.TempPathFactory, exported: Exported, tiny_encoder_path: str
) -> Path:
    """An exported model that finds the entities of `tests.exported.planted_text`."""
    from tests.exported import export_planted_model

    def make(folder: Path) -> None:
        export_planted_model(exported, tiny_encoder_path, folder / "1")

    return made_once(tmp_path_factory, "planted", make) / "1"
