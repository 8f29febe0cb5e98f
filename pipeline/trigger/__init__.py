"""Whether to train again: the decision, what it rests on, and the submission."""
