"""The URL of the release table: what it may hold, and how it is shown."""

from __future__ import annotations

from urllib.parse import unquote

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from preprocessing.secrets import hide_passwords, is_secret_key

# What may be shown of what libpq and SQLite's driver take; the rest may hold what is not ours.
_PUBLIC_PARAMETERS = frozenset(
    [
        *("application_name", "connect_timeout", "dbname", "host", "hostaddr", "keepalives"),
        *("passfile", "port", "service", "sslcert", "sslkey", "sslmode", "sslrootcert"),
        *("target_session_attrs", "timeout", "user"),
    ]
)


def parse_table_url(text: str) -> URL:
    """The URL of a release table.

    Raises:
      ValueError: It is not a URL, or holds a password; the message does not show it.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # The text is not shown, because nobody knows where in it a password is.
        raise ValueError("not an SQLAlchemy URL, such as postgresql://user@host/database") from None
    if url.password is not None or any(map(is_secret_key, url.query)) or _hidden_in(url):
        raise ValueError(
            f"{shown_table_url(url)} holds a password, which would stand in logs, in the metadata "
            "of runs and in the release table; leave it out, and put it into ~/.pgpass or let the "
            "account of the machine log in"
        )
    return url


def check_table_url(text: str) -> str:
    """The same text, if `parse_table_url` takes it.

    Raises:
      ValueError: It does not.
    """
    parse_table_url(text)
    return text


def shown_table_url(url: URL) -> str:
    """A URL as it may be shown: without its password, and without parameters that may hold one."""
    public = url.difference_update_query(url.query.keys() - _PUBLIC_PARAMETERS)
    if "@" in (url.host or ""):
        # What stands before it may be the end of a password with an `@` in it.
        public = public.set(host=(url.host or "").rpartition("@")[2])
    return hide_passwords(public.render_as_string(hide_password=True))


def _hidden_in(url: URL) -> bool:
    """Whether some part is a connection string of its own, with a password in it."""
    if url.get_backend_name() == "sqlite":
        return False
    values = [url.host, url.database, url.username]
    for value in url.query.values():
        values += [value] if isinstance(value, str) else value
    text = unquote(" ".join(filter(None, values)))
    return hide_passwords(text) != text or "@" in (url.host or "")
