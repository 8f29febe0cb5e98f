from __future__ import annotations

from typing import Any

import pytest

from pipeline.vertex.errors import VertexError
from pipeline.vertex.job_request import (
    CONTENTS_LABEL,
    make_request,
    new_job_id,
    parse_parameters,
)
from tests.pipeline.vertex.job_requests import compiled_job


def test_parameters() -> None:
    values = parse_parameters(["epochs=3", "data_spans=[1, 2]", "release_state=a=b", "x="])
    assert values == {"epochs": "3", "data_spans": "[1, 2]", "release_state": "a=b", "x": ""}


@pytest.mark.parametrize("text", ["epochs", "=3", ""])
def test_wrong_parameters_are_refused(text: str) -> None:
    with pytest.raises(VertexError, match="must be name=value"):
        parse_parameters([text])
    with pytest.raises(VertexError, match="twice"):
        parse_parameters(["epochs=1", "epochs=2"])


def test_contents_are_what_was_asked_for() -> None:
    def contents(asked: dict[str, Any], account: str | None = None, **values: Any) -> str:
        request = make_request(
            compiled_job(**values), display_name="m", asked=asked, service_account=account
        )
        assert request.body["labels"] == {
            "git-commit": "c6f14b2",
            CONTENTS_LABEL: request.contents,
        }
        return request.contents

    same = contents({"epochs": 3}, release_state="a")
    assert contents({"epochs": 3}, release_state="b") == same
    assert contents({"epochs": 4}, release_state="a") != same
    assert contents({"epochs": 3}, "a@b", release_state="a") != same


def test_ids() -> None:
    assert new_job_id("transactions", "1234-1") == "transactions-1234-1"
    assert new_job_id("m", "A.b") == new_job_id("m", "A.b") != new_job_id("m", "a.b")
    long = new_job_id("M_" + "x" * 63, "y" * 300)
    assert len(long) < 128
    assert long != new_job_id("M_" + "x" * 63, "y" * 301)
    assert new_job_id("m") != new_job_id("m")
    assert new_job_id("9-m", "ü").startswith("m-9-m-")
    with pytest.raises(VertexError, match="must not be empty"):
        new_job_id("m", " ")
