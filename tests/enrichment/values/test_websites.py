import socket

import pytest

from enrichment.values.websites import read_website

KNOWN = {"elmbooks.co": "elmbooks.com", "elmboo": "elmbooks.com"}.get


@pytest.mark.parametrize(
    ("text", "domain", "label"),
    [
        ("ELM.COM", "elm.com", "elm"),
        ("HTTPS://WWW.ELM.CO.UK/PAY", "elm.co.uk", "elm"),
        ("HTTPSWWW.ELM.COM.AU#", "elm.com.au", "elm"),
        ("help.elm.com.br", "elm.com.br", "elm"),
        ("ELMBOOKS.CO", "elmbooks.com", "elmbooks"),
        ("HELP.ELMBOO", "elmbooks.com", "elmbooks"),
        ("ELMBOOKS.CO/BILL", "elmbooks.co", "elmbooks"),
        ("WWW.OTHERSHOP", None, "othershop"),
    ],
)
def test_forms(text: str, domain: str | None, label: str) -> None:
    website = read_website(text, KNOWN)
    assert website is not None
    assert website.domain == domain
    if domain is None or domain.startswith(label):
        assert website.label == label


def test_nothing_in_it() -> None:
    assert read_website("www.", KNOWN) is None


def test_no_network_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket, "socket", refuse)
    website = read_website("never-asked-before.org", KNOWN)
    assert website is not None
    assert website.domain == "never-asked-before.org"
