from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.release.models_conf import ModelConfigError, ModelEntry, write
from serving.release.records import Action
from serving.release.table import Releases
from serving.release.transitions import desired_config, pinned, plan_transition, read_pinned

MODEL = "transactions"
FOLDER = "gs://models/transactions"


class Server:
    """Takes a new configuration as `ServerCore::ReloadConfig` does: labels first, then versions."""

    def __init__(self) -> None:
        self.loaded: set[int] = set()
        self.labels: dict[str, int] = {}

    def reload(self, config: ModelEntry) -> bool:
        if not set(config.labels.values()) <= self.loaded:
            return False
        self.labels = dict(config.labels)
        self.loaded = set(config.versions)
        return True


def config(versions: Iterable[int], labels: dict[str, int]) -> ModelEntry:
    return pinned(MODEL, FOLDER, tuple(versions), labels)


@st.composite
def configs(draw: st.DrawFn) -> ModelEntry:
    versions = draw(st.sets(st.integers(1, 6)))
    labels = {}
    if versions:
        names = st.sampled_from(["release", "canary", "blue"])
        labels = draw(st.dictionaries(names, st.sampled_from(sorted(versions))))
    return config(versions, labels)


def started(state: ModelEntry) -> Server:
    server = Server()
    server.loaded, server.labels = set(state.versions), dict(state.labels)
    return server


@given(configs(), configs())
def test_a_server_takes_every_step(current: ModelEntry, desired: ModelEntry) -> None:
    server = started(current)
    plan = plan_transition(current, desired)
    for step in plan:
        before = dict(server.labels)
        assert server.reload(step)
        # Who asked by an old label in this moment still finds its version.
        assert set(before.values()) <= server.loaded
        assert set(server.labels.values()) <= server.loaded
    assert server.loaded == set(desired.versions)
    assert server.labels == desired.labels
    assert len(plan) <= 3
    assert all(earlier != later for earlier, later in zip([current, *plan], plan, strict=False))


@given(configs())
def test_a_new_server_loads_before_it_labels(desired: ModelEntry) -> None:
    server = Server()
    assert all(server.reload(step) for step in plan_transition(None, desired))
    assert (server.loaded, server.labels) == (set(desired.versions), desired.labels)


def test_a_change_in_one_step_is_what_a_server_refuses() -> None:
    """Else the plan would be in vain."""
    current, desired = config([1], {"release": 1}), config([1, 2], {"release": 2})
    assert not started(current).reload(desired)
    assert plan_transition(current, desired) == [config([1, 2], {"release": 1}), desired]


def test_a_rollback_is_one_step() -> None:
    current, desired = config([1, 2], {"release": 2}), config([1, 2], {"release": 1})
    assert plan_transition(current, desired) == [desired]
    assert plan_transition(desired, desired) == []


def test_an_old_version_goes_last() -> None:
    current, desired = config([1, 2], {"release": 2}), config([2, 3], {"release": 3})
    assert plan_transition(current, desired) == [
        config([1, 2, 3], {"release": 2}),
        config([1, 2, 3], {"release": 3}),
        config([2, 3], {"release": 3}),
    ]


def test_a_model_elsewhere_is_no_transition() -> None:
    elsewhere = pinned(MODEL, "/elsewhere", (1,), {})
    with pytest.raises(ModelConfigError, match="of transactions in gs://models"):
        plan_transition(config([1], {}), elsewhere)


def test_a_label_needs_its_version() -> None:
    with pytest.raises(ModelConfigError, match="label release stands on version 2"):
        config([1], {"release": 2})


@given(
    st.builds(
        config,
        st.lists(st.integers(1, 2**63 - 1), max_size=4),
        st.just({}),
    ),
    st.text(min_size=1),
)
def test_what_is_rendered_is_read_back(given: ModelEntry, path: str) -> None:
    labels = {f"label-{number}": number for number in given.versions}
    written = pinned(given.name, path, given.versions, labels)
    assert read_pinned(write(written)) == written


ENTRY = 'config { name: "a" base_path: "/a" }'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("model_config_list { config { nam: 1 } }", "x.conf: not a configuration .* 1:30"),
        ("model_config_list { " + ENTRY * 2 + " }", "x.conf: has several models"),
        ("model_config_list { " + ENTRY + " }", "x.conf: does not say which versions"),
    ],
)
def test_what_cannot_be_gone_on_from_is_refused(text: str, message: str) -> None:
    with pytest.raises(ModelConfigError, match=message):
        read_pinned(text, "x.conf")


def test_a_file_without_a_model_has_nothing_loaded() -> None:
    assert read_pinned("# nothing yet\nmodel_config_list {}") is None


@pytest.fixture
def releases() -> Releases:
    return Releases("sqlite://")


def publish(releases: Releases, digest: str, label: str = "release", root: str = FOLDER) -> int:
    version = releases.begin_version(
        MODEL, root, label=label, model_digest=digest, metrics={}, provenance={}
    )
    releases.finish_version(MODEL, version.version)
    return version.version


def test_labelled_versions_are_served_and_the_one_to_go_back_to(releases: Releases) -> None:
    first, second, third = (publish(releases, digest) for digest in "abc")
    fourth = publish(releases, "d", "canary")
    assert desired_config(releases, MODEL) == config(
        [second, third, fourth], {"release": third, "canary": fourth}
    )
    releases.move_label(MODEL, "release", second, "bad", action=Action.ROLLBACK)
    assert desired_config(releases, MODEL) == config(
        [first, second, fourth], {"release": second, "canary": fourth}
    )


def test_without_a_label_there_is_nothing_to_serve(releases: Releases) -> None:
    with pytest.raises(ModelConfigError, match="no version of transactions has a label"):
        desired_config(releases, MODEL)


def test_versions_of_one_model_lie_in_one_folder(releases: Releases) -> None:
    publish(releases, "a")
    publish(releases, "b", "canary", "/elsewhere")
    with pytest.raises(ModelConfigError, match="lie in different folders"):
        desired_config(releases, MODEL)
    assert desired_config(releases, MODEL, "/models/x/").base_path == "/models/x"
