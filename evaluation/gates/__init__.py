"""The gates that a model must pass on its way to being published. Pure Python."""
