"""ReviewedSchema: the schema that a person has checked, as an artifact."""
# No postponed annotations here: TFX reads the types off the function.

import tensorflow as tf
from google.protobuf import text_format
from tensorflow_metadata.proto.v0 import schema_pb2
from tfx.dsl.component.experimental.annotations import OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types.standard_artifacts import Schema

SCHEMA_FILE = "schema.pbtxt"


@component
def ReviewedSchema(  # noqa: N802 - components are named like classes
    schema: OutputArtifact[Schema], schema_text: Parameter[str]
) -> None:
    """Writes the schema down.

    TFX's ImportSchemaGen takes a path, and its cache would not see an edit of the file.

    Args:
      schema: The schema.
      schema_text: It, as a text-format protocol buffer.
    """
    tf.io.gfile.makedirs(schema.uri)
    with tf.io.gfile.GFile(f"{schema.uri}/{SCHEMA_FILE}", "w") as file:
        file.write(schema_text)


def parse_schema(text: str) -> schema_pb2.Schema:
    """A schema from its text format.

    Raises:
      google.protobuf.text_format.ParseError: It is none.
    """
    return text_format.Parse(text, schema_pb2.Schema())
