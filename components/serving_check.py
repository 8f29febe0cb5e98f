"""ServingCheck: tries the exported model in a fresh process before it may be published."""
# No postponed annotations here: TFX reads the types off the function.

from tfx.dsl.component.experimental.annotations import InputArtifact, OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types.standard_artifacts import InfraBlessing, Model
from tfx.utils import path_utils

from components.gate_checks import write_checks
from evaluation.gates.servable import run_check
from evaluation.gates.settings import ServingCheckSettings
from storage import files


@component
def ServingCheck(  # noqa: N802 - components are named like classes
    model: InputArtifact[Model],
    blessing: OutputArtifact[InfraBlessing],
    settings: Parameter[str],
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
) -> None:
    """Tries the model in another process, and writes a blessing as TFX's InfraValidator does.

    Args:
      model: The exported model.
      blessing: Result, with all checks in `checks.json`.
      settings: JSON of `evaluation.gates.settings.ServingCheckSettings`.
      source_hash: Changes when the code does.
    """
    parsed = ServingCheckSettings.model_validate_json(settings)
    checks = run_check(path_utils.serving_model_path(model.uri), parsed)
    passed = all(check.passed for check in checks)
    # File and property are those that Pusher and others look at.
    blessing.set_int_custom_property("blessed", int(passed))
    verdict = "INFRA_BLESSED" if passed else "INFRA_NOT_BLESSED"
    files.write_text(files.join(blessing.uri, verdict), "")
    write_checks(blessing.uri, checks)
