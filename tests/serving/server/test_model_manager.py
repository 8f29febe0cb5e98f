from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.server.config import (
    AllVersions,
    ConfigFile,
    ConfigSource,
    LatestVersions,
    ServerConfigError,
    SpecificVersions,
    choose_versions,
    config_of_path,
    parse_config,
)
from serving.server.model_manager import ModelManager
from serving.server.request_batching import (
    Batcher,
    BatchingOptions,
    Tensors,
    join_outputs,
    trim_outputs,
)
from serving.server.status import Code, StatusError
from serving.server.threads import is_any_at_work
from serving.server.version_folders import VersionFolders
from serving.server.versions import ModelSpec, VersionState
from tests.serving.server.fake_model import nothing_wrong
from tests.serving.server.running_server import write_config

NAME = "transactions"


class Fake:
    """A model whose answer is its version; it can be held up, and it notices overlap."""

    def __init__(self, path: str) -> None:
        self.signatures: dict[str, Any] = {
            "serving_default": SimpleNamespace(inputs={}, outputs={})
        }
        self.version = int(Path(path).name)
        self.go_on = threading.Event()
        self.go_on.set()
        self.started = threading.Event()

    def batchable(self, signature: str) -> bool:
        return False

    def run(self, signature: str, inputs: Tensors) -> Tensors:
        self.started.set()
        self.go_on.wait(10)
        return {"version": np.array([self.version])}


class World:
    """Folders of versions, a `models.conf`, and a manager that follows it."""

    def __init__(self, folder: Path) -> None:
        self.base_path = folder / NAME
        self.config = folder / "models.conf"
        self.faults: dict[str, list[str]] = {}
        self.loaded: dict[int, Fake] = {}
        self.manager: Any = None

    def add(self, *versions: int) -> None:
        for version in versions:
            (self.base_path / str(version)).mkdir(parents=True, exist_ok=True)
            (self.base_path / str(version) / "saved_model.pb").touch()

    def configure(self, policy: str, **labels: int) -> None:
        write_config(self.config, self.base_path, policy, labels)

    def run(
        self,
        story: Callable[[ModelManager], Awaitable[None]],
        source: ConfigSource | None = None,
    ) -> None:
        def load(path: str) -> Fake:
            model = Fake(path)
            self.loaded[model.version] = model
            return model

        async def main() -> None:
            self.manager = ModelManager(
                source or ConfigFile(self.config),
                load,
                lambda path: self.faults.get(Path(path).name, []),
                poll_seconds=0.01,
            )
            await self.manager.start()
            try:
                await story(self.manager)
            finally:
                await self.manager.close()

        asyncio.run(main())

    def states(self) -> dict[int, str]:
        return {s.version: s.state.name for s in self.manager.status(ModelSpec(NAME))}

    async def becomes(self, **expected: str) -> None:
        """Waits until versions (`v1=...`) are in a state."""
        wanted = {int(name[1:]): state for name, state in expected.items()}
        await until(lambda: wanted.items() <= self.states().items(), f"never became {wanted}")


async def until(condition: Callable[[], object], message: str) -> None:
    """Waits for what happens soon; the limit is only so that a test fails instead of hanging."""
    for _ in range(6000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(message)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def answering(manager: ModelManager, **choice: Any) -> int:
    with manager.use(ModelSpec(NAME, **choice)) as version:
        return version.number


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("", {10}),
        ("latest { num_versions: 2 }", {9, 10}),
        ("all {}", {1, 9, 10}),
        ("specific { versions: 1 versions: 9 }", {1, 9}),
    ],
)
def test_the_policy_chooses_versions_by_number(
    world: World, policy: str, expected: set[int]
) -> None:
    world.add(1, 9, 10)
    (world.base_path / "11").mkdir()  # half copied
    (world.base_path / "x").mkdir()
    world.configure(policy)

    async def story(manager: ModelManager) -> None:
        assert set(world.states()) == expected
        assert answering(manager) == max(expected)

    world.run(story)


