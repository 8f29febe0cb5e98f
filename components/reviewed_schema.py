"""ReviewedSchema: the schema that a person has checked, as an artifact."""
# No postponed annotations here: TFX reads the types off the function.

from tfx.dsl.component.experimental.annotations import OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types.standard_artifacts import Schema

from storage import files

SCHEMA_FILE = "schema.pbtxt"


@component
def ReviewedSchema(  # noqa: N802 - components are named like classes
    schema: OutputArtifact[Schema],
    schema_text: Parameter[str],
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
) -> None:
    """Writes the schema down.

    TFX's ImportSchemaGen takes a path, and its cache would not see an edit of the file.

    Args:
      schema: The schema.
      schema_text: Its text-format protocol buffer.
      source_hash: Changes when the code does.
    """
    files.write_text(files.join(schema.uri, SCHEMA_FILE), schema_text)
