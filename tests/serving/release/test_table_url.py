from __future__ import annotations

import pytest

from pipeline.config import load_settings
from preprocessing.settings import ConfigError
from serving.release.database import ReleaseTableError, connect
from serving.release.table_url import parse_table_url, shown_table_url

WITH_PASSWORDS = [
    "postgresql://ann:geheim@db/releases",
    "postgresql+psycopg://ann:geheim@db:5432/releases",
    "postgresql://ann:ge@heim@db/releases",
    "postgresql://ann:heim@geheim@db/releases",
    "postgresql://ann:geheim%40@db/releases",
    "postgresql://ann:geheim/x@db/releases",
    "postgresql://:geheim@db/releases",
    "postgresql://ann@db/releases?password=geheim",
    "postgresql://ann@db/releases?sslpassword=geheim",
    "postgresql://ann@db/releases?sslmode=on&PassWord=geheim",
    "postgresql://ann@db/releases?pasword=geheim",
    "postgresql://ann@db/releases?passwrd=geheim",
    "postgresql://ann@db/releases?passwd=geheim",
    "postgresql://ann@db/dbname=x%20password=geheim",
    "postgresql:///?dsn=host%3Ddb%20password%3Dgeheim",
    "mysql+pymysql://ann:geheim@db/releases",
]


@pytest.mark.parametrize("url", WITH_PASSWORDS)
def test_passwords_are_refused_and_not_shown(url: str) -> None:
    with pytest.raises(ValueError, match="holds a password") as raised:
        parse_table_url(url)
    assert "heim" not in str(raised.value)
    with pytest.raises(ReleaseTableError, match=r"^release\.table: .* holds a password") as raised:
        connect(url)
    assert "heim" not in str(raised.value)


@pytest.mark.parametrize(
    "url", [*WITH_PASSWORDS, "postgresql://ann:geheim@db:port/r", "x:geheim@y"]
)
@pytest.mark.parametrize("key", ["release.table", "release.tabel", "release", "releases.table"])
def test_no_message_on_settings_shows_them(key: str, url: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load_settings(overrides=[f"{key}={url}"])
    assert "heim" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (
            "postgresql://ann@db:5432/r?sslmode=require",
            "postgresql://ann@db:5432/r?sslmode=require",
        ),
        ("postgresql://ann@db/r?options=-c%20x", "postgresql://ann@db/r"),
        ("postgresql:///r?host=/run/pg", "postgresql:///r?host=%2Frun%2Fpg"),
        ("postgresql://ann%40tenant@db/r", "postgresql://ann%40tenant@db/r"),
        ("sqlite:////tmp/password=x/r.db", "sqlite:////tmp/password%3D***"),
    ],
)
def test_other_urls_are_taken_and_shown(url: str, shown: str) -> None:
    assert shown_table_url(parse_table_url(url)) == shown
