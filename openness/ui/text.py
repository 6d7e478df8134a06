"""Publishers' text on a page: shown as text, never as Markdown, HTML or a link of its own making."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=@])")
_BACKTICKS = re.compile(r"`+")
_CODE = re.compile(r"`([^`]+)`")
_LIMIT = 2_000


def one_line(text: str, limit: int = _LIMIT) -> str:
    """Return `text` on one line without control or direction-changing characters, cut to `limit` characters."""
    spaced = " ".join(text[: 4 * limit].split())
    kept = "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs"))
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def plain(text: str, limit: int = _LIMIT) -> str:
    """Return Markdown that shows `text` as it is: every character that could mean something is escaped."""
    return _escaped(one_line(text, limit))


def literal(text: str, limit: int = _LIMIT) -> str:
    """Return Markdown that shows `text` as a code span, where not even addresses become links.

    The fence is longer than any run of backticks inside (CommonMark 6.1); a pipe would end a table cell
    even inside a span and is escaped.
    """
    line = one_line(text, limit)
    if not line:
        return ""
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(line)), default=0) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}".replace("|", "\\|")


def prose(text: str, limit: int = _LIMIT) -> str:
    """Return Markdown that shows a rubric's or catalogue's sentence: `code` stays code, all else is plain."""
    pieces = _CODE.split(one_line(text, limit))
    return "".join(literal(piece) if place % 2 else _escaped(piece) for place, piece in enumerate(pieces))


def _escaped(line: str) -> str:
    return _SPECIAL.sub(r"\\\1", line)


def safe_address(address: str) -> str | None:
    """Return `address` fit for the inside of a Markdown link, or None unless it is plain http(s) to a host.

    Addresses with a user name, spaces or control characters are refused: they may lie about where they lead.
    """
    if len(address) > _LIMIT or any(ord(letter) <= 32 or ord(letter) == 127 for letter in address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None or "\\" in address:
        return None
    return quote(address, safe="%/:?#[@!$&'*+,;=~-._").replace("[", "%5B").replace("]", "%5D")


def link(label: str, address: str | None) -> str:
    """Return a Markdown link, or only the label where the address may not be followed."""
    target = None if address is None else safe_address(address)
    shown = plain(label, 300)
    return shown if target is None else f"[{shown}]({target})"


def page_address(page: str, model_id: str) -> str:
    """Return the app's own address of `page` for one model (`/model?id=org/name`)."""
    return f"/{page}?id={quote(model_id, safe='/')}"
