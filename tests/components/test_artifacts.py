from __future__ import annotations

import subprocess
import sys

import pytest
from tfx.orchestration.kubeflow.v2 import compiler_utils
from tfx.utils import import_utils

import components
from components.artifacts import GateChecks, Rejects


@pytest.mark.parametrize("kind", [Rejects, GateChecks])
def test_a_compiled_job_finds_the_class_by_the_name_of_its_type(kind: type) -> None:
    assert kind.TYPE_NAME in compiler_utils.get_artifact_schema(kind)  # type: ignore[attr-defined]
    assert import_utils.import_class_by_path(kind.TYPE_NAME) is kind  # type: ignore[attr-defined]


def test_other_names_are_not_found() -> None:
    for name in ("Artifact", "Nothing", "nothing"):
        with pytest.raises(AttributeError, match=name):
            getattr(components, name)


def test_the_package_itself_imports_no_tfx() -> None:
    code = "import components, sys; sys.exit('tfx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