def test_a_new_version_takes_over_and_requests_on_the_old_one_finish(world: World) -> None:
    world.add(1)
    world.configure("latest {}")

    async def story(manager: ModelManager) -> None:
        world.loaded[1].go_on.clear()
        with manager.use(ModelSpec(NAME)) as version:
            asked = asyncio.create_task(version.run("serving_default", {}))
            await asyncio.to_thread(world.loaded[1].started.wait, 5)
            world.add(2)
            await world.becomes(v1="UNLOADING", v2="AVAILABLE")
            assert answering(manager) == 2
            await asyncio.sleep(0.1)
            assert world.states()[1] == "UNLOADING"
            world.loaded[1].go_on.set()
            assert (await asked)["version"] == 1
        await world.becomes(v1="END")
        with pytest.raises(StatusError, match="Specific") as error:
            answering(manager, version=1)
        assert error.value.code is Code.NOT_FOUND

    world.run(story)


def test_a_damaged_version_never_serves_until_it_is_repaired(world: World) -> None:
    world.add(1)
    world.configure("latest {}")

    async def story(manager: ModelManager) -> None:
        world.faults["2"] = ["a byte differs"]
        world.add(2)
        await world.becomes(v2="END")
        await asyncio.sleep(0.1)
        assert answering(manager) == 1
        assert 2 not in world.loaded
        (status,) = manager.status(ModelSpec(NAME, version=2))
        assert (status.state, status.code) == (VersionState.END, Code.DATA_LOSS)
        assert "a byte differs" in status.message
        del world.faults["2"]
        (world.base_path / "2" / "saved_model.pb").write_text("repaired")
        await world.becomes(v1="END", v2="AVAILABLE")

    world.run(story)


def test_a_label_moves_in_two_steps_and_not_in_one(world: World) -> None:
    world.add(1, 2)
    world.configure("specific { versions: 1 }", release=1)

    async def story(manager: ModelManager) -> None:
        assert answering(manager, label="release") == 1
        world.configure("specific { versions: 1 versions: 2 }", release=2)
        await until(lambda: manager.faults, "no fault was found")
        assert "not currently available" in manager.faults[0]
        # The whole file is refused: version 2 is not even loaded.
        assert world.states() == {1: "AVAILABLE"}
        assert answering(manager, label="release") == 1
        world.configure("specific { versions: 1 versions: 2 }", release=1)
        await world.becomes(v2="AVAILABLE")
        assert manager.faults == []
        assert answering(manager, label="release") == 1
        world.configure("specific { versions: 2 }", release=2)
        await world.becomes(v1="END")
        assert answering(manager, label="release") == 2
        with pytest.raises(StatusError, match="label: canary") as error:
            answering(manager, label="canary")
        assert error.value.code is Code.INVALID_ARGUMENT

    world.run(story)


def test_a_broken_file_changes_nothing(world: World) -> None:
    world.add(1)
    world.configure("latest {}")

    async def story(manager: ModelManager) -> None:
        world.config.write_text("model_config_list {")
        await until(lambda: manager.faults, "no fault was found")
        assert "models.conf" in manager.faults[0]
        assert answering(manager) == 1
        world.add(2)
        await world.becomes(v2="AVAILABLE")

    world.run(story)


def test_a_removed_model_is_unloaded(world: World) -> None:
    world.add(1)
    world.configure("latest {}")

    async def story(manager: ModelManager) -> None:
        text = world.config.read_text().replace(f'name: "{NAME}"', 'name: "other"')
        world.config.write_text(text)
        await world.becomes(v1="END")
        assert manager.models() == ["other"]

        def served() -> bool:
            return manager.status(ModelSpec("other"))[0].state is VersionState.AVAILABLE

        await until(served, "the other model is not served")

    world.run(story)


@pytest.mark.parametrize("turns", range(6))
def test_it_ends_also_where_something_changes_at_the_same_time(world: World, turns: int) -> None:
    world.add(1)
    world.configure("latest {}")

    async def main() -> None:
        manager = ModelManager(ConfigFile(world.config), Fake, nothing_wrong, poll_seconds=3600)
        await manager.start()
        await asyncio.sleep(0)  # it waits for changes now
        manager._changed.set()
        for _ in range(turns):  # of the event loop
            await asyncio.sleep(0)
        # Only so that it fails instead of hanging.
        await asyncio.wait_for(manager.close(), 60)

    asyncio.run(main())


