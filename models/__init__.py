"""From token labels to an exported span tagger: encoder, training, decoding, export."""
