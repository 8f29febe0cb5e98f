"""What a published model is made of, beside it in a file, so that another training can begin there.

The file is in `assets.extra`, which TF Serving does not look into. It can be read without
TensorFlow.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from pydantic import TypeAdapter, ValidationError

from preprocessing.settings import SettingsError
from storage import files

DESCRIPTION_FILE = "assets.extra/model.json"

LABEL_SCHEME = "BOISE"
"""See `preprocessing.labels`."""


class StartingPointError(SettingsError):
    """A model that training cannot begin from; the message names it and what differs."""


@dataclass(frozen=True)
class ModelDescription:
    """What a published model is made of.

    Attributes:
      encoder: Name of the encoder that it was trained from; of a folder the last part.
      labels: The labels, in the order of their tag ids.
      vocabulary: SHA-256 of the word pieces, or "" if it is not known.
      lower_case: Whether texts are lower-cased; None if it is not known.
      shape: Fields of `models.encoder.EncoderConfig` by name; empty if they are not known.
      label_scheme: How tags are made of labels.
      constants: For weights that are constants of the graph, as those of an export in bfloat16
        are, the names of their nodes by the names of the weights.
    """

    encoder: str
    labels: tuple[str, ...]
    vocabulary: str = ""
    lower_case: bool | None = None
    shape: dict[str, Any] = field(default_factory=dict)
    label_scheme: str = LABEL_SCHEME
    constants: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Any) -> Self:
        """Inverse of `to_dict`.

        Raises:
          ValueError: It is not a description.
        """
        description: Self = TypeAdapter(cls).validate_python(values)
        return description

    def write(self, folder: str) -> None:
        """Writes it into the folder of a model; the same description gives the same bytes."""
        text = json.dumps(self.to_dict(), indent=1, sort_keys=True) + "\n"
        files.write_text(files.join(folder, DESCRIPTION_FILE), text)

    @classmethod
    def read(cls, folder: str) -> Self | None:
        """The description in the folder of a model; None if it was exported without one.

        Raises:
          StartingPointError: The file is not a description.
        """
        path = files.join(folder, DESCRIPTION_FILE)
        try:
            values = files.read_json(path)
            return None if values is None else cls.from_dict(values)
        except (ValidationError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise StartingPointError(f"{path}: does not describe a model ({reason})") from None
