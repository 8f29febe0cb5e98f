"""Vertex AI Pipelines: compiling the DAG into a job, submitting it, how it ended."""
