"""Prediction of whole files on Beam, in shards that a second run need not do again."""
