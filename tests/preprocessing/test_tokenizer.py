from __future__ import annotations

import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.encoder_files import EncoderFiles, locate_encoder
from preprocessing.tokenizer import WordPieceTokenizer, well_formed

texts = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=8)


@pytest.fixture(scope="module")
def encoder(tiny_encoder_path: str) -> EncoderFiles:
    return locate_encoder(tiny_encoder_path)


@given(texts)
def test_pieces_lie_in_the_text_in_order(encoder: EncoderFiles, batch: list[str]) -> None:
    pieces = WordPieceTokenizer(encoder)(tf.constant(batch, tf.string))
    rows = (values.to_list() for values in pieces)
    for text, ids, starts, ends in zip(batch, *rows, strict=True):
        assert len(ids) == len(starts) == len(ends)
        # All but the last piece of a character that becomes several are empty.
        assert all(0 <= start <= end <= len(text) for start, end in zip(starts, ends, strict=True))
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
        covered = "".join(text[start:end] for start, end in zip(starts, ends, strict=True))
        assert all(not c.isalnum() or c in covered for c in text if ord(c) < 128)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("José NÚÑEZ", ["José", "NÚÑEZ"]),
        ("Cafe\u0301 Zu\u0308rich", ["Cafe\u0301", "Zu\u0308rich"]),
        ("😀 PAY 😀", ["PAY"]),
        ("日本", ["日", "本"]),
        ("AMZN.COM/BILL", ["AMZN", ".", "COM", "/", "BILL"]),
        ("", []),
        (" \u3000\t", []),
    ],
)
def test_offsets_cut_words_out_of_the_text(
    encoder: EncoderFiles, text: str, pieces: list[str]
) -> None:
    tokens = WordPieceTokenizer(encoder)(tf.constant([text]))
    vocab = [encoder.vocab[i] for i in tokens.token_ids.to_list()[0]]
    words: list[str] = []
    for token, start, end in zip(
        vocab, tokens.token_start.to_list()[0], tokens.token_end.to_list()[0], strict=True
    ):
        if token.startswith("##"):
            words[-1] += text[start:end]
        else:
            words.append(text[start:end])
    assert words == pieces


def test_a_long_run_of_characters_is_still_cut_into_pieces(encoder: EncoderFiles) -> None:
    glued = "paypalpurchase" * 30
    tokens = WordPieceTokenizer(encoder)(tf.constant([glued]))
    assert tokens.token_ids.row_lengths()[0] > 30


def test_case_is_kept_where_the_encoder_wants_it(encoder: EncoderFiles) -> None:
    cased = EncoderFiles(encoder.path, encoder.format, encoder.vocab, False, encoder.max_positions)
    upper = WordPieceTokenizer(cased)(tf.constant(["PURCHASE"])).token_ids.to_list()
    lower = WordPieceTokenizer(cased)(tf.constant(["purchase"])).token_ids.to_list()
    assert upper != lower


@given(st.binary(max_size=30))
def test_malformed_utf8_is_replaced_and_sound_text_left_alone(data: bytes) -> None:
    (repaired,) = well_formed(tf.constant([data])).numpy()
    repaired.decode()
    try:
        data.decode()
    except UnicodeDecodeError:
        assert "\ufffd" in repaired.decode()
    else:
        assert repaired == data
