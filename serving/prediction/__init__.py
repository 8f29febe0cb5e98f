"""Asking a model: in this process, by its int8 twin, or over the network."""
