"""Compares the encoder with PyTorch's, on the same weights: `make parity`.

The tests hold the bundled encoder against the outputs that `--write` keeps; this script runs
PyTorch itself. It needs the peers' environment (`make peers`).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import tensorflow as tf

from models.batching import SpecialTokens, with_special
from models.checkpoints import load_encoder
from preprocessing.encoder_files import locate_encoder
from preprocessing.tokenizer import WordPieceTokenizer

ROOT = Path(__file__).resolve().parent.parent
PEERS_PYTHON = ROOT / "runs" / "bench" / "peers" / "bin" / "python"
REFERENCE = ROOT / "tests" / "data" / "minilm_reference.npz"
TOLERANCE = 1e-4

TEXTS = (
    "CHECKCARD 0412 CORNER BAKERY PORTLAND OR",
    "Kartenzahlung Café Schröder 03.04.",
    "😀",
    "",
)


def main() -> None:
    """Prints the largest difference, and fails if it is above the tolerance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="bundled", help="a Hugging Face BERT (%(default)s)")
    parser.add_argument("--write", action="store_true", help="keep the outputs for the tests")
    options = parser.parse_args()
    files = locate_encoder(options.encoder)
    pieces = WordPieceTokenizer(files)(tf.constant(TEXTS))
    special = SpecialTokens.of(files)
    ids = with_special(tf.cast(pieces.token_ids, tf.int32), special)
    mask = tf.sequence_mask(ids.row_lengths(), dtype=tf.int32)
    token_ids = ids.to_tensor(special.pad)

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "inputs.npz"), Path(folder, "outputs.npz")
        np.savez(source, token_ids=token_ids.numpy(), attention_mask=mask.numpy())
        program = ROOT / "benchmarks" / "peers" / "bert_hidden.py"
        subprocess.run([PEERS_PYTHON, program, files.path, source, target], check=True)
        theirs = np.load(target)["hidden"]
        if options.write:
            shutil.copy(target, REFERENCE)

    ours = load_encoder(files)(token_ids, attention_mask=mask).numpy()
    difference = float(np.abs(ours - theirs)[mask.numpy() == 1].max())
    print(json.dumps({"max_difference": difference, "tolerance": TOLERANCE}))  # noqa: T201
    if difference > TOLERANCE:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
