"""What a model is worth: span figures of annotated files, comparison of versions, gates."""
