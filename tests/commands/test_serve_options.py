from __future__ import annotations

from pathlib import Path

import pytest

from commands.main import main

PAIR = ("--tls-cert", "{folder}/none.crt", "--tls-key", "{folder}/none.key")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (PAIR[:2], "--tls-cert and --tls-key belong together"),
        (PAIR[2:], "--tls-cert and --tls-key belong together"),
        (("--client-ca", "{folder}/ca.crt"), "--client-ca: needs --tls-cert"),
        (PAIR, "none.crt: cannot be read"),
        (("--token-file", "{folder}/none"), "none: cannot be read"),
        (("--token-file", "{folder}/empty"), "empty: there is no token"),
        (("--access-log", "{folder}/none/log"), "none/log: cannot be written"),
        (("--set", "server.drain_wait_seconds=-1"), "server.drain_wait_seconds"),
        (("--workers", "0"), "--workers"),
    ],
)
def test_what_cannot_be_used_is_named_before_anything_is_loaded(
    tmp_path: Path,
    options: tuple[str, ...],
    named: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "empty").touch()
    arguments = [option.format(folder=tmp_path) for option in options]
    monkeypatch.setattr("sys.argv", ["txner", "serve", "--model", "none", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = " ".join(capsys.readouterr().err.split())
    assert named in said.replace("\u2502 ", "")
