from __future__ import annotations

import pytest
from google.protobuf import text_format
from hypothesis import given
from hypothesis import strategies as st
from tensorflow_serving.config.model_server_config_pb2 import ModelServerConfig

from serving.release.models_conf import (
    AllVersions,
    LatestVersions,
    ModelConfigError,
    ModelEntry,
    SpecificVersions,
    read,
    write,
)
from serving.release.transitions import pinned

MODEL = "transactions"
FOLDER = "gs://models/transactions"

NUMBERS = st.integers(1, 2**63 - 1)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
POLICIES = (
    st.just(AllVersions())
    | st.builds(LatestVersions, st.integers(1, 2**32 - 1))
    | st.builds(SpecificVersions, st.frozensets(NUMBERS, max_size=4))
)
ENTRIES = st.builds(
    ModelEntry, NAMES, NAMES, POLICIES, st.dictionaries(NAMES, NUMBERS, max_size=3), NAMES
)


@given(st.lists(ENTRIES, max_size=3))
def test_every_configuration_is_read_as_it_was_written(entries: list[ModelEntry]) -> None:
    text = write(*entries)
    assert read(text, "x") == read(text.encode(), "x") == tuple(entries)


@pytest.mark.parametrize(
    "policy", ["", "model_version_policy {}", "model_version_policy { latest {} }"]
)
def test_without_a_policy_it_is_the_latest_version(policy: str) -> None:
    (entry,) = read('model_config_list { config { name: "a" ' + policy + " } }", "x")
    assert entry.policy == LatestVersions(1)
    assert entry.versions == ()
    assert entry.platform == ""


@pytest.mark.parametrize("content", ["model_config_list { config { nam: 1 } }", b"\xff", "x"])
def test_what_is_not_a_configuration_is_refused(content: str | bytes) -> None:
    with pytest.raises(ModelConfigError, match=r"^x\.conf: not a configuration of TF Serving: "):
        read(content, "x.conf")


def config(versions: list[int], labels: dict[str, int]) -> ModelEntry:
    return pinned(MODEL, FOLDER, versions, labels)


def test_tf_serving_reads_what_is_meant() -> None:
    message = text_format.Parse(
        write(config([7, 3, 7], {"release": 7, "canary": 3})), ModelServerConfig()
    )
    (entry,) = message.model_config_list.config
    assert (entry.name, entry.base_path, entry.model_platform) == (MODEL, FOLDER, "tensorflow")
    assert list(entry.model_version_policy.specific.versions) == [3, 7]
    assert dict(entry.version_labels) == {"release": 7, "canary": 3}


def test_the_order_of_labels_does_not_show() -> None:
    one = config([3, 7], {"release": 7, "canary": 3})
    other = config([7, 3], {"canary": 3, "release": 7})
    assert write(one) == write(other)
