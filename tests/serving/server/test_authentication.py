from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serving.server.authentication import TokenFileError, Tokens

ASCII = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)
WORDS = ASCII.filter(lambda word: not word.startswith(("#", "sha256:")))


def replace(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    os.replace(beside, path)  # noqa: PTH105


@given(st.lists(WORDS, min_size=1, max_size=4), st.sets(st.integers(0, 3)), WORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_those_of_the_file_are_accepted_and_no_others(
    tmp_path: Path, tokens: list[str], hashed: set[int], other: str
) -> None:
    lines = [
        f"sha256:{hashlib.sha256(token.encode()).hexdigest()}" if number in hashed else token
        for number, token in enumerate(tokens)
    ]
    path = tmp_path / "tokens"
    path.write_text("\n".join(["# who", "", *lines]))
    known = Tokens(path)
    assert all(known.accepts(f"Bearer {token}") for token in tokens)
    assert known.accepts(f"bearer  {tokens[0]} ")
    assert known.accepts(f"Bearer {other}") == (other in tokens)
    # What is written in the file is no token if it is a hash.
    for number in hashed & set(range(len(tokens))):
        assert not known.accepts(f"Bearer {lines[number]}")


@given(st.none() | st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_header_is_an_answer(tmp_path: Path, header: str | None) -> None:
    path = tmp_path / "tokens"
    path.write_text("a-very-long-token-that-nothing-makes-up\n")
    assert not Tokens(path).accepts(header)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (None, "cannot be read"),
        (b"", "no token"),
        (b"# none\n\n", "no token"),
        (b"good\nsecret token\n", "line 2"),
        (b"sha256:secret\n", "line 1"),
        (b"\xff\n", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_its_tokens_are_not(
    tmp_path: Path, content: bytes | None, named: str
) -> None:
    path = tmp_path / "tokens"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TokenFileError, match=named) as error:
        Tokens(path)
    assert str(path) in str(error.value)
    assert "secret" not in str(error.value)


def test_a_file_that_becomes_unusable_leaves_the_tokens_and_an_empty_one_lets_nobody_in(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "tokens"
    path.write_text("first\n")
    tokens = Tokens(path)
    replace(path, b"\xff\n")
    for _ in range(3):
        assert tokens.accepts("Bearer first")
    path.unlink()
    assert tokens.accepts("Bearer first")
    assert len(caplog.records) == 2  # each fault once
    replace(path, b"second\n")
    assert not tokens.accepts("Bearer first")
    assert tokens.accepts("Bearer second")
    replace(path, b"")
    assert not tokens.accepts("Bearer second")
    assert not tokens.accepts("Bearer ")