def test_it_does_not_start_without_a_configuration(world: World) -> None:
    with pytest.raises(ServerConfigError, match=r"models\.conf: No such file"):
        asyncio.run(ModelManager(ConfigFile(world.config), Fake, nothing_wrong).start())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "x:"),
        ("", "names no model"),
        ('model_config_list { config { name: "a" } }', "needs a `name` and a `base_path`"),
        ('model_config_list { config { name: "a" base_path: "b" } }', "must be absolute"),
        (
            'model_config_list { config { name: "a" base_path: "/b" model_platform: "torch" } }',
            "'torch'",
        ),
        (
            'model_config_list { config { name: "a" base_path: "/b" } '
            'config { name: "a" base_path: "/c" } }',
            "two models have the name a",
        ),
        (
            'model_config_list { config { name: "a" base_path: "/b" '
            "model_version_policy { specific {} } } }",
            "`specific` names no version",
        ),
    ],
)
def test_a_configuration_that_is_wrong_says_what(text: str, message: str) -> None:
    with pytest.raises(ServerConfigError, match=message):
        parse_config(text.encode(), "x")


def test_a_configuration_is_read_as_it_is_meant() -> None:
    text = (
        'model_config_list { config { name: "a" base_path: "/a" model_version_policy { all {} } }'
        'config { name: "b" base_path: "gs://b" version_labels { key: "canary" value: 7 }'
        "model_version_policy { specific { versions: 7 versions: 5 } } }"
        'config { name: "c" base_path: "/c" } }'
    )
    a, b, c = parse_config(text.encode(), "x")
    assert (a.policy, c.policy) == (AllVersions(), LatestVersions(1))
    assert (b.policy, b.labels) == (SpecificVersions(frozenset({5, 7})), {"canary": 7})


def test_a_path_may_be_a_model_or_its_versions(tmp_path: Path) -> None:
    for name in ("cards/12", "exported"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "saved_model.pb").touch()
    assert config_of_path(tmp_path / "cards").folders == {}
    of_version, of_model = (
        config_of_path(tmp_path / "cards/12"),
        config_of_path(tmp_path / "exported"),
    )
    assert (of_version.name, set(of_version.folders)) == ("cards", {12})
    assert (of_model.name, set(of_model.folders)) == ("exported", {1})


def echo(inputs: Tensors) -> Tensors:
    """As many entities in a row as its text has characters."""
    texts = inputs["text"]
    width = max(map(len, texts), default=0)
    starts = np.full((len(texts), width), -1)
    for row, text in enumerate(texts):
        starts[row, : len(text)] = list(text)
    return {
        "entity_count": np.array([len(text) for text in texts]),
        "entity_start": starts,
        "entity_accepted": starts > ord("a"),
    }


@given(st.lists(st.lists(st.binary(max_size=4), min_size=1, max_size=9), min_size=1, max_size=12))
def test_an_answer_in_a_batch_is_the_one_alone(requests: list[list[bytes]]) -> None:
    sizes: list[int] = []

    def run(inputs: Tensors) -> Tensors:
        texts = inputs["text"].tolist()
        sizes.append(len(texts))
        assert len(texts) == 1 or sum(map(len, texts)) <= 6
        return echo(inputs)

    async def main() -> list[Tensors]:
        with ThreadPoolExecutor(1) as executor:
            batcher = Batcher(run, executor, BatchingOptions(max_rows=5, max_bytes=6))
            arrays = [np.array(texts, dtype=object) for texts in requests]
            answers = await asyncio.gather(
                *(batcher.submit({"text": a}, split=True) for a in arrays)
            )
            await batcher.close()
            return list(answers)

    for texts, answer in zip(requests, asyncio.run(main()), strict=True):
        alone = echo({"text": np.array(texts, dtype=object)})
        assert {k: v.tolist() for k, v in answer.items()} == {
            k: v.tolist() for k, v in alone.items()
        }
    assert max(sizes) <= 5
    assert sum(sizes) == sum(map(len, requests))


def test_more_rows_than_a_batch_are_refused_as_tf_serving_does() -> None:
    async def ask(rows: int) -> Tensors:
        with ThreadPoolExecutor(1) as executor:
            batcher = Batcher(echo, executor)
            try:
                return await batcher.submit({"text": np.array([b"a"] * rows, dtype=object)})
            finally:
                await batcher.close()

    assert len(asyncio.run(ask(64))["entity_count"]) == 64
    with pytest.raises(StatusError, match=r"^Task size 65 is larger than maximum input") as error:
        asyncio.run(ask(65))
    assert error.value.code is Code.INVALID_ARGUMENT


