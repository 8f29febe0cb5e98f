from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.secrets import hide_passwords, is_secret_key, without_passwords

SECRETS = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="&;,'\"#"), min_size=4
).map(lambda text: f"geheim{text}geheim")


@given(SECRETS)
def test_no_password_of_an_address_stays(secret: str) -> None:
    for text in (f"postgresql://ann:{secret}@db/releases", f"x=https://:{secret}@host"):
        assert "geheim" not in hide_passwords(text)


@given(SECRETS)
@pytest.mark.parametrize(
    "key", ["password", "sslpassword", "pasword", "PASSWORD", "passwrd", "pwd"]
)
def test_no_password_of_a_parameter_stays(key: str, secret: str) -> None:
    assert "geheim" not in hide_passwords(f"postgresql://ann@db/releases?sslmode=on&{key}={secret}")
    assert "geheim" not in hide_passwords(f"host=db {key} = {secret} user=ann")


@pytest.mark.parametrize(
    "text",
    [
        "postgresql+psycopg://trainer@10.0.0.3:5432/releases",
        "sqlite:////home/ann/a:b@c/releases.db",
        "gs://bucket/folder",
        "data.annotators.prefer=[ann@example.com]",
        "training.epochs=2",
        "postgresql://ann@db/r?passfile=/home/ann/.pgpass",
    ],
)
def test_what_holds_no_password_stays(text: str) -> None:
    assert hide_passwords(text) == text


@pytest.mark.parametrize("ending", ["", "@", "="])
@pytest.mark.parametrize(
    "piece",
    ["x", "-", "a.", "1", " ", "a:", "a:;", "a://", "://", "a://u:", "=", "a =", "%3D", "@"],
)
def test_long_texts_take_no_longer_than_they_are_long(piece: str, ending: str) -> None:
    """Where each character was tried again, this would take many minutes."""
    text = piece * 100_000 + ending
    hidden = hide_passwords(f"{text} password=geheim")
    assert hidden.endswith("password=***")


def test_names_of_ordinary_parameters_are_not_secret() -> None:
    for key in ("host", "passfile", "port", "sslmode", "max_tokens", "token_env", "keepalives"):
        assert not is_secret_key(key)


def test_passwords_within_values_are_hidden() -> None:
    values = {"release": {"table": "postgresql://a:geheim@db/r"}, "labels": ["A"], "epochs": 2}
    assert without_passwords(values) == {
        "release": {"table": "postgresql://a:***@db/r"},
        "labels": ["A"],
        "epochs": 2,
    }
