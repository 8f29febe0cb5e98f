from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_97_10

from annotation.redaction import RedactionSettings, find_private
from models.export_format import Prediction
from monitoring.answers import LoggedAnswer
from monitoring.log_files import read_answers, write_answers
from monitoring.settings import Texts
from monitoring.shaping import LogKeyError, Shaper, TextHash, is_sampled
from preprocessing.data_profile import word_buckets
from serving.prediction.answered import Answered
from tests.monitoring.logging_bench import HIDING, KEY, answered, shaper


def shaped(text: str, using: Shaper, slices: dict[str, str] | None = None) -> LoggedAnswer:
    (answer,) = using.answers(answered([text], slices=slices))
    return answer


digits = st.text("0123456789", min_size=15, max_size=15)
cards = digits.map(lambda d: f"4{d[:14]}").map(lambda d: d + luhn.calc_check_digit(d))
ibans = digits.map(lambda d: f"DE{_iban_digits('DE', d + '000')}{d}000")
emails = st.from_regex(r"[a-z]{3,9}\.[a-z]{3,9}@[a-z]{3,9}\.(com|de)", fullmatch=True)


def _iban_digits(country: str, account: str) -> str:
    return str(mod_97_10.calc_check_digits(account + country))


privates = st.one_of(cards, ibans, emails)
words = st.lists(st.text(min_size=0, max_size=12), max_size=4).map(" ".join)


@given(words, privates, words)
def test_no_private_number_stands_in_what_is_logged(before: str, private: str, after: str) -> None:
    text = f"{before} {private} {after}".encode("utf-8", "replace").decode()
    answer = shaped(text, shaper(), {"customer": private, private: "x"})
    assert answer.text is not None
    assert len(answer.text) == len(text)
    assert private in text
    assert private not in repr(answer)
    assert find_private(answer.text, HIDING) == []


@given(st.text(st.characters(), max_size=60))
def test_any_text_has_a_row(text: str) -> None:
    answer = shaped(text, shaper())
    assert answer.characters == len(text) == sum(answer.kinds.values())
    assert answer.words == tuple(word_buckets(text))
    assert [(e.start, e.end) for e in answer.entities] == (
        [(0, len(text) // 2), (len(text) // 2, len(text))] if text else []
    )
    assert answer.latency_ms == 250
    assert answer.cut_pieces == 3


def test_redaction_is_off_only_where_it_is_told_to_be() -> None:
    text = "PAID 4111111111111111"
    open_ = Shaper(TextHash(KEY), Texts.ALL, 0, RedactionSettings(enabled=False))
    assert shaped(text, open_).text == text
    assert shaped(text, shaper()).text == "PAID 0000000000000000"


def test_texts_are_kept_as_the_setting_says() -> None:
    texts = [f"SHOP {number}" for number in range(2000)]
    kept = {
        (setting, sample): [
            answer.text for answer in shaper(setting, sample).answers(answered(texts))
        ]
        for setting, sample in [(Texts.OFF, 1.0), (Texts.SAMPLED, 0.1), (Texts.ALL, 0.0)]
    }
    assert set(kept[Texts.OFF, 1.0]) == {None}
    assert kept[Texts.ALL, 0.0] == texts
    sampled = [text for text in kept[Texts.SAMPLED, 0.1] if text is not None]
    # 200 are expected; with the fixed key it is always the same number.
    assert 140 < len(sampled) < 260


@given(st.lists(st.text(max_size=20), min_size=1), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_sample_has_the_smaller_one(texts: list[str], one: float, other: float) -> None:
    hash_of = TextHash(KEY).of
    less, more = sorted([one, other])
    for text in texts:
        assert is_sampled(hash_of(text), more) or not is_sampled(hash_of(text), less)
        assert is_sampled(hash_of(text), 1.0)
        assert not is_sampled(hash_of(text), 0.0)


@given(st.text(st.characters()), st.text(st.characters()))
def test_hashes_tell_texts_apart_and_depend_on_the_key(one: str, other: str) -> None:
    hashes = TextHash(KEY)
    assert (hashes.of(one) == hashes.of(other)) == (one == other)
    assert hashes.of(one) != TextHash(KEY + b"!").of(one)
    assert len(hashes.of(one)) == 32


@pytest.mark.parametrize("key", [b"", b"short", b"x" * 65])
def test_a_key_that_cannot_be_used_is_not_shown(key: bytes) -> None:
    with pytest.raises(LogKeyError, match=f"has {len(key)} bytes") as raised:
        TextHash(key)
    assert "short" not in str(raised.value)
    assert KEY.decode() not in repr(TextHash(KEY))


def test_slices_are_redacted() -> None:
    answer = shaped("x", shaper(), {"account": "DE00123456780000000000", "bank": "Acme"})
    assert answer.slices == {"account": "XX00000000000000000000", "bank": "Acme"} or (
        "12345678" not in repr(answer.slices)
    )
    assert answer.slices["bank"] == "Acme"


def test_what_was_logged_is_read_again(tmp_path: object) -> None:
    texts = ["SQ *BLUE DOOR CAFE", "", "Überweisung 日本 😀", "\ud800"]
    rows = list(shaper().answers(answered(texts, slices={"country": "GB"})))
    write_answers(str(tmp_path), rows, "w")
    read = list(read_answers(str(tmp_path), "transactions"))
    assert Counter(map(_comparable, read)) == Counter(map(_comparable, rows))


def _comparable(answer: LoggedAnswer) -> str:
    return (
        repr((answer.at, answer.version, answer.text_hash, answer.text, answer.entities))
        + repr(
            (answer.slices, answer.characters, answer.cut_pieces, answer.words, answer.latency_ms)
        )
        + repr(sorted(answer.kinds.items()))
    )


def test_predictions_are_made_when_they_are_shaped() -> None:
    def fail() -> list[Prediction]:
        raise ValueError("as the test says")

    made = Answered(0.0, "m", 1, 1, 1, 0.1, {}, fail)
    with pytest.raises(ValueError, match="as the test says"):
        list(shaper().answers(made))
