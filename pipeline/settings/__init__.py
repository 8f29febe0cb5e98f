"""Settings of what runs the pipeline: Beam, Vertex AI, the trigger. Models only."""
