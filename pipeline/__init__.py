"""The pipeline: settings, the graph of components, and the commands that run it."""
