"""Foreign addresses: which may stand behind a link."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from openness.safe.line import LIMIT


def safe_address(address: str) -> str | None:
    """Return `address` fit for the inside of a link, or None unless it is plain http(s) to a host.

    Addresses with a user name, spaces or control characters are refused: they may lie about where they lead.
    """
    if len(address) > LIMIT or any(ord(letter) <= 32 or ord(letter) == 127 for letter in address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None or "\\" in address:
        return None
    return quote(address, safe="%/:?#[@!$&'*+,;=~-._").replace("[", "%5B").replace("]", "%5D")
