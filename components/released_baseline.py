"""ReleasedBaseline: the model that is in release, which a new one is compared with."""
# No postponed annotations here: TFX reads the types off the function.

import tensorflow as tf
from tfx.dsl.component.experimental.annotations import OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types.standard_artifacts import Model
from tfx.utils import path_utils

from preprocessing.errors import UserError
from serving.release.publishing import copy_tree, verify_version
from serving.release.settings import RELEASE_LABEL
from serving.release.table import Releases

VERSION_PROPERTY = "released_version"


class BaselineError(UserError, ValueError):
    """The files of the version in release are not what was published."""


@component
def ReleasedBaseline(  # noqa: N802 - components are named like classes
    model: OutputArtifact[Model],
    model_name: Parameter[str],
    release_table: Parameter[str],
    release_state: Parameter[str],  # noqa: ARG001 - for TFX's cache
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
) -> None:
    """Copies the model in release, if there is one; otherwise the artifact stays empty.

    A copy, because the version may be rolled back and deleted while it is evaluated. The release
    table decides, not what was blessed last: a model that was rolled back is not a baseline.

    Args:
      model: The model in release.
      model_name: Its name.
      release_table: URL of the release table.
      release_state: Changes when another version is in release.
      source_hash: Changes when the code does.

    Raises:
      BaselineError: The version in release is not what was published.
    """
    released = Releases(release_table).labelled(model_name, RELEASE_LABEL)
    tf.io.gfile.makedirs(model.uri)
    if released is None:
        return
    if faults := verify_version(released.path):
        raise BaselineError(
            f"version {released.version} of {model_name} is in release, but its files are not "
            f"what was published: {faults[0]}; publish again or release another version"
        )
    copy_tree(released.path, path_utils.serving_model_dir(model.uri))
    model.set_int_custom_property(VERSION_PROPERTY, released.version)
