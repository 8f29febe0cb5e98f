from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from preprocessing.encoder_files import (
    BUNDLED_SHA256,
    EncoderError,
    EncoderFormat,
    bundled_folder,
    locate_encoder,
    verify_bundled,
)

VOCAB = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "blue", "bottle", "##s", "05", "/", "\u2028")


@pytest.fixture
def hugging_face_folder(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text(
        json.dumps({"model_type": "bert", "max_position_embeddings": 12})
    )
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": False}))
    (tmp_path / "vocab.txt").write_text("\n".join(VOCAB) + "\n", encoding="utf-8")
    return tmp_path


def test_a_tf_hub_export_tells_its_tokenizer(tiny_encoder_path: str) -> None:
    encoder = locate_encoder(tiny_encoder_path)
    assert encoder.format is EncoderFormat.TF_HUB
    assert (len(encoder.vocab), encoder.max_positions, encoder.lower_case) == (2105, 128, True)
    assert encoder.vocab[encoder.token_id("[CLS]")] == "[CLS]"


def test_the_bundled_encoder_is_the_reviewed_one() -> None:
    encoder = locate_encoder("bundled")
    assert encoder.format is EncoderFormat.HUGGING_FACE
    assert (len(encoder.vocab), encoder.max_positions, encoder.lower_case) == (30522, 512, True)
    verify_bundled(bundled_folder() / "model.safetensors")


def test_other_weights_are_not_taken_for_the_bundled_ones(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"other weights")
    with pytest.raises(EncoderError, match=BUNDLED_SHA256):
        verify_bundled(file)


def test_a_hugging_face_folder_tells_its_tokenizer(hugging_face_folder: Path) -> None:
    encoder = locate_encoder(str(hugging_face_folder))
    assert encoder.vocab == VOCAB
    assert (encoder.lower_case, encoder.max_positions) == (False, 12)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("config.json", {"model_type": "roberta"}, "'roberta'; only 'bert' is known"),
        ("config.json", "{", "config.json: cannot be read"),
        (
            "tokenizer_config.json",
            {"do_lower_case": True, "strip_accents": False},
            "strip_accents must follow do_lower_case",
        ),
        ("vocab.txt", "[PAD]\n[CLS]\n[SEP]", "no [UNK]"),
        ("vocab.txt", None, "vocab.txt: cannot read the vocabulary"),
        ("config.json", None, "neither saved_model.pb"),
    ],
)
def test_faults_of_a_folder_are_named(
    hugging_face_folder: Path, file: str, content: Any, message: str
) -> None:
    path = hugging_face_folder / file
    if content is None:
        path.unlink()
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    with pytest.raises(EncoderError) as error:
        locate_encoder(str(hugging_face_folder))
    assert message in str(error.value)


def test_a_saved_model_that_is_none_is_named(tmp_path: Path, tiny_encoder_path: str) -> None:
    broken = tmp_path / "encoder"
    shutil.copytree(tiny_encoder_path, broken)
    (broken / "saved_model.pb").write_bytes(b"\xff" * 100)
    with pytest.raises(EncoderError, match=r"saved_model\.pb: not a SavedModel"):
        locate_encoder(str(broken))


@pytest.mark.parametrize("handle", ["/no/such/folder", "no-such-encoder"])
def test_a_missing_folder_is_named(handle: str) -> None:
    with pytest.raises(EncoderError, match=f"encoder.source {handle}: there is no such folder"):
        locate_encoder(handle)


def test_a_handle_that_cannot_be_fetched_is_named() -> None:
    handle = "http://127.0.0.1:9/encoder/1"
    with pytest.raises(EncoderError, match=f"encoder.source {handle}: cannot be fetched"):
        locate_encoder(handle)
