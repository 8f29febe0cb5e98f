"""Configuration files; `base.yaml` is complete, the others override it."""