def test_requests_that_come_together_share_a_batch_and_one_bad_one_fails_alone() -> None:
    sizes: list[int] = []

    def run(inputs: Tensors) -> Tensors:
        sizes.append(len(inputs["text"]))
        if b"bad" in inputs["text"].tolist():
            raise StatusError(Code.INVALID_ARGUMENT, "bad text")
        return echo(inputs)

    async def main(texts: list[bytes]) -> list[Any]:
        with ThreadPoolExecutor(1) as executor:
            batcher = Batcher(run, executor, BatchingOptions(max_wait_seconds=0.2, max_rows=8))
            work = (batcher.submit({"text": np.array([text], dtype=object)}) for text in texts)
            answers = await asyncio.gather(*work, return_exceptions=True)
            await batcher.close()
            return answers

    asyncio.run(main([b"a"] * 8))
    assert sizes == [8]
    good, bad, other = asyncio.run(main([b"a", b"bad", b"bc"]))
    assert (good["entity_count"], other["entity_count"]) == ([1], [2])
    assert isinstance(bad, StatusError)


def test_a_request_that_was_given_up_is_not_run_and_a_full_queue_refuses() -> None:
    started, go_on = threading.Event(), threading.Event()
    seen: list[bytes] = []

    def run(inputs: Tensors) -> Tensors:
        started.set()
        go_on.wait(10)
        seen.extend(inputs["text"])
        return echo(inputs)

    async def main() -> None:
        def ask(text: bytes) -> asyncio.Task[Tensors]:
            array = np.array([text], dtype=object)
            return asyncio.create_task(batcher.submit({"text": array}))

        with ThreadPoolExecutor(1) as executor:
            options = BatchingOptions(max_rows=1, max_wait_seconds=0, max_queued_rows=2)
            batcher = Batcher(run, executor, options)
            first = ask(b"first")
            await asyncio.to_thread(started.wait, 10)
            given_up, kept = ask(b"given up"), ask(b"kept")
            await asyncio.sleep(0)  # both are in the queue now
            with pytest.raises(StatusError, match="queue is full") as error:
                await ask(b"too much")
            assert error.value.code is Code.UNAVAILABLE
            given_up.cancel()
            await asyncio.wait([given_up])
            go_on.set()
            await asyncio.gather(first, kept)
            await batcher.close()

    asyncio.run(main())
    assert seen == [b"first", b"kept"]


def test_a_short_request_waits_for_one_part_of_a_long_one() -> None:
    started = threading.Semaphore(0)
    go_on = threading.Semaphore(0)
    batches: list[list[int]] = []

    def run(inputs: Tensors) -> Tensors:
        batches.append([len(text) for text in inputs["text"]])
        started.release()
        go_on.acquire(timeout=10)
        return echo(inputs)

    async def main() -> None:
        def ask(*texts: bytes) -> asyncio.Task[Tensors]:
            array = np.array(texts, dtype=object)
            return asyncio.create_task(batcher.submit({"text": array}))

        with ThreadPoolExecutor(1) as executor:
            batcher = Batcher(run, executor, BatchingOptions(max_wait_seconds=0, max_bytes=1000))
            long = ask(*[b"x" * 900] * 32)
            await asyncio.to_thread(started.acquire, timeout=10)
            short = ask(b"short")
            await asyncio.sleep(0)
            go_on.release(2)
            await short
            assert batches[:2] == [[900], [5]]
            # Its caller leaves: what it still had to ask is not run.
            long.cancel()
            go_on.release(40)
            await asyncio.wait([long])
            await asyncio.wait_for(ask(b"last"), 10)
            await batcher.close()

    asyncio.run(main())
    assert batches[-1] == [4]
    assert len(batches) < 6


def test_parts_of_different_width_are_joined() -> None:
    texts = [[b"abc"], [b""], [b"d", b"ef"]]
    parts = [trim_outputs(echo({"text": np.array(t, dtype=object)})) for t in texts]
    whole = echo({"text": np.array([text for part in texts for text in part], dtype=object)})
    joined = join_outputs(parts)
    assert joined["entity_start"].tolist() == whole["entity_start"].tolist()
    assert joined["entity_accepted"].tolist() == whole["entity_accepted"].tolist()
    assert joined["entity_accepted"].dtype == bool
    assert joined["entity_count"].tolist() == [3, 0, 1, 2]


