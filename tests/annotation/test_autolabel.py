from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner, Result

from annotation.autolabel import set_up
from annotation.client import DoccanoClient
from annotation.errors import DoccanoError
from commands.main import app
from tests.annotation.conftest import TOKEN, FakeDoccano

ADDRESS = "http://127.0.0.1:8501"


def run(fake: FakeDoccano, *arguments: str) -> Result:
    settings = [f"--set=doccano.server={fake.url}", "--set=doccano.project=1"]
    return CliRunner().invoke(
        app, ["doccano", "autolabel", *settings, *arguments], env={"DOCCANO_TOKEN": TOKEN}
    )


@pytest.mark.parametrize(
    ("grapheme_mode", "min_score", "body"),
    [
        (False, None, {"text": "{{ text }}"}),
        (True, None, {"text": "{{ text }}", "offset_unit": "grapheme"}),
        (False, 0.8, {"text": "{{ text }}", "min_score": 0.8}),
    ],
)
def test_what_is_set_up(
    fake: FakeDoccano,
    client: DoccanoClient,
    grapheme_mode: bool,
    min_score: float | None,
    body: dict[str, Any],
) -> None:
    fake.project.grapheme_mode = grapheme_mode
    done = set_up(client, 1, f"{ADDRESS}/", min_score=min_score)
    assert (done.url, done.model, done.replaced) == (f"{ADDRESS}/v1/annotate", "17", 0)
    ((_, values),) = fake.project.auto_labellings.items()
    assert values["model_attrs"]["body"] == body
    assert values["model_attrs"]["url"] == f"{ADDRESS}/v1/annotate"
    assert values["template"] == "{{ input.entities | tojson }}"
    (tried,) = fake.tried
    assert tried["model_attrs"] == values["model_attrs"]


def test_an_earlier_one_is_replaced_and_others_stay(
    fake: FakeDoccano, client: DoccanoClient
) -> None:
    set_up(client, 1, "http://other:8501")
    set_up(client, 1, ADDRESS)
    fake.project.auto_labellings[9] = {"model_name": "Amazon", "model_attrs": None}
    assert set_up(client, 1, ADDRESS, min_score=0.5).replaced == 1
    urls = [(v["model_attrs"] or {}).get("url") for v in fake.project.auto_labellings.values()]
    assert urls == ["http://other:8501/v1/annotate", None, f"{ADDRESS}/v1/annotate"]


@pytest.mark.parametrize("answer", [None, "x", [], {}, {"entities": {}}, {"error": "no model"}])
def test_nothing_is_set_up_that_does_not_answer(
    fake: FakeDoccano, client: DoccanoClient, answer: Any
) -> None:
    fake.faults.suggestion = answer
    with pytest.raises(DoccanoError, match="does not answer doccano as `txner serve` does"):
        set_up(client, 1, ADDRESS)
    assert fake.project.auto_labellings == {}


def test_the_command(fake: FakeDoccano) -> None:
    done = run(fake)
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"project 1 (transactions) asks {ADDRESS}/v1/annotate; version 17" in done.stdout
    for address in ("127.0.0.1:8501", "ftp://x", "http://[", "http://me:pw@x"):
        refused = run(fake, "--address", address)
        assert refused.exit_code == 2
        assert "must be an address such as" in refused.stderr
    fake.project.project_type = "Seq2seq"
    assert run(fake).exit_code == 2
