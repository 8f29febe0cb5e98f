"""What Beam's workers import before they unpickle anything; see `--beam_plugins`.

A worker is a process of its own with multi-processing, Dataflow, Flink and Spark.
"""

# TFDV imports tfx_bsl.arrow.sql_util, which tfx-bsl 1.21 lacks. TFX puts a stub in its place as
# soon as it is imported, but a worker that is first given a part of TFDV imports no TFX.
import tfx  # noqa: F401
