"""Hidden vectors of a Hugging Face BERT, computed by PyTorch: `bert_hidden.py MODEL IN OUT`.

IN is an .npz with `token_ids` and `attention_mask`; OUT gets these and `hidden`. Runs in the peers'
environment, which has nothing of this project.
"""

import sys

import numpy as np
import torch
from transformers import BertModel


def main(model_path: str, source: str, target: str) -> None:
    """Runs the model on the inputs of one file and writes another."""
    inputs = dict(np.load(source))
    model = BertModel.from_pretrained(model_path, add_pooling_layer=False).eval()
    with torch.no_grad():
        answer = model(
            input_ids=torch.from_numpy(inputs["token_ids"]).long(),
            attention_mask=torch.from_numpy(inputs["attention_mask"]).long(),
        )
    np.savez_compressed(target, hidden=answer.last_hidden_state.numpy(), **inputs)


if __name__ == "__main__":
    main(*sys.argv[1:])
