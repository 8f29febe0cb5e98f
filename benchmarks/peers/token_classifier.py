"""Peers of the exported graph, each in a process of its own: `token_classifier.py KIND MODEL`.

KIND is `pipeline` or `direct` (Hugging Face on PyTorch), `onnx` or `onnx-int8` (ONNX Runtime,
float32 or with dynamically quantized weights, and the same fast tokenizer). MODEL is a folder with
a token classifier as Hugging Face stores it. Reads requests from standard input and answers on
standard output, one JSON object a line: `{"texts": [...], "batch": 64, "sort": false}` is answered
by `{"seconds": [...], "entities": 123}`, the time of each batch and the number of entities in all.

Runs in the peers' environment, which has nothing of this project. From raw text to entities with
character offsets, as a user of these libraries would write it.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from transformers import AutoTokenizer


def main(kind: str, model_path: str) -> None:
    """Answers requests until standard input ends."""
    predict = {"pipeline": pipeline, "direct": direct, "onnx": onnx, "onnx-int8": onnx_int8}[kind](
        Path(model_path)
    )
    print(json.dumps({"ready": kind}), flush=True)  # noqa: T201
    for line in sys.stdin:
        request = json.loads(line)
        texts = request["texts"]
        if request["sort"]:
            texts = sorted(texts, key=len)
        seconds, entities = [], 0
        for start in range(0, len(texts), request["batch"]):
            batch = texts[start : start + request["batch"]]
            begun = time.perf_counter()
            entities += sum(map(len, predict(batch)))
            seconds.append(time.perf_counter() - begun)
        print(json.dumps({"seconds": seconds, "entities": entities}), flush=True)  # noqa: T201


def pipeline(model_path: Path):
    """Hugging Face's `pipeline("token-classification")`."""
    from transformers import pipeline as make

    tagger = make("token-classification", str(model_path), aggregation_strategy="simple")
    return lambda texts: tagger(texts, batch_size=len(texts))


def direct(model_path: Path):
    """The PyTorch model called directly, spans decoded with numpy."""
    import torch
    from transformers import AutoModelForTokenClassification

    model = AutoModelForTokenClassification.from_pretrained(model_path).eval()

    def scores(inputs):
        with torch.inference_mode():
            tensors = {name: torch.from_numpy(values) for name, values in inputs.items()}
            return model(**tensors).logits.numpy()

    return _with_tokenizer(model_path, scores)


def onnx(model_path: Path):
    """ONNX Runtime in float32."""
    return _with_tokenizer(model_path, _session(_exported(model_path)))


def onnx_int8(model_path: Path):
    """ONNX Runtime with dynamically quantized weights."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    exported = _exported(model_path)
    quantized = model_path / "model.int8.onnx"
    if not quantized.exists():
        prepared = model_path / "model.prepared.onnx"
        quant_pre_process(str(exported), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(quantized), weight_type=QuantType.QInt8)
    return _with_tokenizer(model_path, _session(quantized))


def _exported(model_path: Path) -> Path:
    import torch
    from transformers import AutoModelForTokenClassification

    target = model_path / "model.onnx"
    if target.exists():
        return target
    model = AutoModelForTokenClassification.from_pretrained(
        model_path, attn_implementation="eager"
    ).eval()

    class Logits(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask):
            return self.model(input_ids=input_ids, attention_mask=attention_mask).logits

    example = torch.ones((2, 9), dtype=torch.int64)
    axes = {0: "batch", 1: "time"}
    torch.onnx.export(
        Logits(),
        (example, example),
        str(target),
        input_names=["input_ids", "attention_mask"],
        output_names=["logits"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": axes},
        dynamo=False,
        opset_version=17,
    )
    return target


def _session(path: Path):
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return lambda inputs: session.run(None, inputs)[0]


def _with_tokenizer(model_path: Path, scores):
    tokenizer = AutoTokenizer.from_pretrained(model_path)
    labels = json.loads((model_path / "config.json").read_text())["id2label"]
    names = [labels[str(index)] for index in range(len(labels))]

    def predict(texts):
        encoded = tokenizer(
            texts,
            padding=True,
            truncation=True,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
            return_tensors="np",
        )
        inputs = {name: encoded[name] for name in ("input_ids", "attention_mask")}
        tags = scores(inputs).argmax(-1)
        special, offsets = encoded["special_tokens_mask"], encoded["offset_mapping"]
        return [_spans(tags[row], special[row], offsets[row], names) for row in range(len(texts))]

    return predict


def _spans(tags, special, offsets, names):
    """Entities of a text, out of B, I, E, S tags."""
    found, start, open_label = [], 0, None
    for index in np.flatnonzero(special == 0):
        kind, _, label = names[tags[index]].partition("-")
        first, last = offsets[index]
        if kind == "S":
            found.append((int(first), int(last), label))
            open_label = None
        elif kind == "B":
            start, open_label = int(first), label
        elif kind == "E" and open_label == label:
            found.append((start, int(last), label))
            open_label = None
        elif kind != "I" or open_label != label:
            open_label = None
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
