"""The int8 model's files and signatures, which `models.quantization` and `serving.int8` agree on.

An int8 model is a folder with `tagger.tflite` and a SavedModel of two functions, `word_pieces` and
`entities`, which stand before and after it.
"""

INT8_FOLDER = "int8"
"""Folder of the int8 model in that of the SavedModel; TF Serving does not look into it."""

TAGGER_FILE = "tagger.tflite"

ROW, ROWS = "row", "rows"
"""Signatures of the LiteRT model; see `models.quantization.quantize`."""

ROW_TOKENS = 64
"""Tokens of a row of the signature `rows`, in which short texts stand side by side."""
