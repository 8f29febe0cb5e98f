"""The state of what runs depend on in the release table's database."""

from __future__ import annotations

from typing import NamedTuple

from monitoring.case_store import CaseStore
from pipeline.config import Settings
from serving.release.table import Releases


class ReleaseStates(NamedTuple):
    """Hashes that change when what they stand for does.

    Attributes:
      release_state: Versions and labels.
      cases_state: Cases.
    """

    release_state: str
    cases_state: str


def release_states(settings: Settings) -> ReleaseStates:
    """Both states, as they are now.

    Raises:
      ReleaseTableError: The release table cannot be asked.
    """
    url, model = settings.release_table, settings.model_name
    return ReleaseStates(Releases(url).state(model), CaseStore(url).state(model))
