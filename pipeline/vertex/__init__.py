"""Vertex AI Pipelines: compiling the DAG into a job, submitting it, what came of it."""
