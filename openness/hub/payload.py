"""The bytes of an API answer turned into plain, storable Python values.

Strangers' metadata comes through here: half surrogate pairs, NaN, numbers of ten thousand digits and
brackets a thousand deep are all valid JSON to somebody. One odd row must not cost the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from openness.hub.address import shown
from openness.hub.errors import UnusableAnswer

_HALF_PAIR = re.compile(rb"\\u[dD][89a-fA-F]")
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{},]', re.DOTALL)


def parse_object(body: bytes, *, subject: str, url: str) -> dict[str, Any]:
    """Return the JSON object in `body`; raises UnusableAnswer for anything else."""
    try:
        value = _parse(body)
    except (ValueError, RecursionError) as error:
        raise _not_json(body, subject, url) from error
    if not isinstance(value, dict):
        raise UnusableAnswer(f"{subject}: expected one JSON object, got {_kind(value)}; check the endpoint", url=url)
    return value


def parse_rows(body: bytes, *, subject: str, url: str) -> list[Any]:
    """Return the items of the JSON list in `body`; an item that cannot be read is None.

    Raises UnusableAnswer if `body` is not a JSON list.
    """
    try:
        value = _parse(body)
    except (ValueError, RecursionError) as error:
        pieces = _pieces(body)
        if pieces is None:
            raise _not_json(body, subject, url) from error
        return [_parse_or_none(piece) for piece in pieces]
    if not isinstance(value, list):
        raise UnusableAnswer(f"{subject}: expected a JSON list, got {_kind(value)}; check the endpoint", url=url)
    return value


def _parse(body: bytes) -> Any:
    text = body.decode("utf-8", errors="strict")  # UnicodeDecodeError is a ValueError
    value = json.loads(text, parse_constant=_nothing)
    return _whole(value) if _HALF_PAIR.search(body) else value


def _parse_or_none(piece: bytes) -> Any:
    try:
        return _parse(piece)
    except (ValueError, RecursionError):
        return None


def _nothing(_: str) -> None:
    """NaN and the infinities are no JSON and mean nothing in a record."""


def _whole(value: Any) -> Any:
    """Return `value` with half surrogate pairs replaced: they cannot be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value


def _pieces(body: bytes) -> list[bytes] | None:
    """Cut a JSON list into its items without parsing them; None if it is not one well-bracketed list."""
    stripped = body.strip()
    if not (stripped.startswith(b"[") and stripped.endswith(b"]")):
        return None
    cuts = list(_commas(stripped))
    if not cuts or cuts[-1] != len(stripped) - 1:
        return None
    pieces = [stripped[start + 1 : end] for start, end in zip([0, *cuts], cuts, strict=False)]
    return [piece for piece in pieces if piece.strip()]


def _commas(text: bytes) -> Iterator[int]:
    """Yield where the items of the outermost list end: at its commas and its closing bracket."""
    depth = 0
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign in (b"[", b"{"):
            depth += 1
        elif sign in (b"]", b"}"):
            depth -= 1
            if depth == 0:
                yield match.start()
                return
        elif sign == b"," and depth == 1:
            yield match.start()


def _not_json(body: bytes, subject: str, url: str) -> UnusableAnswer:
    if not body.strip():
        what = "an empty answer"
    elif body.lstrip()[:1] == b"<":
        what = "a web page, not JSON: is a login page of this network in between, or the endpoint wrong?"
    else:
        what = f"something that is not JSON ('{shown(body[:40].decode('utf-8', 'replace'))}'): check the endpoint"
    return UnusableAnswer(f"{subject}: got {what}", url=url)


def _kind(value: Any) -> str:
    return {dict: "an object", list: "a list", str: "a text", type(None): "null"}.get(type(value), "a number")