def write_models(config: Path, **base_paths: str) -> None:
    """A `models.conf` with several models, each with all of its versions."""
    entries = "".join(
        f'config {{ name: "{name}" base_path: "{path}" model_version_policy {{ all {{}} }} }}\n'
        for name, path in base_paths.items()
    )
    config.write_text(f"model_config_list {{ {entries} }}")


class UnreadableError(Exception):
    """What a bucket comes up with; no OSError, as those of TensorFlow are none."""


def test_a_model_without_versions_or_with_an_unreadable_folder_stops_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world.add(1)
    (world.base_path.parent / "empty").mkdir()
    write_models(
        world.config,
        bucket="gs://bucket/models",
        empty=str(world.base_path.parent / "empty"),
        gone=str(world.base_path.parent / "gone"),
        transactions=str(world.base_path),
    )
    looks = 0

    def choose(model: Any) -> dict[int, str]:
        nonlocal looks
        if model.name == "bucket":
            looks += 1
            raise UnreadableError(f"403 request {looks}")
        return choose_versions(model)

    monkeypatch.setattr("serving.server.version_folders.choose_versions", choose)
    monkeypatch.setattr("serving.server.version_folders.REMOTE_POLL_SECONDS", 0.01)

    async def story(manager: ModelManager) -> None:
        assert answering(manager) == 1
        world.add(2)
        await world.becomes(v2="AVAILABLE")
        # A fault that comes and goes, and one whose words change at every look.
        while looks < 5:
            await asyncio.sleep(0.01)
        faults = {fault.split(":")[0] for fault in manager.faults}
        assert {"model bucket", "model gone"} <= faults
        assert any("servable empty" in fault for fault in manager.faults)

    world.run(story)
    logged = [record.getMessage() for record in caplog.records]
    assert [sum(name in line for line in logged) for name in ("403", "empty", "/gone")] == [1, 1, 1]


def test_a_bucket_that_does_not_answer_stops_no_other_model(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(1)
    write_models(world.config, bucket="gs://bucket/models", transactions=str(world.base_path))
    go_on = threading.Event()

    def choose(model: Any) -> dict[int, str]:
        if model.name == "bucket":
            go_on.wait(30)
        return choose_versions(model)

    monkeypatch.setattr("serving.server.version_folders.choose_versions", choose)
    monkeypatch.setattr(
        "serving.server.model_manager.VersionFolders", partial(VersionFolders, 0.02)
    )

    async def story(manager: ModelManager) -> None:
        assert answering(manager) == 1
        assert ["does not answer yet" in fault for fault in manager.faults] == [True]
        world.add(2)
        await world.becomes(v2="AVAILABLE")

    world.run(story)
    go_on.set()


def test_a_load_that_hangs_stops_no_other_and_not_the_end(world: World) -> None:
    world.add(1, 2, 3)
    world.configure("all {}")
    go_on = threading.Event()

    class Slow(Fake):
        def __init__(self, path: str) -> None:
            super().__init__(path)
            if self.version == 2:
                go_on.wait(120)

    async def main(finish: bool) -> None:
        manager = ModelManager(
            ConfigFile(world.config), Slow, nothing_wrong, poll_seconds=0.01, turn_seconds=0.05
        )
        world.manager = manager
        await manager.start()
        await world.becomes(v1="AVAILABLE", v2="LOADING", v3="AVAILABLE")
        assert [f"{NAME} 2" in fault for fault in manager.faults] == [True]
        world.add(4)
        await world.becomes(v4="AVAILABLE")
        if finish:
            go_on.set()
            await world.becomes(v2="AVAILABLE")
            assert manager.faults == []
        # Only so that it fails instead of hanging.
        await asyncio.wait_for(manager.close(), 60)

    asyncio.run(main(finish=False))
    assert is_any_at_work()
    asyncio.run(main(finish=True))


@pytest.mark.parametrize("name", [str(1 << 63), "9" * 20, "9" * 255, "-1", "1.5", "x", "٣", "²"])
def test_folders_that_are_no_versions_are_left_alone(world: World, name: str) -> None:
    world.add(1, (1 << 63) - 1)
    (world.base_path / name).mkdir()
    (world.base_path / name / "saved_model.pb").touch()
    world.configure("all {}")

    async def story(manager: ModelManager) -> None:
        assert world.states() == {1: "AVAILABLE", (1 << 63) - 1: "AVAILABLE"}

    world.run(story)
