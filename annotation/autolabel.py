"""Sets up doccano's auto-labelling: whom it asks for suggestions, and what it asks.

doccano 1.8.4's own dialog cannot be used for this: it does not let one enter a body.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from annotation.errors import DoccanoError
from annotation.records import AutoLabelling, Project
from preprocessing.spans import OffsetUnit

MODEL_NAME = "Custom REST Request"
TEMPLATE = "{{ input.entities | tojson }}"
PATH = "/v1/annotate"
TRIAL_TEXT = "SQ *BLUE DOOR CAFE SEATTLE WA"


class AutoLabellingServer(Protocol):
    """A server that can ask for suggestions; `annotation.client.DoccanoClient` is one.

    All methods raise `annotation.errors.DoccanoError` if the server cannot be used.
    """

    def project(self, project_id: int) -> Project:
        """A project."""

    def auto_labellings(self, project_id: int) -> list[AutoLabelling]:
        """What is set up in a project."""

    def try_auto_labelling(self, project_id: int, attributes: dict[str, Any], text: str) -> Any:
        """What the server asked for suggestions answers to a text."""

    def add_auto_labelling(self, project_id: int, values: dict[str, Any]) -> AutoLabelling:
        """Sets one up."""

    def remove_auto_labelling(self, project_id: int, number: int) -> None:
        """Takes one away."""


@dataclass(frozen=True)
class SetUp:
    """What was set up.

    Attributes:
      project: The project.
      url: What doccano asks.
      model: Version that answered the trial.
      replaced: How many earlier ones with the same address it took the place of.
    """

    project: Project
    url: str
    model: str
    replaced: int


def set_up(
    client: AutoLabellingServer, project_id: int, address: str, *, min_score: float | None = None
) -> SetUp:
    """Lets doccano ask a server of `txner serve` for suggestions, and tries it first.

    Args:
      client: The doccano server.
      project_id: The project.
      address: Address of the server of suggestions as doccano sees it.
      min_score: Suggestions below it are left out.

    Raises:
      DoccanoError: A server cannot be used, or does not answer as `txner serve` does.
    """
    parts = _split(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise DoccanoError(
            "must be an address such as http://127.0.0.1:8501", argument="address", value=address
        )
    project = client.project(project_id)
    project.require_spans()
    url = address.rstrip("/") + PATH
    body: dict[str, Any] = {"text": "{{ text }}"}
    if project.offset_unit is OffsetUnit.GRAPHEME:
        body["offset_unit"] = project.offset_unit.value
    if min_score is not None:
        body["min_score"] = min_score
    attributes = {"url": url, "method": "POST", "params": {}, "headers": {}, "body": body}
    answer = client.try_auto_labelling(project_id, attributes, TRIAL_TEXT)
    if not isinstance(answer, dict) or not isinstance(answer.get("entities"), list):
        raise DoccanoError(
            f"{url} does not answer doccano as `txner serve` does; the address must be the one by "
            "which doccano reaches it"
        )
    earlier = [item for item in client.auto_labellings(project_id) if item.url == url]
    client.add_auto_labelling(
        project_id,
        {
            "model_name": MODEL_NAME,
            "model_attrs": attributes,
            "template": TEMPLATE,
            "label_mapping": {},
            "task_type": "Span",
        },
    )
    # doccano asks all that are set up, so each suggestion would come twice.
    for item in earlier:
        client.remove_auto_labelling(project_id, item.id)
    return SetUp(project, url, str(answer.get("model", "")), len(earlier))


def _split(address: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
